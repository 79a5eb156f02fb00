"""What a reader must know first: what each side gives up and gains, what stands against it, who guarantees what, and
what cannot be checked. Chosen by one rule for every plan, from the commitments alone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import msgspec

from irenicon.codebook.model import Codebook
from irenicon.findings.model import ALL, Commitment
from irenicon.measures.balance import Balance
from irenicon.measures.guarantees import guarantees

BriefKind = Literal["gives_up", "gains", "unreciprocated", "guarantees", "no_guarantee", "absent", "unchecked"]
_NO_SIDES = frozenset({"alliance", "organisation", "body", "people"})
_SIDES = 2  # sides that are told of
_LEAST = 2  # commitments that make a party a side
_SHOWN = 3  # commitments that are named of each side
# Reasons for which a reader could not tell what is owed; a missing date leaves open only when.
OPEN = frozenset(
    {"unnamed_obligor", "undefined_object", "undefined_place", "unquantified", "open_standard", "agreement_to_agree"}
)


class BriefPoint(msgspec.Struct, frozen=True):
    """One thing that the brief says: of which parties, on which commitments (indices), so many and of how many; `told`
    are those that are named."""

    kind: BriefKind
    parties: tuple[str, ...] = ()
    commitments: tuple[int, ...] = ()
    told: tuple[int, ...] = ()
    count: int = 0
    concrete: int = 0


def is_concrete(one: Commitment) -> bool:
    """Whether it is settled what is owed: who, what, where, how much and by which standard. When is another matter."""
    return not OPEN & set(one.vague) and one.modality != "expectation"


def brief(
    commitments: Sequence[Commitment], balance: Balance, codebook: Codebook, absent: tuple[str, ...] = ()
) -> tuple[BriefPoint, ...]:
    """At most eight points, in a fixed order; exchanging two parties exchanges them. `absent` are parties that are
    bound and of whom reporting says that they had no part in making the text."""
    found: list[BriefPoint] = []
    sides = sides_of(commitments, codebook)
    for side in sides:
        if held := [index for index, one in enumerate(commitments) if side in one.borne_by]:
            found.append(_told("gives_up", side, held, commitments, codebook))
    for side in sides:
        if held := [index for index, one in enumerate(commitments) if side in one.beneficiaries]:
            found.append(_told("gains", side, held, commitments, codebook))
    for side in sides:
        given = [index for index, one in enumerate(commitments) if one.borne_by == (side,)]
        alone = [index for index in given if balance.returns[index] is None]
        if alone:
            told = _told("unreciprocated", side, alone, commitments, codebook)
            found.append(msgspec.structs.replace(told, count=len(given)))
    found += _guarantees(commitments)
    if absent:
        found.append(BriefPoint("absent", absent))
    unchecked = tuple(index for index, one in enumerate(commitments) if not is_concrete(one))
    if unchecked:
        found.append(BriefPoint("unchecked", commitments=unchecked, count=len(commitments)))
    return tuple(found)


def sides_of(commitments: Sequence[Commitment], codebook: Codebook) -> tuple[str, ...]:
    """The two parties that bear or gain most, in order of mention: states, lands and armed groups; third parties,
    bodies and peoples are no sides."""
    counts: dict[str, int] = {}
    for one in commitments:
        for name in {*one.borne_by, *one.beneficiaries}:
            counts[name] = counts.get(name, 0) + 1
    order = list(
        dict.fromkeys(name for one in commitments for name in (*one.obligors, *one.beneficiaries, *one.borne_by))
    )
    known = codebook.parties
    able = [
        name
        for name in order
        if name != ALL
        and counts.get(name, 0) >= _LEAST
        and name[0].isupper()
        and (known[name].kind if name in known else "") not in _NO_SIDES
    ]
    most = sorted(able, key=lambda name: -counts[name])[:_SIDES]
    return tuple(name for name in order if name in most)


def _told(
    kind: BriefKind, side: str, held: Sequence[int], commitments: Sequence[Commitment], codebook: Codebook
) -> BriefPoint:
    """What a side gives up or gains, the most concrete and the hardest to undo first."""
    hard = {"irreversible": 0, "costly": 1, "reversible": 2}

    def rank(index: int) -> tuple[bool, int, bool, int]:
        one = commitments[index]
        act = codebook.acts[one.act]
        return not is_concrete(one), hard[act.reversibility], not (one.quantity or one.place), index

    told: list[int] = []
    for index in sorted(held, key=rank):
        if commitments[index].act not in {commitments[other].act for other in told}:
            told.append(index)
    concrete = sum(is_concrete(commitments[index]) for index in held)
    return BriefPoint(kind, (side,), tuple(held), tuple(told[:_SHOWN]), len(held), concrete)


def _guarantees(commitments: Sequence[Commitment]) -> list[BriefPoint]:
    given = guarantees(commitments)
    if not given:
        return [BriefPoint("no_guarantee")]
    named = tuple(dict.fromkeys(name for one in given for name in one.guarantors))
    lapses = tuple(dict.fromkeys(index for one in given for index in one.lapses))
    held = tuple(one.commitment for one in given)
    concrete = sum(is_concrete(commitments[index]) for index in held)
    return [BriefPoint("guarantees", named, (*held, *lapses), held[:_SHOWN], len(held), concrete)]
