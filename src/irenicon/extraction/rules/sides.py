"""The sides of a text: its principal parties, and the state whose law and territory it speaks of."""

from __future__ import annotations

from collections import Counter
from typing import Literal

import msgspec

from irenicon.extraction.analysed import AnalysedDocument
from irenicon.languages.model import Analysis, Mention

_SIDES = frozenset({"state", "territory", "armed_group", "party", "people"})
_OF_A_STATE = ("LAW", "CONSTITUTION", "PARLIAMENT", "AREA", "CONSTITUTIONAL_REFORM", "BORDER")
_CONCERNED = (
    "FORCES",
    "AREA",
    "LAW",
    "CONSTITUTION",
    "BORDER",
    "INVADE",
    "WITHDRAW",
    "WEAPONS",
    "SANCTIONS",
    "PRISONERS",
)
_OPENING = 3  # words among which a resolution has its operative verb
_OPERATIVE = 2  # sentences that open with one make a resolution
_FEWEST = 3  # times that the second side is named at least, where others are named too
_THIRD = 0.8  # a third side that is named this often, measured by the second, makes a text of many
_TELLING = 5  # sentences below which a text without a title does not tell whose it is
_BINDING = 0.5  # of the sentences, the share with a word of duty that makes a joint text
_TOGETHER = 3  # sentences that speak of the parties together make a joint text
_CLEAR_SHARE = 0.3  # the second side is named at least this often, measured by the first
_HOST_LEAD = 2  # a host state is named for law and territory this many times as often as any other
_HOST_LEAD_OF_TWO = 3  # and this many times where both sides are states


# Whose text it is: adopted by the sides together, a body's resolution, a plan that nobody has signed, a statement by
# its speakers, an article about any of these.
Origin = Literal["joint", "resolution", "plan", "statement", "article"]


class Sides(msgspec.Struct, frozen=True):
    """`principals`: the two sides that a text is between, in order of mention, or () where that is not clear.

    `states` are those of them that are states; `host` is the state whose law and territory the text regulates; `rebels`
    is the one armed group among them, or the only one that the text names; `named_states` are all states it names;
    `many` tells that it binds more than two parties by name. `origin` tells whose text it is, `speakers` who says "we".
    """

    principals: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    host: str | None = None
    rebels: str | None = None
    named_states: frozenset[str] = frozenset()
    many: bool = False
    origin: Origin = "plan"
    speakers: tuple[str, ...] = ()


def sides_of(reading: AnalysedDocument) -> Sides:
    """The sides of a document: the parties that it binds by name, else the two in its title, else the two it names
    most."""
    counts: Counter[str] = Counter()
    kinds: dict[str, str] = dict(reading.titled)
    for sentence in reading.sentences:
        for mention in sentence.analysis.mentions:
            if mention.kind not in _SIDES or mention.form == "leader" or _is_where(sentence.analysis, mention):
                continue
            fights = mention.kind == "armed_group" or _is_concerned(sentence.analysis, mention)
            counts[mention.name] += 2 if fights else 1
            kinds.setdefault(mention.name, mention.kind)
    titled = tuple(name for name, kind in reading.titled if kind in _SIDES)
    told = next((two for two in (reading.bound, titled) if len(two) == 2), ())
    many = len(reading.bound) > 2
    lead = tuple(name for name in titled if kinds[name] != "territory")
    principals = told or (() if many else _two_most_named(counts, lead))
    states = tuple(name for name in principals if kinds.get(name) == "state")
    armed = [name for name in principals if kinds.get(name) == "armed_group"]
    armed = armed or [name for name, kind in kinds.items() if kind == "armed_group"]
    owned = [name for name, kind in reading.titled if kind == "state" and name in principals]
    host = _host(reading, states) or (owned[0] if len(owned) == 1 else None)
    named_states = frozenset(name for name, kind in kinds.items() if kind == "state")
    host = host or (next(iter(named_states)) if len(named_states) == 1 else None)
    rebels = armed[0] if len(armed) == 1 else None
    return Sides(principals, states, host, rebels, named_states, many, _origin(reading), reading.titled_speakers)


def _origin(reading: AnalysedDocument) -> Origin:
    """Whose text it is, by its kind, its operative words and those it calls its parties."""
    document = reading.document
    if document.kind in ("news", "opinion"):
        return "article"
    opened = [one for one in reading.sentences if one.analysis.has(0, _OPENING, "OPERATIVE")]
    if len(opened) >= _OPERATIVE:
        return "resolution"
    signed = bool(reading.bound) or any(one.kind == "signature" for one in document.passages)
    if document.kind == "agreement" or signed:
        return "joint"
    if document.kind in ("plan", "statement"):
        return document.kind
    together = sum(one.analysis.has(0, len(one.analysis.tokens), "ALL_PARTIES") for one in reading.sentences)
    obliged = sum(one.analysis.has(0, len(one.analysis.tokens), "OBLIGE") for one in reading.sentences)
    if len(reading.sentences) < _TELLING:
        return "plan"
    share = obliged / len(reading.sentences)
    return "joint" if share > _BINDING or (together >= _TOGETHER and share > _BINDING / 2) else "statement"


def _is_where(analysis: Analysis, mention: Mention) -> bool:
    """Whether a territory is only the place of what is done ("in Aceh")."""
    return mention.kind == "territory" and analysis.has(mention.first - 1, mention.first, "IN")


def _is_concerned(analysis: Analysis, mention: Mention) -> bool:
    """Whether a party's forces, land or law are spoken of, and not only its part in the talks."""
    return analysis.has(mention.first - 2, mention.last + 2, *_CONCERNED)


def _two_most_named(counts: Counter[str], titled: tuple[str, ...]) -> tuple[str, ...]:
    """The two sides named most, the one that the title names first; () where they are not clear."""
    order = list(counts)  # by first mention
    if len(order) == 2:
        return tuple(order)
    ranked = sorted(order, key=lambda name: (len(titled) != 1 or name not in titled, -counts[name]))
    if len(ranked) < 2 or counts[ranked[1]] < max(_FEWEST, _CLEAR_SHARE * counts[ranked[0]]):
        return ()
    if len(ranked) > 2 and counts[ranked[2]] >= _THIRD * counts[ranked[1]]:
        return ()
    return tuple(sorted(ranked[:2], key=order.index))


def _host(reading: AnalysedDocument, states: tuple[str, ...]) -> str | None:
    counts: Counter[str] = Counter()
    for sentence in reading.sentences:
        analysis = sentence.analysis
        for mention in analysis.mentions:
            if mention.kind != "state" or mention.form == "leader":
                continue
            before = analysis.has(mention.first - 3, mention.first, *_OF_A_STATE)
            after = analysis.has(mention.last, mention.last + 2, *_OF_A_STATE)
            if before or (after and mention.form in ("adjective", "genitive")):
                counts[mention.name] += 1
    ranked = counts.most_common(2)
    lead = _HOST_LEAD_OF_TWO if len(states) == 2 else _HOST_LEAD
    if ranked and ranked[0][1] >= lead and (len(ranked) == 1 or ranked[0][1] >= lead * ranked[1][1]):
        return ranked[0][0]
    return states[0] if len(states) == 1 else None
