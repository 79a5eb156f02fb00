"""Which earlier agreements are like a plan, and what they have that it lacks."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from irenicon.precedents.model import Filters, Lacking, Nearest, Precedent

_FEWEST = 20  # agreements with a provision, to say how many of them have another one too


def codes_of(acts: Collection[str], acts_by_code: Mapping[str, Sequence[str]]) -> frozenset[str]:
    """The codes of a project that a plan with these acts has."""
    return frozenset(code for code, meant in acts_by_code.items() if set(meant) & set(acts))


def comparable(precedents: Sequence[Precedent], filters: Filters) -> tuple[Precedent, ...]:
    """The agreements with any provision that are of the kind asked for."""
    return tuple(one for one in precedents if one.provisions and filters.fits(one))


def nearest(codes: Collection[str], precedents: Sequence[Precedent], *, most: int = 50) -> tuple[Nearest, ...]:
    """The agreements with the largest share of provisions in common, at most so many."""
    scored = [Nearest(one, round(_jaccard(codes, one.provisions), 4)) for one in precedents]
    return tuple(sorted(scored, key=lambda each: (-each.likeness, each.precedent.date, each.precedent.id))[:most])


def lacking(
    codes: Collection[str],
    near: Sequence[Nearest],
    precedents: Sequence[Precedent],
    acts_by_code: Mapping[str, Sequence[str]],
) -> tuple[Lacking, ...]:
    """The provisions that the plan has not and any of the nearest has, those that most of them have first."""
    holders = {code: [one for one in precedents if code in one.provisions] for code in sorted(codes)}
    known = {code: held for code, held in holders.items() if len(held) >= _FEWEST}
    found = [
        _lacking(code, tuple(acts), near, known)
        for code, acts in acts_by_code.items()
        if code not in codes and any(code in each.precedent.provisions for each in near)
    ]
    return tuple(sorted(found, key=lambda one: (-one.having, one.provision)))


def _lacking(
    code: str, acts: tuple[str, ...], near: Sequence[Nearest], holders: Mapping[str, Sequence[Precedent]]
) -> Lacking:
    having = sum(code in each.precedent.provisions for each in near)
    counts = [(sum(code in one.provisions for one in held), len(held), given) for given, held in holders.items()]
    if not counts:
        return Lacking(code, acts, having, len(near))
    both, of, given = max(counts, key=lambda count: count[0] / count[1])
    return Lacking(code, acts, having, len(near), given, both, of)


def _jaccard(one: Collection[str], other: Collection[str]) -> float:
    together = set(one) | set(other)
    return len(set(one) & set(other)) / len(together) if together else 0.0
