"""From a document to its commitments: acts found, arguments attached, vagueness judged."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from itertools import takewhile

import msgspec

from irenicon.codebook.loading import load
from irenicon.codebook.model import Codebook
from irenicon.documents.model import Document, Span
from irenicon.extraction.analysed import AnalysedDocument, Sentence, analysed
from irenicon.extraction.checks import checked
from irenicon.extraction.knowledge import Knowledge, knowledge
from irenicon.extraction.rules import fields
from irenicon.extraction.rules.acts_found import ActMatch, TriggerIndex, act_in, by_head
from irenicon.extraction.rules.beneficiaries import beneficiaries
from irenicon.extraction.rules.borne import borne_by
from irenicon.extraction.rules.groups import Spoken, group
from irenicon.extraction.rules.modality import modality
from irenicon.extraction.rules.obligors import obligors
from irenicon.extraction.rules.reporting import Stance, stances_of
from irenicon.extraction.rules.setting import Setting
from irenicon.extraction.rules.sides import Sides, sides_of
from irenicon.extraction.rules.subjects import Predicate, Subject, predicate, subject
from irenicon.extraction.rules.vagueness import vagueness
from irenicon.findings.model import ALL, Commitment
from irenicon.languages.model import Analysis, Unit

_BINDING_ROLES = frozenset({"main", "complement", "including"})
_ABOUT_ACTS = frozenset({"monitor", "negotiate_further"})  # what they list are their objects
_ENOUGH = 5  # commitments from which a text shows whom it mostly binds
_CLEAR = 1.5  # a bare noun in a series must show its act this clearly


class _State(msgspec.Struct):
    """What has been read so far of a document."""

    commitments: list[Commitment]
    spoken_of: tuple[str, ...] = ()
    pair: tuple[int, tuple[str, ...]] = (-1, ())
    bound: Counter[str] = msgspec.field(default_factory=Counter)

    def add(self, one: Commitment) -> None:
        """Takes in the next commitment of the text."""
        self.commitments.append(one)
        self.bound.update(one.obligors)

    def mostly(self) -> tuple[str, float] | None:
        """The party that most commitments so far bind, and its share of them; None while they are few."""
        if len(self.commitments) < _ENOUGH or not self.bound:
            return None
        (name, times), *rest = self.bound.most_common(2)
        tied = bool(rest) and rest[0][1] == times
        return None if name == ALL or tied else (name, times / len(self.commitments))

    def of_point(self, label: str) -> tuple[Commitment, ...]:
        """The commitments that the point being read has made so far."""
        if not label:
            return ()
        return tuple(takewhile(lambda one: one.point == label, reversed(self.commitments)))[::-1]


def find(document: Document, codebook: Codebook | None = None) -> tuple[Commitment, ...]:
    """The commitments of a document, in order of the text.

    Raises IreniconError "unknown_language" where there is no pack for its language.
    """
    book = codebook or load()
    return find_in(analysed(document, book), book)


# What a reader makes of the acts that the rules find in a sentence, by its index in the document.
Choice = Callable[[int, list[ActMatch]], list[ActMatch]]


def find_in(
    reading: AnalysedDocument, codebook: Codebook, choose: Choice | None = None, reader: str = "rules"
) -> tuple[Commitment, ...]:
    """The commitments of a document whose sentences have been analysed; the acts are the rules' own, or chosen by
    `choose` in every sentence but headings."""
    sides = sides_of(reading)
    known = knowledge(codebook)
    triggers = by_head(known)
    state = _State([])
    for index, (sentence, stance) in enumerate(zip(reading.sentences, stances_of(reading), strict=True)):
        task = _Task(reading, codebook, known, triggers, sides, sentence, stance, reader)
        found = _acts(task, state) if stance.states_commitments else []
        _read_sentence(task, choose(index, found) if choose else found, state)
    return tuple(state.commitments)


class _Task(msgspec.Struct, frozen=True):
    reading: AnalysedDocument
    codebook: Codebook
    knowledge: Knowledge
    triggers: TriggerIndex
    sides: Sides
    sentence: Sentence
    stance: Stance
    reader: str

    @property
    def analysis(self) -> Analysis:
        return self.sentence.analysis


def _read_sentence(task: _Task, found: list[ActMatch], state: _State) -> None:
    if not found and not task.stance.states_commitments:
        return
    made = 0
    frames: dict[int, tuple[Subject | None, Predicate | None]] = {}
    for index, unit in enumerate(task.analysis.units):
        said = predicate(task.analysis, unit, task.reading.pack)
        own = subject(task.analysis, unit, task.reading.pack, said)
        frames[index] = _frame(own, said, frames.get(unit.frame), _before(task, frames, index), unit.coordinated)
        for act in (act for act in found if act.unit == index):
            setting = _by_kind(_setting(task, act, _end(task, found, index), frames[index], state), task)
            made_of = _exchanged(_commitment(setting, task.reader), state)
            state.add(made_of)
            made += 1
            if len(made_of.obligors) == 1 and ALL not in made_of.obligors and own is None:
                state.spoken_of = made_of.obligors
        _remember(task, own, unit.first, unit.last, state)
    if not made:
        _pass_on_deadline(task, state)


def _exchanged(one: Commitment, state: _State) -> Commitment:
    """What it is given in return for, by point and acts where others in the point owe it, else the words for it."""
    if one.in_return_for is None:
        return one
    owed = [other for other in state.of_point(one.point) if not set(other.obligors) & set(one.obligors)]
    if not owed:
        return one
    acts = dict.fromkeys(other.act for other in owed if other.obligors == owed[-1].obligors)
    return msgspec.structs.replace(one, in_return_for=f"{one.point}, {', '.join(acts)}")


def _before(
    task: _Task, frames: dict[int, tuple[Subject | None, Predicate | None]], index: int
) -> tuple[Subject | None, Predicate | None] | None:
    """The frame of the unit before, unless that supposes something about somebody else."""
    supposed = index > 0 and task.analysis.units[index - 1].role == "condition"
    return None if supposed else frames.get(index - 1)


def _frame(
    own: Subject | None,
    said: Predicate | None,
    governing: tuple[Subject | None, Predicate | None] | None,
    before: tuple[Subject | None, Predicate | None] | None,
    coordinated: bool,
) -> tuple[Subject | None, Predicate | None]:
    """A unit's subject and predicate: its own, else those of the unit it goes on from."""
    inherited = governing or before
    if inherited is None:
        return own, said
    if said is None:
        return own or inherited[0], inherited[1]
    if own is None and coordinated:
        return inherited[0], said
    return own, said


