"""The stretch of a text around what was found in it, with the found words marked."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable

import msgspec

from irenicon.languages.lexicon import lemma
from irenicon.store.query import Query
from irenicon.store.terms import fold, words_at

_BEFORE, _AFTER = 10, 30  # words
_REACH = 300  # characters
_BREAK = re.compile(r"\s")


class Part(msgspec.Struct, frozen=True):
    """A piece of a snippet; `marked` tells that it is a word that was looked for."""

    text: str
    marked: bool = False


def snippet(text: str, query: Query, language: str) -> tuple[Part, ...]:
    """Some forty words of a text from shortly before the first found word; parts put together are the text itself."""
    forms = {form for word in query.words if not word.begins for form in word.forms}
    forms |= {word for phrase in query.phrases for word in phrase}
    begins = tuple(form for word in query.words if word.begins for form in word.forms)
    before: deque[int] = deque(maxlen=_BEFORE)
    places: list[tuple[int, int]] = []
    opening, stop, left = 0, len(text), _AFTER + _BEFORE
    first = _near_first(text, (*forms, *begins))
    for start, end, form in words_at(text, first):
        if left == 0:
            stop = start
            break
        if _is_found(form, forms, begins, language):
            if not places:
                opening = before[0] if before else start
                left = _AFTER
            places.append((start, end))
        before.append(start)
        left -= bool(places) or not (forms or begins)
    if not places and (forms or begins):
        return snippet(text, Query(), language)
    return _parts(text, opening if first or opening else 0, stop, places)


def _near_first(text: str, forms: Iterable[str]) -> int:
    """A place shortly before a word that is written as one that is looked for; 0 where there is none, or near it."""
    written = "|".join(sorted(map(re.escape, forms)))
    match = re.compile(rf"(?<![^\W_])(?:{written})", re.IGNORECASE).search(text) if written else None
    if match is None or match.start() < _REACH:
        return 0
    return next((place.start() + 1 for place in _BREAK.finditer(text, match.start() - _REACH, match.start())), 0)


def _is_found(form: str, forms: set[str], begins: tuple[str, ...], language: str) -> bool:
    plain = fold(form)
    if plain in forms or (begins and plain.startswith(begins)):
        return True
    return bool(forms) and fold(lemma(form.lower(), language)) in forms


def _parts(text: str, opening: int, stop: int, places: list[tuple[int, int]]) -> tuple[Part, ...]:
    parts = []
    at = opening
    for start, end in places:
        parts += [Part(text[at:start]), Part(text[start:end], True)]
        at = end
    parts.append(Part(text[at:stop].rstrip()))
    return tuple(part for part in parts if part.text)
