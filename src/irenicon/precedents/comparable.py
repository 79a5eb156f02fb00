"""Which earlier agreements are like a plan, and what they have that it lacks."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from irenicon.precedents.model import Lacking, Nearest, Precedent


def codes_of(acts: Collection[str], acts_by_code: Mapping[str, Sequence[str]]) -> frozenset[str]:
    """The codes of a project that a plan with these acts has."""
    return frozenset(code for code, meant in acts_by_code.items() if set(meant) & set(acts))


def nearest(
    codes: Collection[str],
    precedents: Sequence[Precedent],
    *,
    conflict: str | None = None,
    stage: str | None = None,
    most: int = 50,
) -> tuple[Nearest, ...]:
    """The agreements with the largest share of provisions in common, of a kind of conflict or a stage where given."""
    fitting = [
        one for one in precedents if one.provisions and conflict in (None, one.conflict) and stage in (None, one.stage)
    ]
    scored = [Nearest(one, round(_jaccard(codes, one.provisions), 4)) for one in fitting]
    return tuple(sorted(scored, key=lambda each: (-each.likeness, each.precedent.date, each.precedent.id))[:most])


def lacking(
    codes: Collection[str], comparable: Sequence[Nearest], acts_by_code: Mapping[str, Sequence[str]]
) -> tuple[Lacking, ...]:
    """The provisions that the plan has not, those that most comparable agreements have first."""
    found = [
        Lacking(code, tuple(acts), sum(code in each.precedent.provisions for each in comparable), len(comparable))
        for code, acts in acts_by_code.items()
        if code not in codes
    ]
    return tuple(sorted((one for one in found if one.having), key=lambda one: (-one.having, one.provision)))


def _jaccard(one: Collection[str], other: Collection[str]) -> float:
    together = set(one) | set(other)
    return len(set(one) & set(other)) / len(together) if together else 0.0
