"""Row by row what a reader missed, found in vain or got wrong, for people who work through the errors."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

import msgspec

from irenicon.coding.matching import pair
from irenicon.evaluation.gold import GoldCommitment
from irenicon.evaluation.scores import COMMITMENT_FIELDS
from irenicon.evaluation.scoring import Scored
from irenicon.findings.model import Commitment

Fault = Literal["right", "fields", "act", "missed", "vain"]
_BEFORE, _AFTER = 160, 120  # characters of context around a quote


class Compared(msgspec.Struct, frozen=True):
    """A row of the coding beside what was found there. `wrong` gives, for each wrong field, (found, coded)."""

    text: str
    family: str
    fault: Fault
    act: str
    found: Commitment | None
    coded: GoldCommitment | None
    wrong: dict[str, tuple[str, str]]
    before: str
    quote: str
    after: str


def compared(scored: Sequence[Scored]) -> Iterator[Compared]:
    """Every commitment found or coded, in order of the texts: matched by act and words first, then by words alone."""
    for one in scored:
        if one.commitments is None:
            continue
        found, coded = one.found.commitments, one.commitments
        same = pair(found, coded, lambda first, other: first.act == other.act)
        left = [number for number in range(len(found)) if number not in {each for each, _ in same}]
        free = [number for number in range(len(coded)) if number not in {each for _, each in same}]
        near = [(left[a], free[b]) for a, b in pair([found[n] for n in left], [coded[n] for n in free])]
        rows = [_row(one, found[a], coded[b]) for a, b in (*same, *near)]
        taken, met = {a for a, _ in (*same, *near)}, {b for _, b in (*same, *near)}
        rows += [_row(one, each, None) for number, each in enumerate(found) if number not in taken]
        rows += [_row(one, None, each) for number, each in enumerate(coded) if number not in met]
        yield from sorted(rows, key=lambda row: (row.coded or row.found).start)  # type: ignore[union-attr]


def _row(one: Scored, found: Commitment | None, coded: GoldCommitment | None) -> Compared:
    start, end = _place(found, coded)
    text = one.document.text
    wrong = _wrong(found, coded) if found and coded else {}
    fault: Fault = "vain" if coded is None else "missed" if found is None else "right"
    if found and coded:
        fault = "act" if found.act != coded.act else "fields" if wrong else "right"
    return Compared(
        one.name,
        one.family,
        fault,
        coded.act if coded else found.act if found else "",
        found,
        coded,
        wrong,
        text[max(0, start - _BEFORE) : start],
        text[start:end],
        text[end : end + _AFTER],
    )


def _place(found: Commitment | None, coded: GoldCommitment | None) -> tuple[int, int]:
    if coded is not None:
        return coded.start, coded.end
    return (found.start, found.end) if found is not None else (0, 0)


def _wrong(found: Commitment, coded: GoldCommitment) -> dict[str, tuple[str, str]]:
    fields = [name for name in COMMITMENT_FIELDS if hasattr(coded, name)]
    wrong = [name for name in fields if (told := COMMITMENT_FIELDS[name](found, coded))[0] < told[1]]
    return {name: (_shown(getattr(found, name)), _shown(getattr(coded, name))) for name in wrong}


def _shown(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, tuple) else "" if value is None else str(value)
