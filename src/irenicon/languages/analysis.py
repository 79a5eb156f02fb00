"""One sentence after another: tokens, word classes, names, units."""

from __future__ import annotations

import bisect
from collections.abc import Sequence

from irenicon.documents.model import Span
from irenicon.languages.clauses import units
from irenicon.languages.lexicon import Lexicon
from irenicon.languages.model import Analysis, Token
from irenicon.languages.names import Name, mentions
from irenicon.languages.pack import Pack
from irenicon.languages.tokens import tokenise
from irenicon.languages.verbs import finite_verbs

_TITLED = frozenset({"state", "organisation", "alliance"})


def analyse(
    text: str,
    sentence: Span,
    lexicon: Lexicon,
    names: Sequence[tuple[int, int, Name]],
    heads: frozenset[str],
    pack: Pack,
) -> Analysis:
    """The analysis of one sentence of `text`; `names` are the names of the whole text in order."""
    tokens = _names_whole(tokenise(text, sentence.start, sentence.end), names, text)
    found = mentions(names, tokens, pack.genitive)
    hits = lexicon.find(tokens)
    hits = tuple(sorted({*hits, *finite_verbs(tokens, hits, found, pack)}, key=lambda hit: (hit.first, hit.last)))
    return Analysis(tokens, hits, found, units(tokens, hits, found, heads, pack))


def _names_whole(tokens: tuple[Token, ...], names: Sequence[tuple[int, int, Name]], text: str) -> tuple[Token, ...]:
    """The tokens with each party's name as one: its words mean nothing else, and its length moves nothing."""
    if not tokens:
        return ()
    first = bisect.bisect_left(names, tokens[0].start, key=lambda span: span[0])
    merged: list[Token] = []
    position = 0
    for start, end, name in names[first:]:
        if start >= tokens[-1].end:
            break
        if name.kind not in _TITLED or name.form != "name":
            continue
        while position < len(tokens) and tokens[position].start < start:
            merged.append(tokens[position])
            position += 1
        last = position
        while last < len(tokens) and tokens[last].start < end:
            last += 1
        if last > position + 1:
            whole = text[tokens[position].start : tokens[last - 1].end]
            merged.append(Token(tokens[position].start, tokens[last - 1].end, whole, whole.lower()))
            position = last
    return (*merged, *tokens[position:])
