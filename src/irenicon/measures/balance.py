"""Who gives and who gets, firm and vague: per party and per pair of parties, never summed into a verdict."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec
import numpy as np

from irenicon.codebook.model import Codebook, Weights
from irenicon.commitments.model import Commitment
from irenicon.measures.counterperformance import Return, returns
from irenicon.measures.firmness import firmness

_ROUNDS = 1000
_SEED = 20031
NOBODY = ""  # stands for the obligor or beneficiary whom the text does not name


class Side(msgspec.Struct, frozen=True):
    """What a party gives, or what it gets.

    `commitments` are indices; `firm` and `vague` count them. `weight` = Σ w·f/n and `nominal` = Σ w/n, n being the
    number of parties that share the commitment, w the act's weight, f its firmness; both are 0 or more.
    """

    commitments: tuple[int, ...]
    firm: int
    vague: int
    weight: float
    nominal: float


class Swing(msgspec.Struct, frozen=True):
    """Where a party's balance moves to when one weight is halved and when it is doubled."""

    weight: str
    halved: float
    doubled: float


class PartyBalance(msgspec.Struct, frozen=True):
    """One party's side of the ledger.

    `balance` = (received − given)/(received + given) by weight, in [−1, 1], None where both are 0. `interval` is its
    95 % bootstrap interval over points. `unrequited` is the share (0–1) of what it gives, by weight, that no
    counter-performance stands against. `swings` are the weights that move it, the strongest first.
    """

    party: str
    gives: Side
    gets: Side
    balance: float | None
    interval: tuple[float, float] | None
    unrequited: float | None
    swings: tuple[Swing, ...]

    @property
    def sign_can_change(self) -> bool:
        """Whether halving or doubling one weight turns the sign of the balance."""
        moved = [value for swing in self.swings for value in (swing.halved, swing.doubled)]
        return self.balance is not None and any(value * self.balance < 0 for value in moved)


class PairBalance(msgspec.Struct, frozen=True):
    """What one party gives another, by indices of commitments; NOBODY stands for an unnamed side."""

    giver: str
    receiver: str
    commitments: tuple[int, ...]
    firm: int
    vague: int


class Balance(msgspec.Struct, frozen=True):
    """The balance of a document: its parties in order of mention, their pairs, and what stands against each act."""

    parties: tuple[PartyBalance, ...]
    pairs: tuple[PairBalance, ...]
    returns: tuple[Return | None, ...]
    weights: Weights


def balance(commitments: Sequence[Commitment], codebook: Codebook, weights: Weights | None = None) -> Balance:
    """The balance over the commitments of one document.

    G_i = Σ w·f·[i∈O]/|O| and R_i = Σ w·f·[i∈B]/|B| over obligors O and beneficiaries B; b_i = (R−G)/(R+G).
    Exchanging two parties exchanges their rows.
    """
    used = weights or codebook.weights
    names = tuple(dict.fromkeys(name for one in commitments for name in (*one.obligors, *one.beneficiaries)))
    stakes = _Stakes.of(commitments, names)
    links = returns(commitments)
    value = _values(commitments, codebook, used)
    swings = _swings(commitments, codebook, used, stakes)
    intervals = _intervals(commitments, value, stakes)
    parties = tuple(
        PartyBalance(
            party=name,
            gives=_side(commitments, stakes.given[row], value, codebook, used),
            gets=_side(commitments, stakes.received[row], value, codebook, used),
            balance=_defined(stakes.balances(value)[row]),
            interval=intervals[row],
            unrequited=_unrequited(stakes.given[row] * value, links),
            swings=swings[row],
        )
        for row, name in enumerate(names)
    )
    return Balance(parties, _pairs(commitments), links, used)


class _Stakes(msgspec.Struct, frozen=True):
    """The share of each party (row) in each commitment (column): as obligor and as beneficiary."""

    given: np.ndarray
    received: np.ndarray

    @classmethod
    def of(cls, commitments: Sequence[Commitment], names: Sequence[str]) -> _Stakes:
        return cls(
            _shares(commitments, names, lambda one: one.obligors),
            _shares(commitments, names, lambda one: one.beneficiaries),
        )

    def balances(self, values: np.ndarray) -> np.ndarray:
        """Each party's balance, NaN where it neither gives nor gets; `values` may hold rounds as further columns."""
        given, received = self.given @ values, self.received @ values
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


