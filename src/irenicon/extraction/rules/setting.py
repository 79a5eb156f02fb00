"""The setting of an act: all that deciding its parties and fields may look at."""

from __future__ import annotations

import msgspec

from irenicon.codebook.model import Act
from irenicon.extraction.analysed import AnalysedDocument, Sentence
from irenicon.extraction.knowledge import ActRules
from irenicon.extraction.rules.acts_found import ActMatch
from irenicon.extraction.rules.sides import Sides
from irenicon.extraction.rules.subjects import Predicate, Subject
from irenicon.findings.model import Commitment
from irenicon.languages.model import Analysis, Mention, Unit


class Setting(msgspec.Struct, frozen=True):
    """An act found, in its unit, sentence and document.

    `end` is the token after the stretch that the act governs (its unit and what trails it). `subject` and `said` are
    those of the unit's frame. `lead` is the analysis of the governing heading; `lead_subject` its subject. `spoken_of`
    are the parties that a pronoun points to; `pair` the two states last named together in the passage of an article.
    `previous` are the commitments before this one in the point, `last` the one right before it anywhere in the text.
    `reporting` is true in news and opinion; `bound_so_far` is the
    party that most commitments bind, with its share of them, once there are enough.
    """

    reading: AnalysedDocument
    sides: Sides
    sentence: Sentence
    act: Act
    rules: ActRules
    found: ActMatch
    end: int
    subject: Subject | None
    said: Predicate | None
    spoken_of: tuple[str, ...]
    lead: Analysis | None
    lead_subject: Subject | None
    previous: tuple[Commitment, ...]
    last: Commitment | None
    reporting: bool
    pair: tuple[str, ...] = ()
    bound_so_far: tuple[str, float] | None = None

    @property
    def analysis(self) -> Analysis:
        """The sentence's analysis."""
        return self.sentence.analysis

    @property
    def unit(self) -> Unit:
        """The unit the act was found in."""
        return self.analysis.units[self.found.unit]

    @property
    def text(self) -> str:
        """The document's text."""
        return self.reading.document.text

    def units(self, *roles: str) -> list[Unit]:
        """The sentence's units of these roles."""
        return [unit for unit in self.analysis.units if unit.role in roles]

    def parties(self, first: int, last: int) -> list[Mention]:
        """The mentions of parties that begin between two tokens, leaders left out."""
        return [
            mention
            for mention in self.analysis.mentions
            if first <= mention.first < last and mention.kind != "place" and mention.form != "leader"
        ]

    def words(self, first: int, last: int) -> str:
        """The text from one token to before another."""
        tokens = self.analysis.tokens
        return self.text[tokens[first].start : tokens[last - 1].end]
