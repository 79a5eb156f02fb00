"""Joins the documents given into one ledger: the same commitment of several documents is one row."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import numpy as np
from scipy.optimize import linear_sum_assignment

from irenicon.findings.model import Commitment
from irenicon.ledger.chains import chains
from irenicon.ledger.likeness import differences, likeness, weighing
from irenicon.ledger.model import Contradiction, Entry, Ledger, Ref, Row, Standing


def join(entries: Sequence[Entry]) -> Ledger:
    """The ledger over all documents: published texts first, then the reports, each in the order given.

    A text is joined to the texts before it one to one; a report may speak of one commitment several times.
    """
    order = sorted(range(len(entries)), key=lambda number: not entries[number].is_text)
    rows: list[list[Ref]] = []
    for number in order:
        entry = entries[number]
        partners = _assigned(entries, rows, entry) if entry.is_text else _best(entries, rows, entry)
        for index, partner in enumerate(partners):
            if partner is None:
                rows.append([Ref(number, index)])
            else:
                rows[partner].append(Ref(number, index))
    made = tuple(Row(_of(entries, refs[0]).act, tuple(refs), _standing(entries, refs)) for refs in rows)
    return Ledger(made, tuple(_contradictions(entries, made)), chains(entries))


def _of(entries: Sequence[Entry], ref: Ref) -> Commitment:
    return entries[ref.document].commitments[ref.index]


def _score(entries: Sequence[Entry], row: Sequence[Ref], one: Commitment) -> float:
    """The likeness of a commitment to the row's nearest version; 0 below the threshold."""
    scores = [likeness(_of(entries, ref), one) for ref in row]
    best = max((score for score in scores if score is not None), default=0.0)
    return best if best >= weighing().threshold else 0.0


def _assigned(entries: Sequence[Entry], rows: Sequence[Sequence[Ref]], entry: Entry) -> list[int | None]:
    if not rows or not entry.commitments:
        return [None] * len(entry.commitments)
    scores = np.array([[_score(entries, row, one) for row in rows] for one in entry.commitments])
    pairs = dict(zip(*linear_sum_assignment(-scores), strict=True))
    return [
        int(pairs[index]) if index in pairs and scores[index, pairs[index]] > 0 else None
        for index in range(len(entry.commitments))
    ]


def _best(entries: Sequence[Entry], rows: Sequence[Sequence[Ref]], entry: Entry) -> list[int | None]:
    found: list[int | None] = []
    for one in entry.commitments:
        scores = [_score(entries, row, one) for row in rows]
        best = max(range(len(scores)), key=scores.__getitem__, default=None)
        found.append(best if best is not None and scores[best] > 0 else None)
    return found


def _standing(entries: Sequence[Entry], refs: Sequence[Ref]) -> Standing:
    if not any(entries[ref.document].is_text for ref in refs):
        return "not_in_text" if any(entry.is_text for entry in entries) else "reported_only"
    reported = any(not entries[ref.document].is_text for ref in refs)
    return "in_text" if reported or all(entry.is_text for entry in entries) else "unreported"


def _contradictions(entries: Sequence[Entry], rows: Sequence[Row]) -> list[Contradiction]:
    return [
        Contradiction(number, one, other, differs)
        for number, row in enumerate(rows)
        for one, other in combinations(row.versions, 2)
        if one.document != other.document and (differs := differences(_of(entries, one), _of(entries, other)))
    ]
