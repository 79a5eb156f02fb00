"""Which sentences state commitments: all of a plan's own points; of an article those that tell what a plan holds."""

from __future__ import annotations

import msgspec

from irenicon.extraction.analysed import AnalysedDocument, Sentence
from irenicon.extraction.rules.subjects import Subject, predicate, subject
from irenicon.languages.clauses import PREDICATES
from irenicon.languages.model import Analysis, Unit

_REPORTING = frozenset({"news", "opinion"})
_GOVERNING = frozenset({"point", "bullet", "paragraph", "footnote"})
_RECALLS = 2  # reasons given in one sentence without a verb of its own make a preamble
_REACH = 6  # words between "under" and the plan, or the plan and its verb
_HEADING = 8  # words of a heading at most
_OPENING = 3  # a word that continues the last sentence stands among its first words


class Stance(msgspec.Struct, frozen=True):
    """How a sentence is to be read: whether it states commitments, whether second-hand, and under which lead."""

    states_commitments: bool
    reporting: bool = False
    lead: Analysis | None = None
    lead_subject: Subject | None = None


def stances_of(reading: AnalysedDocument) -> tuple[Stance, ...]:
    """One report for each sentence of a document, in order."""
    last_of_passage = {sentence.passage: sentence.analysis for sentence in reading.sentences}
    if reading.document.kind in _REPORTING:
        return _told(reading)
    first_point = _first_point(reading)
    return tuple(_stated(reading, sentence, last_of_passage, first_point) for sentence in reading.sentences)


def _first_point(reading: AnalysedDocument) -> int:
    """The first numbered passage; what stands before it in a numbered text is its preamble."""
    for index, passage in enumerate(reading.document.passages):
        if passage.kind in ("point", "bullet") and passage.label and not passage.label.startswith("¶"):
            return index
    return 0


def _stated(
    reading: AnalysedDocument, sentence: Sentence, last_of_passage: dict[int, Analysis], first_point: int
) -> Stance:
    passage = reading.document.passages[sentence.passage]
    if passage.kind == "heading" or sentence.passage < first_point or _heads(reading, sentence):
        return Stance(False)
    if _only_lists(sentence.analysis) or _preamble(sentence.analysis):
        return Stance(False)
    parent = reading.document.passages[passage.parent] if passage.parent is not None else None
    if parent is None or parent.kind not in _GOVERNING or passage.kind == "paragraph":
        return Stance(True)
    lead = last_of_passage.get(passage.parent) if passage.parent is not None else None
    if lead is None or not lead.units:
        return Stance(True)
    return Stance(True, lead=lead, lead_subject=_lead_subject(lead, reading))


def _heads(reading: AnalysedDocument, sentence: Sentence) -> bool:
    """Whether a passage only names what the numbered passages under it are about ("3 Amnesty and reintegration")."""
    passages, analysis = reading.document.passages, sentence.analysis
    here, index = passages[sentence.passage], sentence.passage
    if len(analysis.tokens) > _HEADING or index + 1 >= len(passages) or not analysis.tokens[-1].text[-1].isalnum():
        return False
    if here.kind == "bullet" or analysis.has(0, len(analysis.tokens), *PREDICATES):
        return False
    below = passages[index + 1]
    number = here.label if here.label and not here.label.startswith("¶") else analysis.tokens[0].text
    return (below.label or "").startswith(f"{number}.") or (below.parent == index and here.kind == "point")


def _preamble(analysis: Analysis) -> bool:
    """Whether a sentence only recalls and notes ("…, stressing the importance of …, guided by …:")."""
    main = [unit for unit in analysis.units if unit.role == "main"]
    spoken = any(analysis.has(unit.opener, unit.last, *PREDICATES) for unit in main)
    return not spoken and sum(unit.role == "cause" for unit in analysis.units) >= _RECALLS


def _only_lists(analysis: Analysis) -> bool:
    """Whether a sentence only announces the points under it ("… will include:")."""
    tokens = analysis.tokens
    return bool(tokens) and tokens[-1].text == ":" and analysis.has(max(0, len(tokens) - 6), len(tokens), "LISTS")


def _lead_subject(lead: Analysis, reading: AnalysedDocument) -> Subject | None:
    """Whom a lead binds to all that stands under it ("The Parties agree to:"), where it names an active doer."""
    spoken = [unit for unit in lead.units if predicate(lead, unit, reading.pack) is not None]
    if not spoken:
        return None
    unit = lead.units[spoken[-1].frame]
    said = predicate(lead, unit, reading.pack)
    if said is None or said.passive or lead.has(said.at, len(lead.tokens), "RECEIVE", "LISTS"):
        return None
    return subject(lead, unit, reading.pack, said)


def _told(reading: AnalysedDocument) -> tuple[Stance, ...]:
    """The sentences of an article that tell what the plan holds or what a party undertakes; lists under them are
    told too."""
    reports: list[Stance] = []
    state = _Telling()
    told_leads: set[int] = set()
    for sentence in reading.sentences:
        passage = reading.document.passages[sentence.passage]
        listed = passage.parent in told_leads and passage.kind in ("bullet", "point")
        telling = passage.kind != "heading" and (
            listed or _tells(sentence.analysis, reading, state) or _goes_on(sentence, reading, state)
        )
        state = state.after(sentence, telling)
        if telling:
            told_leads.add(sentence.passage)
        reports.append(Stance(telling, reporting=True))
    return tuple(reports)


