"""A document as the learned model sees it: every sentence with its lead, its heading and what else is known of it."""

from __future__ import annotations

from collections.abc import Collection

import msgspec

from irenicon.extraction.analysed import AnalysedDocument, Sentence
from irenicon.extraction.learned.context import Place
from irenicon.extraction.learned.features import Unit
from irenicon.extraction.learned.masking import Masked, Named, masked
from irenicon.extraction.rules.reporting import Stance
from irenicon.languages.model import Analysis

_DUTIES = ("OBLIGE", "EXPECT", "PERMIT", "WOULD")
_LEAD = 14  # words of a lead that says nothing of its own
_FORMS = frozenset({"name", "adjective", "genitive", "metonym", "leader"})


class Seen(msgspec.Struct, frozen=True):
    """The sentences that may hold commitments, by their index in the document, as the model sees them."""

    indices: tuple[int, ...]
    units: tuple[Unit, ...]
    plain: tuple[str, ...]
    places: tuple[Place, ...]


def seen(reading: AnalysedDocument, stances: tuple[Stance, ...], known: Collection[str]) -> Seen:
    """All sentences but headings, as the model sees them; `known` are the words it has seen in lower case."""
    text = reading.document.text
    passages = reading.document.passages
    hidden = [hide(text, sentence, known) for sentence in reading.sentences]
    last_of = {sentence.passage: index for index, sentence in enumerate(reading.sentences)}
    heading: tuple[str, ...] = ()
    indices: list[int] = []
    units: list[Unit] = []
    places: list[Place] = []
    for index, sentence in enumerate(reading.sentences):
        passage = passages[sentence.passage]
        if passage.kind == "heading":
            heading = hidden[index].words
            continue
        if _only_leads(reading, index):
            continue
        parent = passages[passage.parent] if passage.parent is not None else None
        above = last_of.get(passage.parent) if passage.parent is not None else None
        if parent is not None and above is not None and parent.kind == "heading":
            heading = hidden[above].words
        led = parent is not None and above is not None and parent.kind != "heading"
        lead = hidden[above].words if led and above is not None else ()
        indices.append(index)
        units.append(Unit(hidden[index].words, lead, heading))
        places.append(_place(text, sentence, stances[index], " ".join(heading), led))
    return Seen(tuple(indices), tuple(units), tuple(hidden[index].plain for index in indices), tuple(places))


def _only_leads(reading: AnalysedDocument, index: int) -> bool:
    """Whether a sentence is only the lead of the list under it ("X shall, within 30 days:")."""
    sentence, passages = reading.sentences[index], reading.document.passages
    tokens = sentence.analysis.tokens
    if not tokens or tokens[-1].text != ":" or len(tokens) > _LEAD or sentence.passage + 1 >= len(passages):
        return False
    return passages[sentence.passage + 1].parent == sentence.passage


def hide(text: str, sentence: Sentence, known: Collection[str]) -> Masked:
    """A sentence without its names."""
    begin = sentence.span.start
    return masked(text[begin : sentence.span.end], names_in(sentence.analysis, begin), known)


def names_in(analysis: Analysis, begin: int) -> list[Named]:
    """The names of parties in a sentence, at offsets from its beginning."""
    tokens = analysis.tokens
    return [
        Named(tokens[one.first].start - begin, tokens[one.last - 1].end - begin, one.name, one.kind)
        for one in analysis.mentions
        if one.kind != "place" and one.form in _FORMS
    ]


def _place(text: str, sentence: Sentence, stance: Stance, heading: str, led: bool) -> Place:
    analysis = sentence.analysis
    written = text[sentence.span.start : sentence.span.end]
    return Place(
        heading=heading,
        led=led,
        length=len(analysis.tokens),
        duties=len(analysis.classes(0, len(analysis.tokens), *_DUTIES)),
        figures=any(token.text[0].isdigit() for token in analysis.tokens),
        opens=written.rstrip().endswith(":"),
        read=stance.states_commitments,
    )
