"""What of a comparison of drafts rests on people's corrections, so that none is read as a party's move."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec

from irenicon.coding.model import CodedCommitment, Correction, SetField
from irenicon.drafts.model import Change
from irenicon.findings.model import Commitment
from irenicon.store.correcting import history
from irenicon.store.workspace import Workspace
from irenicon.web.pages.opened import Opened

_UNCOMPARED = ("evidence", "slots", "document", "start", "end", "quote", "point")


class Rest(msgspec.Struct, frozen=True):
    """A correction that a change rests on: who made it, in which of the two drafts (0 or 1), and of which field from
    what to what.

    `field` is "" for a commitment that a person added; `decides` tells that the drafts differ in that very field.
    """

    side: int
    by: str
    field: str
    before: Any
    after: Any
    decides: bool


class Left(msgspec.Struct, frozen=True):
    """A commitment that somebody rejected, so that the comparison is without it."""

    side: int
    by: str
    quote: str


class Corrected:
    """The corrections of the two drafts of a comparison, by change."""

    def __init__(self, workspace: Workspace, found: Opened, numbers: Sequence[int]) -> None:
        self._standing = [found.commitments[number] for number in numbers]
        self._made = [
            {one.number: one for one in history(workspace, found.plan.documents[number].document.hash)}
            for number in numbers
        ]
        self.left = tuple(
            Left(side, self._made[side][one.corrections[-1]].by, one.original.quote)
            for side, number in enumerate(numbers)
            for one in found.coded[number].commitments
            if one.now is None and one.original is not None
        )

    @property
    def any(self) -> bool:
        """Whether anything that is compared was corrected."""
        return bool(self.left) or any(one.corrections for side in self._standing for one in side)

    def of(self, change: Change) -> tuple[Rest, ...]:
        """What a change rests on, the first draft's first."""
        sides = [[self._standing[side][index] for index in at] for side, at in enumerate((change.before, change.after))]
        facing = [[one.now for one in sides[1 - side] if one.now is not None] for side in (0, 1)]
        return tuple(rest for side in (0, 1) for one in sides[side] for rest in self._rests(side, one, facing[side]))

    def _rests(self, side: int, one: CodedCommitment, facing: Sequence[Commitment]) -> list[Rest]:
        if not one.corrections or one.now is None:
            return []
        made = [self._made[side][number] for number in one.corrections]
        if one.original is None:
            return [Rest(side, made[0].by, "", None, None, not facing)]
        found: list[Rest] = []
        for name in one.now.__struct_fields__:
            before, after = getattr(one.original, name), getattr(one.now, name)
            if name not in _UNCOMPARED and before != after:
                differs = any(getattr(other, name) != after for other in facing)
                found.append(Rest(side, _maker(made, name), name, before, after, differs))
        return found


def _maker(made: Sequence[Correction], field: str) -> str:
    """Who set the field last; who corrected last, where it followed from another field."""
    own = [one for one in made if isinstance(one.change, SetField) and one.change.field == field]
    return (own or made)[-1].by
