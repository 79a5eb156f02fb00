"""The head of an article: title, author, date, section, reading time, views, as its first lines state them."""

from __future__ import annotations

import re
from functools import cache

import msgspec

from irenicon.documents.lines import Line, is_closed, last_mark, lines
from irenicon.documents.markers import bullet_end, marker_at
from irenicon.documents.model import Span
from irenicon.documents.names import byline, credit, names_length, note, starts_with_role
from irenicon.documents.pieces import Stated, keyed, piece, separators, trimmed_title
from irenicon.documents.vocabulary import vocabulary

_ROWS = 16
_REACH = 5_000
_LONGEST_ROW = 300
_LONGEST_STANDFIRST = 600
_SHORTEST_ECHO = 40
_ENOUGH = 2
_TAIL = 1_500
_TWO = re.compile(r"\w{4,}[.!?][”\"’']?\s+[A-ZÀ-Þ]")  # a sentence that ends within: no title, but text
_MARKUP = re.compile(r"[-=_*]{3,}$|(?:#{1,6}\s+|[>*_]+\s*)*", re.MULTILINE)


class Head(msgspec.Struct):
    """What the head of an article states, the stretches where it stands, and where the text begins behind it.

    `end` is 0 where the text does not begin like an article; then nothing is stated.
    """

    stated: Stated = msgspec.field(default_factory=Stated)
    title: Span | None = None
    masthead: list[Span] = msgspec.field(default_factory=list)
    end: int = 0


def head(text: str, day_first: bool | None = None) -> Head:
    """The head of the article that the text begins with; `day_first` tells how "4/5/2025" is read."""
    rows = [row for row in lines(text[:_REACH])[:_ROWS] if row.end < _REACH]
    reader = _HeadReader(text, rows, day_first)
    reader.read()
    if reader.weight < _ENOUGH:
        return Head()
    _add_echo(text, reader.found)
    return reader.found


def closing_note(text: str, author: str | None) -> tuple[Span, str] | None:
    """The note on the author that ends an article, and what it says the author is; else None."""
    if author is None:
        return None
    for row in reversed(lines(text, text.rfind("\n", 0, max(0, len(text) - _TAIL)) + 1)):
        start = _words_at(text, row)
        found = note(text[start : row.end].strip("*_ "))
        if found and found.role and found.author == author:
            return Span(row.start, row.end), found.role
    return None


def _words_at(text: str, row: Line) -> int:
    match = _MARKUP.match(text, row.start, row.end)
    return match.end() if match else row.start


