"""From text to the terms that it is found by, the same for both databases."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from hashlib import blake2b

import msgspec

from irenicon.languages.lexicon import lemma

_WORD = re.compile(r"[^\W_]+")


class Terms(msgspec.Struct, frozen=True):
    """What one entry of the index is found by: its words in order, dictionary forms that are none of its words, and a
    token for each value of a field."""

    words: tuple[str, ...]
    lemmas: tuple[str, ...]
    facets: tuple[str, ...]


def terms_of(text: str, language: str, facets: Iterable[tuple[str, str]]) -> Terms:
    """The terms of a text in a language with the values of its fields."""
    forms = [match.group() for match in _WORD.finditer(text)]
    words = [fold(form) for form in forms]
    known = set(words)
    lemmas = sorted({found for form in set(forms) if (found := fold(lemma(form.lower(), language))) not in known})
    tokens = dict.fromkeys(facet(field, value) for field, value in facets)
    return Terms(tuple(words), tuple(one for one in lemmas if one), tuple(tokens))


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """A word without regard to capitals and accents, letters and figures only."""
    if word.isascii():
        return word.lower()
    plain = "".join(one for one in unicodedata.normalize("NFKD", word) if not unicodedata.combining(one))
    return "".join(_WORD.findall(plain.casefold()))


def facet(field: str, value: str) -> str:
    """The token of a field's value, which no word of a text is."""
    same = " ".join(folded(value))
    return "k" + blake2b(f"{field}={same}".encode(), digest_size=8).hexdigest() + "k"


def folded(text: str) -> tuple[str, ...]:
    """The words of a text, folded, in order."""
    return tuple(fold(match.group()) for match in _WORD.finditer(text))


def words_at(text: str, first: int = 0) -> Iterator[tuple[int, int, str]]:
    """(start, end, form) of each word of a text from position `first` on."""
    return ((match.start(), match.end(), match.group()) for match in _WORD.finditer(text, first))
