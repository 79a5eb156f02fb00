"""A commitment, with the fields of the codebook."""

from __future__ import annotations

import msgspec

from irenicon.codebook.model import Modality
from irenicon.documents.model import Span


class Commitment(msgspec.Struct, frozen=True):
    """One act that one side gives, promises, must bear or must leave undone, found in one place of one document.

    `text[start:end] == quote`. `evidence` holds, per field and per slot, the spans that the value was read from.
    `slots` gives for each slot of the act the words that fill it testably, or None; `precision` is the share filled
    (0–1). `document` is the `source` of the document.
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
    reported: bool = False
    quantity: str | None = None
    place: tuple[str, ...] = ()
    deadline: str | None = None
    condition: str | None = None
    in_return_for: str | None = None
    vague: tuple[str, ...] = ()
    slots: dict[str, str | None] = {}
    evidence: dict[str, tuple[Span, ...]] = {}

    @property
    def firm(self) -> bool:
        """Whether no reason for vagueness was found."""
        return not self.vague

    @property
    def precision(self) -> float:
        """The share of the act's slots that are filled testably, 0–1; 1 where the act has no slots."""
        return sum(value is not None for value in self.slots.values()) / len(self.slots) if self.slots else 1.0
