"""A comparison of drafts or renderings as terminal text, page, JSON and CSV."""

from __future__ import annotations

import csv
import difflib
import io
import itertools
import re
from collections.abc import Iterator, Sequence
from typing import Any

import msgspec
from markupsafe import Markup, escape
from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from irenicon.assessment import Assessment
from irenicon.codebook.model import Codebook
from irenicon.drafts.collation import Reading, collate
from irenicon.drafts.comparing import compare
from irenicon.drafts.model import Change, ChangeClass, Draft, PartyMove, QuantityChange, Step
from irenicon.findings.model import Commitment
from irenicon.ledger.model import Ref
from irenicon.report.cells import safe
from irenicon.report.heading import facts, title
from irenicon.report.page import environment, resource
from irenicon.report.wording import Wording, wording

_TOKEN = re.compile(r"\d[\d.,]*\d|\w+|\W")
_MARKS = {"unchanged": "=", "reworded": "≈", "dropped": "−", "new": "+", "hardened": "▲", "softened": "▽"}
_PARTIES = 6  # courses drawn


class Course(msgspec.Struct, frozen=True):
    """A party's balance in every draft, −1 (gives all) to +1 (gets all); None where it is not in the draft."""

    party: str
    balance: tuple[float | None, ...]


class Comparison(msgspec.Struct, frozen=True):
    """Drafts in time order, the steps between them, and the course of balance and firmness over them.

    `readings` is filled instead of `steps` where the texts are renderings of one document. `firmness` is the mean of
    the commitments of each draft, 0–1.
    """

    drafts: tuple[Draft, ...]
    steps: tuple[Step, ...]
    readings: tuple[Reading, ...]
    courses: tuple[Course, ...]
    firmness: tuple[float | None, ...]


def comparison(assessment: Assessment, *, renderings: bool = False) -> Comparison:
    """The comparison of the assessed documents, in their order."""
    drafts = tuple(Draft(one.document, one.commitments) for one in assessment.documents)
    held = [{party.party: party.balance for party in one.balance.parties} for one in assessment.documents]
    names = list(dict.fromkeys(name for each in held for name in each))
    means = [[each.value for each in one.firmness] for one in assessment.documents]
    return Comparison(
        drafts,
        () if renderings else compare(drafts),
        collate(drafts) if renderings else (),
        tuple(Course(name, tuple(each.get(name) for each in held)) for name in names),
        tuple(sum(values) / len(values) if values else None for values in means),
    )


class _ChangeRecord(msgspec.Struct, frozen=True):
    step: int
    change: ChangeClass
    classes: tuple[ChangeClass, ...]
    before: tuple[Commitment, ...]
    after: tuple[Commitment, ...]
    quantity: QuantityChange | None


class _Record(msgspec.Struct, frozen=True):
    documents: tuple[dict[str, str | None], ...]
    changes: tuple[_ChangeRecord, ...]
    moves: tuple[tuple[PartyMove, ...], ...]
    readings: tuple[Reading, ...]
    courses: tuple[Course, ...]
    firmness: tuple[float | None, ...]


def comparison_to_json(found: Comparison) -> bytes:
    """Every change with the commitments before and after in full, and the texts they are offsets into."""
    record = _Record(
        tuple(
            {
                "source": draft.document.source,
                "title": draft.document.title,
                "date": draft.document.date,
                "text": draft.document.text,
            }
            for draft in found.drafts
        ),
        tuple(
            _ChangeRecord(number, one.change, one.classes, *_both(found, step, one), one.quantity)
            for number, step in enumerate(found.steps)
            for one in step.changes
        ),
        tuple(step.moves for step in found.steps),
        found.readings,
        found.courses,
        found.firmness,
    )
    return msgspec.json.format(msgspec.json.encode(record), indent=2) + b"\n"


