"""How another program counts the characters of a text: newlines as one or two, characters or units of UTF-16."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate

import msgspec

from irenicon.report.packing import clean


class Marked(msgspec.Struct, frozen=True):
    """A selection as a file states it; `words` are the words it says it selects, "" where it says none."""

    start: int
    end: int
    words: str


Place = Callable[[int], int]


def counted(raw: str, selections: Sequence[Marked]) -> Place:
    """From a position as a program counts it in `raw` to one in the same text with newlines as one character.

    Of the ways to count, the one under which most selections hold the words that they say they do; the first where
    they say none: characters, a newline being one.
    """
    text = raw.replace("\r\n", "\n").replace("\r", "\n")
    ways = list(_ways(raw, text))
    if len(ways) == 1:
        return ways[0]
    told = [one for one in selections if one.words.strip()]
    return max(ways, key=lambda place: sum(_holds(text, place, one) for one in told))


def _holds(text: str, place: Place, one: Marked) -> bool:
    # a file says its words without the characters that XML cannot hold
    selected = clean(" ".join(text[place(one.start) : place(one.end)].split()))
    words = " ".join(one.words.split()).rstrip("….")
    return bool(selected) and (selected.startswith(words) or words.startswith(selected))


def _ways(raw: str, text: str) -> Iterator[Place]:
    yield lambda position: position
    if len(raw) != len(text):
        yield _by([1 + (raw[at : at + 2] == "\r\n") for at in _starts(raw)])
    if any(ord(character) > 0xFFFF for character in text):
        yield _by([1 + (ord(character) > 0xFFFF) for character in text])


def _starts(raw: str) -> Iterator[int]:
    """Where each character begins, "\\r\\n" being one."""
    return (at for at in range(len(raw)) if raw[at] != "\n" or at == 0 or raw[at - 1] != "\r")


def _by(sizes: Sequence[int]) -> Place:
    ends = list(accumulate(sizes, initial=0))
    return lambda position: bisect_left(ends, position)
