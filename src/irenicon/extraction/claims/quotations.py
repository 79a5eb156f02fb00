"""Direct quotations: stretches between quotation marks, in all the marks in use."""

from __future__ import annotations

import re
from functools import lru_cache

from irenicon.documents.model import Span

_PAIRS = {"“": "”", "„": "”“", "«": "»", "»": "«", "‘": "’", '"': '"', "'": "'", "‚": "‘’"}
_LONGEST = 1500
_APOSTROPHE = re.compile(r"['’‘]?[sn]\b|['’]?t\b")


@lru_cache(maxsize=1)  # a passage is asked about once for each of its sentences
def quotations(text: str, start: int, end: int) -> tuple[Span, ...]:
    """The quoted stretches within `text[start:end]`, without their marks, in order; an apostrophe opens none."""
    found: list[Span] = []
    position = start
    while position < end:
        closing = _PAIRS.get(text[position])
        if closing and _opens(text, position):
            close = _closing(text, position, min(end, position + _LONGEST), closing)
            if close:
                found.append(Span(position + 1, close))
                position = close
        position += 1
    return tuple(found)


def _opens(text: str, position: int) -> bool:
    before = text[position - 1] if position else " "
    after = text[position + 1 : position + 2]
    return not before.isalnum() and not after.isspace() and not _APOSTROPHE.match(text, position + 1)


def _closing(text: str, opened: int, end: int, closing: str) -> int:
    """Where the quotation ends: at its mark before no letter; 0 where it does not end."""
    for position in range(opened + 1, end):
        if text[position] in closing:
            after = text[position + 1 : position + 2]
            if not after.isalnum() and not text[position - 1].isspace():
                return position
        elif text[position] == "\n" and text[position + 1 : position + 2] == "\n":
            return 0
    return 0
