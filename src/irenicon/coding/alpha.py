"""Krippendorff's α for values given to units that are the same for all coders, with its bootstrap interval.

Krippendorff, Content Analysis, 2013, ch. 12.3; Krippendorff, "Computing Krippendorff's Alpha-Reliability", 2011.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import TypeVar

import msgspec
import numpy as np

Value = TypeVar("Value", bound=Hashable)

_ROUNDS = 1000
_SEED = 20251122


class Estimate(msgspec.Struct, frozen=True):
    """A measure with its 95 % bootstrap interval; `of` is the number of units it was computed from.

    `value` is None where the measure is undefined: no unit has two values, or nothing varies. The interval is None
    where it is, and where there are too few units to draw from.
    """

    value: float | None
    low: float | None
    high: float | None
    of: int


def nominal(one: object, other: object) -> float:
    """0 for the same value, 1 for another."""
    return float(one != other)


def masi(one: frozenset[str], other: frozenset[str]) -> float:
    """The distance of two sets, 0–1: 1 − Jaccard's share × 1, ⅔, ⅓ or 0 for equal, contained, crossing, apart.

    Passonneau, "Measuring Agreement on Set-valued Items (MASI)", LREC 2006.
    """
    if one == other:
        return 0.0
    shared = one & other
    if not shared:
        return 1.0
    return 1 - len(shared) / len(one | other) * (2 / 3 if shared in (one, other) else 1 / 3)


def alpha(units: Sequence[Sequence[Value | None]], difference: Callable[[Value, Value], float] = nominal) -> Estimate:
    """α = 1 − observed/expected disagreement; at most 1, 0 at chance.

    Each unit is the values that its coders gave, None for a coder who gave none; units with fewer than two values do
    not count. `difference` is 0 for values that agree. The interval comes from drawing units with replacement.
    """
    pairable = [values for unit in units if len(values := [value for value in unit if value is not None]) > 1]
    if not pairable:
        return Estimate(None, None, None, 0)
    values = list(dict.fromkeys(value for unit in pairable for value in unit))
    apart = np.array([[difference(one, other) for other in values] for one in values])
    counts = np.array([[unit.count(value) for value in values] for unit in pairable], dtype=float)
    sizes = counts.sum(axis=1)
    observed = ((counts @ apart) * counts).sum(axis=1) / (sizes - 1)

    def measure(drawn: np.ndarray) -> np.ndarray:
        number, given = drawn @ sizes, drawn @ counts
        expected = ((given @ apart) * given).sum(axis=1) / (number - 1)
        return 1 - ratio(drawn @ observed, expected)

    return estimate(measure, len(pairable))


def ratio(above: np.ndarray, below: np.ndarray) -> np.ndarray:
    """`above / below`, NaN where nothing is below."""
    shares: np.ndarray = np.divide(above, below, out=np.full_like(above, np.nan), where=below > 0)
    return shares


def estimate(measure: Callable[[np.ndarray], np.ndarray], number: int) -> Estimate:
    """A measure of `number` units with its interval: `measure` takes rows of how often each unit is drawn."""
    value = float(measure(np.ones((1, number)))[0])
    if np.isnan(value):
        return Estimate(None, None, None, number)
    chances = np.full(number, 1 / number)
    drawn = measure(np.random.default_rng(_SEED).multinomial(number, chances, _ROUNDS).astype(float))
    known = drawn[~np.isnan(drawn)]
    if number < 2 or not len(known):
        return Estimate(value, None, None, number)
    low, high = np.percentile(known, [2.5, 97.5])
    return Estimate(value, float(low), float(high), number)
