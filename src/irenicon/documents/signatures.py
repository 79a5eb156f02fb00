"""The end of a document: who signed, where and when."""

from __future__ import annotations

from irenicon.documents.blocks import Block
from irenicon.documents.lines import is_capitals
from irenicon.documents.vocabulary import vocabulary

_LONGEST_LINE = 90
_LONGEST = 300
_LONGEST_NAME = 6


def closes(text: str, block: Block) -> bool:
    """Whether the block begins the end of the document, with words like "Done at" or "(signed)"."""
    words = text[block.start : min(block.end, block.start + _LONGEST + 1)].lower()
    if len(words) > _LONGEST or block.level:
        return False
    table = vocabulary("structure")
    if any(mark in words for mark in table["signature"]["marks"]):
        return True
    if not words.startswith(tuple(table["signature"]["openings"])):
        return False
    return not set(words.replace(",", " ").split()) & set(table["words"]["finite"])


def continues_closing(text: str, block: Block, following: Block | None) -> bool:
    """Whether the block may go on with the signatures: short lines of names, offices, places and dates."""
    words = text[block.start : block.end]
    if following is not None and following.node is not None and is_capitals(words):
        return False
    rows = words.split("\n")
    if any(len(row) > _LONGEST_LINE or row.rstrip().endswith(";") for row in rows):
        return False
    return not (words.endswith(".") and len(rows[-1].split()) > _LONGEST_NAME)
