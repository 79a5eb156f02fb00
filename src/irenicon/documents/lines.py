"""The lines of a text: where their words stand, how far they are indented, and which follow a blank line."""

from __future__ import annotations

import re
from typing import NamedTuple

# A line that holds nothing but an opening bracket goes with the next one ("(" above "a) the area").
_INK = re.compile(r"^([^\S\n]*)((?:\([^\S\n]*\n\s*(?=\S))?\S(?:[^\n]*\S)?)", re.MULTILINE)
_TAB_WIDTH = 4
_TERMINAL = ".;:!?…"
_CLOSERS = "”\"'’»)]*_"


class Line(NamedTuple):
    """A line that is not blank: `text[start:end]` without the white space around it.

    `indent` counts the columns before it; `gap` is true where a blank line precedes, or nothing.
    """

    start: int
    end: int
    indent: int
    gap: bool


def lines(text: str, begin: int = 0) -> list[Line]:
    """The lines of `text[begin:]` that hold words, in order."""
    found: list[Line] = []
    previous = begin
    for match in _INK.finditer(text, begin):
        start, end = match.span(2)
        gap = not found or text.count("\n", previous, start) > 1
        found.append(Line(start, end, len(match[1].expandtabs(_TAB_WIDTH)), gap))
        previous = end
    return found


def last_mark(text: str, end: int) -> str:
    """The last character before `end` that is not a closing quotation mark or bracket; else a space."""
    while end > 0 and text[end - 1] in _CLOSERS:
        end -= 1
    return text[end - 1] if end else " "


def is_closed(text: str, end: int) -> bool:
    """Whether the words before `end` stop with a mark that ends a sentence, an item or a lead."""
    return last_mark(text, end) in _TERMINAL


def is_capitals(words: str) -> bool:
    """Whether the words are written in capitals (at least three letters, nearly all of them upper case)."""
    letters = [char for char in words if char.isalpha()]
    return len(letters) >= 3 and sum(char.isupper() for char in letters) >= 0.9 * len(letters)