def _values(commitments: Sequence[Commitment], codebook: Codebook, weights: Weights) -> np.ndarray:
    worth = [weights.group[codebook.acts[one.act].group] * firmness(one, weights).value for one in commitments]
    return np.array(worth, dtype=float)


def _side(
    commitments: Sequence[Commitment], shares: np.ndarray, values: np.ndarray, codebook: Codebook, weights: Weights
) -> Side:
    held = tuple(int(column) for column in np.flatnonzero(shares))
    firm = sum(commitments[column].firm for column in held)
    nominal = sum(weights.group[codebook.acts[commitments[column].act].group] * shares[column] for column in held)
    return Side(held, firm, len(held) - firm, float(shares @ values), float(nominal))


def _unrequited(given: np.ndarray, links: Sequence[Return | None]) -> float | None:
    total = float(given.sum())
    return float(given[[link is None for link in links]].sum()) / total if total else None


def _swings(
    commitments: Sequence[Commitment], codebook: Codebook, weights: Weights, stakes: _Stakes
) -> tuple[tuple[Swing, ...], ...]:
    """Per party the weights that move its balance, the strongest first."""
    moved: list[tuple[str, np.ndarray, np.ndarray]] = []
    for table in ("modality", "vague", "group"):
        for name in getattr(weights, table):
            halved, doubled = (
                stakes.balances(_values(commitments, codebook, _scaled(weights, table, name, factor)))
                for factor in (0.5, 2.0)
            )
            moved.append((f"{table}.{name}", halved, doubled))
    as_is = stakes.balances(_values(commitments, codebook, weights))
    return tuple(_strongest(moved, row, as_is[row]) for row in range(len(as_is)))


def _strongest(moved: Sequence[tuple[str, np.ndarray, np.ndarray]], row: int, as_is: float) -> tuple[Swing, ...]:
    swings = [
        Swing(name, _rounded(halved[row]), _rounded(doubled[row]))
        for name, halved, doubled in moved
        if not np.isnan(as_is) and max(abs(halved[row] - as_is), abs(doubled[row] - as_is)) > 5e-4
    ]
    return tuple(sorted(swings, key=lambda swing: -abs(swing.doubled - swing.halved)))


def _scaled(weights: Weights, table: str, name: str, factor: float) -> Weights:
    values = getattr(weights, table)
    return msgspec.structs.replace(weights, **{table: {**values, name: values[name] * factor}})


def _intervals(
    commitments: Sequence[Commitment], values: np.ndarray, stakes: _Stakes
) -> tuple[tuple[float, float] | None, ...]:
    """95 % percentile intervals of the balances, points drawn with replacement (seeded)."""
    points = list(dict.fromkeys(one.point for one in commitments))
    member = np.array([[one.point == point for one in commitments] for point in points], dtype=float)
    if len(points) < 2:
        return (None,) * len(stakes.given)
    drawn = np.random.default_rng(_SEED).multinomial(len(points), [1 / len(points)] * len(points), _ROUNDS)
    rounds = stakes.balances(((drawn @ member) * values).T)
    return tuple(_interval(row[~np.isnan(row)]) for row in rounds)


def _interval(balances: np.ndarray) -> tuple[float, float] | None:
    if not len(balances):
        return None
    low, high = np.percentile(balances, [2.5, 97.5])
    return _rounded(low), _rounded(high)


def _pairs(commitments: Sequence[Commitment]) -> tuple[PairBalance, ...]:
    held: dict[tuple[str, str], list[int]] = {}
    for index, one in enumerate(commitments):
        for giver in one.obligors or (NOBODY,):
            for receiver in one.beneficiaries or (NOBODY,):
                if giver != receiver:
                    held.setdefault((giver, receiver), []).append(index)
    return tuple(
        PairBalance(giver, receiver, tuple(indices), firm, len(indices) - firm)
        for (giver, receiver), indices in held.items()
        for firm in [sum(commitments[index].firm for index in indices)]
    )


def _defined(value: float) -> float | None:
    return None if np.isnan(value) else _rounded(value)


def _rounded(value: float) -> float:
    return round(float(value), 6)
