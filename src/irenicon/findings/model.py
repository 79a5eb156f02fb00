"""What a reader finds in a document: commitments and claims, with the fields of the codebook."""

from __future__ import annotations

from typing import Literal

import msgspec

from irenicon.codebook.model import Modality
from irenicon.documents.model import Span

ALL = "all parties"  # sides named only together

ClaimKind = Literal["fact", "assessment", "forecast", "demand", "comparison"]
SourceType = Literal["author", "official", "media", "institute", "party", "unnamed"]
Status = Literal["asserted", "reported", "confirmed", "denied", "hedged"]


class Commitment(msgspec.Struct, frozen=True):
    """One act that one side gives, promises, must bear or must leave undone, found in one place of one document.

    `text[start:end] == quote`. `borne_by` are the sides at whose expense it is, whoever performs the act. `evidence`
    holds, per field and per slot, the spans that the value was read from. `slots` gives for each slot of the act the
    words that fill it testably, or None; `precision` is the share filled (0–1). `document` is the `source` of the
    document. `reader` names who found it; `probability` (0–1) is how sure that reader is of the act, None where it
    does not say, and `alternative` the act it would have taken next.
    """

    document: str
    point: str
    quote: str
    start: int
    end: int
    act: str
    obligors: tuple[str, ...]
    beneficiaries: tuple[str, ...]
    modality: Modality
    borne_by: tuple[str, ...] = ()
    reported: bool = False
    quantity: str | None = None
    place: tuple[str, ...] = ()
    deadline: str | None = None
    condition: str | None = None
    in_return_for: str | None = None
    vague: tuple[str, ...] = ()
    slots: dict[str, str | None] = {}
    evidence: dict[str, tuple[Span, ...]] = {}
    reader: str = "rules"
    probability: float | None = None
    alternative: str | None = None

    @property
    def firm(self) -> bool:
        """Whether no reason for vagueness was found."""
        return not self.vague

    @property
    def precision(self) -> float:
        """The share of the act's slots that are filled testably, 0–1; 1 where the act has no slots."""
        return sum(value is not None for value in self.slots.values()) / len(self.slots) if self.slots else 1.0


class Claim(msgspec.Struct, frozen=True):
    """A stretch of reporting or opinion with its source. `text[start:end] == quote`.

    `source` is as named in the text ("author" where nobody else is). `likelihood` is the estimative word found, if any.
    `leaves_out` tells that it speaks of somebody who had no part in the talks or the text, `absent` whom it names as
    such, `drafters` whom it says to have drawn the text up.
    """

    document: str
    quote: str
    start: int
    end: int
    kind: ClaimKind
    source: str
    source_type: SourceType
    status: Status
    about: tuple[str, ...] = ()
    likelihood: str | None = None
    leaves_out: bool = False
    absent: tuple[str, ...] = ()
    drafters: tuple[str, ...] = ()
    evidence: dict[str, tuple[Span, ...]] = {}


class Saying(msgspec.Struct, frozen=True):
    """Who a document gives as the source of a commitment that it tells of, and how surely."""

    source: str
    source_type: SourceType
    status: Status


class Findings(msgspec.Struct, frozen=True):
    """What one reader found in one document, in order of the text.

    `sayings` goes with `commitments` one to one: who says so in reporting, None in the plan itself. `notes` tell what
    the reader could not do.
    """

    commitments: tuple[Commitment, ...] = ()
    claims: tuple[Claim, ...] = ()
    sayings: tuple[Saying | None, ...] = ()
    notes: tuple[str, ...] = ()
