"""The learned model as a reader: it decides which acts a sentence holds, on what the rules find there and what it has
learned; whose they are, and the other fields, are read by the rules."""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path

import msgspec
import numpy as np

from irenicon.codebook.model import Codebook
from irenicon.documents.model import Document
from irenicon.extraction.analysed import AnalysedDocument, Sentence, analysed
from irenicon.extraction.claims.finding import find_claims
from irenicon.extraction.knowledge import knowledge
from irenicon.extraction.learned.context import described, probabilities
from irenicon.extraction.learned.encoder import vectors
from irenicon.extraction.learned.features import Unit
from irenicon.extraction.learned.masking import Named, masked
from irenicon.extraction.learned.model import Array, Model, load_model
from irenicon.extraction.learned.reading import Seen, names_in, seen
from irenicon.extraction.rules.acts_found import ActMatch
from irenicon.extraction.rules.finding import find_in, freed
from irenicon.extraction.rules.reporting import stances_of
from irenicon.findings.model import Findings
from irenicon.languages.clauses import PREDICATES
from irenicon.languages.folder import languages
from irenicon.languages.model import Analysis, Hit
from irenicon.languages.names import Name

_MOST = 4  # acts in one sentence
_HEAD = "LEARNED"  # the class of a head that no trigger names
_LOOSE = frozenset({"condition", "time", "cause", "basis"})  # roles of units that hold no act of their own


class Learned(msgspec.Struct, frozen=True):
    """Reads with the model that Irenicon brings, or with one from a file."""

    path: Path | None = None
    name: str = "learned"

    @property
    def version(self) -> str:
        """The program's version and the beginning of the model's hash."""
        return f"{version('irenicon')}+{load_model(self.path).hash[:12]}"

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages whose folder has a grammar."""
        return languages()

    def read(self, document: Document, codebook: Codebook, told: tuple[Name, ...] = ()) -> Findings:
        """The commitments and claims of a document; raises IreniconError "unknown_language"."""
        model = load_model(self.path)
        read = analysed(document, codebook, told)
        found = ruled_acts(read, codebook)
        looked = seen(read, stances_of(read), model.known)
        chosen = _Chooser(read, codebook, model, _decided(model, looked, found, document.kind))
        commitments = find_in(read, codebook, chosen.acts, self.name)
        heard = find_claims(read, commitments)
        return Findings(commitments, heard.claims, heard.sayings)


def ruled_acts(read: AnalysedDocument, codebook: Codebook) -> dict[int, tuple[str, ...]]:
    """The acts that the rules find, by the index of their sentence."""
    found: dict[int, tuple[str, ...]] = {}

    def heard(index: int, acts: list[ActMatch]) -> list[ActMatch]:
        found[index] = tuple(act.act for act in acts)
        return acts

    find_in(read, codebook, heard)
    return found


def ruled(looked: Seen, found: dict[int, tuple[str, ...]], acts: tuple[str, ...]) -> Array:
    """1 for each act that the rules find in a sentence, 0 for all others."""
    column = {act: number for number, act in enumerate(acts)}
    shown = np.zeros((len(looked.indices), len(acts)), dtype=np.float32)
    for row, index in enumerate(looked.indices):
        for act in found.get(index, ()):
            if act in column:
                shown[row, column[act]] = 1
    return shown


def _decided(model: Model, looked: Seen, found: dict[int, tuple[str, ...]], kind: str) -> dict[int, Array]:
    """The probabilities of all acts, by the index of the sentence."""
    if not looked.units:
        return {}
    scores = model.score(looked.units, vectors(looked.plain))
    features = described(scores, ruled(looked, found, model.acts), looked.places, kind)
    return dict(zip(looked.indices, probabilities(features, model.context_scale, model.context_weights), strict=True))


class _Chooser(msgspec.Struct, frozen=True):
    """Chooses the acts of each sentence, and where in it they stand."""

    read: AnalysedDocument
    codebook: Codebook
    model: Model
    probable: dict[int, Array]

    def acts(self, index: int, found: list[ActMatch]) -> list[ActMatch]:
        """The acts of a sentence that are probable enough, in its order; acts that the model does not know stay as the
        rules have them."""
        if index not in self.probable:
            return []
        probable = self.probable[index]
        order = [int(number) for number in np.argsort(-probable, kind="stable")]
        named = {one.act for one in found}
        held = self.model.taken(probable[None, :], np.array([[act in named for act in self.model.acts]]))[0]
        taken = [number for number in order[:_MOST] if held[number]]
        chosen = [one for one in found if one.act not in self.model.acts]
        for number in taken:
            act = self.model.acts[number]
            match = next((one for one in found if one.act == act), None) or self._placed(index, act, number)
            if match is None:
                continue
            rest = [other for other in order if other not in taken]
            doubt = self.model.acts[rest[0]] if rest else None
            chosen.append(match._replace(probability=round(float(probable[number]), 4), alternative=doubt))
        return sorted(chosen, key=lambda one: (one.unit, one.first))

    def _placed(self, index: int, act: str, number: int) -> ActMatch | None:
        """An act that no trigger shows, at the unit whose words speak for it most; None where none may hold it."""
        sentence = self.read.sentences[index]
        analysis = sentence.analysis
        units = [
            position
            for position, unit in enumerate(analysis.units)
            if unit.role not in _LOOSE
            and not freed(analysis, unit)
            and any(token.text[0].isalnum() for token in analysis.tokens[unit.opener : unit.last])
        ]
        if not units:
            return None
        if len(units) > 1:
            parts = [self._part(sentence, position) for position in units]
            scores = self.model.score_words(parts)[:, number]
            units = [units[int(np.argmax(scores))]]
        head = _head(analysis, units[0], knowledge(self.codebook).heads)
        return ActMatch(act, units[0], head, head.first, head.last, 0.0, (head,))

    def _part(self, sentence: Sentence, position: int) -> Unit:
        """One unit of a sentence as the model sees it."""
        tokens = sentence.analysis.tokens
        unit = sentence.analysis.units[position]
        begin, end = tokens[unit.first].start, tokens[unit.last - 1].end
        shift = begin - sentence.span.start
        names = [
            Named(one.start - shift, one.end - shift, one.name, one.kind)
            for one in names_in(sentence.analysis, sentence.span.start)
            if one.start >= shift and one.end - shift <= end - begin
        ]
        return Unit(masked(self.read.document.text[begin:end], names, self.model.known).words)


def _head(analysis: Analysis, position: int, heads: frozenset[str]) -> Hit:
    """The word that most likely names the act in a unit: the first that may, behind its predicate; else its verb."""
    unit = analysis.units[position]
    said = [hit.first for hit in analysis.classes(unit.opener, unit.last, *PREDICATES)]
    begin = said[0] if said else unit.opener
    for hit in analysis.hits:
        if begin <= hit.first < unit.last and hit.word_class in heads:
            return hit
    at = min(max(begin, unit.first), len(analysis.tokens) - 1)
    return Hit(_HEAD, at, at + 1)
