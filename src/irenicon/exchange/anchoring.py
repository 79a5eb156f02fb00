"""Finds quoted words again in a text that may have changed since they were quoted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

import msgspec

from irenicon.documents.model import Span

_WORD = re.compile(r"\w+")
_ALIKE = 0.8  # share of words in their order that makes two stretches the same one
_TRIED = 200  # places that are compared for one quotation
_CONTEXT = 32  # characters before and after that are compared


class Quotation(msgspec.Struct, frozen=True):
    """Words as they were quoted: where, what stood before and after; None and "" where that is not known."""

    exact: str
    start: int | None = None
    end: int | None = None
    prefix: str = ""
    suffix: str = ""


def anchor(text: str, quotation: Quotation) -> Span | None:
    """Where the words stand: at their place, else where the same words stand, else where nearly the same do.

    Of several places that with the likest words around it, then the nearest. None where they are not found.
    """
    start, end = quotation.start, quotation.end
    if start is not None and end is not None and 0 <= start < end <= len(text):
        if not quotation.exact or text[start:end] == quotation.exact:
            return Span(start, end)
    if not quotation.exact.strip():
        return None
    places = list(_same(text, quotation.exact)) or _nearly(text, quotation)
    return max(
        places, key=lambda place: (_around(text, place, quotation), -abs(place.start - (start or 0))), default=None
    )


def _same(text: str, exact: str) -> Iterator[Span]:
    """The same words, however they are broken over lines."""
    words = re.compile(r"\s+".join(map(re.escape, exact.split())))
    return (Span(found.start(), found.end()) for found in words.finditer(text))


def _around(text: str, place: Span, quotation: Quotation) -> float:
    before, after = text[max(0, place.start - _CONTEXT) : place.start], text[place.end : place.end + _CONTEXT]
    return _likeness(before, quotation.prefix[-_CONTEXT:]) + _likeness(after, quotation.suffix[:_CONTEXT])


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def _nearly(text: str, quotation: Quotation) -> list[Span]:
    """The stretch with most of the words in their order, where it has enough of them."""
    sought = [found[0].casefold() for found in _WORD.finditer(quotation.exact)]
    words = list(_WORD.finditer(text))
    said = [found[0].casefold() for found in words]
    best: list[tuple[float, Span]] = []
    for first in _candidates(said, sought):
        matched = SequenceMatcher(None, said[first : first + 2 * len(sought)], sought, autojunk=False)
        blocks = [block for block in matched.get_matching_blocks() if block.size]
        if not blocks:
            continue
        low, high = first + blocks[0].a, first + blocks[-1].a + blocks[-1].size
        share = 2 * sum(block.size for block in blocks) / (high - low + len(sought))
        if share >= _ALIKE:
            best.append((share, Span(words[low].start(), words[high - 1].end())))
    most = max((share for share, _ in best), default=0)
    return [place for share, place in best if share == most]


def _candidates(said: list[str], sought: list[str]) -> list[int]:
    """Where a stretch could begin, told from the places of the rarest words sought."""
    places: dict[str, list[int]] = {word: [] for word in sought}
    for at, word in enumerate(said):
        if word in places:
            places[word].append(at)
    rarest = sorted((word for word in places if places[word]), key=lambda word: len(places[word]))
    starts = (max(0, at - sought.index(word)) for word in rarest for at in places[word])
    return list(dict.fromkeys(starts))[:_TRIED]
