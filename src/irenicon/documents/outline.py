"""The outline of a text: its points, bullets, paragraphs, headings, footnotes and signatures, and what governs what."""

from __future__ import annotations

from collections.abc import Iterable

from irenicon.documents.blocks import Block, blocks
from irenicon.documents.lines import is_capitals, is_closed, last_mark
from irenicon.documents.model import Passage, PassageKind
from irenicon.documents.numbering import Numbering
from irenicon.documents.sentences import sentences
from irenicon.documents.signatures import closes, continues_closing
from irenicon.documents.titles import title_block
from irenicon.documents.vocabulary import vocabulary

_HEADING_LENGTH = 150
_LONE_HEADING_LENGTH = 80


def outline(text: str, markdown: bool, headings: Iterable[int] = ()) -> tuple[Passage, ...]:
    """The passages of the text, in its order; every one holds words, and a governing passage stands before what it governs.

    `headings` are the places of lines that are known to be headings.
    """
    found, numbering = blocks(text, markdown, headings=headings)
    return _Outline(text, found, numbering).passages()


class _Outline:
    def __init__(self, text: str, found: list[Block], numbering: Numbering) -> None:
        self.text = text
        self.blocks = found
        self.numbering = numbering
        self.labels = numbering.labels()
        self.title, self.mast = title_block(text, found)
        self.made: list[Passage] = []
        self.of_node: dict[int, int] = {}
        self.heading: list[tuple[int, int]] = []
        self.point: int | None = None
        self.label = ""
        self.governor: int | None = None
        self.lead: int | None = None
        self.count = 0
        self.closing = False

    def passages(self) -> tuple[Passage, ...]:
        for number, block in enumerate(self.blocks):
            self._take(number, block)
        return tuple(self.made)

    def _take(self, number: int, block: Block) -> None:
        if number == self.title:
            self._make(block, "title", "", None)
        elif number in self.mast:
            self._make(block, "masthead", "", None)
        elif block.mark:
            self._begin(block, "footnote", block.mark, None)
        elif block.node is not None:
            self._numbered(number, block, block.node)
        elif self._is_heading(number, block):
            self._heading(block)
        elif self._is_closing(number, block):
            self._make(block, "signature", "", None)
        elif block.bullet:
            self._bullet(block)
        else:
            self._paragraph(block)

    def _words(self, block: Block) -> str:
        return self.text[block.start : block.end]

    def _make(self, block: Block, kind: PassageKind, label: str, parent: int | None) -> int | None:
        start, end = block.start, block.end
        while end > start and self.text[end - 1].isspace():
            end -= 1
        while start < end and self.text[start].isspace():
            start += 1
        if start >= end:
            return None
        depth = 0 if parent is None else self.made[parent].depth + 1
        self.made.append(Passage(label, kind, start, end, depth, parent, sentences(self.text, start, end)))
        return len(self.made) - 1

    def _begin(self, block: Block, kind: PassageKind, label: str, parent: int | None) -> int | None:
        """Makes a passage that what follows continues."""
        made = self._make(block, kind, label, parent)
        self.label = label
        self.governor = made if made is not None else parent
        self.lead = made if self._is_lead(block) else None
        self.closing = False
        return made

    def _is_lead(self, block: Block) -> bool:
        return last_mark(self.text, block.end) == ":"

    def _numbered(self, number: int, block: Block, node: int) -> None:
        parent = self._above(node)
        kind: PassageKind = "heading" if self._is_numbered_heading(number, block) else "point"
        made = self._begin(block, kind, self.labels[node], parent)
        if made is not None:
            self.of_node[node] = made

    def _above(self, node: int) -> int | None:
        above = self.numbering.parent(node)
        while above is not None:
            if above in self.of_node:
                return self.of_node[above]
            above = self.numbering.parent(above)
        return self.heading[-1][1] if self.heading else None

    def _is_numbered_heading(self, number: int, block: Block) -> bool:
        words = self._words(block)
        if block.level:
            return True
        if not words or len(words) > _HEADING_LENGTH or is_closed(self.text, block.end):
            return False
        if is_capitals(words):
            return True
        following = self._after(number)
        if following is None or _has_finite(words):
            return False
        if following.node is not None and block.node is not None:
            return self._is_under(following.node, block.node)
        return False

    def _is_under(self, node: int, above: int) -> bool:
        return self.numbering.parent(node) == above

    def _after(self, number: int) -> Block | None:
        return self.blocks[number + 1] if number + 1 < len(self.blocks) else None

    def _is_heading(self, number: int, block: Block) -> bool:
        if block.bullet:
            return False
        if block.level:
            return True
        words = self._words(block)
        following = self._after(number)
        if len(words) > _HEADING_LENGTH or following is None or self.closing or closes(self.text, block):
            return False
        if is_capitals(words):
            return True
        if len(words) > _LONE_HEADING_LENGTH or "\n" in words or last_mark(self.text, block.end) in ".;:,!?…":
            return False
        if self.lead is not None or not words[:1].isupper() or _has_finite(words):
            return False
        return following.node is not None or (not following.bullet and is_closed(self.text, following.end))

    def _heading(self, block: Block) -> None:
        level = block.level or 2
        while self.heading and self.heading[-1][0] >= level:
            self.heading.pop()
        made = self._make(block, "heading", "", self.heading[-1][1] if self.heading else None)
        if made is not None:
            self.heading.append((level, made))
        self.label, self.governor, self.lead, self.closing = "", None, None, False

    def _is_closing(self, number: int, block: Block) -> bool:
        self.closing = number > 0 and (
            closes(self.text, block) or (self.closing and continues_closing(self.text, block))
        )
        if self.closing:
            self.label, self.governor, self.lead = "", None, None
        return self.closing

    def _next_label(self) -> str:
        if self.label and not self.label.startswith("¶"):
            return self.label
        self.count += 1
        return f"¶{self.count}"

    def _bullet(self, block: Block) -> None:
        parent = self.lead if self.lead is not None else self.governor
        made = self._make(block, "bullet", self._next_label(), parent)
        if made is not None and self._is_lead(block):
            self.lead = made

    def _paragraph(self, block: Block) -> None:
        parent = self.governor
        if parent is None and self.heading:
            parent = self.heading[-1][1]
        if self.lead is not None and self.made and last_mark(self.text, self.made[-1].end) in ":;,":
            parent = self.lead
        else:
            self.lead = None
        made = self._make(block, "paragraph", self._next_label(), parent)
        if made is not None and self._is_lead(block):
            self.lead = made


def _has_finite(words: str) -> bool:
    finite = vocabulary("structure")["words"]["finite"]
    return any(word.strip(",.;:()").lower() in finite for word in words.split())
