"""Cuts a sentence into units by word order and opener words, and tells the role of each.

A unit is cut where a subordinating word opens one ("if", "in order to", "which", "in accordance with"), and at a
comma or a coordinating word where what stands before is complete and what follows has a predicate or an act of its own.
"Russia, Ukraine and Europe will conclude …" is one unit; "… will conclude …, and Ukraine will …" is two.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from irenicon.languages.lexicon import lemma
from irenicon.languages.model import Hit, Mention, Role, Token, Unit
from irenicon.languages.pack import Pack

PREDICATES = frozenset({"OBLIGE", "PERMIT", "EXPECT", "WOULD", "CAN", "FINITE"})
_OPENERS: dict[str, Role] = {
    "COND": "condition",
    "COND_BEFORE_SUBJECT": "condition",
    "WHEN_COND": "condition",
    "TIME": "time",
    "PURPOSE": "purpose",
    "RELATIVE": "relative",
    "BASIS": "basis",
    "MEANS": "means",
    "INCLUDING": "including",
    "CAUSE": "cause",
    "THAT": "complement",
}
_SUBORDINATE = frozenset(_OPENERS.values()) - {"complement", "including"}
_REACH = 3
_MEMBER = 8  # words in which a member of a series names what it is
_RESUMING = frozenset({"OBLIGE", "WOULD", "PERMIT", "CAN", "EXPECT"})
_SERIAL = frozenset({"comma", "coord", "strong"})
_LOOSE = frozenset({"time", "basis", "means", "purpose", "cause"})  # what "and" with a predicate leaves again
_CONTROL = frozenset({"OBLIGE", "EXPECT", "PERMIT", "CONTENT", "WOULD", "SPEECH", "WRITE", "GUARANTEE", "ENSURE"})
_ADJECTIVES = frozenset({"OPEN_STANDARD", "SAFE", "FREE"})
_RESUMES_AFTER = 2
_NEAR = 8


class _Cut(NamedTuple):
    at: int  # the first token of the opener, comma or mark
    start: int  # the first token after it
    kind: str  # a role, "comma", "coord" or "strong"


class _Marks(NamedTuple):
    """What the hits of a sentence say at each token."""

    tokens: Sequence[Token]
    hits: Sequence[Hit]
    starts: dict[int, list[Hit]]
    predicates: list[int]
    heads: list[int]
    names: frozenset[int]
    participle: re.Pattern[str]
    marker: str
    infinitive: str
    language: str
    inverted: frozenset[str]
    verb_second: bool

    def any_in(self, places: list[int], first: int, last: int) -> bool:
        return any(first <= place < last for place in places)

    def classes(self, position: int) -> set[str]:
        return {hit.word_class for hit in self.starts.get(position, ())}

    def ends(self, position: int) -> set[str]:
        return {hit.word_class for hit in self.hits if hit.last == position}


def units(
    tokens: Sequence[Token],
    hits: Sequence[Hit],
    mentions: Sequence[Mention],
    heads: Collection[str],
    pack: Pack,
) -> tuple[Unit, ...]:
    """The units of a sentence, in order; they cover all its tokens. `heads` are the classes that may name an act."""
    starts: dict[int, list[Hit]] = {}
    for hit in hits:
        starts.setdefault(hit.first, []).append(hit)
    marks = _Marks(
        tokens,
        hits,
        starts,
        [
            hit.first
            for hit in hits
            if hit.word_class in PREDICATES and not _no_predicate(tokens, starts, hit.first, pack)
        ],
        [hit.first for hit in hits if hit.word_class in heads],
        frozenset(mention.first for mention in mentions if mention.form in ("name", "metonym")),
        re.compile(pack.forms["participle"]),
        pack.forms["marker"],
        pack.forms.get("infinitive", ""),
        pack.code,
        frozenset(pack.forms.get("inverted", "").split("|")) - {""},
        pack.verb_second,
    )
    cuts = _cuts(marks)
    return _assemble(marks, cuts)


def _no_predicate(tokens: Sequence[Token], starts: Mapping[int, list[Hit]], position: int, pack: Pack) -> bool:
    """Whether a word is "including", or an infinitive of a verb-second language ("nader te bepalen gebieden")."""
    if any(hit.word_class == "INCLUDING" for hit in starts.get(position, ())):
        return True
    return pack.verb_second and position > 0 and tokens[position - 1].lower == pack.forms["marker"]


def _cuts(marks: _Marks) -> list[_Cut]:
    cuts: list[_Cut] = []
    position = 0
    while position < len(marks.tokens):
        cut = _cut_at(marks, position)
        if cut is None:
            position += 1
        else:
            cuts.append(cut)
            position = max(cut.start, position + 1)
    return cuts


def _cut_at(marks: _Marks, position: int) -> _Cut | None:
    text = marks.tokens[position].text
    if text in ";:" or text in ("–", "—", "•"):
        return _Cut(position, position + 1, "strong")
    here = sorted(marks.starts.get(position, ()), key=lambda hit: hit.first - hit.last)
    for hit in here:
        role = _OPENERS.get(hit.word_class)
        if role and _opens(marks, hit):
            return _Cut(position, hit.last, _role_here(marks, hit, role))
    if text == ",":
        return _Cut(position, position + 1, "comma")
    if any(hit.word_class in _RESUMING for hit in here):
        return _Cut(position, position, "predicate")
    if any(hit.word_class == "TO" for hit in here) and _is_purpose(marks, position):
        return _Cut(position, position + 1, "purpose")
    for hit in here:
        if hit.word_class == "COORD" and not (position and marks.tokens[position - 1].text.endswith("-")):
            return _Cut(position, hit.last, "coord")
    return None


def _role_here(marks: _Marks, hit: Hit, role: Role) -> Role:
    if role == "complement":
        return _that(marks, hit.first)
    soon = hit.word_class == "WHEN_COND" and "NOT_A_DEADLINE" in marks.ends(hit.first)
    return "time" if soon else role


def _opens(marks: _Marks, hit: Hit) -> bool:
    """Whether an opener word opens here: "by" only before a gerund, a relative word only after a noun or a comma."""
    following = marks.tokens[hit.last].lower if hit.last < len(marks.tokens) else ""
    if hit.word_class == "MEANS" and hit.last - hit.first == 1:
        return following.endswith("ing") or following == "te"
    if hit.word_class in ("WHEN_COND", "TIME") and hit.first and "TIME_UNIT" in marks.classes(hit.first - 1):
        return False
    if hit.word_class == "CAUSE" and hit.first and "BE" in marks.classes(hit.first - 1):
        return False  # "will be given"
    if hit.word_class == "WHEN_COND" and _verb_follows(marks, hit):
        return False
    if hit.word_class == "PURPOSE" and (_governed(marks, hit.first) or _tells_hour(marks, hit)):
        return False
    if marks.verb_second and hit.word_class in ("BASIS", "TIME", "CAUSE") and hit.first:
        return marks.tokens[hit.first - 1].text == ","  # the verb still follows: the phrase stands within the clause
    if marks.verb_second and hit.word_class in ("BASIS", "INCLUDING"):
        return hit.first > 0  # a phrase before the verb belongs to the clause
    if hit.word_class == "COND_BEFORE_SUBJECT":
        return _before_subject(marks, hit)
    if hit.word_class == "RELATIVE":
        if hit.first == 0:
            return False
        if "THAT" in marks.classes(hit.first):
            return _that(marks, hit.first) == "relative"
        before = marks.classes(hit.first - 1)
        return marks.tokens[hit.first - 1].text == "," or not before & {"PREPOSITION", "COORD", "THAT"}
    return True


def _governed(marks: _Marks, position: int) -> bool:
    """Whether an infinitive is what somebody undertakes or is kept from ("belet Oekraïne niet om … te")."""
    if not marks.verb_second:
        return False
    return any(hit.word_class == "GOVERNS_TO" and position - _NEAR <= hit.first < position for hit in marks.hits)


def _tells_hour(marks: _Marks, hit: Hit) -> bool:
    """Whether a word of purpose has no infinitive in its clause ("om middernacht")."""
    if not marks.verb_second or hit.last - hit.first > 1:
        return False
    ahead = range(hit.last, len(marks.tokens))
    clause = next((index for index in ahead if marks.tokens[index].text in ",;:."), len(marks.tokens))
    return not any(marks.tokens[index].lower == marks.marker for index in range(hit.last, clause))


def _verb_follows(marks: _Marks, hit: Hit) -> bool:
    """Whether a verb-second clause has its verb still to come behind a phrase of time ("mogen na toetsing meedoen")."""
    if not marks.verb_second or not hit.first or hit.last - hit.first > 1 or marks.tokens[hit.first - 1].text == ",":
        return False
    ahead = range(hit.last, len(marks.tokens))
    end = next((index for index in ahead if marks.tokens[index].text in ",;:."), len(marks.tokens))
    last = marks.tokens[end - 1].lower
    return end - 1 > hit.last + 1 and last.endswith(marks.infinitive) and lemma(last, marks.language) == last


def _before_subject(marks: _Marks, hit: Hit) -> bool:
    """Whether an opener that may also mean "as" comes before a subject, and so opens a clause."""
    if hit.first == 0 or marks.tokens[hit.first - 1].text == ",":
        return True
    following = marks.classes(hit.last)
    if following & {"HE", "BOTH", "BOTH_STATES", "ALL_PARTIES", "DEFINITE"}:
        return True
    return hit.last in marks.names


def _that(marks: _Marks, position: int) -> Role:
    """Whether "that" opens what is agreed, expected or said, or describes the noun before it."""
    if position > 1 and "DETERMINER" in marks.classes(position - 2) and "GUARANTEE_NOUN" in marks.classes(position - 1):
        return "relative"
    before = range(max(0, position - 4), position)
    if any(hit.first < position and hit.last > before.start and hit.word_class in _CONTROL for hit in marks.hits):
        return "complement"
    if position == 0 or marks.tokens[position - 1].text == "," or marks.classes(position - 1) & {"COORD"}:
        return "complement"
    return "relative"


def _is_purpose(marks: _Marks, position: int) -> bool:
    """Whether an infinitive tells the purpose ("set up to promote") and not what is undertaken ("agrees to
    promote")."""
    if position + 1 >= len(marks.tokens):
        return False
    following = marks.tokens[position + 1]
    if marks.classes(position + 1) & {"DETERMINER", "PREPOSITION", "COORD"} or not following.text.isalpha():
        return False
    if following.text[0].isupper():
        return False
    near = range(max(0, position - 2), position)
    if any("GOVERNS_TO" in marks.classes(index) and not _describes(marks, index, position) for index in near):
        return False
    return position > 0 and marks.tokens[position - 1].text not in (",", ";", ":", "(")


def _describes(marks: _Marks, index: int, position: int) -> bool:
    """Whether a participle describes a noun ("the agreed line | to …") and governs nothing."""
    described = index and "DETERMINER" in marks.classes(index - 1) and index < position - 1
    return bool(described) and marks.participle.fullmatch(marks.tokens[index].lower) is not None


def _begins_with_head(marks: _Marks, first: int, last: int) -> bool:
    return marks.any_in(marks.heads, first, min(last, first + _REACH))


def _inverted(marks: _Marks) -> bool:
    """Whether a sentence opens with its verb and so supposes something ("Valt X aan, dan …", "Should X attack, …")."""
    opens = marks.tokens[0].lower in marks.inverted if marks.tokens else False
    if not opens and (not marks.verb_second or 0 not in marks.predicates):
        return False
    return any(token.text == "," for token in marks.tokens)


class _Open(NamedTuple):
    """The unit being read: where it began, its role, the last token of its opener, and how it hangs on what stands
    before."""

    first: int
    role: Role
    opener: int
    coordinated: bool
    resumes: int = -1


def _assemble(marks: _Marks, cuts: list[_Cut]) -> tuple[Unit, ...]:
    made: list[Unit] = []
    current = _Open(0, "condition" if _inverted(marks) else "main", 0, False)
    for index, cut in enumerate(cuts):
        if cut.kind == "comma" and index + 1 < len(cuts) and cuts[index + 1].at == cut.start:
            if cuts[index + 1].kind == "including":
                continue  # the comma belongs to what opens behind it
        following = next((other.at for other in cuts[index + 1 :] if other.kind in _SERIAL), len(marks.tokens))
        opened = _opened(marks, cut, current, following, made)
        if opened is None:
            continue
        if cut.at > current.first or cut.kind == "strong":
            made.append(_unit(marks, made, current, cut.at))
        current = opened
    made.append(_unit(marks, made, current, len(marks.tokens)))
    return tuple(made)


def _opened(marks: _Marks, cut: _Cut, current: _Open, following: int, made: list[Unit]) -> _Open | None:
    """The unit that a cut opens, or None where nothing is cut."""
    if cut.kind == "strong":
        return _Open(cut.at, "main", cut.start, False)
    if cut.kind == "predicate":
        interrupted = _interrupted(marks, cut, current, made)
        return None if interrupted is None else _Open(cut.at, made[interrupted].role, cut.start, True, interrupted)
    if cut.kind not in ("comma", "coord"):
        return _Open(cut.at, cut.kind, cut.start, False)  # type: ignore[arg-type]
    role = _joined_role(marks, cut, current, following, made)
    if role is None:
        return None
    back = _interrupted(marks, cut, current, made) if role == "main" and _verb_comes_back(marks, cut) else None
    if back is not None:
        return _Open(cut.at, role, cut.start, True, back)
    return _Open(cut.at, role, cut.start, _seen_main(made) or current.role == "main")


def _verb_comes_back(marks: _Marks, cut: _Cut) -> bool:
    """Whether a clause goes on with its verb after an interruption ("De Raad, …, houdt toezicht")."""
    if cut.start not in marks.predicates:
        return False
    return marks.verb_second or marks.participle.fullmatch(marks.tokens[cut.start].lower) is None


def _seen_main(made: list[Unit]) -> bool:
    return any(unit.role in ("main", "complement") for unit in made)


def _joined_role(marks: _Marks, cut: _Cut, current: _Open, following: int, made: list[Unit]) -> Role | None:
    """The role of what a comma or "and" joins on, or None where it only goes on."""
    predicate = marks.any_in(marks.predicates, cut.start, following)
    begins = _begins_with_head(marks, cut.start, following)
    if current.role in _SUBORDINATE:
        if cut.kind == "comma" and not _seen_main(made):
            return "main"
        if cut.kind == "comma" and _participle_by(marks, cut.start, spoken=True):
            return "relative"
        if cut.kind == "comma" and (predicate or begins or (marks.verb_second and "COORD" in marks.classes(cut.start))):
            return "main"
        loose = current.role in _LOOSE and _seen_main(made)
        return "main" if loose and (predicate or _begins_with_participle(marks, cut.start)) else None
    if current.role == "including" and cut.kind == "comma" and predicate and not _stated(marks, made):
        return "main"
    spoken = marks.any_in(marks.predicates, current.first, cut.at)
    compound = cut.kind == "coord" and not spoken and predicate
    if not compound and _new_member(marks, cut, current, following):
        return current.role
    if cut.kind == "coord" and _joins_adjectives(marks, cut):
        return None
    if cut.kind == "comma" and _participle_by(marks, cut.start, spoken):
        return "relative"
    if cut.kind == "coord" and made and cut.start in marks.predicates:
        return current.role
    if not spoken and (predicate or not marks.any_in(marks.heads, current.first, cut.at)):
        return None
    return current.role if predicate or begins else None


def _new_member(marks: _Marks, cut: _Cut, current: _Open, following: int) -> bool:
    """Whether "a …" or "no …" opens the next noun phrase of a series of such phrases ("no bases, and no missiles")."""
    first = cut.start + (cut.start < len(marks.tokens) and "COORD" in marks.classes(cut.start))
    if first >= len(marks.tokens) or "DETERMINER" not in marks.classes(first) or "DEFINITE" in marks.classes(first):
        return False
    if current.role in _SUBORDINATE or not marks.any_in(marks.heads, current.first, cut.at):
        return False
    return marks.any_in(marks.heads, first, min(following, first + _MEMBER))


def _stated(marks: _Marks, made: list[Unit]) -> bool:
    """Whether a main unit with a predicate stands before."""
    return any(
        unit.role in ("main", "complement") and marks.any_in(marks.predicates, unit.first, unit.last) for unit in made
    )


def _joins_adjectives(marks: _Marks, cut: _Cut) -> bool:
    """Whether "and" joins two adjectives of one noun ("a total and complete agreement")."""
    before = cut.at - 1
    if before < 1 or cut.start in marks.heads or cut.start in marks.predicates or before in marks.heads:
        return False
    if not marks.tokens[before].text.islower():
        return False
    if "DETERMINER" in marks.classes(before - 1):
        return True
    return marks.classes(before) <= _ADJECTIVES and cut.start + 1 in marks.heads


def _participle_by(marks: _Marks, first: int, spoken: bool) -> bool:
    """Whether a phrase only describes what stands before it ("…, chaired by the League, …", "…, elected at …")."""
    if first + 1 >= len(marks.tokens):
        return False
    if "BY" not in marks.classes(first + 1) and (spoken or "PREPOSITION" not in marks.classes(first + 1)):
        return False
    return bool(marks.participle.fullmatch(marks.tokens[first].lower))


def _begins_with_participle(marks: _Marks, first: int) -> bool:
    return (
        first < len(marks.tokens)
        and first in marks.heads
        and bool(marks.participle.fullmatch(marks.tokens[first].lower))
    )


def _is_subject(marks: _Marks, position: int) -> bool:
    """Whether a word by itself is a subject ("the power that it | will make") and no verb ("those who flee | may")."""
    return position in marks.names or bool(marks.classes(position) & {"HE", "DETERMINER", "BOTH", "ALL_PARTIES"})


def _interrupted(marks: _Marks, cut: _Cut, current: _Open, made: list[Unit]) -> int | None:
    """The main unit that a predicate goes back to: "the electricity | that it produces | will be divided"."""
    if current.role not in _SUBORDINATE | {"including"} or current.first == 0 or not made:
        return None
    said = cut.at - current.first
    if said < _RESUMES_AFTER or (said == _RESUMES_AFTER and _is_subject(marks, cut.at - 1)):
        return None
    back = next((index for index in reversed(range(len(made))) if made[index].role in ("main", "complement")), None)
    if back is None or marks.any_in(marks.predicates, made[back].first, made[back].last):
        return None
    return back


def _unit(marks: _Marks, made: list[Unit], current: _Open, last: int) -> Unit:
    own = marks.any_in(marks.predicates, current.first, last) or not made or not current.coordinated
    frame = (
        len(made) if own else next((unit.frame for unit in reversed(made) if unit.role == current.role), made[-1].frame)
    )
    return Unit(current.first, last, current.role, current.opener, frame, current.coordinated, current.resumes)