def _acts(task: _Task, state: _State) -> list[ActMatch]:
    """The acts of a sentence: one a unit at most, without what only repeats, lists or gives form to another."""
    found: list[ActMatch] = []
    for index, unit in enumerate(task.analysis.units):
        act = act_in(task.analysis, index, task.triggers)
        if act is None or not _stands(task, found, act) or _elaborates(task, act, state):
            continue
        if freed(task.analysis, unit):
            continue
        if found and unit.role == "complement" and task.knowledge.acts[found[-1].act].form:
            found.pop()
        if found and _repeats(task, found[-1], act):
            found[-1] = found[-1]._replace(last=max(found[-1].last, act.last))
            continue
        found.append(act)
    return found or _left_open(task)


def freed(analysis: Analysis, unit: Unit) -> bool:
    """Whether a unit, or what governs it, takes the duty away ("need not", "under no obligation to")."""
    first = min(unit.first, analysis.units[unit.frame].first)
    return analysis.has(first, unit.last, "NO_DUTY")


def _left_open(task: _Task) -> list[ActMatch]:
    """What a sentence commits to that only says that something is "subject to further negotiations": to negotiate."""
    if task.stance.reporting:
        return []
    last = len(task.analysis.units) - 1
    act = act_in(task.analysis, last, task.triggers) if last >= 0 else None
    open_ended = act is not None and task.analysis.units[last].role == "condition" and act.act in _ABOUT_ACTS
    return [act] if act and open_ended and task.analysis.has(act.first, act.last, "NEGOTIATE") else []


def _elaborates(task: _Task, act: ActMatch, state: _State) -> bool:
    """Whether a sentence only tells when or how what the point has just stated is done ("The withdrawal is to start
    …")."""
    unit = task.analysis.units[act.unit]
    said = predicate(task.analysis, unit, task.reading.pack)
    label = task.reading.document.passages[task.sentence.passage].label
    before = state.of_point(label)
    if said is None or not before or all(commitment.act != act.act for commitment in before):
        return False
    return act.head.first < said.at and task.analysis.has(said.at, unit.last, "ASPECT")


def _stands(task: _Task, found: list[ActMatch], act: ActMatch) -> bool:
    """Whether a unit of this role states an act of its own."""
    unit = task.analysis.units[act.unit]
    if unit.role == "purpose":
        if task.stance.reporting:
            return False
        return _concrete(task, act.unit) or not any(other.unit >= _main_before(task, act.unit) for other in found)
    if unit.role == "relative":
        watched = act.act == "monitor" and task.analysis.has(unit.first, unit.last, "BY")
        return watched or _concrete(task, act.unit)
    if unit.role not in _BINDING_ROLES:
        return False
    return not unit.coordinated or _independent(task, found, act)


