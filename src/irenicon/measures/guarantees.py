"""What makes a plan hold: who guarantees whom, what is verified, and what only one side can lose or suffer.

After Walter, International Organization 51(3), 1997, and Fortna, International Organization 57(2), 2003.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from irenicon.commitments.model import Commitment

_PENALTIES = frozenset({"impose_sanctions", "enforce", "lose_guarantee"})


class Guarantee(msgspec.Struct, frozen=True):
    """One guarantee in the text's words; None for what it does not state.

    `commitment` is its index; `lapses` are the commitments by which it can be lost.
    """

    commitment: int
    guarantors: tuple[str, ...]
    protected: tuple[str, ...]
    trigger: str | None
    response: str | None
    duration: str | None
    legal_form: str | None
    lapses: tuple[int, ...]


class Coverage(msgspec.Struct, frozen=True):
    """How much of a set of commitments has something: a share, 0–1 (None for an empty set), and those that have it."""

    share: float | None
    having: tuple[int, ...]
    of: tuple[int, ...]


class Asymmetry(msgspec.Struct, frozen=True):
    """What one party alone can lose or suffer: "guarantee" or "penalty", with the commitments that say so."""

    kind: str
    party: str
    commitments: tuple[int, ...]


class Holding(msgspec.Struct, frozen=True):
    """Guarantees, coverage by verifier, deadline and consequence of breach, and asymmetries.

    `verified` and `dated` are out of the commitments whose act asks for a verifier or a deadline; `sanctioned` is out
    of all: a consequence in the commitment itself or a penalty in its point.
    """

    guarantees: tuple[Guarantee, ...]
    verified: Coverage
    dated: Coverage
    sanctioned: Coverage
    asymmetries: tuple[Asymmetry, ...]


def holding(commitments: Sequence[Commitment]) -> Holding:
    """What makes the commitments of a text hold."""
    return Holding(
        tuple(
            _guarantee(commitments, index) for index, one in enumerate(commitments) if one.act == "guarantee_security"
        ),
        _coverage(
            [index for index, one in enumerate(commitments) if "monitor" in one.slots],
            [index for index, one in enumerate(commitments) if one.slots.get("monitor")],
        ),
        _coverage(
            [index for index, one in enumerate(commitments) if one.deadline or "no_deadline" in one.vague],
            [index for index, one in enumerate(commitments) if one.deadline],
        ),
        _coverage(list(range(len(commitments))), _sanctioned(commitments)),
        _asymmetries(commitments),
    )


def _guarantee(commitments: Sequence[Commitment], index: int) -> Guarantee:
    one = commitments[index]
    lapses = tuple(
        number
        for number, other in enumerate(commitments)
        if other.act == "lose_guarantee" and (not one.beneficiaries or set(other.obligors) & set(one.beneficiaries))
    )
    stated = one.slots.get
    return Guarantee(
        index,
        one.obligors,
        one.beneficiaries,
        one.condition,
        stated("response"),
        stated("duration"),
        stated("legal form"),
        lapses,
    )


def _coverage(of: list[int], having: list[int]) -> Coverage:
    return Coverage(len(having) / len(of) if of else None, tuple(having), tuple(of))


def _sanctioned(commitments: Sequence[Commitment]) -> list[int]:
    """Those with a consequence of their own, or with a penalty in the same point that is not they themselves."""
    punished = {one.point for one in commitments if one.act in _PENALTIES and one.point}
    return [
        index
        for index, one in enumerate(commitments)
        if one.act not in _PENALTIES and (one.slots.get("consequence") or one.point in punished)
    ]


def _asymmetries(commitments: Sequence[Commitment]) -> tuple[Asymmetry, ...]:
    """The parties that stand alone in losing a guarantee, or in facing a penalty."""
    found: list[Asymmetry] = []
    for kind, acts in (("guarantee", {"lose_guarantee"}), ("penalty", {"impose_sanctions", "enforce"})):
        hit: dict[str, list[int]] = {}
        for index, one in enumerate(commitments):
            if one.act in acts:
                for party in _suffering(one, commitments):
                    hit.setdefault(party, []).append(index)
        if len(hit) == 1:
            found += [Asymmetry(kind, party, tuple(indices)) for party, indices in hit.items()]
    return tuple(found)


def _suffering(one: Commitment, commitments: Sequence[Commitment]) -> tuple[str, ...]:
    """Who loses by a penalty: whom its condition names first as breaking the plan, else who loses the guarantee."""
    if one.act == "lose_guarantee":
        return one.obligors
    known = {name for other in commitments for name in (*other.obligors, *other.beneficiaries)}
    words = (one.condition or "").replace("’", "'")
    named = sorted((words.find(name), name) for name in known if name in words)
    return (named[0][1],) if named else ()
