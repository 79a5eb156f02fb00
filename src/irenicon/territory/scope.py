"""The stretch of a text that tells where a commitment applies, with the words that describe areas found in it."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from irenicon.documents.model import Document, Span
from irenicon.findings.model import Commitment
from irenicon.languages.model import Hit, Mention, Token
from irenicon.languages.names import Name, mentions
from irenicon.languages.pack import pack
from irenicon.languages.tokens import tokenise
from irenicon.territory.vocabulary import Vocabulary

NamedSpans = Sequence[tuple[int, int, Name]]


class Scope(msgspec.Struct, frozen=True):
    """A commitment's words about place: `sentence` is the whole sentence, `span` the part that this commitment owns."""

    commitment: Commitment
    sentence: Span
    span: Span
    tokens: tuple[Token, ...]
    hits: tuple[Hit, ...]
    mentions: tuple[Mention, ...]

    def classes(self, *names: str) -> list[Hit]:
        """The hits of the named classes, in order."""
        return [hit for hit in self.hits if hit.word_class in names]

    @property
    def places(self) -> list[Mention]:
        """The names of places, in order."""
        return [mention for mention in self.mentions if mention.kind == "place"]

    @property
    def parties(self) -> list[Mention]:
        """The names of parties, in order."""
        return [mention for mention in self.mentions if mention.kind != "place"]

    def at(self, first: int, last: int) -> Span:
        """Where tokens `first:last` stand in the text."""
        return Span(self.tokens[first].start, self.tokens[last - 1].end)


def scope_of(
    document: Document, commitments: Sequence[Commitment], index: int, named: NamedSpans, words: Vocabulary
) -> Scope:
    """The scope of a commitment: from its words, or its sentence where it is the first, to the next commitment."""
    commitment = commitments[index]
    sentence = _sentence(document, commitment)
    within = [one for one in commitments if sentence.start <= one.start < sentence.end]
    before = any(one.start < commitment.start and one is not commitment for one in within)
    after = [one.start for one in within if one.start >= commitment.end]
    span = Span(commitment.start if before else sentence.start, min(after, default=sentence.end))
    tokens = tokenise(document.text, span.start, span.end)
    found = mentions(named, tokens, pack(document.language).genitive)
    return Scope(commitment, sentence, span, tokens, _outside_names(words.lexicon.find(tokens), found), found)


def _sentence(document: Document, commitment: Commitment) -> Span:
    for passage in document.passages:
        for sentence in passage.sentences:
            if sentence.start <= commitment.start < sentence.end:
                return Span(sentence.start, max(sentence.end, commitment.end))
    return Span(commitment.start, commitment.end)


def _outside_names(hits: Sequence[Hit], found: Sequence[Mention]) -> tuple[Hit, ...]:
    """The hits that are not a word of a place's name ("Karsk district")."""
    return tuple(
        hit
        for hit in hits
        if not any(name.kind == "place" and name.first <= hit.first and hit.last <= name.last for name in found)
    )
