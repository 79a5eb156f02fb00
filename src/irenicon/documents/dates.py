"""Dates as documents write them, in ISO 8601."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import NamedTuple

from irenicon.documents.vocabulary import vocabulary


class Dated(NamedTuple):
    """A date found at `start:end`: "2025-11-22", or "2025-11" where no day is given."""

    iso: str
    start: int
    end: int


def dates_in(text: str, start: int, end: int, day_first: bool | None = None) -> Iterator[Dated]:
    """The dates within `text[start:end]`, in order.

    `day_first` tells how "4/5/2025" is read; if None, such a date counts only where it can be read one way.
    """
    for match in _pattern().finditer(text, start, end):
        if iso := _iso(match, day_first):
            yield Dated(iso, match.start(), match.end())


def _iso(match: re.Match[str], day_first: bool | None) -> str | None:
    parts = match.groupdict()
    if parts["iso"]:
        return _valid(parts["iso"][:4], parts["iso"][5:7], parts["iso"][8:10])
    if parts["a"]:
        return _numeric(int(parts["a"]), int(parts["b"]), parts["nyear"], day_first)
    name = parts["month"] or parts["month2"] or parts["month3"]
    month = _months()[name.lower()]
    year = parts["year"] or parts["year2"] or parts["year3"]
    day = parts["day"] or parts["day2"]
    return _valid(year, str(month), day) if day else f"{year}-{month:02d}"


def _numeric(first: int, second: int, year: str, day_first: bool | None) -> str | None:
    readings = {_valid(year, str(second), str(first)), _valid(year, str(first), str(second))} - {None}
    if len(readings) == 1:
        return readings.pop()
    if not readings or day_first is None:
        return None
    day, month = (first, second) if day_first else (second, first)
    return _valid(year, str(month), str(day))


def _valid(year: str, month: str, day: str) -> str | None:
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None


@cache
def _months() -> dict[str, int]:
    return {name: int(number) for number, names in vocabulary("dates")["months"].items() for name in names}


@cache
def month_names() -> str:
    """The names of the months as alternatives of a pattern, the longer first."""
    return "|".join(sorted(map(re.escape, _months()), key=lambda name: (-len(name), name)))


@cache
def _pattern() -> re.Pattern[str]:
    names = month_names()
    ordinal = r"(?:st|nd|rd|th|e|ste|de|er|\.)?"
    return re.compile(
        r"(?<![\w-])(?:"
        r"(?P<iso>[12]\d{3}-\d{2}-\d{2})(?=T\d|[^\w-]|$)"
        r"|(?P<a>\d{1,2})(?P<sep>[-/.])(?P<b>\d{1,2})(?P=sep)(?P<nyear>[12]\d{3})"
        rf"|(?P<day>\d{{1,2}}){ordinal}\s+(?:day\s+)?(?:of\s+)?(?P<month>{names})\b\.?,?\s+(?P<year>[12]\d{{3}})"
        rf"|(?P<month2>{names})\b\.?\s+(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year2>[12]\d{{3}})"
        rf"|(?P<month3>{names})\b\.?\s+(?P<year3>[12]\d{{3}})"
        r")(?!\w)",
        re.IGNORECASE,
    )
