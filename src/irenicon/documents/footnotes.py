"""Footnotes: the marks that are set behind words, and the notes that begin with them."""

from __future__ import annotations

import re
from typing import NamedTuple

_REFERENCE = re.compile(
    r"(?<=[^\W\d_])(?P<number>\d{1,2})(?=[\s.,;:)”\"]|$)"
    r"|(?<=\d)(?P<roman>[ivx]{1,4})(?=[\s.,;:)”\"]|$)"
    r"|(?<=[^\W_.,;:)”\"][.,;:)”\"])(?P<after>\d{1,2})(?=\s|$)"
    r"|(?<=[\w.,;:)”\"])(?P<sign>\*{1,3}|[†‡]|[⁰¹²³⁴-⁹]+)(?=[\s.,;:)”\"]|$)"
    r"|\[\^(?P<markdown>[^\]\s]{1,20})\]"
    r"|(?<=[\w.,;:)”\"])\[(?P<bracket>\d{1,3})\]"
)
_NOTE = re.compile(
    r"\[\^(?P<markdown>[^\]\s]{1,20})\]:[^\S\n]*"
    r"|\[(?P<bracket>\d{1,3})\][^\S\n]+"
    r"|(?P<sign>\*{1,3}|[†‡]|[⁰¹²³⁴-⁹]+)[^\S\n]*(?=[^\W_])"
    r"|(?P<plain>\d{1,2}|[ivx]{1,4})(?:[^\S\n]+(?=[^\W\d_a-z])|$)",
    re.MULTILINE,
)


class Note(NamedTuple):
    """A footnote that begins at a line's head: its mark, and where its words begin."""

    mark: str
    end: int


def references(text: str) -> dict[str, int]:
    """The footnote marks that are set behind words, each with its first place in the text."""
    found: dict[str, int] = {}
    for match in _REFERENCE.finditer(text):
        found.setdefault(next(group for group in match.groups() if group), match.start())
    return found


def footnote_at(text: str, start: int, end: int, marks: dict[str, int]) -> Note | None:
    """The footnote with which the line `text[start:end]` begins; it counts if its mark was set before."""
    match = _NOTE.match(text, start, end)
    if match is None:
        return None
    mark = next(group for group in match.groups() if group)
    return Note(mark, min(match.end(), end)) if marks.get(mark, start) < start else None
