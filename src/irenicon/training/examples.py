"""What is learned from: the sentences that Irenicon brings, and texts that people have coded."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any

import msgspec

from irenicon.codebook.model import Codebook
from irenicon.documents.model import Document
from irenicon.extraction.analysed import analysed, written_names
from irenicon.extraction.learned.features import Unit
from irenicon.extraction.learned.masking import Masked, Named, lower_case_words, masked
from irenicon.extraction.learned.reader import ruled_acts
from irenicon.extraction.learned.reading import Seen, seen
from irenicon.extraction.rules.reporting import stances_of

_CUT = re.compile(r"[;:]\s|,\s|\s(?=(?:and|or|en|of|but|maar|which|die|dat|that|provided|mits|while|terwijl)\s)")
_LEAST = 5  # words of a part
_PART = 0.85  # a quote shorter than this share of its sentence is an example of its own
_OWNED = 0.6  # share of another quote within one that makes its act belong to it too
_FREE = 0.3  # share of a part that a quote may cover and the part still hold nothing
_SHARE = 0.6  # of the parts that hold nothing, the share learned from
_SEED = 1
_SEEN = 2  # times a word must stand in lower case to be known


class Row(msgspec.Struct, frozen=True):
    """One coded act and where it stands in its sentence."""

    act: str
    start: int
    end: int


class Example(msgspec.Struct, frozen=True):
    """What is learned from at once: a sentence or a part of one, with its acts; `weight` is how much it counts."""

    unit: Unit
    plain: str
    acts: tuple[str, ...]
    weight: float = 1.0


class CodedText(msgspec.Struct, frozen=True):
    """A coded text as the model sees it: its sentences, the acts of each, and what the rules find there."""

    name: str
    family: str
    kind: str
    seen: Seen
    acts: tuple[tuple[str, ...], ...]
    ruled: dict[int, tuple[str, ...]]


class _Sentence(msgspec.Struct, frozen=True):
    text: str
    names: tuple[Named, ...]
    lead: tuple[str, ...]
    heading: tuple[str, ...]
    rows: tuple[Row, ...]


def known_words(own: Iterable[dict[str, Any]]) -> frozenset[str]:
    """The words that stand in lower case often enough in the sentences of the training data."""
    counts = Counter(word for record in own for word in lower_case_words(record["text"]))
    return frozenset(word for word, times in counts.items() if times >= _SEEN)


def own_sentences(folder: Path | None = None) -> dict[str, list[dict[str, Any]]]:
    """The records of the sentences that Irenicon brings, or of a folder of such files, by language."""
    root = folder or files("irenicon.training").joinpath("sentences")
    found: dict[str, list[dict[str, Any]]] = {}
    for path in sorted(root.iterdir(), key=lambda entry: entry.name):
        if path.name.endswith(".jsonl"):
            lines = path.read_text(encoding="utf-8").split("\n")
            found[path.name.removesuffix(".jsonl")] = [msgspec.json.decode(line) for line in lines if line.strip()]
    return found


def from_sentences(
    records: Sequence[dict[str, Any]], language: str, book: Codebook, known: frozenset[str]
) -> list[Example]:
    """The examples that sentences give: each whole, its quotes, and some of its parts that hold nothing."""
    found: list[Example] = []
    drawn = random.Random(_SEED)
    for record in records:
        text, lead, shift = _parted(record["text"], record["context"])
        rows = []
        for row in record["rows"]:
            at = record["text"].find(row["quote"]) - shift
            rows.append(Row(row["act"], max(at, 0), min(at + len(row["quote"]), len(text)) if at >= 0 else len(text)))
        names = _names(text, book, language)
        led = masked(lead, _names(lead, book, language), known).words
        sentence = _Sentence(text, names, led, (), tuple(rows))
        found += _examples(sentence, known, lambda: drawn.random() < _SHARE)
    return found


def coded_text(
    document: Document, rows: Sequence[tuple[str, int, int]], family: str, book: Codebook, known: frozenset[str]
) -> CodedText:
    """A coded text; `rows` are (act, start, end) in it."""
    read = analysed(document, book)
    looked = seen(read, stances_of(read), known)
    spans = [read.sentences[index].span for index in looked.indices]
    held: list[list[Row]] = [[] for _ in spans]
    for act, start, end in rows:
        shared = [min(span.end, end) - max(span.start, start) for span in spans]
        if shared and (best := max(range(len(shared)), key=shared.__getitem__)) >= 0 and shared[best] > 0:
            begin = spans[best].start
            held[best].append(Row(act, max(start - begin, 0), min(end, spans[best].end) - begin))
    acts = tuple(tuple(dict.fromkeys(row.act for row in own)) for own in held)
    return CodedText(document.source, family, document.kind, looked, acts, ruled_acts(read, book))


def _examples(sentence: _Sentence, known: frozenset[str], keeps: Callable[[], bool]) -> Iterator[Example]:
    acts = tuple(dict.fromkeys(row.act for row in sentence.rows))
    yield _example(sentence, 0, len(sentence.text), acts, known, 1.0)
    for row in sentence.rows:
        if row.end - row.start < _PART * len(sentence.text):
            within = tuple(dict.fromkeys(each.act for each in sentence.rows if _shares(each, row) > _OWNED))
            yield _example(sentence, row.start, row.end, within, known, 0.5)
    parts = _parts(sentence.text)
    for start, end in parts if sentence.rows and len(parts) > 1 else ():
        part = Row("", start, end)
        if not any(_shared(part, row) > _FREE * (end - start) for row in sentence.rows) and keeps():
            yield _example(sentence, start, end, (), known, 0.5)


def _example(
    sentence: _Sentence, start: int, end: int, acts: tuple[str, ...], known: frozenset[str], weight: float
) -> Example:
    names = [
        Named(one.start - start, one.end - start, one.name, one.kind)
        for one in sentence.names
        if start <= one.start and one.end <= end
    ]
    hidden: Masked = masked(sentence.text[start:end], names, known)
    return Example(Unit(hidden.words, sentence.lead, sentence.heading), hidden.plain, acts, weight)


def _shared(one: Row, other: Row) -> int:
    return max(0, min(one.end, other.end) - max(one.start, other.start))


def _shares(one: Row, other: Row) -> float:
    return _shared(one, other) / max(1, one.end - one.start)


def _parts(text: str) -> list[tuple[int, int]]:
    """The parts of a sentence between its commas and joining words, each of a few words at least."""
    found: list[tuple[int, int]] = []
    begin = 0
    for cut in (*(match.end() for match in _CUT.finditer(text)), len(text)):
        if len(text[begin:cut].split()) >= _LEAST:
            found.append((begin, cut))
            begin = cut
    if begin < len(text):
        found[-1:] = [(found[-1][0] if found else 0, len(text))]
    return found


def _parted(text: str, context: str) -> tuple[str, str, int]:
    """(item, lead, shift): a list item apart from the lead that is written above it."""
    lead, line, item = text.rpartition("\n")
    if not context and line and lead.rstrip().endswith(":"):
        return item, lead, len(lead) + 1
    return text, context, 0


def _names(text: str, book: Codebook, language: str) -> tuple[Named, ...]:
    found = written_names(text, book, language) if text else []
    return tuple(Named(start, end, name.name, name.kind) for start, end, name in found if name.kind != "place")
