"""What a document says of itself: title, date, author. Nothing is inferred that no words of it state."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from irenicon.documents.dates import Dated, dates_in
from irenicon.documents.masthead import Head
from irenicon.documents.model import Passage

_DATELINE = re.compile(r"[\s(\"“*_]*(?P<place>[^\W\d_][^\n–—]{1,60}?),\s*(?=[^\n]{0,30}\d{4}[^\n]{0,20}?\s*[–—-])")
_DATE_FIRST = re.compile(r"\s*(?=\d{1,2}\.?\s+[^\W\d_]+\s+\d{4}\s*[–—-]\s)")
_AFTER_DATE = re.compile(r"[)\s,.]*(?:\([^)\n]{2,30}\)\s*)?[–—-]")


class About(msgspec.Struct, frozen=True):
    """Title, date (ISO 8601, "2025-11" where no day is given), author and so on; None where not stated."""

    title: str | None = None
    date: str | None = None
    author: str | None = None
    author_role: str | None = None
    section: str | None = None
    reading_minutes: int | None = None
    views: int | None = None


def about(text: str, passages: Sequence[Passage], above: Head, day_first: bool | None) -> About:
    """What the head, the title, a dateline or the signatures of a document state."""
    title = next((passage for passage in passages if passage.kind == "title"), None)
    words = " ".join(text[title.start : title.end].split()) if title else above.stated.title
    stated = above.stated
    return About(
        title=words,
        date=stated.date or stated_date(text, passages, day_first),
        author=stated.author,
        author_role=stated.author_role,
        section=stated.section,
        reading_minutes=stated.reading_minutes,
        views=stated.views,
    )


def stated_date(text: str, passages: Sequence[Passage], day_first: bool | None) -> str | None:
    """The date in the head, the dateline, the signatures, the title or the line under it, the first that has one."""
    heads = _dates_of(text, passages, "masthead", day_first)
    line = dateline(text, passages)
    signed = _dates_of(text, passages, "signature", day_first)
    titled = _dates_of(text, passages, "title", day_first)
    below = _dates_of(text, passages[1:2], "heading", day_first)
    found = (*heads[:1], *([line] if line else []), *signed[-1:], *titled[:1], *below[:1])
    return next((each.iso for each in found), None)


def dateline(text: str, passages: Sequence[Passage]) -> Dated | None:
    """The date of a first paragraph that opens with place and date ("GENEVA, 5 May 2025 – …"), or with a date alone."""
    first = next((passage for passage in passages if passage.kind in ("paragraph", "point")), None)
    if first is None:
        return None
    match = _DATELINE.match(text, first.start, first.end)
    if match is not None and not match["place"][:1].isupper():
        return None
    match = match or _DATE_FIRST.match(text, first.start, first.end)
    if match is None:
        return None
    found = next(dates_in(text, match.end(), min(first.end, match.end() + 60)), None)
    return found if found and _AFTER_DATE.match(text, found.end) else None


def _dates_of(text: str, passages: Sequence[Passage], kind: str, day_first: bool | None) -> list[Dated]:
    """The dates of the first passage of a kind that has any."""
    for passage in passages:
        if passage.kind == kind and (found := list(dates_in(text, passage.start, passage.end, day_first))):
            return found
    return []
