"""Finds acts in the units of a sentence by the codebook's triggers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from irenicon.extraction.knowledge import Knowledge, Trigger
from irenicon.languages.model import Analysis, Hit, Unit

_DATED = 3  # words between "after" and what dates an act
_FAR = 0.02  # what a word's distance between head and object takes off a trigger's weight


class ActMatch(NamedTuple):
    """An act found in a unit: its head, and the first and last token of the words that show it.

    A reader that weighs acts says how probable it is, and which would be the next.
    """

    act: str
    unit: int
    head: Hit
    first: int
    last: int
    score: float
    words: tuple[Hit, ...]
    probability: float | None = None
    alternative: str | None = None


TriggerIndex = Mapping[str, list[tuple[str, Trigger]]]


def by_head(knowledge: Knowledge) -> TriggerIndex:
    """The triggers with their acts, by the word class of their head."""
    index: dict[str, list[tuple[str, Trigger]]] = {}
    for act, trigger in knowledge.triggers:
        index.setdefault(trigger.head, []).append((act, trigger))
    return index


def act_in(analysis: Analysis, index: int, triggers_of: TriggerIndex) -> ActMatch | None:
    """The act that the unit shows best, or None."""
    if any(unit.resumes == index for unit in analysis.units):
        return None  # what it says is read where it goes on
    own, classes = _classes(analysis, index)
    shared = _shared_object(analysis, index, classes)
    end = analysis.units[index].last
    best: ActMatch | None = None
    for head_class in own:
        if head_class not in triggers_of:
            continue
        heads = [head for head in own[head_class] if not _timed(analysis, head.first)]
        for head in heads:
            within = shared if shared is not None and head.last == end else classes
            for act, trigger in triggers_of[head_class]:
                if (best is not None and trigger.weight <= best.score) or not _shown(trigger, classes, within):
                    continue
                found = _match(act, trigger, head, within, index)
                if found and (best is None or found.score > best.score):
                    best = found
    return best


def _shown(trigger: Trigger, classes: Mapping[str, list[Hit]], within: Mapping[str, list[Hit]]) -> bool:
    """Whether a trigger's other words are there and none that must be absent."""
    if any(absent in classes for absent in trigger.absent):
        return False
    return all(any(name in within for name in other) for other in trigger.others)


def _timed(analysis: Analysis, position: int) -> bool:
    """Whether a word only dates what is done: "within a year of the *signing*"."""
    before = position - 1
    while before >= 0 and position - before <= _DATED and analysis.has(before, before + 1, "DETERMINER", "ITS"):
        before -= 1
    if before < 0:
        return False
    ends = {hit.word_class for hit in analysis.hits if hit.last == before + 1}
    if ends & {"TIME", "WHEN_COND"} and not (ends & {"PURPOSE", "MEANS"}):
        return True
    if not ends & {"OF", "FROM"}:
        return False
    return analysis.has(before - 1, before, "TIME_UNIT") or (before > 1 and _timed(analysis, before - 1))


def _classes(analysis: Analysis, index: int) -> tuple[dict[str, list[Hit]], dict[str, list[Hit]]]:
    """(own, all): the hits by class that a head may be among, and those that its other words may be among.

    A unit that resumes has the words before its interruption too; a complement may find its object in what governs it.
    """
    unit = analysis.units[index]
    stretches = [unit] if unit.resumes < 0 else [analysis.units[unit.resumes], unit]
    own = _by_class(analysis, stretches)
    if "NEG" not in own and _denied_before(analysis, index):
        frame = analysis.units[unit.frame]
        for hit in analysis.hits:
            if frame.first <= hit.first < frame.last and hit.word_class in ("NEG", "NOT"):
                own.setdefault(hit.word_class, []).append(hit)
    if unit.role != "complement" or not index:
        return own, own
    return own, _by_class(analysis, [analysis.units[index - 1], *stretches])


def _shared_object(analysis: Analysis, index: int, classes: dict[str, list[Hit]]) -> dict[str, list[Hit]] | None:
    """The words for a head that ends its unit and shares an object with what is joined to it ("the return | and
    reintegration of refugees"), None where nothing is joined."""
    if index + 1 >= len(analysis.units):
        return None
    unit, joined = analysis.units[index], analysis.units[index + 1]
    if not joined.coordinated or joined.frame != unit.frame or joined.first != unit.last:
        return None
    shared = dict(classes)
    for name, hits in _by_class(analysis, [joined]).items():
        if name not in ("NEG", "NOT"):
            shared[name] = [*shared.get(name, []), *hits]
    return shared


def _denied_before(analysis: Analysis, index: int) -> bool:
    """Whether a negation reaches over "or" into a unit without a predicate of its own ("not occupy or annex")."""
    unit = analysis.units[index]
    return unit.coordinated and unit.frame != index and analysis.has(unit.first, unit.first + 1, "OR")


def _by_class(analysis: Analysis, stretches: Sequence[Unit]) -> dict[str, list[Hit]]:
    classes: dict[str, list[Hit]] = {}
    for stretch in stretches:
        for hit in analysis.hits:
            if hit.first >= stretch.last:
                break
            if hit.first >= stretch.first:
                classes.setdefault(hit.word_class, []).append(hit)
    return classes


def _match(act: str, trigger: Trigger, head: Hit, classes: Mapping[str, list[Hit]], index: int) -> ActMatch | None:
    words = [head]
    for names in trigger.others:
        hit = _nearest(head, (hit for name in names for hit in classes.get(name, ())), words)
        if hit is None:
            return None
        words.append(hit)
    first, last = min(hit.first for hit in words), max(hit.last for hit in words)
    reach = (last - first) - sum(min(hit.last - hit.first, 3) for hit in words)
    return ActMatch(act, index, head, first, last, trigger.weight - _FAR * max(0, reach), tuple(words))


def _overlap(hit: Hit, other: Hit) -> bool:
    """Whether two words share a token; one in the midst of a parted verb ("trekken hun wapens terug") shares none."""
    if (other.first < hit.first and hit.last < other.last) or (hit.first < other.first and other.last < hit.last):
        return False
    return hit.first < other.last and other.first < hit.last


def _nearest(head: Hit, hits: Iterable[Hit], taken: Sequence[Hit]) -> Hit | None:
    best: Hit | None = None
    distance = 0
    for hit in hits:
        if any(_overlap(hit, other) for other in taken):
            continue
        far = max(hit.first - head.last, head.first - hit.last)
        if best is None or far < distance:
            best, distance = hit, far
    return best
