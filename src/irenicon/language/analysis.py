"""One sentence after another: tokens, word classes, names, units."""

from __future__ import annotations

from collections.abc import Sequence

from irenicon.documents.model import Span
from irenicon.language.clauses import units
from irenicon.language.lexicon import Lexicon
from irenicon.language.model import Analysis
from irenicon.language.names import Name, mentions
from irenicon.language.pack import Pack
from irenicon.language.tokens import tokenise
from irenicon.language.verbs import finite_verbs


def analyse(
    text: str,
    sentence: Span,
    lexicon: Lexicon,
    names: Sequence[tuple[int, int, Name]],
    heads: frozenset[str],
    pack: Pack,
) -> Analysis:
    """The analysis of one sentence of `text`; `names` are the names of the whole text in order."""
    tokens = tokenise(text, sentence.start, sentence.end)
    hits = lexicon.find(tokens)
    found = mentions(names, tokens, pack.genitive)
    hits = tuple(sorted({*hits, *finite_verbs(tokens, hits, found, pack)}, key=lambda hit: (hit.first, hit.last)))
    return Analysis(tokens, hits, found, units(tokens, hits, found, heads, pack))
