"""The end of a document: who signed, where and when."""

from __future__ import annotations

from irenicon.documents.blocks import Block
from irenicon.documents.vocabulary import vocabulary

_LONGEST_LINE = 90
_LONGEST = 300


def closes(text: str, block: Block) -> bool:
    """Whether the block begins the end of the document, with words such as "Done at" or a mark such as "(signed)"."""
    words = text[block.start : min(block.end, block.start + _LONGEST + 1)].lower()
    if len(words) > _LONGEST or block.level:
        return False
    table = vocabulary("structure")
    if any(mark in words for mark in table["signature"]["marks"]):
        return True
    if not words.startswith(tuple(table["signature"]["openings"])):
        return False
    return not set(words.replace(",", " ").split()) & set(table["words"]["finite"])


def continues_closing(text: str, block: Block) -> bool:
    """Whether the block may go on with the signatures: short lines of names, offices, places and dates."""
    rows = text[block.start : block.end].split("\n")
    return all(len(row) <= _LONGEST_LINE and not row.rstrip().endswith((";", ":")) for row in rows) and not (
        text[block.end - 1 : block.end] == "." and len(rows[-1].split()) > 6
    )
