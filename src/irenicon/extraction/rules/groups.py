"""Parties that a text names only by a group: "both sides", "the two governments", "the government", "the rebels"."""

from __future__ import annotations

import msgspec

from irenicon.extraction.analysed import AnalysedDocument, Sentence
from irenicon.extraction.rules.sides import Sides
from irenicon.findings.model import ALL


class Spoken(msgspec.Struct, frozen=True):
    """Whom what was said before speaks of: the last subject, and the last pair of states in the same passage."""

    of: tuple[str, ...] = ()
    pair: tuple[str, ...] = ()


def group(name: str, reading: AnalysedDocument, sentence: Sentence, sides: Sides, spoken: Spoken) -> tuple[str, ...]:
    """The parties named by a group: "we" are the speakers, "the government" the state's, "the parties"
    all; so are "both sides" where the point does not tell them apart."""
    if name == "WE":
        return sides.speakers or (ALL,)
    if name == "GOVERNMENT":
        if len(spoken.of) == 1 and spoken.of[0] in sides.named_states:
            return spoken.of
        return (sides.host,) if sides.host else sides.states if len(sides.states) == 1 else ()
    if name == "REBELS":
        return (sides.rebels,) if sides.rebels else ()
    if name == "BOTH_STATES" and len(spoken.pair) == 2:
        return spoken.pair
    if name == "BOTH_STATES" and len(sides.states) == 2:
        return sides.states
    if name in ("BOTH", "BOTH_STATES") and len(sides.principals) == 2 and _told_apart(reading, sentence, sides):
        return sides.principals
    return (ALL,)


def _told_apart(reading: AnalysedDocument, sentence: Sentence, sides: Sides) -> bool:
    """Whether both principal sides are named in the point of the text that speaks of "both sides"."""
    passages = reading.document.passages
    here = passages[sentence.passage]
    same = {sentence.passage} | {index for index, one in enumerate(passages) if here.label and one.label == here.label}
    same |= {index for index, one in enumerate(passages) if one.parent in same}
    point = [one for one in reading.sentences if one.passage in same]
    named = {mention.name for one in point for mention in one.analysis.mentions}
    return named.issuperset(sides.principals)
