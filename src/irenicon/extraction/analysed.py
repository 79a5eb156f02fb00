"""Reads a document into analysed sentences, with the codebook's words and the names known in its language."""

from __future__ import annotations

import bisect
import re
from functools import cache

import msgspec

from irenicon.codebook.model import Codebook
from irenicon.documents.model import Document, Span
from irenicon.errors import IreniconError
from irenicon.extraction.knowledge import knowledge, words
from irenicon.extraction.naming import learned
from irenicon.languages.analysis import analyse
from irenicon.languages.folder import languages
from irenicon.languages.lexicon import Lexicon
from irenicon.languages.model import Analysis, Hit
from irenicon.languages.names import Name, NameFinder
from irenicon.languages.pack import Pack, pack

_PARTIES = re.compile(r"\b(?:hereinafter|hereafter|herein|hierna|verder)\b[^.\n]{0,40}\b(?:Parties|Partijen)\b")
_PREAMBLE = 600  # characters in which a text names the parties that it binds
_TELLING = 5  # words below which a text does not tell its language


class Sentence(msgspec.Struct, frozen=True):
    """An analysed sentence and the passage it stands in (index into `Document.passages`)."""

    passage: int
    span: Span
    analysis: Analysis


class AnalysedDocument(msgspec.Struct, frozen=True):
    """A document as sentences; `bound` are the parties that the text itself names as its Parties, `titled` those that
    its title names, `kinds` all that it names, with their kinds; `titled_speakers` the parties and leaders
    in its title."""

    document: Document
    pack: Pack
    sentences: tuple[Sentence, ...]
    bound: tuple[str, ...]
    titled: tuple[tuple[str, str], ...] = ()
    kinds: dict[str, str] = {}
    titled_speakers: tuple[str, ...] = ()


@cache
def _lexicon(codebook: Codebook, language: str) -> Lexicon:
    known = words(language, codebook)
    return pack(language).lexicon(known.classes, known.opaque)


@cache
def _finder(codebook: Codebook, language: str) -> NameFinder:
    return NameFinder(_with_genitives(codebook.names[language], language))


def _with_genitives(names: tuple[Name, ...], language: str) -> tuple[Name, ...]:
    """The names, and in a language that adds a bare "s" ("Ruslands") their genitives too."""
    if "s" not in pack(language).genitive:
        return names
    owned = tuple(
        Name(name.written + "s", name.name, name.kind, "genitive") for name in names if name.form in ("name", "metonym")
    )
    return names + owned


def written_names(text: str, codebook: Codebook, language: str) -> list[tuple[int, int, Name]]:
    """(start, end, name) of every name of the codebook in a text, in order."""
    return _finder(codebook, language).spans(text)


def names_of(document: Document, codebook: Codebook) -> tuple[Name, ...]:
    """The names that a document defines for itself, so that others of the same dossier can be read with them."""
    known = codebook.names.get(document.language)
    return learned(document.text, known, document.language)[0] if known is not None else ()


def signatories(document: Document, codebook: Codebook) -> tuple[str, ...]:
    """The parties that the signatures of a document name, in order of the text."""
    if document.language not in codebook.names:
        return ()
    spans = [(one.start, one.end) for one in document.passages if one.kind == "signature"]
    found = _finder(codebook, document.language).spans(document.text) if spans else []
    return tuple(
        dict.fromkeys(
            name.name
            for start, _, name in found
            if name.kind != "place" and any(first <= start < last for first, last in spans)
        )
    )


