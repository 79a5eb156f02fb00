"""The lines of a text: where their words stand, how far they are indented, and whether a blank line parts them."""

from __future__ import annotations

import re
from typing import NamedTuple

_INK = re.compile(r"^([^\S\n]*)(\S(?:[^\n]*\S)?)", re.MULTILINE)
_TAB_WIDTH = 4
_TERMINAL = ".;:!?…"
_CLOSERS = "”\"'’»)]*_"


class Line(NamedTuple):
    """A line that is not blank: `text[start:end]` without the white space around it; `gap` where a blank line precedes."""

    start: int
    end: int
    indent: int
    gap: bool


def lines(text: str) -> list[Line]:
    """The lines of the text that hold words, in order."""
    found: list[Line] = []
    previous = 0
    for match in _INK.finditer(text):
        gap = not found or text.count("\n", previous, match.start()) > 1
        start, previous = match.start(2), match.end(2)
        found.append(Line(start, previous, len(match[1].expandtabs(_TAB_WIDTH)), gap))
    return found


def is_closed(text: str, end: int) -> bool:
    """Whether the words before `end` stop with a mark that ends a sentence, an item or a lead."""
    return last_mark(text, end) in _TERMINAL


def last_mark(text: str, end: int) -> str:
    """The last character before `end` that is not a closing quotation mark or bracket; a space where there is none."""
    while end > 0 and text[end - 1] in _CLOSERS:
        end -= 1
    return text[end - 1] if end else " "


def is_capitals(words: str) -> bool:
    """Whether the words are written in capitals (at least three letters, nearly all of them upper case)."""
    letters = [char for char in words if char.isalpha()]
    return len(letters) >= 3 and sum(char.isupper() for char in letters) >= 0.9 * len(letters)
