"""The pieces of an article's head: what one of them, between separators or on its own line, states."""

from __future__ import annotations

import re
from functools import cache

import msgspec

from irenicon.documents.dates import Dated, dates_in
from irenicon.documents.names import alternatives
from irenicon.documents.vocabulary import vocabulary

_SEPARATOR = re.compile(r"\s*[•|·¦‖●]\s*")
_CLOCK = re.compile(
    r"[\s,–-]*(?:(?:at|om)\s+)?(?:\d{1,2}[:.]\d{2}(?:\s*(?:uur|[ap]\.?m\.?))?(?:\s*[A-Z]{2,4})?)?[\s,.]*|T[\d:.+Z-]+"
)


class Stated(msgspec.Struct, frozen=True):
    """What lines above an article state of it; `weight` tells how surely they belong to an article's head."""

    title: str | None = None
    date: str | None = None
    author: str | None = None
    author_role: str | None = None
    section: str | None = None
    reading_minutes: int | None = None
    views: int | None = None
    weight: int = 0

    def filled_from(self, other: Stated) -> Stated:
        """This with what it lacks taken from the other."""
        return Stated(
            **{
                name: mine if (mine := getattr(self, name)) is not None else getattr(other, name)
                for name in self.__struct_fields__
            }
        )


def separators(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The stretches of `text[start:end]` between separators such as "•" and "|"."""
    spans = []
    for match in _SEPARATOR.finditer(text, start, end):
        spans.append((start, match.start()))
        start = match.end()
    return [(first, last) for first, last in (*spans, (start, end)) if first < last]


def keyed(words: str, day_first: bool | None) -> Stated | None:
    """What a line such as "author: Jane Doe" states; None where no key begins it."""
    match = _key().fullmatch(words)
    if not match:
        return None
    field = _fields()[match["key"].lower()]
    value = match["value"].strip("\"' ")
    if field == "date":
        found = next(dates_in(value, 0, len(value), day_first), None)
        return Stated(date=found.iso, weight=1) if found else None
    return msgspec.convert({field: value, "weight": 2}, Stated) if value else None


def piece(words: str, day_first: bool | None) -> Stated | None:
    """What one piece of a head states: reading time, views, section, date, a button; None if it is none of these."""
    if match := _match("reading", words):
        return Stated(reading_minutes=_count(match), weight=2)
    if match := _match("views", words):
        return Stated(views=_count(match), weight=2)
    if _match("buttons", words):
        return Stated(weight=1)
    if words.lower().strip(" :") in _sections():
        return Stated(section=words.strip(" :"), weight=2 if is_opinion(words) else 1)
    dated = _dated(words, day_first)
    return Stated(date=dated.iso, weight=1) if dated else None


def trimmed_title(words: str, day_first: bool | None, leading: bool = False) -> tuple[str, Stated]:
    """A title without the date before it and the section at its head or end, and what those state.

    With `leading`, only a section before a colon is taken off ("Opinion: …").
    """
    stated = Stated()
    if match := _section_before().match(words):
        stated = Stated(section=match[1], weight=2 if is_opinion(match[1]) else 1)
        words = words[match.end() :]
    if leading:
        return words.strip(), stated
    first = next(dates_in(words, 0, len(words), day_first), None)
    if first and _is_dating(words[: first.start]):
        stated = stated.filled_from(Stated(date=first.iso, weight=1))
        words = words[first.end :].lstrip(" ,:–-")
    if match := _section_after().search(words):
        stated = stated.filled_from(Stated(section=match[1]))
        words = words[: match.start()]
    return words.strip(), stated


def is_opinion(section: str) -> bool:
    """Whether the section is one for opinion."""
    return section.lower().strip(" :") in vocabulary("masthead")["sections"]["opinion"]


def _dated(words: str, day_first: bool | None) -> Dated | None:
    """The date of a piece that is nothing but a date, with a place or a word before it and a time behind."""
    found = next(dates_in(words, 0, len(words), day_first), None)
    if not found or not _CLOCK.fullmatch(words[found.end :]):
        return None
    before = words[: found.start].strip(" ,:–—-")
    placed = before[:1].isupper() and len(before.split()) <= 4 and words[: found.start].rstrip()[-1:] == ","
    return found if _is_dating(before) or placed else None


def _is_dating(words: str) -> bool:
    return _dating().fullmatch(words) is not None


def _count(match: re.Match[str]) -> int:
    return int(re.sub(r"\D", "", match["n"]))


@cache
def _dating() -> re.Pattern[str]:
    return re.compile(rf"[\s,:–-]*(?:(?:{alternatives('dated')})[\s,:–-]*)*", re.IGNORECASE)


def _match(name: str, words: str) -> re.Match[str] | None:
    return next((match for pattern in _patterns(name) if (match := pattern.fullmatch(words))), None)


@cache
def _patterns(name: str) -> tuple[re.Pattern[str], ...]:
    """The entries of a list of marks as patterns: "{n}" is a number, and a colon may follow a word."""
    return tuple(
        re.compile(re.escape(entry).replace(r"\{n\}", r"(?P<n>\d[\d.,]*)").replace(r"\ ", r"[\s:]+"), re.IGNORECASE)
        for entry in vocabulary("masthead")["marks"][name]
    )


@cache
def _sections() -> frozenset[str]:
    return frozenset(word for words in vocabulary("masthead")["sections"].values() for word in words)


def _section_words() -> str:
    return "|".join(re.escape(word) for word in sorted(_sections(), key=lambda word: (-len(word), word)))


@cache
def _section_before() -> re.Pattern[str]:
    return re.compile(rf"({_section_words()})\s*[:|]\s+", re.IGNORECASE)


@cache
def _section_after() -> re.Pattern[str]:
    return re.compile(rf"\s+({_section_words()})\s*$", re.IGNORECASE)


@cache
def _fields() -> dict[str, str]:
    return {key: field for field, keys in vocabulary("masthead")["keys"].items() for key in keys}


@cache
def _key() -> re.Pattern[str]:
    keys = "|".join(re.escape(key) for key in sorted(_fields(), key=lambda key: (-len(key), key)))
    return re.compile(rf"(?P<key>{keys})\s*:\s*(?P<value>.+)", re.IGNORECASE)
