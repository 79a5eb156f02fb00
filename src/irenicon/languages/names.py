"""Finds names in a text: one pass of Aho–Corasick over all of them, then the longest at each place."""

from __future__ import annotations

import bisect
from collections.abc import Iterable, Sequence

import ahocorasick_rs
import msgspec

from irenicon.languages.model import Mention, Token


class Name(msgspec.Struct, frozen=True):
    """One written form of a name. `form` is "name", "adjective", "metonym" or "leader"."""

    written: str
    name: str
    kind: str
    form: str


class NameFinder:
    """Finds the written forms of names in a text, with regard to capitals, as whole words."""

    def __init__(self, names: Iterable[Name]) -> None:
        self._names: dict[str, Name] = {}
        for name in names:
            self._names.setdefault(name.written, name)
        self._written = list(self._names)
        self._automaton = ahocorasick_rs.AhoCorasick(
            self._written, matchkind=ahocorasick_rs.MatchKind.Standard, store_patterns=False
        )

    def spans(self, text: str) -> list[tuple[int, int, Name]]:
        """(start, end, name) of every name in `text`, leftmost and longest, without overlaps."""
        found = [
            (start, end, self._names[self._written[index]])
            for index, start, end in self._automaton.find_matches_as_indexes(text, overlapping=True)
            if _whole_word(text, start, end)
        ]
        found.sort(key=lambda match: (match[0], -match[1]))
        chosen: list[tuple[int, int, Name]] = []
        reach = 0
        for match in found:
            if match[0] >= reach:
                chosen.append(match)
                reach = match[1]
        return chosen


def _whole_word(text: str, start: int, end: int) -> bool:
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    return not before.isalnum() and not after.isalnum()


def mentions(
    spans: Sequence[tuple[int, int, Name]], tokens: Sequence[Token], genitives: Sequence[str]
) -> tuple[Mention, ...]:
    """The names within the tokens of a sentence. A name that ends in a genitive has the form "genitive".

    Two names joined by a hyphen ("American-Russian") are two mentions at the same token.
    """
    if not tokens:
        return ()
    first = bisect.bisect_left(spans, tokens[0].start, key=lambda span: span[0])
    starts = [token.start for token in tokens]
    found: list[Mention] = []
    for start, end, name in spans[first:]:
        if start >= tokens[-1].end:
            break
        begin = bisect.bisect_right(starts, start) - 1
        last = bisect.bisect_left(starts, end)
        tail = tokens[last - 1].text[end - tokens[last - 1].start :] if last else ""
        owned = name.form in ("name", "metonym") and tail in genitives
        found.append(Mention(name.name, name.kind, "genitive" if owned else name.form, begin, last))
    return tuple(found)
