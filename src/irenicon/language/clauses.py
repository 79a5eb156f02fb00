"""Cuts a sentence into units by word order and opener words, and tells the role of each.

A unit is cut where a subordinating word opens one ("if", "in order to", "which", "in accordance with"), and at a
comma or a coordinating word where what stands before is complete and what follows has a predicate or an act of its own.
"Russia, Ukraine and Europe will conclude …" is one unit; "… will conclude …, and Ukraine will …" is two.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import NamedTuple

from irenicon.language.model import Hit, Role, Token, Unit

PREDICATES = frozenset({"OBLIGE", "PERMIT", "EXPECT", "WOULD", "CAN"})
_OPENERS: dict[str, Role] = {
    "COND": "condition", "WHEN_COND": "condition", "TIME": "time", "PURPOSE": "purpose", "RELATIVE": "relative",
    "BASIS": "basis", "MEANS": "means", "INCLUDING": "including", "CAUSE": "cause", "THAT": "complement",
}
_SUBORDINATE = frozenset(_OPENERS.values()) - {"complement", "including"}
_REACH = 3
_RESUMING = frozenset({"OBLIGE", "WOULD", "PERMIT", "CAN", "EXPECT"})
_CONTROL = frozenset({"OBLIGE", "EXPECT", "PERMIT", "CONTENT", "WOULD", "SPEECH", "WRITE", "GUARANTEE", "ENSURE"})
_RESUMES_AFTER = 2


class _Cut(NamedTuple):
    at: int  # the first token of the opener, comma or mark
    start: int  # the first token after it
    kind: str  # a role, "comma", "coord" or "strong"


class _Marks(NamedTuple):
    """What the hits of a sentence say at each token."""

    tokens: Sequence[Token]
    starts: dict[int, list[Hit]]
    predicates: list[int]
    heads: list[int]

    def any_in(self, places: list[int], first: int, last: int) -> bool:
        return any(first <= place < last for place in places)

    def classes(self, position: int) -> set[str]:
        return {hit.word_class for hit in self.starts.get(position, ())}


def units(tokens: Sequence[Token], hits: Sequence[Hit], heads: Collection[str]) -> tuple[Unit, ...]:
    """The units of a sentence, in order; they cover all its tokens. `heads` are the classes that may name an act."""
    starts: dict[int, list[Hit]] = {}
    for hit in hits:
        starts.setdefault(hit.first, []).append(hit)
    marks = _Marks(
        tokens, starts,
        [hit.first for hit in hits if hit.word_class in PREDICATES],
        [hit.first for hit in hits if hit.word_class in heads],
    )
    cuts = _cuts(marks)
    return _assemble(marks, cuts)


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
            return _Cut(position, hit.last, _that(marks, position) if role == "complement" else role)
    if text == ",":
        return _Cut(position, position + 1, "comma")
    if any(hit.word_class in _RESUMING for hit in here):
        return _Cut(position, position, "predicate")
    if any(hit.word_class == "TO" for hit in here) and _is_purpose(marks, position):
        return _Cut(position, position + 1, "purpose")
    for hit in here:
        if hit.word_class == "COORD":
            return _Cut(position, hit.last, "coord")
    return None


def _opens(marks: _Marks, hit: Hit) -> bool:
    """Whether an opener word opens here: "by" only before a gerund, a relative word only after a noun or a comma."""
    following = marks.tokens[hit.last].lower if hit.last < len(marks.tokens) else ""
    if hit.word_class == "MEANS" and hit.last - hit.first == 1:
        return following.endswith("ing") or following == "te"
    if hit.word_class == "RELATIVE":
        if hit.first == 0:
            return False
        if "THAT" in marks.classes(hit.first):
            return _that(marks, hit.first) == "relative"
        before = marks.classes(hit.first - 1)
        return marks.tokens[hit.first - 1].text == "," or not before & {"PREPOSITION", "COORD", "THAT"}
    return True


def _that(marks: _Marks, position: int) -> Role:
    """Whether "that" opens what is agreed, expected or said, or describes the noun before it."""
    before = range(max(0, position - 4), position)
    if any(marks.classes(index) & _CONTROL for index in before):
        return "complement"
    if position == 0 or marks.tokens[position - 1].text == "," or marks.classes(position - 1) & {"COORD"}:
        return "complement"
    return "relative"


def _is_purpose(marks: _Marks, position: int) -> bool:
    """Whether an infinitive tells the purpose ("set up to promote") and not what is undertaken ("agrees to promote")."""
    if position + 1 >= len(marks.tokens):
        return False
    following = marks.tokens[position + 1]
    if marks.classes(position + 1) & {"DETERMINER", "PREPOSITION", "COORD"} or not following.text.isalpha():
        return False
    if following.text[0].isupper():
        return False
    near = range(max(0, position - 2), position)
    if any("GOVERNS_TO" in marks.classes(index) for index in near):
        return False
    return position > 0 and marks.tokens[position - 1].text not in (",", ";", ":", "(")


def _begins_with_head(marks: _Marks, first: int, last: int) -> bool:
    return marks.any_in(marks.heads, first, min(last, first + _REACH))


def _assemble(marks: _Marks, cuts: list[_Cut]) -> tuple[Unit, ...]:
    made: list[Unit] = []
    first, role, opener, coordinated = 0, "main", 0, False
    has_main = False
    for index, cut in enumerate(cuts):
        following = cuts[index + 1].at if index + 1 < len(cuts) else len(marks.tokens)
        next_role, joins = _next_role(marks, cut, (first, role), following, has_main)
        if next_role is None:
            continue
        if cut.at > first or cut.kind == "strong":
            made.append(_unit(marks, made, (first, cut.at, role, opener, coordinated)))
            has_main = has_main or role in ("main", "complement")
        first, role, opener, coordinated = cut.at, next_role, cut.start, joins
        if cut.kind == "strong":
            has_main = False
    made.append(_unit(marks, made, (first, len(marks.tokens), role, opener, coordinated)))
    return tuple(made)


def _next_role(
    marks: _Marks, cut: _Cut, current: tuple[int, str], following: int, has_main: bool
) -> tuple[str | None, bool]:
    """The role of the unit that a cut opens and whether it is coordinated; (None, _) where nothing is cut."""
    first, role = current
    if cut.kind == "strong":
        return "main", False
    if cut.kind == "predicate":
        return ("main", True) if _resumes(cut, current, has_main, marks) else (None, False)
    if cut.kind not in ("comma", "coord"):
        return cut.kind, False
    predicate = marks.any_in(marks.predicates, cut.start, following)
    if role in _SUBORDINATE:
        if cut.kind == "comma" and not has_main:
            return "main", False
        if cut.kind == "comma" and predicate:
            return "main", True
        return None, False
    spoken = marks.any_in(marks.predicates, first, cut.at)
    if not spoken and (predicate or not marks.any_in(marks.heads, first, cut.at)):
        return None, False
    if predicate or _begins_with_head(marks, cut.start, following):
        return role, True
    return None, False


def _resumes(cut: _Cut, current: tuple[int, str], has_main: bool, marks: _Marks) -> bool:
    """Whether a predicate goes back to the main clause: "the electricity that it produces | will be divided"."""
    first, role = current
    if role not in _SUBORDINATE or first == 0:
        return False
    return cut.at - first > _RESUMES_AFTER and not marks.any_in(marks.predicates, 0, first)


def _unit(marks: _Marks, made: list[Unit], parts: tuple[int, int, str, int, bool]) -> Unit:
    first, last, role, opener, coordinated = parts
    own = marks.any_in(marks.predicates, first, last) or not made or not coordinated
    frame = len(made) if own else made[-1].frame
    return Unit(first, last, role, opener, frame, coordinated)  # type: ignore[arg-type]