class _HeadReader:
    def __init__(self, text: str, rows: list[Line], day_first: bool | None) -> None:
        self.text = text
        self.rows = rows
        self.day_first = day_first
        self.found = Head()
        self.weight = 0
        self.standfirst: list[Line] = []

    def read(self) -> None:
        for number, row in enumerate(self.rows):
            start = _words_at(self.text, row)
            if start >= row.end or self._take(number, row, start):
                self._keep(row)
            elif not self._is_title(row, start) and not self._may_stand_first(row):
                return

    def _keep(self, row: Line) -> None:
        for line in (*self.standfirst, row):
            self._mark(line.start, line.end)
        self.standfirst = []
        self.found.end = row.end

    def _mark(self, start: int, end: int) -> None:
        title = self.found.title
        parts = [(start, end)]
        if title and start <= title.start < end:
            parts = [(start, title.start), (title.end, end)]
        for first, last in parts:
            words = self.text[first:last].strip(" #*_-\n\t")
            if words:
                first = self.text.index(words, first)
                self.found.masthead.append(Span(first, first + len(words)))

    def _take(self, number: int, row: Line, start: int) -> bool:
        """Whether the row belongs to the head beside title and standfirst; what it states is kept."""
        words = self.text[start : row.end].rstrip("*_ ")
        if len(words) > _LONGEST_ROW or self._is_listed(row, start):
            return False
        stated = keyed(words, self.day_first) or self._credited(number, words)
        if stated:
            self._state(stated)
            if stated.title and self.found.title is None:
                at = self.text.index(stated.title, start)
                self.found.title = Span(at, at + len(stated.title))
            return True
        return self._pieces(start, start + len(words))

    def _is_listed(self, row: Line, start: int) -> bool:
        return marker_at(self.text, start, row.end) is not None or bullet_end(self.text, start) is not None

    def _credited(self, number: int, words: str) -> Stated | None:
        bare = _without_follow(words)
        found = byline(bare) or (note(bare) if len(bare) < len(words) or self.found.title else None)
        if not found and (bare != words or (self.found.title and not is_closed(words, len(words)))):
            found = credit(bare)
        if found:
            return Stated(author=found.author, author_role=found.role, weight=2)
        if self.found.title is None:
            return None
        if self.found.stated.author and not self.found.stated.author_role and starts_with_role(words):
            return None if is_closed(words, len(words)) else Stated(author_role=words)
        if names_length(words) == len(words) and self._is_next_head(number):
            return Stated(author=words, weight=2)
        return None

    def _is_next_head(self, number: int) -> bool:
        if number + 1 >= len(self.rows):
            return False
        row = self.rows[number + 1]
        words = self.text[_words_at(self.text, row) : row.end].rstrip("*_ ")
        if is_closed(words, len(words)) or len(words) > _LONGEST_ROW:
            return False
        return piece(words, self.day_first) is not None or starts_with_role(words)

    def _pieces(self, start: int, end: int) -> bool:
        """Takes a row of pieces between separators ("Opinion • 5 min read"); whether any was of a head."""
        spans = separators(self.text, start, end)
        stated = [piece(self.text[first:last], self.day_first) for first, last in spans]
        known = [part for part in stated if part]
        if not known or (len(spans) > 1 and sum(part.weight for part in known) < 1):
            return False
        for stating in known:
            self._state(stating)
        for (first, last), part in zip(spans, stated, strict=True):
            if part is None:
                self._leftover(first, last)
        return True

    def _leftover(self, start: int, end: int) -> None:
        words = self.text[start:end]
        if names_length(words) == len(words) and self.found.title is not None:
            self._state(Stated(author=words, weight=2))
            return
        title, stated = trimmed_title(words, self.day_first)
        self._state(stated)
        if self.found.title is None and len(title.split()) > 2:
            at = self.text.index(title, start)
            self.found.title = Span(at, at + len(title))

    def _state(self, stated: Stated) -> None:
        self.weight += stated.weight
        self.found.stated = self.found.stated.filled_from(stated)

    def _is_title(self, row: Line, start: int) -> bool:
        words = self.text[start : row.end]
        if self._is_listed(row, start) or len(words) > _LONGEST_ROW:
            return False
        title, stated = trimmed_title(words.rstrip("*_ "), self.day_first, leading=True)
        if self.found.title is None and title and last_mark(title, len(title)) not in ".:;," and not _TWO.search(title):
            at = self.text.index(title, start)
            self._state(stated)
            self.found.title = Span(at, at + len(title))
            self._mark(row.start, row.end)
            self.found.end = row.end
            return True
        return False

    def _may_stand_first(self, row: Line) -> bool:
        """Whether the row may be the standfirst; it is one where more of the head follows."""
        self.standfirst.append(row)
        total = row.end - self.standfirst[0].start
        return total <= _LONGEST_STANDFIRST and self.found.title is not None


def _add_echo(text: str, found: Head) -> None:
    """Counts a first paragraph that the text repeats word for word further on (a standfirst) to the head."""
    rest = lines(text[found.end : found.end + _REACH])
    if len(rest) < 2 or not rest[1].gap:
        return
    start, end = found.end + rest[0].start, found.end + rest[0].end
    words = text[start:end].rstrip(" .…*_")
    if _SHORTEST_ECHO <= len(words) <= _LONGEST_ROW and text.find(words, end) >= 0:
        found.masthead.append(Span(start, end))
        found.end = end


def _without_follow(words: str) -> str:
    match = _follow().search(words)
    return words[: match.start()].rstrip() if match else words


@cache
def _follow() -> re.Pattern[str]:
    entries = "|".join(map(re.escape, vocabulary("masthead")["marks"]["follow"]))
    return re.compile(rf"\s+(?:{entries})\s*$", re.IGNORECASE)
