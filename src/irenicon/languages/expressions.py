"""Quantities and deadlines, found by the grammar that a language pack states as data."""

from __future__ import annotations

import re
from functools import cache

from irenicon.documents.model import Span
from irenicon.languages.pack import Pack, pack

# a name of several words, which counts as one whatever its length
_NAME = r"(?-i:[A-ZÀ-Þ][\w'’/-]*(?:\s+[A-ZÀ-Þ][\w'’/-]*)*)"
_FIGURE = r"\d+(?:[.,\s]\d{3})*(?:[.,]\d+)?"


def _any(words: tuple[str, ...]) -> str:
    """One of the words, longest first; "*" is any letters."""
    ordered = sorted(words, key=len, reverse=True)
    return "(?:" + "|".join(re.escape(word).replace(r"\*", r"[\w-]*").replace(r"\ ", r"\s+") for word in ordered) + ")"


@cache
def _quantity(language: str) -> re.Pattern[str]:
    units = pack(language).units
    counted = tuple(word for kind in ("length", "people", "money", "things") for word in units[kind])
    number = rf"(?:{_FIGURE}|\b{_any(units['number_words'])}\b)"
    scaled = rf"{number}(?:[\s-]*\b{_any(units['scale'])}\b)?"
    sign = rf"{_any(units['currency_signs'])}\s?{scaled}"
    worded = rf"{scaled}\s?-?\s?(?:\([\d.,]+\)\s)?(?:[\w'-]+\s){{0,2}}?(?:\b{_any(counted)}(?!\w)|%)"
    ratio = r"\b\d{1,3}\s?[:/]\s?\d{1,3}\b(?!:)"
    return re.compile(rf"{sign}|{worded}|{ratio}|\b{_any(units['fraction'])}\b", re.IGNORECASE)


def quantities(text: str, span: Span, language: str) -> list[Span]:
    """The stretches of `text[span]` that bound an act by a number and a unit, a ratio or a fraction; no dates or
    durations."""
    found = []
    for match in _quantity(language).finditer(text, span.start, span.end):
        if not _is_clock(match[0]) and not _is_time(text[match.start() : match.end() + 8], language):
            found.append(Span(match.start(), match.end()))
    return found


def _is_clock(ratio: str) -> bool:
    """Whether "00:30" tells an hour: shares of a whole ("60:40") make a hundred."""
    hours, _, minutes = ratio.partition(":")
    return len(minutes) == 2 and minutes.isdigit() and hours.isdigit() and int(hours) + int(minutes) != 100


@cache
def _time(language: str) -> re.Pattern[str]:
    words = pack(language)
    return re.compile(rf"^\s*\S+\s+(?:{_any(words.units['time'])}|{_any(words.deadline['months'])})\b", re.IGNORECASE)


def _is_time(text: str, language: str) -> bool:
    return _time(language).match(text) is not None


@cache
def _deadline(language: str) -> re.Pattern[str]:
    words: Pack = pack(language)
    lists = words.deadline
    figure = _any(words.units["number_words"])
    number = rf"(?:{_FIGURE}|{_any(lists['one'])}\b|{figure}(?:[\s-]{figure})*)"
    duration = rf"{number}\s*(?:\(\s*\w+\s*\)\s*)?{_any(words.units['time'])}\b"
    word = rf"(?:{_NAME}|[\w'’/-]+)"
    tail = rf"(?:\s+{_any(lists['trailing'])}\b(?:\s+{word}){{1,7}})?"
    date = (
        rf"(?:\d{{1,2}}(?:st|nd|rd|th|e)?\s+(?:of\s+)?{_any(lists['months'])}(?:,?\s+\d{{4}})?"
        rf"|{_any(lists['months'])}\s+\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s+\d{{4}})?|{_any(lists['months'])}\s+\d{{4}}|(?:19|20)\d\d(?=[^\d\w]|[a-z]?\b)|\d{{1,2}}[/.-]\d{{1,2}}[/.-]\d{{2,4}})\b"
    )
    date = rf"(?:{date}|\b[DTXdt]\s?[+-]\s?\d+\b)"
    clock = (
        r"(?:\d{1,2}[.:]\d{2}(?:\s*(?:AM|PM|uur|hours|hrs\.?))?\s*(?:\([^)]{1,20}\)\s*)?(?:on\s+|op\s+)?(?:the\s+)?)?"
    )
    event = rf"(?:{word}\s+){{0,5}}?{_any(lists['event'])}\b"
    return re.compile(
        rf"\b(?:{_any(lists['within'])}\s+(?:the\s+|de\s+|a\s+|een\s+)?(?:\w+\s+)?{duration}{tail}"
        rf"|{duration}\s+{_any(lists['trailing'])}\b(?:\s+{word}){{1,6}}"
        rf"|{_any((*lists['by'], *lists['dated']))}\s+(?:the\s+|de\s+|het\s+)?{clock}{date}"
        rf"|{_any(lists['by'])}\s+(?:the\s+|de\s+|het\s+)?{event}{tail}"
        rf"|{_any(lists['at_once'])}\b)",
        re.IGNORECASE,
    )


def at_once(text: str, span: Span, language: str) -> bool:
    """Whether a deadline is only a word for "at once"."""
    return " ".join(text[span.start : span.end].lower().split()) in pack(language).deadline["at_once"]


@cache
def _no_deadline(language: str) -> re.Pattern[str]:
    return re.compile(rf"\b{_any(pack(language).deadline['not_a_deadline'])}\b", re.IGNORECASE)


def deadlines(text: str, span: Span, language: str) -> list[Span]:
    """The dates, durations and events by which something is due in `text[span]`; "as soon as possible" is not one."""
    barred = [match.span() for match in _no_deadline(language).finditer(text, span.start, span.end)]
    found = []
    for match in _deadline(language).finditer(text, span.start, span.end):
        if not any(first < match.end() and match.start() < last for first, last in barred):
            found.append(Span(match.start(), match.end()))
    return found