def comparison_to_csv(found: Comparison) -> str:
    """One change a row; of renderings, one version of a commitment a row."""
    out = io.StringIO()
    rows = csv.writer(out)
    if found.readings:
        rows.writerow(("act", "document", "point", "differs", "lacking", "quote"))
        for reading in found.readings:
            for ref in reading.versions:
                one = _at(found, ref)
                source = found.drafts[ref.document].document.source
                lacking = "; ".join(found.drafts[number].document.source for number in reading.lacking)
                values = (reading.act, source, one.point, "; ".join(reading.differs), lacking, one.quote)
                rows.writerow(map(safe, values))
        return out.getvalue()
    rows.writerow(("step", "change", "classes", "act", "point_before", "point_after", "quote_before", "quote_after"))
    for number, step in enumerate(found.steps, 1):
        for change in step.changes:
            before, after = _both(found, step, change)
            points = ("; ".join(one.point for one in side) for side in (before, after))
            quotes = (" / ".join(one.quote for one in side) for side in (before, after))
            act = (before or after)[0].act
            rows.writerow(map(safe, (number, change.change, "; ".join(change.classes), act, *points, *quotes)))
    return out.getvalue()


def show_comparison(found: Comparison, console: Console, words: Wording, codebook: Codebook) -> None:
    """Prints the changes of each step and who moved, or the collation of renderings."""
    for number, draft in enumerate(found.drafts, 1):
        console.print(Text(f"[{number}] {title(draft.document)}", style="bold"))
        console.print(Text(f"    {' · '.join(facts(draft.document, words))}", style="dim"))
    if found.readings:
        console.print(_collated(found, words, codebook))
    for step in found.steps:
        _show_step(found, step, console, words, codebook)


def _show_step(found: Comparison, step: Step, console: Console, words: Wording, codebook: Codebook) -> None:
    if step.nothing_changed or step.nothing_common:
        console.print(words("nothing_changed" if step.nothing_changed else "nothing_common", "compare"))
        return
    table = Table(title=f"[{step.before + 1}] → [{step.after + 1}]", title_justify="left", box=box.SIMPLE_HEAD)
    table.expand = True
    table.pad_edge = False
    table.add_column("", ratio=3)
    table.add_column(words("before", "compare"), ratio=5)
    table.add_column(words("after", "compare"), ratio=5)
    for change in step.changes:
        if change.change == "unchanged":
            continue
        before, after = _both(found, step, change)
        what = Text(words.act(codebook.acts[(before or after)[0].act]), style="bold")
        what.append(f"\n{_MARKS.get(change.change, '≠')} {_named(change, words)}", style="not bold yellow")
        table.add_row(what, *(Text("\n").join(_cited(one) for one in side) for side in (before, after)))
    console.print(table)
    same = sum(change.change == "unchanged" for change in step.changes)
    console.print(Text(f"{words('unchanged', 'change')}: {same}", style="dim"))
    console.print(_moves(step, words))


def _named(change: Change, words: Wording) -> str:
    said = ", ".join(words(each, "change") for each in change.classes)
    if change.quantity and change.quantity.share is not None:
        said += f" ({change.quantity.share:+.0%})"
    return said


def _cited(one: Commitment) -> Text:
    return Text(f"{one.point} ", style="dim").append(" ".join(one.quote.split()), style="not dim")


