"""The words by which a language says who says something, read from its TOML file."""

from __future__ import annotations

from functools import cache

import msgspec

from irenicon.languages.folder import table
from irenicon.languages.lexicon import Lexicon
from irenicon.languages.model import Hit, Token
from irenicon.languages.pack import pack


class SpeechWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The word classes of speech in one language, and its words of likelihood by their range in per cent."""

    classes: dict[str, tuple[str, ...]]
    estimates: dict[str, tuple[str, ...]]


class Speech(msgspec.Struct, frozen=True):
    """The classes of speech found in the tokens of one sentence."""

    tokens: tuple[Token, ...]
    hits: tuple[Hit, ...]
    language: str = "en"

    def of(self, *classes: str, first: int = 0, last: int | None = None) -> list[Hit]:
        """The hits of the classes that begin within tokens `first:last`, in order."""
        end = len(self.tokens) if last is None else last
        return [hit for hit in self.hits if hit.word_class in classes and first <= hit.first < end]

    def at(self, position: int, *classes: str) -> bool:
        """Whether a hit of one of the classes covers a token."""
        return any(hit.first <= position < hit.last for hit in self.hits if hit.word_class in classes)


@cache
def words(language: str) -> SpeechWords:
    """The words of a language that has a pack."""
    return msgspec.convert(table(language, "speech"), SpeechWords)


def speech(tokens: tuple[Token, ...], language: str) -> Speech:
    """The classes of speech in the tokens of a sentence; the longest of a class at each place."""
    return Speech(tokens, _lexicon(language).find(tokens), language)


@cache
def institutes(language: str) -> frozenset[str]:
    """The names and nouns of institutes in a language, a name of several words being one token."""
    return frozenset(words(language).classes["INSTITUTE"])


@cache
def _lexicon(language: str) -> Lexicon:
    known = words(language)
    estimates = {f"ESTIMATE {span}": listed for span, listed in known.estimates.items()}
    return Lexicon(language, {**known.classes, **estimates, "PREPOSITION": pack(language).classes["PREPOSITION"]})


def likelihood(found: Speech) -> str | None:
    """The words of likelihood in a sentence, the longest of them, as the text has them."""
    hits = [hit for hit in found.hits if hit.word_class.startswith("ESTIMATE ")]
    if not hits:
        return None
    longest = max(hits, key=lambda hit: (hit.last - hit.first, -hit.first))
    return " ".join(token.text for token in found.tokens[longest.first : longest.last])


@cache
def _ranges(language: str) -> dict[str, str]:
    return {word: span for span, listed in words(language).estimates.items() for word in listed}


def percentages(estimate: str, language: str) -> tuple[int, int] | None:
    """The range in per cent that ICD 203 (ODNI 2015) gives a word of likelihood; None for a word it does not have."""
    span = _ranges(language).get(estimate.lower())
    if span is None:
        return None
    low, _, high = span.partition("-")
    return int(low), int(high)
