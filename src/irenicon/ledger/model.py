"""One ledger over many documents: rows, where documents disagree, and how reports came about."""

from __future__ import annotations

from typing import Literal

import msgspec

from irenicon.documents.model import Document
from irenicon.findings.model import Claim, Commitment, Saying

Standing = Literal["in_text", "reported_only", "not_in_text", "unreported"]
Field = Literal["act", "party", "quantity", "modality", "place", "condition"]


class Entry(msgspec.Struct, frozen=True):
    """One document with what was found in it; `sayings` goes with `commitments` one to one."""

    document: Document
    commitments: tuple[Commitment, ...]
    sayings: tuple[Saying | None, ...]
    claims: tuple[Claim, ...]

    @property
    def is_text(self) -> bool:
        """Whether the document is a published text itself, and no report of one."""
        return self.document.kind in ("plan", "agreement", "text")


class Ref(msgspec.Struct, frozen=True, order=True):
    """Commitment or claim number `index` of document number `document`, both counted from 0."""

    document: int
    index: int


class Row(msgspec.Struct, frozen=True):
    """A commitment as all documents have it.

    `standing`: "in_text" (in a published text, and reported, or no reports were given), "unreported" (in a text, in no
    report given), "not_in_text" (reported, and in none of the texts given), "reported_only" (no text was given).
    """

    act: str
    versions: tuple[Ref, ...]
    standing: Standing


class Contradiction(msgspec.Struct, frozen=True):
    """Two versions of one row that differ, and in which fields."""

    row: int
    one: Ref
    other: Ref
    differs: tuple[Field, ...]


class Chain(msgspec.Struct, frozen=True):
    """One claim as several documents carry it, earliest first by the documents' dates; undated ones last.

    `cites` are pairs of document numbers (who cites, whom), where a text says so.
    """

    claims: tuple[Ref, ...]
    cites: tuple[tuple[int, int], ...] = ()


class Ledger(msgspec.Struct, frozen=True):
    """The rows in the order in which they first appear, the contradictions row by row, the chains of claims."""

    rows: tuple[Row, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    chains: tuple[Chain, ...] = ()

    def row_of(self, ref: Ref) -> int | None:
        """The number of the row that a commitment belongs to; None for an unknown commitment."""
        return next((number for number, row in enumerate(self.rows) if ref in row.versions), None)
