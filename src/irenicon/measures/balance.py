"""Who gives and who gets, firm and vague: per party and per pair of parties, never summed into a verdict."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
import numpy as np

from irenicon.codebook.model import Codebook, Weights
from irenicon.findings.model import Commitment
from irenicon.measures.counterperformance import Return, returns
from irenicon.measures.robustness import Swing, intervals_of, swings_of
from irenicon.measures.stakes import Stakes, defined, values_of

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
    def swing(self) -> tuple[float, float] | None:
        """The lowest and the highest balance that halving or doubling one weight gives; None where none moves it."""
        moved = [value for swing in self.swings for value in (swing.halved, swing.doubled)]
        return (min(moved), max(moved)) if moved else None

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

    G_i = Σ w·f·[i∈O]/|O| and R_i = Σ w·f·[i∈B]/|B| over those who bear it O and those who gain B; b_i = (R−G)/(R+G).
    Exchanging two parties exchanges their rows.
    """
    used = weights or codebook.weights
    names = tuple(
        dict.fromkeys(name for one in commitments for name in (*one.obligors, *one.beneficiaries, *one.borne_by))
    )
    stakes = Stakes.of(commitments, names)
    links = returns(commitments)
    value = values_of(commitments, codebook, used)
    swings = swings_of(commitments, codebook, used, stakes)
    intervals = intervals_of(commitments, value, stakes)
    parties = tuple(
        PartyBalance(
            party=name,
            gives=_side(commitments, stakes.given[row], value, codebook, used),
            gets=_side(commitments, stakes.received[row], value, codebook, used),
            balance=defined(stakes.balances(value)[row]),
            interval=intervals[row],
            unrequited=_unrequited(stakes.given[row] * value, links),
            swings=swings[row],
        )
        for row, name in enumerate(names)
    )
    return Balance(parties, _pairs(commitments), links, used)


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
