"""The outline of a text: points, bullets, paragraphs, headings, notes, signatures, and what governs what."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from irenicon.documents.blocks import Block, blocks
from irenicon.documents.headings import is_heading, is_numbered_heading, opens_document
from irenicon.documents.lines import last_mark
from irenicon.documents.masthead import Head, head
from irenicon.documents.model import Passage, PassageKind, Span
from irenicon.documents.numbering import Numbering
from irenicon.documents.sentences import sentences
from irenicon.documents.signatures import closes, continues_closing
from irenicon.documents.titles import title_block

_FLUSH = -1


def outline(text: str, markdown: bool, headings: Iterable[int] = ()) -> tuple[Passage, ...]:
    """The passages of the text, in its order; each holds words and stands behind what governs it.

    `headings` are the places of lines that are known to be headings.
    """
    return outline_below(text, markdown, head(text), headings)


def outline_below(text: str, markdown: bool, above: Head, headings: Iterable[int] = ()) -> tuple[Passage, ...]:
    """The outline of a text whose head was read."""
    found, numbering = blocks(text, markdown, above.end, headings)
    return _Outline(text, found, numbering, above).passages()


class _Outline:
    """Goes through the blocks with what is open: the point, the headings, and the leads that await their items."""

    def __init__(self, text: str, found: Sequence[Block], numbering: Numbering, above: Head) -> None:
        self.text = text
        self.blocks = found
        self.numbering = numbering
        self.labels = numbering.labels()
        self.next_node = _next_nodes(found)
        self.title, self.mast = (None, frozenset[int]()) if above.end else title_block(text, found)
        self.made = _head_passages(text, above)
        self.block_of: dict[int, Block] = {}
        self.passage_of: dict[int, int] = {}
        self.headings: list[tuple[int, int]] = []
        self.leads: list[tuple[int, int]] = []
        self.node: int | None = None
        self.governor: int | None = None
        self.label = ""
        self.count = 0
        self.closing = False

    def passages(self) -> tuple[Passage, ...]:
        for number, block in enumerate(self.blocks):
            self._take(number, block)
        return tuple(self.made)

    def _take(self, number: int, block: Block) -> None:
        following = self.blocks[number + 1] if number + 1 < len(self.blocks) else None
        if number == self.title:
            self._make(block, "title", "", None)
        elif number in self.mast:
            self._make(block, "masthead", "", None)
        elif block.mark:
            self._begin(block, "footnote", block.mark, None)
        elif self._is_closing(number, block, following):
            self._make(block, "signature", "", None)
        elif block.node is not None:
            self._numbered(block, block.node, following)
        elif is_heading(self.text, block, following, bool(self.leads)):
            self._heading(block)
        elif block.bullet:
            self._bullet(block)
        else:
            self._paragraph(number, block)

    def _make(self, block: Block, kind: PassageKind, label: str, parent: int | None) -> int | None:
        start, end = _trimmed(self.text, block.start, block.end)
        if start >= end:
            return None
        depth = 0 if parent is None else self.made[parent].depth + 1
        self.made.append(Passage(label, kind, start, end, depth, parent, sentences(self.text, start, end)))
        return len(self.made) - 1

    def _begin(self, block: Block, kind: PassageKind, label: str, parent: int | None) -> int | None:
        """Makes a passage that unnumbered ones after it continue."""
        made = self._make(block, kind, label, parent)
        self.label = label
        self.governor = made if made is not None else parent
        self.leads = [(_FLUSH, made)] if made is not None and self._is_lead(block) else []
        self.node = None
        self.closing = False
        return made

    def _is_lead(self, block: Block) -> bool:
        return last_mark(self.text, block.end) == ":"

    def _numbered(self, block: Block, node: int, following: Block | None) -> None:
        governs = following is not None and following.node is not None and self.numbering.parent(following.node) == node
        heading = is_numbered_heading(self.text, block, governs)
        parent = self._above(node, block)
        made = self._begin(block, "heading" if heading else "point", self.labels[node], parent)
        self.node = node
        self.block_of[node] = block
        if made is not None:
            self.passage_of[node] = made
        if block.level and made is not None:
            self.headings.append((block.level, made))

    def _above(self, node: int, block: Block) -> int | None:
        above = self.numbering.parent(node)
        while above is not None:
            if above in self.passage_of:
                return self.passage_of[above]
            above = self.numbering.parent(above)
        if block.level:
            self._close_headings(block.level)
        elif self.numbering.is_chapter(node) or self._is_preamble():
            self.headings.clear()
        return self.headings[-1][1] if self.headings else None

    def _is_preamble(self) -> bool:
        if not self.headings:
            return False
        last = self.made[self.headings[-1][1]]
        return opens_document(self.text[last.start : last.end])

    def _close_headings(self, level: int) -> None:
        while self.headings and self.headings[-1][0] >= level:
            self.headings.pop()

    def _heading(self, block: Block) -> None:
        level = block.level or 2
        self._close_headings(level)
        made = self._begin(block, "heading", "", self.headings[-1][1] if self.headings else None)
        if made is not None:
            self.headings.append((level, made))
        self.leads = []

    def _is_closing(self, number: int, block: Block, following: Block | None) -> bool:
        if number == 0 or (block.node is not None and not (self.closing and self.numbering.is_top(block.node))):
            return False
        goes_on = self.closing and not block.level and continues_closing(self.text, block, following)
        self.closing = goes_on or (block.node is None and closes(self.text, block))
        if self.closing:
            self.label, self.governor, self.node, self.leads = "", None, None, []
        return self.closing

    def _next_label(self) -> str:
        if self.label:
            return self.label
        self.count += 1
        return f"¶{self.count}"

    def _bullet(self, block: Block) -> None:
        while self.leads and self.leads[-1][0] >= block.indent:
            self.leads.pop()
        made = self._make(block, "bullet", self._next_label(), self.leads[-1][1] if self.leads else self._governor())
        if made is not None:
            self.leads.append((block.indent, made))

    def _paragraph(self, number: int, block: Block) -> None:
        self._leave_list(number, block)
        parent = self._continued(block)
        made = self._make(block, "paragraph", self._next_label(), parent)
        if made is not None and self._is_lead(block):
            self.leads.append((max((indent for indent, _ in self.leads), default=_FLUSH), made))

    def _continued(self, block: Block) -> int | None:
        """What an unnumbered paragraph stands under: the lead or bullet that it completes, else the point."""
        last = self.made[-1] if self.made else None
        if self.leads and last is not None:
            mark = last_mark(self.text, last.end)
            if mark == ":":
                return len(self.made) - 1
            if mark in ";," and last.parent is not None:
                return last.parent
            indent, lead = self.leads[-1]
            if 0 <= indent < block.indent:
                return lead
        self.leads = []
        return self._governor()

    def _governor(self) -> int | None:
        if self.governor is not None or not self.headings:
            return self.governor
        return self.headings[-1][1]

    def _leave_list(self, number: int, block: Block) -> None:
        """Goes back from the last item of a list to its lead, where the paragraph is not the item's."""
        following = self.next_node[number]
        while self.node is not None and (above := self._lead_of(self.node)) is not None:
            indent, outer = self.block_of[self.node].indent, self.block_of[above].indent
            if block.indent > indent or (following is not None and self._is_sibling(following)):
                return
            if indent == outer and not self.text[block.start].isupper():
                return
            self.node, self.label, self.governor = above, self.labels[above], self.passage_of[above]
            self.leads = []

    def _is_sibling(self, node: int) -> bool:
        return self.numbering.parent(node) in (self.node, self.numbering.parent(self.node or 0))

    def _lead_of(self, node: int) -> int | None:
        above = self.numbering.parent(node)
        if above is None or above not in self.passage_of:
            return None
        return above if last_mark(self.text, self.made[self.passage_of[above]].end) == ":" else None


def _head_passages(text: str, above: Head) -> list[Passage]:
    stretches: list[tuple[Span, PassageKind]] = [(span, "masthead") for span in above.masthead]
    if above.title:
        stretches.append((above.title, "title"))
    return [
        Passage("", kind, span.start, span.end, sentences=sentences(text, span.start, span.end))
        for span, kind in sorted(stretches)
    ]


def _next_nodes(found: Sequence[Block]) -> list[int | None]:
    """For every block the next node after it."""
    after: list[int | None] = []
    node: int | None = None
    for block in reversed(found):
        after.append(node)
        node = block.node if block.node is not None else node
    return after[::-1]


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while end > start and text[end - 1].isspace():
        end -= 1
    while start < end and text[start].isspace():
        start += 1
    return start, end
