"""The lines of a table of contents, which repeat the headings and hold no words of their own."""

from __future__ import annotations

import re
from collections.abc import Sequence

from irenicon.documents.lines import Line
from irenicon.documents.vocabulary import vocabulary

_LEADER = re.compile(r".*(?:\.[^\S\n]?){4,}[^\S\n]*(?:\d{1,4}|[ivxl]+)|.*\t(?:\d{1,4}|[ivxl]+)")
_PAGE = re.compile(r"[.\s…]*\d*$")


def contents_lines(text: str, rows: Sequence[Line]) -> set[int]:
    """The numbers of the lines that belong to a table of contents.

    These are the lines with leaders to a page number, and what stands between the heading "Contents" and the
    line with which the first entry comes again.
    """
    found = {number for number, row in enumerate(rows) if _LEADER.fullmatch(text, row.start, row.end)}
    heads = [
        number for number, row in enumerate(rows) if _key(text, row) in vocabulary("structure")["words"]["contents"]
    ]
    if not heads:
        return found
    first = next((n for n in range(heads[0] + 1, len(rows)) if n not in heads), None)
    if first is None:
        return found | set(heads)
    entry = _key(text, rows[first])
    again = next((n for n in range(first + 1, len(rows)) if n not in found and _key(text, rows[n]) == entry), None)
    stop = again if again is not None else max(found, default=heads[0]) + 1
    return found | set(heads) | set(range(heads[0], stop))


def _key(text: str, row: Line) -> str:
    words = text[row.start : min(row.end, row.start + 200)].lower().strip("#*_ :")
    return _PAGE.sub("", words)
