"""Who has a part in a plan, in which role, and who is bound without one."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from irenicon.claims.model import Claim
from irenicon.commitments.model import Commitment
from irenicon.measures.groups import Group

_ALL = "all parties"
_ROLES = {
    "negotiates": frozenset({"negotiate_further", "conclude_agreement", "include_party"}),
    "guarantees": frozenset({"guarantee_security"}),
    "verifies": frozenset({"monitor", "enforce"}),
    "governs": frozenset({"create_institution", "share_power", "govern_site"}),
}


class Role(msgspec.Struct, frozen=True):
    """A party's role and the commitments that give it; "bound" and "owed" are roles as well."""

    party: str
    role: str
    commitments: tuple[int, ...]


class Participation(msgspec.Struct, frozen=True):
    """The roles that the text gives, who is bound without one, and what reporting says of those left out.

    `bound_unheard` are parties that must do something and have no part in negotiating, guaranteeing, verifying or
    governing; the text's silence is no proof that they were not consulted. `left_out` are the claims, by index, that
    speak of somebody without a part. `signatories` are the parties that the signatures name, `groups` the affected
    groups, each with the places that name it.
    """

    roles: tuple[Role, ...]
    bound_unheard: tuple[Role, ...]
    left_out: tuple[int, ...] = ()
    signatories: tuple[str, ...] = ()
    groups: tuple[Group, ...] = ()


def participation(
    commitments: Sequence[Commitment],
    claims: Sequence[Claim] = (),
    signatories: tuple[str, ...] = (),
    affected: tuple[Group, ...] = (),
) -> Participation:
    """The roles of all parties named, in order of first mention; who signs has a part as well."""
    held: dict[tuple[str, str], list[int]] = {}
    for index, one in enumerate(commitments):
        for party in one.obligors:
            held.setdefault((party, "bound"), []).append(index)
            for role, acts in _ROLES.items():
                if one.act in acts:
                    held.setdefault((party, role), []).append(index)
        for party in one.beneficiaries:
            held.setdefault((party, "owed"), []).append(index)
    roles = tuple(Role(party, role, tuple(indices)) for (party, role), indices in held.items() if party != _ALL)
    heard = {role.party for role in roles if role.role in _ROLES}
    heard |= set(signatories)
    unheard = tuple(role for role in roles if role.role == "bound" and role.party not in heard)
    left_out = tuple(index for index, claim in enumerate(claims) if claim.leaves_out)
    return Participation(roles, unheard, left_out, signatories, affected)