def _main_before(task: _Task, index: int) -> int:
    """The unit whose purpose another tells."""
    units = task.analysis.units
    return max((other for other in range(index) if units[other].role in ("main", "complement")), default=0)


def _independent(task: _Task, found: list[ActMatch], act: ActMatch) -> bool:
    """Whether a coordinated unit states an act and is not one more noun in a list that belongs to the act before."""
    analysis, unit = task.analysis, task.analysis.units[act.unit]
    if predicate(analysis, unit, task.reading.pack):
        return True
    frame = analysis.units[unit.frame]
    said = predicate(analysis, frame, task.reading.pack)
    if found and found[-1].act in _ABOUT_ACTS:
        return False
    if said is None or task.stance.reporting or not found:
        return act.score >= _CLEAR
    if task.reading.pack.verb_second:
        return any(word.last >= unit.last - 1 for word in act.words)
    begins = act.head.first <= unit.opener + 1
    if begins and said.passive and _is_participle(task, act):
        return True
    following = analysis.tokens[act.head.last].text if act.head.last < unit.last else ","
    return begins and following not in (",", ".", "of") and act.score >= _CLEAR


def _is_participle(task: _Task, act: ActMatch) -> bool:
    """Whether an act's head goes on with a passive ("… will be reconstructed and compensated")."""
    form = task.reading.pack.forms["participle"]
    return re.fullmatch(form, task.analysis.tokens[act.head.last - 1].lower) is not None


def _repeats(task: _Task, before: ActMatch, act: ActMatch) -> bool:
    """Whether an act only goes on with the one before it: "monitoring and verification", "release and exchange"."""
    unit = task.analysis.units[act.unit]
    if act.act != before.act or not (unit.coordinated or unit.role in ("including", "purpose")):
        return False
    return predicate(task.analysis, unit, task.reading.pack) is None


def _concrete(task: _Task, index: int) -> bool:
    """Whether a subordinate unit says how much, and so states an act of its own."""
    return fields.has_quantity(task.reading.document.text, task.analysis, index, task.reading.pack.code)


def _end(task: _Task, found: list[ActMatch], index: int) -> int:
    """The token after what an act's unit governs: the units behind it that hold no act of their own."""
    units = task.analysis.units
    last = index + 1
    taken = {act.unit for act in found}
    while last < len(units) and last not in taken and _trails(task, units[last], last):
        last += 1
    return units[last - 1].last


def _trails(task: _Task, unit: Unit, index: int) -> bool:
    """Whether a unit only adds to what stands before it: a phrase, or a further member of a series of nouns."""
    if unit.role not in ("main", "condition", "complement"):
        return True
    return unit.role == "main" and unit.coordinated and unit.frame != index


def _setting(
    task: _Task, found: ActMatch, end: int, frame: tuple[Subject | None, Predicate | None], state: _State
) -> Setting:
    passage = task.reading.document.passages[task.sentence.passage]
    lead, lead_subject = task.stance.lead, task.stance.lead_subject
    return Setting(
        reading=task.reading,
        sides=task.sides,
        sentence=task.sentence,
        act=task.codebook.acts[found.act],
        rules=task.knowledge.acts[found.act],
        found=found,
        end=end,
        subject=frame[0],
        said=frame[1],
        spoken_of=state.spoken_of,
        lead=lead,
        lead_subject=lead_subject,
        previous=state.of_point(passage.label),
        last=state.commitments[-1] if state.commitments else None,
        reporting=task.stance.reporting,
        bound_so_far=state.mostly(),
        pair=state.pair[1] if task.stance.reporting and state.pair[0] == task.sentence.passage else (),
    )


def _by_kind(setting: Setting, task: _Task) -> Setting:
    """The setting with the act that its own becomes where its obligors are all of one kind."""
    if not setting.rules.becomes:
        return setting
    parties = task.codebook.parties
    kinds = {parties[name].kind if name in parties else "" for name in obligors(setting)}
    other = setting.rules.becomes.get(kinds.pop()) if len(kinds) == 1 else None
    if other is None:
        return setting
    return msgspec.structs.replace(setting, act=task.codebook.acts[other], rules=task.knowledge.acts[other])


