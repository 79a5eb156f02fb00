"""What became of every commitment from one draft to the next."""

from __future__ import annotations

from typing import Literal

import msgspec

from irenicon.documents.model import Document
from irenicon.findings.model import Commitment

ChangeClass = Literal[
    "unchanged",
    "reworded",
    "hardened",
    "softened",
    "quantity_changed",
    "obligor_changed",
    "beneficiary_changed",
    "condition_added",
    "condition_dropped",
    "moved",
    "split",
    "merged",
    "dropped",
    "new",
]


class Draft(msgspec.Struct, frozen=True):
    """One text of a plan with its commitments."""

    document: Document
    commitments: tuple[Commitment, ...]


class QuantityChange(msgspec.Struct, frozen=True):
    """A figure before and after, and the difference as a share of the first (0.33 is +33 %); None without both."""

    before: str | None
    after: str | None
    share: float | None


class Change(msgspec.Struct, frozen=True):
    """What became of a commitment: `before` and `after` are indices into the drafts' commitments.

    `change` is the class that says most, `classes` are all that apply.
    """

    change: ChangeClass
    classes: tuple[ChangeClass, ...]
    before: tuple[int, ...]
    after: tuple[int, ...]
    quantity: QuantityChange | None = None


class PartyMove(msgspec.Struct, frozen=True):
    """What one party's obligations and entitlements gained and lost, as numbers of commitments."""

    party: str
    obligations_new: int
    obligations_dropped: int
    obligations_hardened: int
    obligations_softened: int
    entitlements_new: int
    entitlements_dropped: int
    entitlements_hardened: int
    entitlements_softened: int


class Step(msgspec.Struct, frozen=True):
    """The changes from draft number `before` to draft number `after`, in order of the text, and who moved."""

    before: int
    after: int
    changes: tuple[Change, ...]
    moves: tuple[PartyMove, ...]

    @property
    def nothing_changed(self) -> bool:
        """Whether every commitment is the same."""
        return all(change.change == "unchanged" for change in self.changes)

    @property
    def nothing_common(self) -> bool:
        """Whether no commitment of one draft is found in the other."""
        return bool(self.changes) and all(change.change in ("dropped", "new") for change in self.changes)
