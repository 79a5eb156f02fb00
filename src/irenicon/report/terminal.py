"""The assessment on a terminal: head, ledger, balance, what is missing."""

from __future__ import annotations

from collections.abc import Iterator

from rich import box
from rich.console import Console, Group, RenderableType
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from irenicon.assessment import Assessment, DocumentAssessment
from irenicon.codebook.model import Codebook
from irenicon.commitments.model import Commitment
from irenicon.measures.balance import PartyBalance
from irenicon.report.heading import facts, title
from irenicon.report.wording import Wording

_LISTED = 12  # commitments named in full under each thing that is missing


def show(assessment: Assessment, console: Console, words: Wording, codebook: Codebook) -> None:
    """Prints the assessment of each document."""
    for one in assessment.documents:
        console.print(Panel(_head(one, words), box=box.ROUNDED, border_style="dim"))
        if not one.commitments:
            console.print(words("no_commitments"))
            continue
        console.print(_ledger(one, words, codebook))
        console.print(_balance(one, words))
        console.print(Group(*_sensitivity(one, words)))
        console.print(Group(*_missing(one, words)))


def _head(one: DocumentAssessment, words: Wording) -> RenderableType:
    counts = f"{len(one.commitments)} {words('commitments')}, {_firm_count(one)} {words('firm')}"
    lines = [
        Text(title(one.document), style="bold"),
        Text(" · ".join(facts(one.document, words)), style="dim"),
        Text(counts),
    ]
    return Group(*lines, *(Text(remark, style="yellow") for remark in one.document.remarks))


def _firm_count(one: DocumentAssessment) -> int:
    return sum(commitment.firm for commitment in one.commitments)


def _table(heading: str) -> Table:
    return Table(
        title=heading, title_justify="left", title_style="bold", box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1)
    )


def _ledger(one: DocumentAssessment, words: Wording, codebook: Codebook) -> Table:
    table = _table(words("ledger"))
    table.add_column(words("point"), no_wrap=True, style="dim")
    table.add_column(words("who"), ratio=3)
    table.add_column(words("what"), ratio=5)
    table.add_column(f"{words('firm')} / {words('vague')}", ratio=2)
    table.expand = True
    for commitment in one.commitments:
        table.add_row(
            commitment.point, _who(commitment, words), _what(commitment, words, codebook), _firm(commitment, words)
        )
    return table


def _who(commitment: Commitment, words: Wording) -> Text:
    given = Text(", ".join(commitment.obligors) or words("nobody"), style="" if commitment.obligors else "dim italic")
    if commitment.beneficiaries:
        given.append(" → ", style="dim").append(", ".join(commitment.beneficiaries))
    return given


def _what(commitment: Commitment, words: Wording, codebook: Codebook) -> Text:
    said = Text(words(commitment.modality, "modality"), style="dim")
    said.append(": ").append(words.act(codebook.acts[commitment.act]), style="not dim bold")
    details = (
        (None, commitment.quantity),
        (None, ", ".join(commitment.place)),
        (words("deadline").lower(), commitment.deadline),
        (words("condition").lower(), commitment.condition),
        (words("exchange").lower(), commitment.in_return_for),
        (None, words("reported") if commitment.reported else None),
    )
    for name, value in details:
        if value:
            said.append(f"\n{name}: " if name else "\n", style="dim").append(value, style="not dim")
    return said


def _firm(commitment: Commitment, words: Wording) -> Text:
    if commitment.firm:
        return Text(f"● {words('firm')}", style="green")
    return Text("○ " + ", ".join(words(reason, "vague") for reason in commitment.vague), style="yellow")


def _balance(one: DocumentAssessment, words: Wording) -> Table:
    table = _table(words("balance"))
    table.add_column(words("party"))
    for side in ("gives", "gets"):
        table.add_column(f"{words(side)}: {words('firm')}", justify="right")
        table.add_column(words("vague"), justify="right")
    table.add_column(words("weighted"), justify="right")
    table.add_column(words("unrequited"), justify="right")
    for party in one.balance.parties:
        table.add_row(
            party.party,
            *(str(number) for side in (party.gives, party.gets) for number in (side.firm, side.vague)),
            _number(party),
            f"{party.unrequited:.0%}" if party.unrequited is not None else "–",
        )
    return table


def _number(party: PartyBalance) -> str:
    if party.balance is None:
        return "–"
    shown = f"{party.balance:+.2f}"
    return f"{shown} [{party.interval[0]:+.2f}, {party.interval[1]:+.2f}]" if party.interval else shown


def _sensitivity(one: DocumentAssessment, words: Wording) -> Iterator[RenderableType]:
    yield Text(f"{words('sensitivity')}. {words('sensitivity_lead')}", style="dim")
    for party in one.balance.parties:
        if party.swings and party.gives.commitments and party.gets.commitments:
            values = [value for swing in party.swings for value in (swing.halved, swing.doubled)]
            sign = words("sign_changes" if party.sign_can_change else "sign_stays")
            low, high = f"{min(values):+.2f}", f"{max(values):+.2f}"
            yield Text(f"  {party.party}: {words('moves_from')} {low} {words('moves_to')} {high}; {sign}")
    yield Text()


def _missing(one: DocumentAssessment, words: Wording) -> Iterator[RenderableType]:
    yield Text(words("missing"), style="bold")
    for kind in one.missing.__struct_fields__:
        indices: tuple[int, ...] = getattr(one.missing, kind)
        yield Text(f"  {words(kind, 'missing')}: {len(indices) or words('none_missing')}")
        for index in indices[:_LISTED]:
            commitment = one.commitments[index]
            yield Text(
                f"    {commitment.point:>5}  {_short(commitment.quote)}", style="dim", no_wrap=True, overflow="ellipsis"
            )
        if len(indices) > _LISTED:
            yield Text(f"           + {len(indices) - _LISTED}", style="dim")


def _short(quote: str) -> str:
    return " ".join(quote.split())
