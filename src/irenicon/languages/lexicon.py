"""Word classes compiled for search.

An entry of a class is one or more words: `ceasefire`, `pull back`, `trek* .. terug`. A word matches a token by its
form or its lemma; `*` stands for any letters; `..` for up to twelve words. A phrase of an opaque class hides what lies
within it ("ceasefire violations" is not a cease-fire). Separable verbs of a language are unfolded from the prefixes
its pack names.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

import simplemma

from irenicon.languages.model import Hit, Token

_GAP = 12
_STOP = frozenset({";", ":", "."})


class Separable(NamedTuple):
    """The prefixes that leave their verb in a language, and the words that may follow one that has left it."""

    prefixes: tuple[str, ...] = ()
    followers: frozenset[str] = frozenset()


class _Entry(NamedTuple):
    word_class: str
    rest: tuple[str, ...]
    parted: bool  # a verb whose prefix has left it, and so ends its clause


@lru_cache(maxsize=65536)
def lemma(form: str, language: str) -> str:
    """The dictionary form of a word in lower case; the word itself where it is not known."""
    found = simplemma.lemmatize(form, lang=language)
    return str(found).lower().replace("_", "")


class Lexicon:
    """Finds the word classes of one language in a run of tokens."""

    def __init__(
        self,
        language: str,
        classes: Mapping[str, Iterable[str]],
        separable: Separable | None = None,
        opaque: Iterable[str] = (),
    ) -> None:
        self.language = language
        self._opaque = frozenset(opaque)
        verbs = separable or Separable()
        self._prefixes = tuple(sorted(verbs.prefixes, key=len, reverse=True))
        self._followers = verbs.followers
        self._exact: dict[str, list[_Entry]] = {}
        self._patterns: list[tuple[re.Pattern[str], _Entry]] = []
        self._openers: dict[str, tuple[_Entry, ...]] = {}
        self._forms: dict[str, re.Pattern[str]] = {}
        for word_class, entries in classes.items():
            for entry in entries:
                for form in self._unfold(entry):
                    self._add(word_class, form.split(), parted=form != entry and ".." in form)

    def _unfold(self, entry: str) -> list[str]:
        """A separable verb in its three orders: terugtrekken, terug te trekken, trekken .. terug."""
        if " " in entry:
            return [entry]
        for prefix in self._prefixes:
            stem = entry.removeprefix(prefix)
            if stem != entry and len(stem) > 3 and stem.endswith("n") and "*" not in entry:
                return [entry, f"{prefix} te {stem}", f"{stem} .. {prefix}", f"{prefix}te{stem}"]
        return [entry]

    def _add(self, word_class: str, words: list[str], *, parted: bool) -> None:
        first, rest = words[0].lower(), tuple(word.lower() for word in words[1:])
        entry = _Entry(word_class, rest, parted)
        if "*" in first:
            self._patterns.append((_wildcard(first), entry))
        else:
            self._exact.setdefault(first, []).append(entry)

    def _opened_by(self, lower: str) -> tuple[_Entry, ...]:
        found = self._openers.get(lower)
        if found is None:
            entries = list(self._exact.get(lower, ()))
            base = lemma(lower, self.language)
            if base != lower:
                entries += self._exact.get(base, ())
            entries += [entry for pattern, entry in self._patterns if pattern.fullmatch(lower)]
            found = tuple(entries)
            self._openers[lower] = found
        return found

    def matches(self, word: str, lower: str) -> bool:
        """Whether one word of an entry fits a token in lower case."""
        if word == lower:
            return True
        if "*" in word:
            pattern = self._forms.get(word)
            if pattern is None:
                pattern = self._forms[word] = _wildcard(word)
            return pattern.fullmatch(lower) is not None
        return lemma(lower, self.language) == word

    def _extent(self, entry: _Entry, tokens: tuple[Token, ...], position: int) -> int:
        """The token after the entry's match from `position`, or 0 where it does not match."""
        index, gap = position + 1, 0
        for word in entry.rest:
            if word == "..":
                gap = _GAP
                continue
            while True:
                if index >= len(tokens) or tokens[index].text in _STOP:
                    return 0
                if self.matches(word, tokens[index].lower) and (not entry.parted or self._ends(tokens, index + 1)):
                    break
                if gap == 0:
                    return 0
                gap -= 1
                index += 1
            index, gap = index + 1, 0
        return index

    def _ends(self, tokens: tuple[Token, ...], position: int) -> bool:
        """Whether a clause may be over before a token."""
        if position >= len(tokens):
            return True
        following = tokens[position]
        return not following.text[0].isalnum() or following.lower in self._followers

    def find(self, tokens: tuple[Token, ...]) -> tuple[Hit, ...]:
        """All classes found, by position; what a phrase of an opaque class hides is left out."""
        found: set[Hit] = set()
        for position, token in enumerate(tokens):
            for entry in self._opened_by(token.lower):
                last = self._extent(entry, tokens, position) if entry.rest else position + 1
                if last:
                    found.add(Hit(entry.word_class, position, last))
        phrases = [hit for hit in found if hit.word_class in self._opaque and hit.last - hit.first > 1]
        visible = [hit for hit in found if not any(_hides(phrase, hit) for phrase in phrases)]
        return tuple(sorted(visible, key=lambda hit: (hit.first, hit.last, hit.word_class)))


def _hides(phrase: Hit, hit: Hit) -> bool:
    return phrase.first <= hit.first and hit.last <= phrase.last and hit.last - hit.first < phrase.last - phrase.first


def _wildcard(word: str) -> re.Pattern[str]:
    return re.compile(".*".join(map(re.escape, word.split("*"))))
