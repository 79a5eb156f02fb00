"""Who guarantees whom, against what and how it can be lost, and what only one side can lose or suffer.

After Walter, "The Critical Barrier to Civil War Settlement", International Organization 51(3), 1997.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from irenicon.findings.model import Commitment
from irenicon.measures.verification import suffering


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


class Asymmetry(msgspec.Struct, frozen=True):
    """What one party alone can lose or suffer: "guarantee" or "penalty", with the commitments that say so."""

    kind: str
    party: str
    commitments: tuple[int, ...]


def guarantees(commitments: Sequence[Commitment]) -> tuple[Guarantee, ...]:
    """The guarantees of security, in the order of the text."""
    return tuple(
        _guarantee(commitments, index) for index, one in enumerate(commitments) if one.act == "guarantee_security"
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


def asymmetries(commitments: Sequence[Commitment], given: Sequence[Guarantee]) -> tuple[Asymmetry, ...]:
    """The parties that stand alone in losing a guarantee that they have, or in facing a penalty."""
    protected = {party for each in given for party in each.protected}
    found: list[Asymmetry] = []
    for kind, acts in (("guarantee", {"lose_guarantee"}), ("penalty", {"impose_sanctions", "enforce"})):
        hit: dict[str, list[int]] = {}
        for index, one in enumerate(commitments):
            if one.act in acts:
                for party in suffering(one, commitments):
                    if kind != "guarantee" or party in protected:
                        hit.setdefault(party, []).append(index)
        if len(hit) == 1:
            found += [Asymmetry(kind, party, tuple(indices)) for party, indices in hit.items()]
    return tuple(found)
