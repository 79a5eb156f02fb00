"""Quantity, place, deadline, condition and exchange of a commitment, each with its words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from irenicon.documents.model import Span
from irenicon.extraction.rules.setting import Setting
from irenicon.languages.expressions import at_once, deadlines, quantities
from irenicon.languages.model import Analysis, Mention, Unit

_WITHIN = 2  # words between a place and the state it lies in


class Read(NamedTuple):
    """A field's value as the text has it, and the spans it was read from."""

    value: str
    spans: tuple[Span, ...]


def _extent(setting: Setting) -> Span:
    tokens = setting.analysis.tokens
    return Span(tokens[setting.unit.first].start, tokens[setting.end - 1].end)


def quantity(setting: Setting) -> Read | None:
    """The numbers with their units within the act's stretch, joined by "; "."""
    spans = tuple(quantities(setting.text, _extent(setting), setting.reading.pack.code))
    return _read(setting.text, spans)


def deadline(setting: Setting) -> Read | None:
    """The first time by which it is due: in the act's own stretch, else in a unit of the sentence that tells the
    time."""
    language = setting.reading.pack.code
    first = setting.analysis.tokens[setting.unit.first].start
    sentence = setting.sentence.span
    found = deadlines(setting.text, _extent(setting), language)
    if not found:
        found = deadlines(setting.text, Span(first, sentence.end), language)
    if not found:
        found = deadlines(setting.text, sentence, language)
    if not found:
        found = [_trimmed(setting, unit) for unit in _durations(setting)]
    if not found and setting.lead is not None:
        tokens = setting.lead.tokens
        found = deadlines(setting.text, Span(tokens[0].start, tokens[-1].end), language)
    dated = [span for span in found if not at_once(setting.text, span, language)]
    return _read(setting.text, tuple((dated or found)[:1]))


def _durations(setting: Setting) -> list[Unit]:
    """The units of the act's stretch that tell how long or until when ("while its application is being considered")."""
    behind = setting.analysis.units[setting.found.unit + 1 :]
    return [
        unit
        for unit in behind
        if unit.role == "time" and (unit is behind[0] or unit.last <= setting.end) and not _at_leisure(setting, unit)
    ]


def _at_leisure(setting: Setting, unit: Unit) -> bool:
    """Whether "as soon as possible" takes the edge off a time ("as soon as possible after the signing")."""
    return any(hit.last == unit.first and hit.word_class == "NOT_A_DEADLINE" for hit in setting.analysis.hits)


def condition(setting: Setting) -> Read | None:
    """What the act depends on: the sentence's conditional units that stand before it or right after it."""
    spans = tuple(_trimmed(setting, unit) for unit in conditions(setting))
    return _read(setting.text, spans[:1])


def conditions(setting: Setting) -> list[Unit]:
    """The sentence's conditional units before the act, and the first one right behind it."""
    units = setting.analysis.units
    behind = next(
        (
            unit
            for unit in units[setting.found.unit + 1 :]
            if unit.role in ("condition", "main", "complement") and _says_something(setting, unit)
        ),
        None,
    )
    near = [*units[: setting.found.unit], behind]
    return [unit for unit in near if unit and unit.role == "condition" and not _tells_time(setting, unit)]


def _says_something(setting: Setting, unit: Unit) -> bool:
    """Whether a unit has any word, and is not the comma before one."""
    return any(token.text[0].isalnum() for token in setting.analysis.tokens[unit.first : unit.last])


def _tells_time(setting: Setting, unit: Unit) -> bool:
    """Whether "after …", "when …" only names a date, a duration or an event."""
    if not setting.analysis.has(unit.first, unit.opener, "WHEN_COND"):
        return False
    return bool(deadlines(setting.text, _trimmed(setting, unit), setting.reading.pack.code))


def _trimmed(setting: Setting, unit: Unit) -> Span:
    tokens = setting.analysis.tokens[unit.first : unit.last]
    last = len(tokens)
    while last > 1 and not tokens[last - 1].text[-1].isalnum():
        last -= 1
    return Span(tokens[0].start, tokens[last - 1].end)


def _read(text: str, spans: Sequence[Span]) -> Read | None:
    if not spans:
        return None
    return Read("; ".join(" ".join(text[span.start : span.end].split()) for span in spans), tuple(spans))


def place(setting: Setting) -> tuple[tuple[str, ...], tuple[Span, ...]]:
    """The places named in the act's stretch, and the states it happens in, in order of mention; those of the commitment
    before it in the point where the act speaks of the same area."""
    if setting.rules.placeless:
        return (), ()
    found: dict[str, Span] = {}
    for mention in setting.analysis.mentions:
        if not setting.unit.first <= mention.first < setting.end:
            continue
        if mention.kind == "place" or (_sited(setting, mention) and mention.kind in ("state", "territory")):
            tokens = setting.analysis.tokens
            found.setdefault(mention.name, Span(tokens[mention.first].start, tokens[mention.last - 1].end))
    if not found and setting.previous and _same_area(setting):
        before = setting.previous[-1]
        return before.place, before.evidence.get("place", ())
    return tuple(found), tuple(found.values())


def _same_area(setting: Setting) -> bool:
    """Whether the act goes on with the area of the one before it: in the same sentence, or by "this zone"."""
    if "bounds" not in setting.act.slots and "area" not in setting.act.slots:
        return False
    if setting.previous[-1].start >= setting.sentence.span.start:
        return True
    spoken = setting.analysis.classes(0, len(setting.analysis.tokens), "AREA", "DMZ")
    return any(setting.analysis.has(hit.first - 1, hit.first, "DEFINITE") for hit in spoken)


def _sited(setting: Setting, mention: Mention) -> bool:
    """Whether a state is where it happens: "in Poland", "from the territory of Ukraine", "Ukrainian soil"."""
    if mention.form == "adjective":
        return setting.analysis.has(mention.last, mention.last + 1, "AREA")
    if setting.analysis.has(mention.first - 2, mention.first - 1, "SANCTIONS", "ATTACK", "ATTACKS_ON"):
        return False  # whom it is against
    before = setting.analysis.mentions
    if any(one.kind in ("place", "territory") and 0 < mention.first - one.last <= _WITHIN for one in before):
        return False  # "in certain areas of X"
    if setting.analysis.has(mention.first - 1, mention.first, "IN"):
        return True
    if setting.found.head.word_class in ("WITHDRAW", "LEAVE", "REMOVE") and setting.analysis.has(
        mention.first - 1, mention.first, "FROM"
    ):
        return mention.form == "name"
    return setting.analysis.has(mention.first - 3, mention.first, "AREA") and setting.analysis.has(
        mention.first - 1, mention.first, "OF"
    )


def exchange(setting: Setting) -> Read | None:
    """What it is given in return for, where the sentence says that it is: the words that say so."""
    for hit in setting.analysis.classes(0, len(setting.analysis.tokens), "IN_RETURN"):
        tokens = setting.analysis.tokens
        return _read(setting.text, (Span(tokens[hit.first].start, tokens[hit.last - 1].end),))
    return None


def has_quantity(text: str, analysis: Analysis, unit: int, language: str) -> bool:
    """Whether a unit of a sentence states a quantity."""
    tokens, where = analysis.tokens, analysis.units[unit]
    return bool(quantities(text, Span(tokens[where.first].start, tokens[where.last - 1].end), language))


def sentence_deadline(text: str, sentence: Span, language: str) -> Read | None:
    """The first time by which something is due in a sentence."""
    return _read(text, deadlines(text, sentence, language)[:1])