def _commitment(setting: Setting, reader: str) -> Commitment:
    document = setting.reading.document
    bound = obligors(setting)
    mode = modality(setting)
    quantity, deadline, condition = fields.quantity(setting), fields.deadline(setting), fields.condition(setting)
    exchange = fields.exchange(setting)
    place, place_spans = fields.place(setting)
    owed = beneficiaries(setting, bound)
    borne = borne_by(setting, bound, owed)
    read = {"quantity": quantity, "deadline": deadline, "condition": condition, "in_return_for": exchange}
    evidence = {name: found.spans for name, found in read.items() if found}
    evidence |= {"place": place_spans} if place_spans else {}
    for name, parties in (("obligors", bound), ("beneficiaries", owed), ("borne_by", borne)):
        evidence |= {name: spans} if (spans := _named_at(setting, parties)) else {}
    quote = _quote(setting)
    found = Commitment(
        document=document.source,
        point=document.passages[setting.sentence.passage].label,
        quote=document.text[quote.start : quote.end],
        start=quote.start,
        end=quote.end,
        act=setting.act.id,
        obligors=bound,
        beneficiaries=owed,
        borne_by=borne,
        modality=mode,
        reported=setting.reporting or _second_hand(setting),
        quantity=quantity and quantity.value,
        place=place,
        deadline=deadline and deadline.value,
        condition=condition and condition.value,
        in_return_for=exchange and exchange.value,
        vague=vagueness(setting, bound, mode, quantity, deadline, condition),
        evidence=evidence,
        reader=reader,
        probability=setting.found.probability,
        alternative=setting.found.alternative,
    )
    return checked(found, setting.act, lambda classes: _words(setting, classes))


def _second_hand(setting: Setting) -> bool:
    """Whether the sentence tells it as reported, or says in a text that is no plan what a plan "would" do."""
    last = len(setting.analysis.tokens)
    if setting.analysis.has(0, last, "REPORTED"):
        return True
    told = setting.sides.origin == "statement" and setting.analysis.has(0, last, "PLAN")
    return told and setting.analysis.has(0, last, "WOULD")


def _named_at(setting: Setting, parties: tuple[str, ...]) -> tuple[Span, ...]:
    """Where the sentence, or else its lead, names these parties."""
    for analysis in (setting.analysis, setting.lead):
        named = [one for one in analysis.mentions if one.name in parties] if analysis else []
        if analysis and named:
            return tuple(Span(analysis.tokens[one.first].start, analysis.tokens[one.last - 1].end) for one in named)
    return ()


def _words(setting: Setting, classes: tuple[str, ...]) -> str | None:
    """The first words of these classes in the sentence."""
    for hit in setting.analysis.classes(0, len(setting.analysis.tokens), *classes):
        return setting.words(hit.first, hit.last)
    return None


def _quote(setting: Setting) -> Span:
    """From the start of the act's unit, less its opener, to the end of its words."""
    tokens = setting.analysis.tokens
    unit = setting.unit
    first = unit.opener if unit.role != "including" else unit.first
    while first < setting.found.first and not tokens[first].text[0].isalnum():
        first += 1
    last = min(unit.last, max(setting.found.last, unit.last))
    while last > setting.found.last and not tokens[last - 1].text[-1].isalnum():
        last -= 1
    return Span(tokens[first].start, tokens[last - 1].end)


def _remember(task: _Task, own: Subject | None, first: int, last: int, state: _State) -> None:
    """Whom a pronoun in what follows points to: the subject last named, of whatever unit."""
    if own and (own.parties or own.owners):
        state.spoken_of = own.parties or own.owners
        if len(own.parties) == 2 and task.sides.named_states.issuperset(own.parties):
            state.pair = (task.sentence.passage, own.parties)
        return
    if own and own.group:
        spoken = Spoken(state.spoken_of)
        state.spoken_of = group(own.group, task.reading, task.sentence, task.sides, spoken) or state.spoken_of
        return
    if own is None or not own.named:
        named = [m for m in task.analysis.mentions if first <= m.first < last and m.form in ("name", "metonym")]
        if named and named[0].kind != "place" and named[0].first <= first + 2:
            state.spoken_of = (named[0].name,)


def _pass_on_deadline(task: _Task, state: _State) -> None:
    """A sentence without an act that gives a time ("This process is to be finished …") speaks of the commitments
    before it."""
    passage = task.reading.document.passages[task.sentence.passage]
    if not state.commitments or not passage.label:
        return
    read = fields.sentence_deadline(task.reading.document.text, task.sentence.span, task.reading.pack.code)
    if read is None:
        return
    for index in range(len(state.commitments) - 1, -1, -1):
        before = state.commitments[index]
        if before.point != passage.label:
            return
        if before.deadline is None and "no_deadline" in before.vague:
            state.commitments[index] = msgspec.structs.replace(
                before,
                deadline=read.value,
                evidence={**before.evidence, "deadline": read.spans},
                vague=tuple(reason for reason in before.vague if reason != "no_deadline"),
            )
