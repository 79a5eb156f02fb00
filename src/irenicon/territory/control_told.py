"""Who controls the area that a text speaks of: "that they now control", "door Rusland nog niet bezette delen"."""

from __future__ import annotations

import msgspec

from irenicon.languages.model import Hit
from irenicon.territory.scope import Scope

_BEFORE, _AFTER = 5, 4  # words between who controls and the word for it


class Told(msgspec.Struct, frozen=True):
    """Who is said to control the area (None where the words name nobody), and whether they do or do not."""

    by: str | None
    held: bool


def told(scope: Scope) -> Told | None:
    """What the first word for control says; None where there is none."""
    for hold in scope.classes("HOLD"):
        first = _start(scope, hold)
        denied = any(first <= hit.first < hold.last for hit in scope.classes("NOT"))
        return Told(_by(scope, hold, first), not denied)
    return None


def _start(scope: Scope, hold: Hit) -> int:
    """Where what belongs to a word for control begins: behind the area before it, else a few words before."""
    ends = [hit.last for hit in scope.classes("PART", "LAND") if hit.last <= hold.first]
    ends += [place.last for place in scope.places if place.last <= hold.first]
    return max(ends, default=max(0, hold.first - _BEFORE))


def _by(scope: Scope, hold: Hit, first: int) -> str | None:
    for party in scope.parties:
        if party.first <= hold.first < party.last:  # "Russian-held"
            return party.name
        if party.last == hold.first and party.form in ("adjective", "genitive"):
            return party.name
    for by in scope.classes("BY"):
        if hold.first - _BEFORE <= by.first <= hold.last + _AFTER:
            for party in scope.parties:
                if by.last <= party.first <= by.last + 2:
                    return party.name
    if not any(first <= hit.first < hold.first for hit in scope.classes("RELATIVE")):
        return None
    for party in scope.parties:
        if first <= party.first < hold.first:
            return party.name
    themselves = any(first <= hit.first < hold.first for hit in scope.classes("SELF"))
    return scope.commitment.obligors[0] if themselves and scope.commitment.obligors else None
