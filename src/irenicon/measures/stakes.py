"""What each party has at stake in each commitment, as tables that balances are computed from."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec
import numpy as np

from irenicon.codebook.model import Codebook, Weights
from irenicon.findings.model import Commitment
from irenicon.measures.firmness import firmness


class Stakes(msgspec.Struct, frozen=True):
    """The share of each party (row) in each commitment (column): as the one who bears it and as the one who gains."""

    given: np.ndarray
    received: np.ndarray

    @classmethod
    def of(cls, commitments: Sequence[Commitment], names: Sequence[str]) -> Stakes:
        return cls(
            _shares(commitments, names, lambda one: one.borne_by),
            _shares(commitments, names, lambda one: one.beneficiaries),
        )

    def balances(self, values: np.ndarray) -> np.ndarray:
        """Each party's balance by the commitments' values, NaN where it neither gives nor gets."""
        return balances(self.given @ values, self.received @ values)


def balances(given: np.ndarray, received: np.ndarray) -> np.ndarray:
    """(received − given)/(received + given), NaN where both are 0."""
    total = given + received
    found: np.ndarray = np.divide(received - given, total, out=np.full_like(total, np.nan), where=total > 0)
    return found


def _shares(
    commitments: Sequence[Commitment], names: Sequence[str], side: Callable[[Commitment], tuple[str, ...]]
) -> np.ndarray:
    table = np.zeros((len(names), len(commitments)))
    rows = {name: row for row, name in enumerate(names)}
    for column, one in enumerate(commitments):
        for name in side(one):
            table[rows[name], column] = 1 / len(side(one))
    return table


def values_of(commitments: Sequence[Commitment], codebook: Codebook, weights: Weights) -> np.ndarray:
    worth = [weights.group[codebook.acts[one.act].group] * firmness(one, weights).value for one in commitments]
    return np.array(worth, dtype=float)


def defined(value: float) -> float | None:
    """A balance as reports carry it, None where it is not defined."""
    return None if np.isnan(value) else rounded(value)


def rounded(value: float) -> float:
    """A balance without the noise of floating point."""
    return round(float(value), 6)
