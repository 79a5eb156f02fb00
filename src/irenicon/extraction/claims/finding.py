"""The claims of a report or an opinion: what it says beside what the plan holds, who says it, and how surely."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

import msgspec

from irenicon.documents.model import Span
from irenicon.extraction.analysed import AnalysedDocument, Sentence
from irenicon.extraction.claims.attribution import Attribution, attributed
from irenicon.extraction.claims.kinds import kind, status
from irenicon.extraction.claims.makers import absent, drafters
from irenicon.extraction.claims.quotations import quotations
from irenicon.extraction.claims.sources import AUTHOR, UNNAMED, Source, alias
from irenicon.extraction.claims.words import Speech, likelihood, speech
from irenicon.findings.model import Claim, Commitment, Saying
from irenicon.languages.model import Mention
from irenicon.languages.pack import Pack
from irenicon.languages.verbs import past_verb

_SILENT = frozenset({"plan", "agreement"})  # kinds of document that make no claims
_FEWEST = 4  # words of a claim
_CLAUSE_ENDS = (":", ";", "”", '"', "»")
_DASHES = ("–", "—")
_MOSTLY = 0.4  # a quotation of this share of its sentence is what is claimed


class _Said(msgspec.Struct):
    """What has been said so far: by whom last, in which passage, about whom, and whom the text has named in full."""

    source: Source | None = None
    passage: int = -1
    denied: bool = False
    about: tuple[str, ...] = ()
    known: dict[str, Source] = {}


class Told(msgspec.Struct, frozen=True):
    """What a report tells: its claims, and who says each of its commitments, one to one; None in the plan itself."""

    claims: tuple[Claim, ...]
    sayings: tuple[Saying | None, ...]


def find_claims(reading: AnalysedDocument, commitments: Sequence[Commitment]) -> Told:
    """The claims of a document in order, and the sources of its commitments; none in a plan or an agreement.

    What a sentence tells of the plan's content is a commitment and no claim.
    """
    document = reading.document
    if document.kind in _SILENT:
        return Told((), (None,) * len(commitments))
    taken = [Span(one.start, one.end) for one in commitments]
    starts = [span.start for span in taken]
    said = _Said(known={})
    claims: list[Claim] = []
    sayings: list[Saying] = []
    at: list[int] = []
    for sentence in reading.sentences:
        heard = _Heard.of(reading, sentence, said)
        at.append(sentence.span.start)
        sayings.append(_saying(heard))
        if document.passages[sentence.passage].kind == "heading":
            continue
        if heard.attribution and heard.attribution.of_previous and claims and said.passage == sentence.passage:
            claims[-1] = _by(claims[-1], heard)
        elif not _overlaps(taken, starts, sentence.span) and heard.claims_something:
            claims.append(_claim(reading, heard, said))
        _remember(said, heard)
    return Told(tuple(claims), tuple(sayings[bisect_right(at, span.start) - 1] for span in taken))


def _saying(heard: _Heard) -> Saying:
    by = heard.attribution if heard.attribution is not None else _carried(heard)
    how = status(by, heard.speech, False)
    analysis = heard.sentence.analysis
    if by is None and analysis.has(0, len(analysis.tokens), "REPORTED"):
        how = "reported"
    if heard.source is None:
        return Saying(AUTHOR, "author", how)
    return Saying(heard.source.name, heard.source.type, how)


class _Heard(msgspec.Struct, frozen=True):
    """A sentence with its words of speech, its quotations and its source."""

    sentence: Sentence
    speech: Speech
    quoted: tuple[Span, ...]
    attribution: Attribution | None
    source: Source | None
    text: str

    @classmethod
    def of(cls, reading: AnalysedDocument, sentence: Sentence, said: _Said) -> _Heard:
        text, span = reading.document.text, sentence.span
        passage = reading.document.passages[sentence.passage]
        quoted = tuple(
            Span(max(each.start, span.start), min(each.end, span.end))
            for each in quotations(text, passage.start, passage.end)
            if each.start < span.end and span.start < each.end
        )
        found = speech(sentence.analysis.tokens, reading.document.language)
        given = attributed(sentence.analysis, found, reading.pack, quoted)
        return cls(sentence, found, quoted, given, _source(given, quoted, found, sentence, said), text)

    @property
    def claims_something(self) -> bool:
        """Whether the sentence says something: no question, no mere aside."""
        words = [token for token in self.sentence.analysis.tokens if token.text[0].isalnum()]
        asks = self.sentence.analysis.tokens[-1].text == "?" if self.sentence.analysis.tokens else True
        return len(words) >= _FEWEST and not asks


def _source(
    given: Attribution | None, quoted: Sequence[Span], found: Speech, sentence: Sentence, said: _Said
) -> Source | None:
    """Who says a sentence: whom it names, whom its pronoun stands for, or who was speaking; None is the author."""
    if given is not None:
        if given.source is None:
            return said.source
        return said.known.get(given.source.name, given.source)
    same = said.passage == sentence.passage
    if same and said.source is not None and said.source.name != UNNAMED:
        if _covered(sentence.span, quoted) or _goes_on(sentence, found):
            return said.source
    return None


def _covered(span: Span, quoted: Sequence[Span]) -> bool:
    return sum(each.end - each.start for each in quoted) >= _MOSTLY * (span.end - span.start)


def _goes_on(sentence: Sentence, found: Speech) -> bool:
    """Whether a sentence in the reporting mood goes on with what the last source said."""
    analysis = sentence.analysis
    whole = len(analysis.tokens)
    consequence = analysis.has(0, 2, "CONSEQUENCE") or analysis.has(0, 1, "WOULD")
    return analysis.has(0, whole, "REPORTED") and not consequence and not found.of("MUST")


def _claim(reading: AnalysedDocument, heard: _Heard, said: _Said) -> Claim:
    document, analysis = reading.document, heard.sentence.analysis
    span = _extent(heard)
    given = heard.attribution
    denial = given is not None and given.manner == "says" and _covered(heard.sentence.span, heard.quoted)
    carried = denial and said.denied and heard.source is not None and heard.source == said.source
    supposed = analysis.has(0, 1, "WOULD", "FINITE") or bool(analysis.units and analysis.units[0].role == "condition")
    about = _about(heard) or said.about
    evidence: dict[str, tuple[Span, ...]] = {}
    if given and given.source and given.source.last:
        evidence["source"] = (_tokens_span(heard, given.source),)
    by = given if given is not None else _carried(heard)
    how = kind(given, heard.speech, document.kind == "opinion", supposed)
    return Claim(
        document=document.source,
        quote=document.text[span.start : span.end],
        start=span.start,
        end=span.end,
        kind=how,
        source=heard.source.name if heard.source else AUTHOR,
        source_type=heard.source.type if heard.source else "author",
        status=status(by, heard.speech, carried),
        about=about,
        likelihood=likelihood(heard.speech),
        leaves_out=bool(heard.speech.of("LEFT_OUT")),
        absent=absent(analysis, heard.speech),
        drafters=() if how == "comparison" else drafters(analysis, heard.speech),
        evidence=evidence,
    )


def _carried(heard: _Heard) -> Attribution | None:
    """How a quotation without words of saying is given: its speaker says it."""
    if heard.source is not None and _covered(heard.sentence.span, heard.quoted):
        return Attribution("says", heard.source, 0)
    return None


def _states_fact(heard: _Heard, pack: Pack) -> bool:
    """Whether a sentence has what a reader could check: a figure, a time, or something past."""
    analysis = heard.sentence.analysis
    figures = any(token.text[0].isdigit() for token in analysis.tokens)
    return (
        figures
        or past_verb(analysis.tokens, pack)
        or analysis.has(0, len(analysis.tokens), "PAST", "TIME_UNIT", "HAVE")
    )


def _about(heard: _Heard) -> tuple[str, ...]:
    """Whom a sentence is about: the parties that it names, its speaker left out unless it speaks of nobody else."""
    tokens = heard.sentence.analysis.tokens
    aside = next((index for index, token in enumerate(tokens) if index and token.text in _DASHES), len(tokens))
    named = [m for m in heard.sentence.analysis.mentions if m.kind != "place" and m.first < aside]
    speaking = {id(mention) for mention in named if _speaks(heard, mention)}
    told = [mention.name for mention in named if id(mention) not in speaking]
    given = heard.attribution
    if not told and given is not None and given.manner not in ("according", "hearsay"):
        told = [mention.name for mention in named]
    return tuple(dict.fromkeys(told))


def _speaks(heard: _Heard, mention: Mention) -> bool:
    """Whether a name belongs to the words that say who speaks, and what the speaker is."""
    given = heard.attribution
    if given is None or given.source is None or not given.source.last:
        return False
    tokens, who = heard.sentence.analysis.tokens, given.source
    if given.manner == "according":
        return who.first <= mention.first < who.last
    if who.first < given.at:
        clause = [index for index in range(who.first) if tokens[index].text in _CLAUSE_ENDS]
        return (clause[-1] if clause else -1) < mention.first < given.at
    described = who.last
    if described < len(tokens) and tokens[described].text == ",":
        ahead = range(described + 1, len(tokens))
        described = next((index for index in ahead if tokens[index].text in (",", ".")), described)
    return given.at < mention.first < described


def _extent(heard: _Heard) -> Span:
    """The words claimed: a quotation's own where it makes up the sentence, else the sentence without its last mark."""
    if heard.quoted and _covered(heard.sentence.span, heard.quoted):
        return Span(heard.quoted[0].start, heard.quoted[-1].end)
    tokens = heard.sentence.analysis.tokens
    first, last = 0, len(tokens)
    while last > 1 and not tokens[last - 1].text[-1].isalnum():
        last -= 1
    while first < last - 1 and not tokens[first].text[0].isalnum():
        first += 1
    return Span(tokens[first].start, tokens[last - 1].end)


def _tokens_span(heard: _Heard, source: Source) -> Span:
    tokens = heard.sentence.analysis.tokens
    return Span(tokens[source.first].start, tokens[source.last - 1].end)


def _by(claim: Claim, heard: _Heard) -> Claim:
    """A claim whose source the sentence behind it names."""
    if heard.source is None:
        return claim
    return msgspec.structs.replace(claim, source=heard.source.name, source_type=heard.source.type, status="reported")


def _remember(said: _Said, heard: _Heard) -> None:
    given = heard.attribution
    said.passage = heard.sentence.passage
    said.about = _about(heard) or said.about
    said.denied = given is not None and given.manner == "denies"
    said.source = heard.source
    if given is not None and given.source is not None and " " in given.source.name:
        short = alias(heard.sentence.analysis, given.source) or given.source.name.split()[-1]
        said.known.setdefault(short, given.source)


def _overlaps(taken: Sequence[Span], starts: Sequence[int], span: Span) -> bool:
    index = bisect_left(starts, span.end)
    return any(each.end > span.start for each in taken[max(0, index - 8) : index])