def _moves(step: Step, words: Wording) -> Table:
    table = Table(title=words("moves", "compare"), title_justify="left", box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column(words("party"))
    table.add_column(words("obligations", "compare"))
    table.add_column(words("entitlements", "compare"))
    for move in step.moves:
        table.add_row(move.party, _counted(move, "obligations"), _counted(move, "entitlements"))
    return table


def _counted(move: PartyMove, side: str) -> str:
    marks = (("new", "+"), ("dropped", "−"), ("hardened", "▲"), ("softened", "▽"))
    counts = [f"{mark}{count}" for what, mark in marks if (count := getattr(move, f"{side}_{what}"))]
    return " ".join(counts) or "·"


def _collated(found: Comparison, words: Wording, codebook: Codebook) -> Table:
    table = Table(title=words("collation", "compare"), title_justify="left", box=box.SIMPLE_HEAD, pad_edge=False)
    table.expand = True
    table.add_column(words("what"), ratio=3)
    table.add_column(words("versions", "compare"), ratio=7)
    table.add_column(words("differs"), ratio=3)
    for reading in found.readings:
        versions = [
            Text(f"[{ref.document + 1}] ", style="bold").append_text(_cited(_at(found, ref)))
            for ref in reading.versions
        ]
        differs = [words(field, "differs") for field in reading.differs]
        differs += [f"{words('lacking', 'compare')} [{number + 1}]" for number in reading.lacking]
        act = words.act(codebook.acts[reading.act])
        table.add_row(act, Text("\n").join(versions), ", ".join(differs) or words("agree", "compare"))
    return table


def comparison_to_html(found: Comparison, codebook: Codebook, *, language: str = "en") -> str:
    """One self-contained page: changes in two columns with the words that differ marked, who moved, the course."""
    return (
        environment()
        .get_template("compared.html")
        .render(
            compared(found, codebook, wording(language)),
            style=Markup(resource("page.css")),
            script=Markup(resource("page.js")),
        )
    )


class Asked(msgspec.Struct, frozen=True):
    """Which changes a reader wants to see: of one class, of one party; "" asks for nothing."""

    change: str = ""
    parties: str = ""

    def fits(self, one: _Shown) -> bool:
        """Whether a change is asked for."""
        return self.change in ("", one.change.change) and (not self.parties or self.parties in one.parties)


def compared(
    found: Comparison,
    codebook: Codebook,
    words: Wording,
    asked: Asked | None = None,
    kept: Sequence[tuple[str, str]] = (),
) -> dict[str, Any]:
    """All that `parts/compared.html` speaks of; where `asked` is given, the filters are part of the page's address,
    beside what `kept` names of it."""
    return {
        "found": found,
        "words": words,
        "acts": codebook.acts,
        "titles": [title(draft.document) for draft in found.drafts],
        "facts": [facts(draft.document, words) for draft in found.drafts],
        "steps": [(step, list(_shown(found, step, words))) for step in found.steps],
        "at": lambda ref: _at(found, ref),
        "counted": _counted,
        "courses": sorted(found.courses, key=lambda one: -sum(value is not None for value in one.balance))[:_PARTIES],
        "points": _points,
        "asked": asked,
        "kept": kept,
    }


class _Shown(msgspec.Struct, frozen=True):
    change: Change
    act: str
    said: str
    parties: tuple[str, ...]
    before: Markup
    after: Markup


def _shown(found: Comparison, step: Step, words: Wording) -> Iterator[_Shown]:
    for change in step.changes:
        before, after = _both(found, step, change)
        named = tuple(dict.fromkeys(name for one in (*before, *after) for name in (*one.obligors, *one.beneficiaries)))
        left, right = (
            _marked(_text(before), _text(after)) if before and after else (escape(_text(before)), escape(_text(after)))
        )
        yield _Shown(change, (before or after)[0].act, _named(change, words), named, left, right)


def _text(side: Sequence[Commitment]) -> str:
    return " / ".join(f"{one.point} {' '.join(one.quote.split())}".strip() for one in side)


def _marked(one: str, other: str) -> tuple[Markup, Markup]:
    """Both texts with what is only in one of them marked."""
    left, right = _TOKEN.findall(one), _TOKEN.findall(other)
    before: list[Markup] = []
    after: list[Markup] = []
    for kind, a, b, c, d in difflib.SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        gone, come = escape("".join(left[a:b])), escape("".join(right[c:d]))
        before.append(gone if kind == "equal" else Markup("<del>{}</del>").format(gone) if gone else gone)
        after.append(come if kind == "equal" else Markup("<ins>{}</ins>").format(come) if come else come)
    return Markup("").join(before), Markup("").join(after)


def _points(values: Sequence[float | None], low: float, high: float) -> str:
    """The corners of a line through the values in a box of 600 by 160."""
    width = 600 / max(1, len(values) - 1)
    return " ".join(
        f"{number * width:.1f},{160 - (value - low) / (high - low) * 160:.1f}"
        for number, value in enumerate(values)
        if value is not None
    )


def _both(found: Comparison, step: Step, change: Change) -> tuple[tuple[Commitment, ...], tuple[Commitment, ...]]:
    sides = itertools.chain([(step.before, change.before)], [(step.after, change.after)])
    before, after = (tuple(found.drafts[number].commitments[index] for index in indices) for number, indices in sides)
    return before, after


def _at(found: Comparison, ref: Ref) -> Commitment:
    return found.drafts[ref.document].commitments[ref.index]
