"""Who has a part in a plan, in which role, and who is bound without one; from the text and from the reporting."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

import msgspec

from irenicon.findings.model import ALL, Claim, Commitment
from irenicon.ledger.model import Ref
from irenicon.measures.groups import Group

RoleName = Literal["drafts", "negotiates", "signs", "guarantees", "verifies", "governs", "absent", "bound", "owed"]
_ACTS: dict[RoleName, frozenset[str]] = {
    "negotiates": frozenset({"negotiate_further", "conclude_agreement", "include_party"}),
    "guarantees": frozenset({"guarantee_security"}),
    "verifies": frozenset({"monitor", "enforce"}),
    "governs": frozenset({"create_institution", "share_power", "govern_site"}),
}
HEARD: frozenset[RoleName] = frozenset({"drafts", "signs", *_ACTS})


class Role(msgspec.Struct, frozen=True):
    """A party's role, with the commitments and the claims that give it.

    "drafts" and "absent" come from what reporting says; "signs" from the signatures; "bound" and "owed" are roles too.
    """

    party: str
    role: RoleName
    commitments: tuple[int, ...] = ()
    claims: tuple[int, ...] = ()


class Participation(msgspec.Struct, frozen=True):
    """The roles that a document gives, who is bound without one, and what reporting says of those left out.

    `bound_unheard` are parties that must do something and have no part in drafting, negotiating, signing, guaranteeing,
    verifying or governing; the text's silence is no proof that they were not consulted. `left_out` are the claims, by
    index, that speak of somebody without a part. `groups` are the affected groups, each with the places that name it.
    """

    roles: tuple[Role, ...]
    bound_unheard: tuple[Role, ...]
    left_out: tuple[int, ...] = ()
    signatories: tuple[str, ...] = ()
    groups: tuple[Group, ...] = ()


class Seat(msgspec.Struct, frozen=True):
    """A party's role over all documents, with the commitments and the claims that give it."""

    party: str
    role: RoleName
    commitments: tuple[Ref, ...]
    claims: tuple[Ref, ...]


class Table(msgspec.Struct, frozen=True):
    """Who sits at the table over all documents: the seats, the parties that are bound without any part, and those that
    are bound and of whom a report says that they had none in making the text."""

    seats: tuple[Seat, ...] = ()
    bound_unheard: tuple[str, ...] = ()
    bound_absent: tuple[str, ...] = ()


def participation(
    commitments: Sequence[Commitment],
    claims: Sequence[Claim] = (),
    signatories: tuple[str, ...] = (),
    affected: tuple[Group, ...] = (),
) -> Participation:
    """The roles of all parties named, in order of first mention."""
    of_commitments: dict[tuple[str, RoleName], list[int]] = {}
    of_claims: dict[tuple[str, RoleName], list[int]] = {}
    for index, one in enumerate(commitments):
        for party, role in _given(one):
            of_commitments.setdefault((party, role), []).append(index)
    for index, claim in enumerate(claims):
        for party in claim.drafters:
            of_claims.setdefault((party, "drafts"), []).append(index)
        for party in claim.absent:
            of_claims.setdefault((party, "absent"), []).append(index)
    signed: list[tuple[str, RoleName]] = [(party, "signs") for party in signatories]
    roles = tuple(
        Role(party, role, tuple(of_commitments.get((party, role), ())), tuple(of_claims.get((party, role), ())))
        for party, role in dict.fromkeys((*signed, *of_commitments, *of_claims))
        if party != ALL
    )
    return Participation(
        roles=roles,
        bound_unheard=tuple(role for role in roles if role.role == "bound" and role.party in _unheard(roles)),
        left_out=tuple(index for index, claim in enumerate(claims) if claim.leaves_out),
        signatories=signatories,
        groups=affected,
    )


def table(documents: Iterable[Participation]) -> Table:
    """The roles of several documents together: what reporting says of a plan beside what the plan itself gives."""
    held: dict[tuple[str, RoleName], tuple[list[Ref], list[Ref]]] = {}
    for number, each in enumerate(documents):
        for role in each.roles:
            given, told = held.setdefault((role.party, role.role), ([], []))
            given += [Ref(number, index) for index in role.commitments]
            told += [Ref(number, index) for index in role.claims]
    seats = tuple(Seat(*key, tuple(given), tuple(told)) for key, (given, told) in held.items())
    absent = {seat.party for seat in seats if seat.role == "absent"}
    bound = tuple(seat.party for seat in seats if seat.role == "bound" and seat.party in absent)
    return Table(seats, _unheard(seats), bound)


def _given(one: Commitment) -> Iterable[tuple[str, RoleName]]:
    for party in one.obligors:
        yield party, "bound"
        yield from ((party, role) for role, acts in _ACTS.items() if one.act in acts)
    yield from ((party, "owed") for party in one.beneficiaries)


def _unheard(roles: Sequence[Role | Seat]) -> tuple[str, ...]:
    """The parties that are bound and have no role in which they are heard, in order."""
    heard = {role.party for role in roles if role.role in HEARD}
    bound = dict.fromkeys(role.party for role in roles if role.role == "bound")
    return tuple(party for party in bound if party not in heard)
