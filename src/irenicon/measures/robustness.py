"""How far a balance depends on single weights and on single points."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
import numpy as np

from irenicon.codebook.model import Codebook, Weights
from irenicon.findings.model import Commitment
from irenicon.measures.stakes import Stakes, balances, rounded, values_of

_ROUNDS = 1000
_SEED = 20031


class Swing(msgspec.Struct, frozen=True):
    """Where a party's balance moves to when one weight is halved and when it is doubled."""

    weight: str
    halved: float
    doubled: float


def swings_of(
    commitments: Sequence[Commitment], codebook: Codebook, weights: Weights, stakes: Stakes
) -> tuple[tuple[Swing, ...], ...]:
    """Per party the weights that move its balance, the strongest first."""
    moved: list[tuple[str, np.ndarray, np.ndarray]] = []
    for table in ("modality", "vague", "group"):
        for name in getattr(weights, table):
            halved, doubled = (
                stakes.balances(values_of(commitments, codebook, _scaled(weights, table, name, factor)))
                for factor in (0.5, 2.0)
            )
            moved.append((f"{table}.{name}", halved, doubled))
    as_is = stakes.balances(values_of(commitments, codebook, weights))
    return tuple(_strongest(moved, row, as_is[row]) for row in range(len(as_is)))


def _strongest(moved: Sequence[tuple[str, np.ndarray, np.ndarray]], row: int, as_is: float) -> tuple[Swing, ...]:
    swings = [
        Swing(name, rounded(halved[row]), rounded(doubled[row]))
        for name, halved, doubled in moved
        if not np.isnan(as_is) and max(abs(halved[row] - as_is), abs(doubled[row] - as_is)) > 5e-4
    ]
    return tuple(sorted(swings, key=lambda swing: -abs(swing.doubled - swing.halved)))


def _scaled(weights: Weights, table: str, name: str, factor: float) -> Weights:
    values = getattr(weights, table)
    return msgspec.structs.replace(weights, **{table: {**values, name: values[name] * factor}})


def intervals_of(
    commitments: Sequence[Commitment], values: np.ndarray, stakes: Stakes
) -> tuple[tuple[float, float] | None, ...]:
    """95 % percentile intervals of the balances, points drawn with replacement (seeded)."""
    points = {point: row for row, point in enumerate(dict.fromkeys(one.point for one in commitments))}
    if len(points) < 2:
        return (None,) * len(stakes.given)
    rows = [points[one.point] for one in commitments]
    given, received = (_by_point(table * values, rows, len(points)) for table in (stakes.given, stakes.received))
    drawn = np.random.default_rng(_SEED).multinomial(len(points), [1 / len(points)] * len(points), _ROUNDS)
    rounds = balances(drawn @ given, drawn @ received).T
    return tuple(_interval(row[~np.isnan(row)]) for row in rounds)


def _by_point(table: np.ndarray, rows: Sequence[int], points: int) -> np.ndarray:
    """What each party (column) has at stake in each point (row)."""
    summed = np.zeros((points, len(table)))
    np.add.at(summed, np.asarray(rows, dtype=int), table.T)
    return summed


def _interval(balances: np.ndarray) -> tuple[float, float] | None:
    if not len(balances):
        return None
    low, high = np.percentile(balances, [2.5, 97.5])
    return rounded(low), rounded(high)
