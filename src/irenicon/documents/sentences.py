"""The sentences of a stretch of text, by syntok, with the abbreviations of abbreviations.toml added."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from syntok import segmenter

from irenicon.documents.model import Span
from irenicon.documents.vocabulary import vocabulary

_LONGEST = 20_000
_CUT = re.compile(r"[.!?;][”\"'’)]*\s+(?=\S)")
_WORD_BEFORE = re.compile(r"\S+$")


def sentences(text: str, start: int, end: int) -> tuple[Span, ...]:
    """The sentences within `text[start:end]`, in order, without the white space around them."""
    found: list[Span] = []
    for begin, stop in _portions(text, start, end):
        portion = text[begin:stop]
        for first, last in _segments(portion):
            if found and found[-1].start >= begin and _is_open(text, found[-1]):
                found[-1] = Span(found[-1].start, begin + last)
            else:
                found.append(Span(begin + first, begin + last))
    return tuple(found)


def _segments(portion: str) -> Iterator[tuple[int, int]]:
    for paragraph in segmenter.analyze(portion):
        for tokens in paragraph:
            if tokens:
                yield tokens[0].offset, tokens[-1].offset + len(tokens[-1].value)


def _portions(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Stretches short enough that a text without paragraphs is segmented in bounded memory."""
    while end - start > _LONGEST:
        cuts = [cut.end() for cut in _CUT.finditer(text, start + _LONGEST // 2, start + _LONGEST)]
        stop = cuts[-1] if cuts else start + _LONGEST
        yield start, stop
        start = stop
    yield start, end


def _is_open(text: str, sentence: Span) -> bool:
    """Whether the sentence ends in an abbreviation that never ends one ("dhr.")."""
    if text[sentence.end - 1] != ".":
        return False
    word = text[max(sentence.start, sentence.end - 12) : sentence.end].rsplit(None, 1)[-1]
    return word.lstrip("(“\"'‘").lower() in _abbreviations()


@cache
def _abbreviations() -> frozenset[str]:
    return frozenset(word for words in vocabulary("abbreviations").values() for word in words)
