"""The title of a document, among the lines with which it opens."""

from __future__ import annotations

import re
from collections.abc import Sequence

from irenicon.documents.blocks import Block
from irenicon.documents.lines import is_closed
from irenicon.documents.vocabulary import vocabulary

_LONGEST = 300
_OPENING = 8
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


def title_block(text: str, found: Sequence[Block]) -> tuple[int | None, frozenset[int]]:
    """The number of the block that is the title, and the numbers of those around it that stand above the text."""
    marked = next((number for number, block in enumerate(found[:3]) if block.level == 1), None)
    if marked is not None:
        return marked, frozenset()
    opening = []
    for number, block in enumerate(found[:_OPENING]):
        if block.node is not None or block.bullet or block.mark or not _is_title_like(text, block):
            break
        opening.append(number)
    if not opening or len(opening) == len(found):
        return None, frozenset()
    named = next((number for number in opening if _names_document(text, found[number])), opening[0])
    return named, frozenset(number for number in opening if number < named)


def _is_title_like(text: str, block: Block) -> bool:
    return block.end - block.start <= _LONGEST and not is_closed(text, block.end)


def _names_document(text: str, block: Block) -> bool:
    words = {word.lower() for word in _WORD.findall(text[block.start : block.end])}
    return not words.isdisjoint(vocabulary("structure")["words"]["titles"])
