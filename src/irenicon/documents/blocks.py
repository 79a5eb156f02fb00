"""The blocks of a text: points, bullets, footnotes, headings, paragraphs, with wrapped lines joined."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

import msgspec

from irenicon.documents.contents import contents_lines
from irenicon.documents.footnotes import footnote_at, references
from irenicon.documents.lines import Line, is_capitals, is_closed, last_mark, lines
from irenicon.documents.markers import Marker, bullet_end, marker_at
from irenicon.documents.numbering import Numbering, Setting
from irenicon.documents.vocabulary import vocabulary

_MARKUP = re.compile(r"(?:>[^\S\n]?)*(?P<level>#{1,6}(?=\s))?[^\S\n]*(?:\*\*|__)?")
_STARS = re.compile(r"(?:\*\*|__)?[^\S\n]*")
_RULE = re.compile(r"(?:[-*_=~–—][^\S\n]*){3,}|\|?(?:[^\S\n]*:?-{2,}:?[^\S\n]*\|)+[-:\s]*")
_NEXT = re.compile(r"^[^\w\n]*(I[Il]|B|ii|j|J)[.)](?=\s)", re.MULTILINE)
_UNWRAPPED = 160
_LAST_ITEM = re.compile(r";\s*(?:and|or|en|of)?$")


class Block(msgspec.Struct):
    """A stretch `text[start:end]` that belongs together, without its marker; empty if a marker has no words.

    `node` is its place in the numbering, `level` that of a heading marked as such (0: none), `mark` is a
    footnote's mark; `pending` is true while a marker alone on its line awaits its words.
    """

    start: int
    end: int
    indent: int = 0
    node: int | None = None
    bullet: bool = False
    level: int = 0
    mark: str = ""
    pending: bool = False


class _Reader:
    def __init__(self, text: str, markdown: bool, headings: frozenset[int]) -> None:
        self.text = text
        self.markdown = markdown
        self.headings = headings
        self.numbering = Numbering(_ahead(text))
        self.references = references(text)
        self.blocks: list[Block] = []
        self.listing = False
        self.unwrapped = False

    def read(self, begin: int) -> None:
        rows = lines(self.text, begin)
        skipped = contents_lines(self.text, rows)
        self.unwrapped = _is_unwrapped(rows)
        previous: Line | None = None
        for number, row in enumerate(rows):
            if number not in skipped:
                self._take(row, previous)
            previous = row

    def _take(self, row: Line, previous: Line | None) -> None:
        if _RULE.fullmatch(self.text, row.start, row.end):
            self._underline(row)
            return
        start, level = self._markup(row)
        if start >= row.end:
            return
        if not (
            self._numbered(row, start, level, self._is_firm(row, previous))
            or self._note(row, start)
            or self._bullet(row, start, previous)
        ):
            self._words(row, start, level)
        block = self.blocks[-1]
        if last_mark(self.text, block.end) == ":":
            self.listing = True

    def _underline(self, row: Line) -> None:
        """A line of strokes: under a single line of words in Markdown it makes that a heading."""
        if self.markdown and not row.gap and self.blocks and self.text[row.start] in "=-":
            block = self.blocks[-1]
            if block.node is None and not block.bullet and "\n" not in self.text[block.start : block.end]:
                block.level = block.level or (1 if self.text[row.start] == "=" else 2)

    def _markup(self, row: Line) -> tuple[int, int]:
        level = 2 if row.start in self.headings else 0
        if not self.markdown:
            return row.start, level
        match = _MARKUP.match(self.text, row.start, row.end)
        start = match.end() if match else row.start
        words = self.text[row.start : row.end]
        if match and match["level"]:
            level = len(match["level"])
        elif words.startswith("**") and words.endswith("**") and words.count("**") == 2 and len(words) < 100:
            level = level or 3
        return start, level

    def _is_firm(self, row: Line, previous: Line | None) -> bool:
        if row.gap or previous is None or not self.blocks:
            return True
        block = self.blocks[-1]
        return (
            bool(block.pending or block.level) or is_closed(self.text, previous.end) or self._is_heading_like(previous)
        )

    def _is_heading_like(self, row: Line) -> bool:
        return is_capitals(self.text[row.start : row.end])

    def _numbered(self, row: Line, start: int, level: int, firm: bool) -> bool:
        marker = marker_at(self.text, start, row.end)
        if marker is None or _is_date(self.text, marker):
            return False
        words = marker.end
        if self.markdown and (match := _STARS.match(self.text, words, row.end)):
            words = match.end()
        alone = words >= row.end
        proper = alone or not self.text[words].islower()
        node = self.numbering.place(marker, Setting(row.start, row.indent, firm or level > 0, alone, proper))
        if node is None:
            return False
        self.listing = False
        end = row.end
        self._add(Block(min(words, end), end, row.indent, node, level=level, pending=alone))
        return True

    def _note(self, row: Line, start: int) -> bool:
        note = footnote_at(self.text, start, row.end, self.references)
        if note is None:
            return False
        self._add(Block(note.end, row.end, row.indent, mark=note.mark, pending=note.end >= row.end))
        return True

    def _bullet(self, row: Line, start: int, previous: Line | None) -> bool:
        words = bullet_end(self.text, row.start if self.markdown and self.text[row.start] in "*_" else start)
        if words is None or not self._may_list(row, previous):
            return False
        words = min(words, row.end)
        inner = marker_at(self.text, words, row.end)
        if inner and self._numbered(row._replace(start=words), words, 0, firm=True):
            return True
        self._add(Block(words, row.end, row.indent, bullet=True, pending=words >= row.end))
        return True

    def _may_list(self, row: Line, previous: Line | None) -> bool:
        if self.text[row.start] not in "–—-" or row.gap or previous is None or self.blocks[-1].bullet:
            return True
        return is_closed(self.text, previous.end) or previous.end - previous.start < 60

    def _words(self, row: Line, start: int, level: int) -> None:
        block = self.blocks[-1] if self.blocks else None
        if block and block.pending:
            block.start, block.end, block.pending = start, row.end, False
            block.level = block.level or level
        elif block is None or row.gap or level or self._parts(block, row):
            if row.gap and not self._continues_list(block):
                self.listing = False
            self._add(Block(start, row.end, row.indent, level=level))
        else:
            block.end = row.end

    def _continues_list(self, block: Block | None) -> bool:
        return block is not None and last_mark(self.text, block.end) in ";:,"

    def _parts(self, block: Block, row: Line) -> bool:
        """Whether a line that follows without a blank line begins a block of its own."""
        text = self.text
        if block.level or text[row.start] == "|" or last_mark(text, block.end) == ":":
            return True
        if self.listing and _LAST_ITEM.search(text, max(block.start, block.end - 6), block.end):
            return True
        if self.unwrapped and is_closed(text, block.end):
            return True
        capitals = is_capitals(text[row.start : row.end])
        return capitals != is_capitals(text[block.start : block.end][:200]) and (
            capitals or block.end - block.start < 100
        )

    def _add(self, block: Block) -> None:
        self.blocks.append(block)


def blocks(text: str, markdown: bool, begin: int = 0, headings: Iterable[int] = ()) -> tuple[list[Block], Numbering]:
    """The blocks of `text[begin:]` in order, and the numbering that their nodes belong to.

    `headings` are the places of lines that are known to be headings (from the styles of a page or a file).
    """
    reader = _Reader(text, markdown, frozenset(headings))
    reader.read(begin)
    return reader.blocks, reader.numbering


def _ahead(text: str) -> dict[str, list[int]]:
    places: dict[str, list[int]] = {}
    for match in _NEXT.finditer(text):
        places.setdefault(match[1].replace("l", "I"), []).append(match.start(1))
    return places


def _is_unwrapped(rows: list[Line]) -> bool:
    """Whether every line is a paragraph of its own: long lines, and hardly a blank one."""
    if len(rows) < 3:
        return True
    lengths = sorted(row.end - row.start for row in rows)
    return lengths[len(rows) * 3 // 4] > _UNWRAPPED and sum(row.gap for row in rows) < 0.2 * len(rows)


def _is_date(text: str, marker: Marker) -> bool:
    return marker.steps[-1][0].style == "1" and _month_year().match(text, marker.end) is not None


@cache
def _month_year() -> re.Pattern[str]:
    months = "|".join(re.escape(name) for names in vocabulary("dates")["months"].values() for name in names)
    return re.compile(rf"(?:{months})\.?,?(?:\s+\d{{4}}\b|\s*$)", re.IGNORECASE | re.MULTILINE)
