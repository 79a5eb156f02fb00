"""Pairs what was found with what was coded, one to one, so that the overlap of their spans is greatest."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol, TypeVar

import numpy as np
from scipy.optimize import linear_sum_assignment


class Spanned(Protocol):
    """Anything with a stretch of text."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


Found = TypeVar("Found", bound=Spanned)
Coded = TypeVar("Coded", bound=Spanned)


def overlap(one: Spanned, other: Spanned) -> int:
    """How many characters two stretches share."""
    return max(0, min(one.end, other.end) - max(one.start, other.start))


def pair(
    found: Sequence[Found],
    coded: Sequence[Coded],
    same: Callable[[Found, Coded], bool] = lambda one, other: True,
) -> list[tuple[int, int]]:
    """Index pairs (found, coded) that overlap and are `same`: as many as possible, then with the greatest overlap."""
    if not found or not coded:
        return []
    gain = np.zeros((len(found), len(coded)))
    for row, one in enumerate(found):
        for column, other in enumerate(coded):
            shared = overlap(one, other)
            if shared and same(one, other):
                gain[row, column] = 1 + shared / (1 + max(one.end - one.start, other.end - other.start))
    rows, columns = linear_sum_assignment(gain, maximize=True)
    return [(int(row), int(column)) for row, column in zip(rows, columns, strict=True) if gain[row, column] > 0]
