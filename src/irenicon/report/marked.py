"""The text of a document in blocks, cut where quotations and evidence begin and end, so that a page can mark them."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

import msgspec

from irenicon.documents.model import Document, PassageKind, Span
from irenicon.findings.model import Commitment

_HEADING_MARK = re.compile(r"\s*#{1,6}\s+")


class Piece(msgspec.Struct, frozen=True):
    """A stretch of text with the commitments that quote it, for which of them it is evidence ("3:deadline"), and whose
    quotations begin here."""

    text: str
    quoted_by: tuple[int, ...]
    evidence_of: tuple[str, ...]
    begins: tuple[int, ...]


class Block(msgspec.Struct, frozen=True):
    """A passage as shown: its kind and depth in the outline, where it starts in the text, and its pieces in a row."""

    kind: PassageKind
    depth: int
    start: int
    pieces: tuple[Piece, ...]


def blocks(document: Document, commitments: Sequence[Commitment]) -> tuple[Block, ...]:
    """The whole text, block by block in its order; the pieces of all blocks together leave out only blank space and
    the marks of Markdown headings."""
    starts = _starts(document)
    ends = [start for start, _, _ in starts[1:]] + [len(document.text)]
    cuts = _cuts(commitments)
    spans = [_trimmed(document.text, Span(start, end)) for (start, _, _), end in zip(starts, ends, strict=True)]
    return tuple(
        Block(kind, depth, span.start, tuple(_pieces(document.text, span, commitments, cuts)))
        for (_, kind, depth), span in zip(starts, spans, strict=True)
        if span.start < span.end
    )


def _starts(document: Document) -> list[tuple[int, PassageKind, int]]:
    """Where each passage's line begins, with its marker."""
    found: dict[int, tuple[PassageKind, int]] = {0: ("paragraph", 0)}
    for passage in document.passages:
        line = document.text.rfind("\n", 0, passage.start) + 1
        found[line] = (passage.kind, passage.depth)
    return [(start, kind, depth) for start, (kind, depth) in sorted(found.items())]


def _cuts(commitments: Sequence[Commitment]) -> list[int]:
    quotes = {edge for one in commitments for edge in (one.start, one.end)}
    evidence = {
        edge for one in commitments for spans in one.evidence.values() for s in spans for edge in (s.start, s.end)
    }
    return sorted(quotes | evidence)


def _pieces(text: str, block: Span, commitments: Sequence[Commitment], cuts: Sequence[int]) -> Iterator[Piece]:
    first, last = block.start, block.end
    edges = [first, *(cut for cut in cuts if first < cut < last), last]
    near = [(index, one) for index, one in enumerate(commitments) if one.start < last and first < one.end]
    for start, end in itertools.pairwise(edges):
        yield Piece(
            text=text[start:end],
            quoted_by=tuple(index for index, one in near if one.start <= start and end <= one.end),
            evidence_of=tuple(
                f"{index}:{field}"
                for index, one in enumerate(commitments)
                for field, spans in one.evidence.items()
                if any(span.start <= start and end <= span.end for span in spans)
            ),
            begins=tuple(index for index, one in near if one.start == start),
        )


def _trimmed(text: str, block: Span) -> Span:
    heading = _HEADING_MARK.match(text, block.start, block.end)
    start = heading.end() if heading else block.start
    kept = text[start : block.end]
    return Span(start + len(kept) - len(kept.lstrip()), start + len(kept.rstrip()))
