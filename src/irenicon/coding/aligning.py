"""Which items of several codings of one text are about the same words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from irenicon.coding.matching import Spanned, pair

Coded = TypeVar("Coded", bound=Spanned)


def align(
    codings: Sequence[Sequence[Coded]], same: Callable[[Coded, Coded], bool] = lambda one, other: True
) -> tuple[tuple[Coded | None, ...], ...]:
    """The units in the order of the text: each has an item of every coder, or None for a coder who has none there.

    Items are paired coder by coder where their words overlap, first those that are `same`, then the rest, so that the
    overlap is greatest.
    """
    units: list[list[Coded | None]] = []
    for coder, items in enumerate(codings):
        shown = [next(one for one in reversed(unit) if one is not None) for unit in units]
        partners = _partners(shown, items, same)
        for number, unit in enumerate(units):
            unit.append(items[partners[number]] if number in partners else None)
        taken = set(partners.values())
        units += [[*[None] * coder, item] for index, item in enumerate(items) if index not in taken]
    return tuple(sorted((tuple(unit) for unit in units), key=_place))


def _partners(shown: Sequence[Coded], items: Sequence[Coded], same: Callable[[Coded, Coded], bool]) -> dict[int, int]:
    partners = dict(pair(shown, items, same))
    left = [number for number in range(len(shown)) if number not in partners]
    taken = set(partners.values())
    free = [index for index in range(len(items)) if index not in taken]
    for one, other in pair([shown[number] for number in left], [items[index] for index in free]):
        partners[left[one]] = free[other]
    return partners


def _place(unit: tuple[Spanned | None, ...]) -> tuple[int, int]:
    return min((item.start, item.end) for item in unit if item is not None)
