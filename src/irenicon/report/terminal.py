"""The assessment on a terminal: head, ledger, balance, what is missing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich import box
from rich.console import Console, Group, RenderableType
from rich.markup import escape
from rich.padding import Padding
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from irenicon.assessment import Assessment, DocumentAssessment
from irenicon.codebook.model import Codebook
from irenicon.extraction.claims.sources import AUTHOR
from irenicon.extraction.claims.words import percentages
from irenicon.findings.model import Commitment
from irenicon.measures.balance import PartyBalance
from irenicon.report.brief import BriefSentence, sentences
from irenicon.report.dossier import Voice, disagreements, joined
from irenicon.report.experienced import experience_lines
from irenicon.report.ground import ground_views
from irenicon.report.heading import facts, title
from irenicon.report.holding import show_holding, show_left_out, show_table
from irenicon.report.kept import keeping_lines
from irenicon.report.terminal_ground import ground_section
from irenicon.report.wording import Wording, in_return, said_by

_LISTED = 12  # commitments named in full under each thing that is missing


def show(assessment: Assessment, console: Console, words: Wording, codebook: Codebook) -> None:
    """Prints what several documents say together, then the assessment of each."""
    told = sentences(assessment, codebook, words)
    if told:
        show_brief(told, console, words)
    if assessment.ledger.rows:
        console.print(_disagreements(assessment, words, codebook))
        console.print(Group(Text(), *show_table(assessment, words)))
        console.print(_joined(assessment, words, codebook))
    for one, ground in zip(assessment.documents, ground_views(assessment, codebook, words), strict=True):
        console.print(Panel(_head(one, words), box=box.ROUNDED, border_style="dim"))
        if one.commitments:
            console.print(_ledger(one, words, codebook))
            console.print(_balance(one, words))
            console.print(Group(*_sensitivity(one, words)))
            console.print(Group(*_missing(one, words)))
            console.print(Group(Text(), *show_holding(one, words)))
            if one.experience:
                console.print(Group(Text(), *experience_lines(one.experience, words, codebook)))
            if one.keeping:
                console.print(Group(Text(), *keeping_lines(one.keeping, one.commitments, words)))
        else:
            console.print(words("no_commitments"))
        if ground:
            console.print(Group(Text(), *ground_section(ground, words)))
        if one.claims:
            console.print(Group(*show_left_out(one, words)))
            console.print(_claims(one, assessment, words))


def show_brief(told: Sequence[BriefSentence], console: Console, words: Wording) -> None:
    """Prints the brief alone, a sentence a paragraph."""
    console.print(Text(words("title", "brief"), style="bold"))
    for one in told:
        console.print(Padding(Text(f"• {one.text}"), (0, 0, 0, 1)))
    console.print()


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
        (words("exchange").lower(), in_return(commitment, codebook, words)),
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
        if party.swing and party.gives.commitments and party.gets.commitments:
            sign = words("sign_changes" if party.sign_can_change else "sign_stays")
            low, high = (f"{value:+.2f}" for value in party.swing)
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


def _claims(one: DocumentAssessment, assessment: Assessment, words: Wording) -> Table:
    table = _table(words("claims"))
    table.add_column(words("source"), ratio=3)
    table.add_column(words("status"), ratio=2)
    table.add_column(words("quote"), ratio=6)
    table.expand = True
    for claim in one.claims:
        grade = assessment.grade(claim.source)
        who = Text(words("author", "source_type") if claim.source == AUTHOR else claim.source)
        if claim.source_type not in (claim.source, AUTHOR):
            who.append(f"\n{words(claim.source_type, 'source_type')}", style="dim")
        if grade:
            who.append(f" {grade}", style="bold")
        how = Text(words(claim.status, "status")).append(f"\n{words(claim.kind, 'claim_kind')}", style="dim")
        said = percentages(claim.likelihood, one.document.language) if claim.likelihood else None
        if said:
            how.append(f"\n{claim.likelihood}: {said[0]}–{said[1]} % ({words('likelihood')})", style="dim")
        table.add_row(who, how, _short(claim.quote))
    return table


def _joined(assessment: Assessment, words: Wording, codebook: Codebook) -> Table:
    numbered = "\n".join(f"[{number}] {title(one.document)}" for number, one in enumerate(assessment.documents, 1))
    table = _table(f"{words('dossier')}\n{escape(numbered)}")
    table.add_column(words("what"), ratio=5)
    table.add_column(words("said_by"), ratio=5)
    table.add_column(words("standing"), ratio=4)
    table.expand = True
    for row in joined(assessment):
        what = Text(words.act(codebook.acts[row.act]), style="bold")
        what.append(f"\n{', '.join(row.voices[0].commitment.obligors) or words('nobody')}", style="not bold dim")
        voices = Text("\n").join(_voice(voice, words) for voice in row.voices)
        table.add_row(what, voices, Text(words(row.standing, "standing"), style=_STANDING[row.standing]))
    return table


_STANDING = {"in_text": "green", "unreported": "dim", "not_in_text": "yellow", "reported_only": "yellow"}


def _voice(voice: Voice, words: Wording) -> Text:
    by = said_by(voice.said_by, words)
    return Text(f"[{voice.ref.document + 1}] {voice.commitment.point}: ", style="dim").append(by, style="not dim")


def _disagreements(assessment: Assessment, words: Wording, codebook: Codebook) -> RenderableType:
    lines = [Text(words("contradictions"), style="bold")]
    found = disagreements(assessment)
    for each in found:
        fields = ", ".join(words(field, "differs") for field in each.differs)
        lines.append(Text(f"  {words.act(codebook.acts[each.act])}: {fields}", style="yellow"))
        lines += [
            Text(
                f"    [{voice.ref.document + 1}] {voice.commitment.point:<5} {_short(voice.commitment.quote)}",
                no_wrap=True,
                overflow="ellipsis",
            )
            for voice in (each.one, each.other)
        ]
    if not found:
        lines.append(Text(f"  {words('no_contradictions')}"))
    return Group(*lines)
