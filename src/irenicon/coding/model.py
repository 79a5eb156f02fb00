"""Corrections as records that are only ever added, and what the findings are once they are applied."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

import msgspec

from irenicon.documents.model import Span
from irenicon.findings.model import Claim, Commitment, Saying

Sort = Literal["commitment", "claim"]


class Key(msgspec.Struct, frozen=True, order=True):
    """What a finding is known by within its document, whichever run of the program found it.

    `act` is that of the program or of the person who added it, "" for a claim; `number` tells apart findings of one act
    at the same words, from 0. Written "commitment:withdraw_forces:120-180", with "+1" where `number` is 1.
    """

    sort: Sort
    act: str
    start: int
    end: int
    number: int = 0

    def __str__(self) -> str:
        return f"{self.sort}:{self.act}:{self.start}-{self.end}" + (f"+{self.number}" if self.number else "")


class SetField(msgspec.Struct, frozen=True, tag="set"):
    """One field of a finding has another value; `evidence` are the words that it is read from."""

    target: Key
    field: str
    value: Any
    evidence: tuple[Span, ...] = ()


class AddCommitment(msgspec.Struct, frozen=True, tag="add_commitment"):
    """A commitment that the program did not find."""

    commitment: Commitment
    saying: Saying | None = None


class AddClaim(msgspec.Struct, frozen=True, tag="add_claim"):
    """A claim that the program did not find."""

    claim: Claim


class Reject(msgspec.Struct, frozen=True, tag="reject"):
    """A finding that is none."""

    target: Key


class Undo(msgspec.Struct, frozen=True, tag="undo"):
    """An earlier correction of the document, by its number, no longer counts; undoing an undo brings it back."""

    correction: int


Change = SetField | AddCommitment | AddClaim | Reject | Undo


class Correction(msgspec.Struct, frozen=True):
    """A change that somebody made to what was found in a document; `number` counts those of the document from 1."""

    document: str
    number: int
    change: Change
    by: str
    at: datetime
    note: str = ""


class CodedCommitment(msgspec.Struct, frozen=True):
    """A commitment as it stands, beside what the program found.

    `now` is None where it was rejected, `original` None where a person added it; `corrections` are the numbers of those
    that count, in order.
    """

    key: Key
    now: Commitment | None
    original: Commitment | None
    saying: Saying | None = None
    corrections: tuple[int, ...] = ()


class CodedClaim(msgspec.Struct, frozen=True):
    """A claim as it stands, beside what the program found; as with `CodedCommitment`."""

    key: Key
    now: Claim | None
    original: Claim | None
    corrections: tuple[int, ...] = ()


class Coded(msgspec.Struct, frozen=True):
    """The findings of a document with the corrections applied, in order of the text.

    `unplaced` are the numbers of corrections whose target the program no longer finds.
    """

    commitments: tuple[CodedCommitment, ...] = ()
    claims: tuple[CodedClaim, ...] = ()
    unplaced: tuple[int, ...] = ()

    @property
    def findings(self) -> tuple[CodedCommitment | CodedClaim, ...]:
        """The commitments, then the claims."""
        return (*self.commitments, *self.claims)

    @property
    def standing_commitments(self) -> tuple[Commitment, ...]:
        """The commitments that stand, in order of the text."""
        return tuple(one.now for one in self.commitments if one.now is not None)

    @property
    def standing_sayings(self) -> tuple[Saying | None, ...]:
        """Who gives each of the commitments that stand, one to one."""
        return tuple(one.saying for one in self.commitments if one.now is not None)

    @property
    def standing_claims(self) -> tuple[Claim, ...]:
        """The claims that stand, in order of the text."""
        return tuple(one.now for one in self.claims if one.now is not None)


class Coding(msgspec.Struct, frozen=True):
    """One analyst's own coding of a document, made without sight of others'; `done` tells when it was finished.

    `version` counts its changes and `begun` tells when it was begun.
    """

    document: str
    analyst: str
    begun: datetime
    commitments: tuple[Commitment, ...] = ()
    claims: tuple[Claim, ...] = ()
    done: datetime | None = None
    version: int = 0
