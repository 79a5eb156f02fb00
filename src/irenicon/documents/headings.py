"""Which blocks are headings: marked as such, in capitals, or short lines that stand above what they name."""

from __future__ import annotations

from irenicon.documents.blocks import Block
from irenicon.documents.lines import is_capitals, is_closed, last_mark
from irenicon.documents.vocabulary import vocabulary

_LONGEST = 150
_LONGEST_LONE = 80


def is_numbered_heading(text: str, block: Block, governs: bool) -> bool:
    """Whether the words of a numbered block name what follows; `governs`: the next block stands under it."""
    words = text[block.start : min(block.end, block.start + _LONGEST + 1)]
    if block.level:
        return bool(words)
    if not words or len(words) > _LONGEST or is_closed(text, block.end):
        return False
    return is_capitals(words) or (governs and not is_clause(words))


def is_heading(text: str, block: Block, following: Block | None, in_list: bool) -> bool:
    """Whether a block without a number is a heading; `in_list` where a lead before it awaits its items."""
    if block.bullet:
        return False
    if block.level:
        return True
    words = text[block.start : min(block.end, block.start + _LONGEST + 1)]
    if len(words) > _LONGEST or following is None:
        return False
    if is_capitals(words):
        return not (in_list and last_mark(text, block.end) in ":;,")
    if in_list or len(words) > _LONGEST_LONE or "\n" in words or last_mark(text, block.end) in ".;:,!?…":
        return False
    if not words[:1].isupper() or is_clause(words):
        return False
    return following.node is not None or (not following.bullet and is_closed(text, following.end))


def is_clause(words: str) -> bool:
    """Whether the words hold a finite verb."""
    finite = vocabulary("structure")["words"]["finite"]
    return any(word.strip(",.;:()").lower() in finite for word in words.split())


def opens_document(words: str) -> bool:
    """Whether a heading names what stands before the first article, and governs none ("Preamble")."""
    return words.lower().strip(" :.*_") in vocabulary("structure")["words"]["preambles"]