def analysed(document: Document, codebook: Codebook, told: tuple[Name, ...] = ()) -> AnalysedDocument:
    """The analysed sentences of a document, in order of the text; `told` are names that other documents define.

    Raises IreniconError "unknown_language" where the language has no pack.
    """
    if document.words < _TELLING and document.language not in languages():
        reason = f"{document.source} is too short to tell its language; give all of it, or name it with --language."
        raise IreniconError("unknown_language", reason, document.source)
    language = pack(document.language)
    text = document.text
    found = _finder(codebook, language.code).spans(text)
    own, bound = learned(text, codebook.names[language.code], language.code)
    written = {name.written for name in own}
    added = own + tuple(name for name in told if name.written not in written)
    if added:
        found = _merged(NameFinder(_with_genitives(added, language.code)).spans(text), found)
    heads = knowledge(codebook).heads
    lexicon = _lexicon(codebook, language.code)
    sentences = [
        Sentence(index, span, _with_names(analyse(text, span, lexicon, found, heads, language)))
        for index, passage in enumerate(document.passages)
        if passage.kind not in ("title", "masthead", "signature")
        for span in passage.sentences
    ]
    titles = [(one.start, one.end) for one in document.passages if one.kind == "title"]
    titled = [
        (name.name, name.kind)
        for start, _, name in found
        if name.kind != "place"
        and name.form in ("name", "adjective", "genitive")
        and any(first <= start < last for first, last in titles)
    ]
    many = bound or _bound_together(text, found)
    kinds = {name.name: name.kind for _, _, name in reversed(found) if name.kind != "place"}
    return AnalysedDocument(
        document, language, tuple(sentences), many, tuple(dict.fromkeys(titled)), kinds, _speakers(found, titles)
    )


def _speakers(found: list[tuple[int, int, Name]], titles: list[tuple[int, int]]) -> tuple[str, ...]:
    """The states that a title names, or whose leaders it names: "Statement from President X"."""
    within = [name for start, _, name in found if any(first <= start < last for first, last in titles)]
    leaders = [name.name for name in within if name.form == "leader"]
    return tuple(dict.fromkeys(leaders or [name.name for name in within if name.kind in ("state", "organisation")]))


def _bound_together(text: str, found: list[tuple[int, int, Name]]) -> tuple[str, ...]:
    """Three or more parties that a text names before it calls them "hereinafter the Parties", else ()."""
    called = _PARTIES.search(text)
    if called is None:
        return ()
    begin = max(text.rfind("\n\n", 0, called.start()), called.start() - _PREAMBLE, 0)
    named = tuple(
        dict.fromkeys(name.name for start, _, name in found if begin <= start < called.start() and name.kind != "place")
    )
    return named if len(named) > 2 else ()


def _merged(own: list[tuple[int, int, Name]], known: list[tuple[int, int, Name]]) -> list[tuple[int, int, Name]]:
    """The text's own names before the codebook's where they overlap."""
    starts = [start for start, _, _ in own]

    def covered(start: int, end: int) -> bool:
        index = bisect.bisect_right(starts, start)
        before = index and own[index - 1][1] > start
        return bool(before or (index < len(own) and own[index][0] < end))

    return sorted(own + [span for span in known if not covered(span[0], span[1])], key=lambda span: span[:2])


_KIND_CLASSES = {
    "state": ("PARTY", "STATE"),
    "alliance": ("PARTY", "ALLIANCE", "BODY"),
    "organisation": ("PARTY", "BODY"),
    "body": ("PARTY", "BODY"),
    "armed_group": ("PARTY", "ARMED_GROUP"),
    "place": ("PLACE",),
}


def _with_names(analysis: Analysis) -> Analysis:
    """The analysis with the names as word classes too, so that a trigger may ask for a party or a place."""
    hits = [
        Hit(word_class, mention.first, mention.last)
        for mention in analysis.mentions
        if mention.form != "leader"
        for word_class in (
            *_KIND_CLASSES.get(mention.kind, ("PARTY",)),
            *(("ADJECTIVE",) if mention.form == "adjective" else ()),
        )
    ]
    if not hits:
        return analysis
    merged = sorted({*analysis.hits, *hits}, key=lambda hit: (hit.first, hit.last, hit.word_class))
    return msgspec.structs.replace(analysis, hits=tuple(merged))
