"""The title of a document, among the lines with which it opens."""

from __future__ import annotations

import re
from collections.abc import Sequence

from irenicon.documents.blocks import Block
from irenicon.documents.lines import is_closed
from irenicon.documents.pieces import piece
from irenicon.documents.vocabulary import vocabulary

_LONGEST = 300
_OPENING = 8
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


def title_block(text: str, found: Sequence[Block]) -> tuple[int | None, frozenset[int]]:
    """The number of the block that is the title, and of those (place, date) that stand above the text."""
    opening = _opening(text, found)
    dated = max((n for n in opening if _is_dated(text, found[n])), default=-1)
    marked = next((number for number, block in enumerate(found[:3]) if block.level == 1), None)
    titles = [number for number in opening if not _is_dated(text, found[number])]
    if marked is not None:
        title: int | None = marked
    elif not titles or len(opening) == len(found):
        title = None
    else:
        title = next((number for number in titles if _names_document(text, found[number])), titles[0])
    mast = {number for number in opening if number <= max(dated, title if title is not None else -1)}
    return title, frozenset(mast - {title})


def _opening(text: str, found: Sequence[Block]) -> list[int]:
    opening = []
    for number, block in enumerate(found[:_OPENING]):
        if block.node is not None or block.bullet or block.mark or not _is_title_like(text, block):
            break
        opening.append(number)
    return opening


def _is_dated(text: str, block: Block) -> bool:
    stated = piece(text[block.start : block.end], None)
    return stated is not None and stated.date is not None


def _is_title_like(text: str, block: Block) -> bool:
    return block.end - block.start <= _LONGEST and not is_closed(text, block.end)


def _names_document(text: str, block: Block) -> bool:
    words = {word.lower() for word in _WORD.findall(text[block.start : block.end])}
    return not words.isdisjoint(vocabulary("structure")["words"]["titles"])
