"""The joined ledger as reports show it: rows with who says so, and contradictions with both wordings."""

from __future__ import annotations

import msgspec

from irenicon.assessment import Assessment
from irenicon.findings.model import Commitment, Saying
from irenicon.ledger.model import Field, Ref, Standing
from irenicon.report.heading import title


class Voice(msgspec.Struct, frozen=True):
    """One document's version of a row: who it is said by (None in the text itself)."""

    ref: Ref
    document: str
    commitment: Commitment
    said_by: Saying | None


class Joined(msgspec.Struct, frozen=True):
    """A row of the ledger with its versions."""

    act: str
    standing: Standing
    voices: tuple[Voice, ...]


class Disagreement(msgspec.Struct, frozen=True):
    """Two versions that differ, and in which fields."""

    act: str
    differs: tuple[Field, ...]
    one: Voice
    other: Voice


def joined(assessment: Assessment) -> tuple[Joined, ...]:
    """The rows of the ledger in its order."""
    return tuple(
        Joined(row.act, row.standing, tuple(_voice(assessment, ref) for ref in row.versions))
        for row in assessment.ledger.rows
    )


def disagreements(assessment: Assessment) -> tuple[Disagreement, ...]:
    """The contradictions, those between a text and a report of it first."""
    made = [
        Disagreement(
            assessment.ledger.rows[each.row].act,
            each.differs,
            _voice(assessment, each.one),
            _voice(assessment, each.other),
        )
        for each in assessment.ledger.contradictions
    ]
    return tuple(sorted(made, key=lambda each: each.one.said_by is None and each.other.said_by is None))


def _voice(assessment: Assessment, ref: Ref) -> Voice:
    one = assessment.documents[ref.document]
    return Voice(ref, title(one.document), one.commitments[ref.index], one.sayings[ref.index])
