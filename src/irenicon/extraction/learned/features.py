"""What is counted in a sentence: its words and pairs of words, those of the lead it hangs on and of its heading."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple


class Unit(NamedTuple):
    """What is read at once: the words of a sentence, of its lead and of the heading it stands under, names hidden."""

    words: tuple[str, ...]
    lead: tuple[str, ...] = ()
    heading: tuple[str, ...] = ()


def counted(unit: Unit) -> dict[str, Counter[str]]:
    """The counts of each group of features."""
    return {
        "words": Counter(unit.words),
        "pairs": Counter(_pairs(("^", *unit.words, "$"))),
        "lead": Counter(_prefixed("L:", (*unit.lead, *_pairs(unit.lead)))),
        "heading": Counter(_prefixed("H:", unit.heading)),
    }


def _pairs(words: Iterable[str]) -> Iterator[str]:
    return (f"{one} {other}" for one, other in pairwise(words))


def _prefixed(mark: str, words: Iterable[str]) -> Iterator[str]:
    return (mark + word for word in words)
