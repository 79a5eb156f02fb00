"""What a reader types into the search, as a record. Nothing that is typed can break it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

import msgspec

from irenicon.codebook.model import Codebook
from irenicon.languages.folder import languages
from irenicon.languages.lexicon import lemma
from irenicon.store.doubts import Doubt, unknown_field, unknown_value
from irenicon.store.terms import fold, folded

FIELDS = (
    "act", "obligor", "beneficiary", "vague", "modality", "place", "point", "source", "status", "kind", "about",
    "language", "author", "in", "plan", "document",
)  # fmt: skip
_PARTY = frozenset({"obligor", "beneficiary", "about"})
_PART = re.compile(r'(?:(?P<field>[a-z]+):)?(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+)|(?<=:)(?=\s|$))')
_MOST = 24  # words and fields that are looked for
_SHORTEST = 2  # letters before a "*"


class Word(msgspec.Struct, frozen=True):
    """A word to be found in any of `forms`; with `begins` any word that begins with it."""

    forms: tuple[str, ...]
    begins: bool = False


class Query(msgspec.Struct, frozen=True):
    """Everything that must be found: words, phrases (their words in a row), and values of fields.

    Values of one field are alternatives; different fields must all be there. `doubts` are what cannot have been meant.
    """

    words: tuple[Word, ...] = ()
    phrases: tuple[tuple[str, ...], ...] = ()
    fields: tuple[tuple[str, tuple[str, ...]], ...] = ()
    doubts: tuple[Doubt, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether it asks for nothing."""
        return not (self.words or self.phrases or self.fields)


def read_query(typed: str, codebook: Codebook) -> Query:
    """The query that is meant; a field that is unknown is taken for words, what is no letter or figure is left out."""
    plain = typed.encode("utf-8", "ignore").decode().replace("\0", " ")  # what no database keeps
    words: dict[str, Word] = {}
    phrases: dict[tuple[str, ...], None] = {}
    fields: dict[str, dict[str, None]] = {}
    parts = list(_PART.finditer(plain))
    for part in parts[:_MOST]:
        field, value = part["field"], _written(part)
        if field in FIELDS:
            if value:
                fields.setdefault(field, {})[_value(field, value, codebook)] = None
            continue
        found = folded(f"{field or ''} {value}")
        if part["phrase"] is not None and len(found) > 1:
            phrases[found[:_MOST]] = None
        else:
            begins = value.endswith("*") and len(value) > _SHORTEST
            words.update({word: _word(word, begins, codebook) for word in found[:_MOST]})
    given = tuple((name, tuple(values)) for name, values in fields.items())
    query = Query(tuple(words.values()), tuple(phrases), given, _doubts(parts, codebook))
    nothing = query.is_empty and not query.doubts and plain.strip()
    return msgspec.structs.replace(query, doubts=(Doubt("nothing", value=plain.strip()),)) if nothing else query


def _written(part: re.Match[str]) -> str:
    return (part["phrase"] if part["phrase"] is not None else part["word"] or "").strip()


def _doubts(parts: Sequence[re.Match[str]], codebook: Codebook) -> tuple[Doubt, ...]:
    """What cannot have been meant, each once, in the order in which it was typed."""
    found: dict[Doubt, None] = {}
    for part in parts[:_MOST]:
        field, value = part["field"], _written(part)
        if not field:
            continue
        known = field in FIELDS
        doubt = (
            unknown_value(field, _value(field, value, codebook), codebook)
            if known
            else unknown_field(field, value, FIELDS)
        )
        if doubt:
            found[doubt] = None
    if len(parts) > _MOST:
        found[Doubt("too_long", value=str(_MOST))] = None
    return tuple(found)


def _word(word: str, begins: bool, codebook: Codebook) -> Word:
    lemmas = () if begins else (fold(lemma(word, language)) for language in languages())
    return Word(tuple(dict.fromkeys((word, *(one for one in lemmas if one)))), begins)


def _value(field: str, value: str, codebook: Codebook) -> str:
    """A value as the codebook calls it: a party by its name in English, an act by its id."""
    if field in _PARTY:
        return _parties(codebook).get(folded(value), value)
    return _acts(codebook).get(folded(value), value) if field == "act" else value


@cache
def _parties(codebook: Codebook) -> dict[tuple[str, ...], str]:
    names = (name for known in codebook.names.values() for name in known if name.form == "name")
    return {folded(name.written): name.name for name in names}


@cache
def _acts(codebook: Codebook) -> dict[tuple[str, ...], str]:
    return {folded(label): act.id for act in codebook.acts.values() for label in act.label.values()}