class _Telling(msgspec.Struct, frozen=True):
    """What an article has told so far: whether its last sentence told what the plan holds, in which passage, and whom
    the plan binds."""

    now: bool = False
    bound: frozenset[str] = frozenset()
    passage: int = -1

    def after(self, sentence: Sentence, telling: bool) -> _Telling:
        if not telling:
            return msgspec.structs.replace(self, now=False)
        named = {mention.name for mention in sentence.analysis.mentions if mention.kind != "place"}
        return _Telling(True, self.bound | named, sentence.passage)


def _tells(analysis: Analysis, reading: AnalysedDocument, state: _Telling) -> bool:
    """Whether a sentence tells what a plan holds, or what a party undertakes.

    The plan is the subject of a verb of content, the sentence says "under the plan", a party pledges something, it goes
    on from a sentence that told, or it says what those "would" do whom the plan has been told to bind; in news also
    what a party will do.
    """
    if _hypothetical(analysis):
        return False
    if _agrees(analysis):
        return True
    main = [unit for unit in analysis.units if unit.role in ("main", "complement")]
    if _cites_plan(analysis) or any(_plan_says(analysis, unit) for unit in main):
        return True
    if state.now and _continues(analysis):
        return True
    whole = len(analysis.tokens)
    speakers = [found for unit in main if (found := _speaker(analysis, unit, reading)) is not None]
    if (speakers or state.now) and analysis.has(0, whole, "PLEDGE") and not analysis.has(0, whole, "SHOULD"):
        return True
    if analysis.has(0, _OPENING, "CONSEQUENCE"):
        return False
    if reading.document.kind == "news" and speakers and analysis.has(0, whole, "WOULD", "FUTURE"):
        return True
    if speakers and analysis.has(0, whole, "SAYS_WHO") and analysis.has(0, whole, "WOULD"):
        return True
    bound = bool(state.bound) and all(state.bound.issuperset((*found.parties, *found.owners)) for found in speakers)
    return bool(speakers) and bound and analysis.has(0, whole, "WOULD")


def _agrees(analysis: Analysis) -> bool:
    """Whether a sentence says that somebody has agreed to something, or sets terms of their own."""
    whole = len(analysis.tokens)
    return analysis.has(0, whole, "TERMS") or (analysis.has(0, whole, "AGREED") and not analysis.has(0, whole, "PAST"))


def _goes_on(sentence: Sentence, reading: AnalysedDocument, state: _Telling) -> bool:
    """Whether a sentence behind one that told what the plan holds may go on telling: nothing past, nobody's word.

    News goes on in the next paragraph too, an opinion article only in the same.
    """
    analysis, whole = sentence.analysis, len(sentence.analysis.tokens)
    news = reading.document.kind == "news"
    if not state.now or sentence.passage not in (state.passage, state.passage + news):
        return False
    if _hypothetical(analysis) or analysis.has(0, 1, "CONSEQUENCE") or analysis.has(0, whole, "OPINION"):
        return False
    main = [unit for unit in analysis.units if unit.role == "main"]
    if any(analysis.has(unit.first, unit.last, "PAST", "HAVE") for unit in main):
        return False
    binds = analysis.has(0, whole, "OBLIGE", "FUTURE", "PERMIT")
    if analysis.has(0, whole, "SPEAKS", "SAYS_WHO"):
        return news and binds
    return binds or analysis.has(0, whole, "FINITE") or sentence.passage == state.passage


def _speaker(analysis: Analysis, unit: Unit, reading: AnalysedDocument) -> Subject | None:
    """The subject of a unit, where it names somebody."""
    found = subject(analysis, unit, reading.pack, predicate(analysis, unit, reading.pack))
    return found if found is not None and found.named else None


def _cites_plan(analysis: Analysis) -> bool:
    """Whether a sentence says "under the plan", "according to the leaked draft", "on paper"."""
    for hit in analysis.classes(0, len(analysis.tokens), "UNDER"):
        for plan in analysis.classes(hit.last, hit.last + _REACH, "PLAN"):
            if not any(hit.last <= mention.first < plan.first for mention in analysis.mentions):
                return True
    return analysis.has(0, len(analysis.tokens), "PAPER") and not analysis.has(0, len(analysis.tokens), "NEG")


def _plan_says(analysis: Analysis, unit: Unit) -> bool:
    """Whether the plan is the subject of a verb of content: it stands free, and the verb is near behind it."""
    for plan in analysis.classes(unit.first, unit.last, "PLAN"):
        if analysis.has(plan.first - 1, plan.first, "PREPOSITION") or analysis.has(
            plan.first - 2, plan.first - 1, "PREPOSITION"
        ):
            continue
        if analysis.has(plan.last, plan.last + _REACH + 2, "CONTENT"):
            return True
    return False


def _continues(analysis: Analysis) -> bool:
    """Whether a sentence goes on telling what the plan holds."""
    goes_on = analysis.has(0, _OPENING, "CONTINUES")
    if _hypothetical(analysis) or (analysis.has(0, _OPENING, "CONSEQUENCE") and not goes_on):
        return False
    if not analysis.has(0, len(analysis.tokens), "WOULD", "OBLIGE", "PERMIT", "FINITE"):
        return False
    if analysis.has(0, len(analysis.tokens), "PAST"):
        return False
    return goes_on or analysis.has(0, len(analysis.tokens), "WOULD")


def _hypothetical(analysis: Analysis) -> bool:
    """Whether a sentence supposes something ("Zou Oekraïne …, dan"): a conditional by inversion."""
    return analysis.has(0, 1, "WOULD")
