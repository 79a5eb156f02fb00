"""Hides who is named: what learns sees that there are names, and which is the same, but not whose."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*|\d+(?:[.,]\d+)*|[^\w\s]")
_STAND_INS = ("Alpha", "Bravo", "Charlie", "Delta", "Echo", "Foxtrot")
_COMMON = {"alliance": "<alliance>", "organisation": "<organisation>"}
_SPOKEN = {"<alliance>": "the Alliance", "<organisation>": "the Organisation"}


class Named(NamedTuple):
    """A name at `start:end` of a sentence, with whom it names and what kind of party that is."""

    start: int
    end: int
    name: str
    kind: str


class Masked(NamedTuple):
    """A sentence without its names: as words for counting, and as plain text with stand-ins for names."""

    words: tuple[str, ...]
    plain: str


def masked(text: str, names: Sequence[Named], known: Collection[str]) -> Masked:
    """The sentence with names hidden, stand-ins given in order of appearance.

    `names` are those found in it, in order; a capitalised word that is not among the `known` lower-case words is
    counted as a name as well.
    """
    words: list[str] = []
    plain: list[str] = []
    stand_in: dict[str, str] = {}
    position = 0
    for match in _pieces(text, names):
        plain.append(text[position : match.start])
        word = text[match.start : match.end]
        if match.kind:
            counted = _COMMON.get(match.kind, "<name>")
            words.append(counted)
            plain.append(_SPOKEN.get(counted) or stand_in.setdefault(match.name, _stand_in(len(stand_in))))
        elif word[0].isupper() and word.lower() not in known:
            words += ["<name>"] if words[-1:] != ["<name>"] else []
            plain.append(word)
        else:
            words.append("<number>" if word[0].isdigit() else word.lower().replace("’", "'"))
            plain.append(word)
        position = match.end
    return Masked(tuple(words), " ".join("".join((*plain, text[position:])).split()))


def _pieces(text: str, names: Sequence[Named]) -> Iterator[Named]:
    """The names, and between them the words, numbers and marks, these without a name and kind."""
    position = 0
    for one in names:
        yield from (Named(*match.span(), "", "") for match in _WORD.finditer(text, position, one.start))
        yield one
        position = one.end
    yield from (Named(*match.span(), "", "") for match in _WORD.finditer(text, position))


def _stand_in(number: int) -> str:
    return _STAND_INS[number % len(_STAND_INS)]


def lower_case_words(text: str) -> list[str]:
    """The words of a text that are written without a capital."""
    return [match.group() for match in _WORD.finditer(text) if match.group()[0].islower()]
