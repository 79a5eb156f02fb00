"""Who is said to have made a text, and who is said to have had no part in it."""

from __future__ import annotations

from irenicon.extraction.claims.words import Speech
from irenicon.languages.model import Analysis

_NEAR = 6  # words between a passive and the "by" that names its doer
_FAR = 12  # words in which those doers stand


def drafters(analysis: Analysis, said: Speech) -> tuple[str, ...]:
    """The parties that a sentence says drew the text up: behind "by" in a passive, else before the verb."""
    without = min((hit.first for hit in said.of("LEFT_OUT")), default=len(analysis.tokens))
    for verb in said.of("DRAFTED", last=without):
        first = _beginning(analysis, verb.first)
        by = [hit for hit in said.of("BY", first=first) if hit.first < verb.last + _NEAR]
        found = _named(analysis, by[0].last, min(by[0].last + _FAR, without)) if by else ()
        found = found or _named(analysis, first, verb.first) or _named(analysis, _before(analysis, first), verb.first)
        if found:
            return found
    return ()


def absent(analysis: Analysis, said: Speech) -> tuple[str, ...]:
    """The parties that a sentence says were left out: before the words for it, or behind words such as "without"."""
    for hit in said.of("LEFT_OUT"):
        before = _named(analysis, 0, hit.last)
        behind = _named(analysis, hit.first, hit.last + _FAR)
        without = any(other.first == hit.first for other in said.of("WITHOUT"))
        found = (behind or before) if without else (before or behind)
        if found:
            return found
    return ()


def _beginning(analysis: Analysis, position: int) -> int:
    """Where the clause at a position begins, interruptions included."""
    at = next((unit for unit in analysis.units if unit.first <= position < unit.last), None)
    return min((unit.first for unit in analysis.units if at and unit.frame == at.frame), default=0)


def _before(analysis: Analysis, first: int) -> int:
    """Where the unit before a clause begins: it holds the subject of a verb that stands alone at a clause's end."""
    return max((unit.first for unit in analysis.units if unit.first < first), default=first)


def _named(analysis: Analysis, first: int, last: int) -> tuple[str, ...]:
    found = [each.name for each in analysis.mentions if each.kind != "place" and first <= each.first < last]
    return tuple(dict.fromkeys(found))
