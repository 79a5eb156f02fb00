"""Words that measures look for, as patterns; "*" stands for any letters."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from functools import cache

from irenicon.documents.model import Document, Span

_NOTHING = re.compile(r"(?!)")


@cache
def phrases(words: tuple[str, ...]) -> re.Pattern[str]:
    """A pattern that finds any of the words, whole and in any case; nothing for no words."""
    if not words:
        return _NOTHING
    known = "|".join(re.escape(word).replace(r"\*", r"\w*") for word in words)
    return re.compile(rf"(?<!\w)(?:{known})(?!\w)", re.IGNORECASE)


class Sentences:
    """The sentences of a document, to be asked for the one that a position stands in."""

    def __init__(self, document: Document) -> None:
        self._text = document.text
        self._spans = sorted(span for passage in document.passages for span in passage.sentences)
        self._starts = [span.start for span in self._spans]

    def at(self, position: int) -> str:
        """The words of the sentence at a position; "" where none is."""
        index = bisect_right(self._starts, position) - 1
        span = self._spans[index] if index >= 0 else Span(0, 0)
        return self._text[span.start : span.end] if span.end > position else ""


def words_of(table: Mapping[str, Iterable[str]], language: str) -> tuple[str, ...]:
    """The words of a table for a language; () where it has none."""
    return tuple(table.get(language, ()))
