"""Who a unit speaks of: its subject, its predicate and its voice, by word order."""

from __future__ import annotations

import re
from functools import cache

import msgspec

from irenicon.languages.clauses import PREDICATES
from irenicon.languages.model import Analysis, Hit, Mention, Unit
from irenicon.languages.pack import Pack

_NOUN_PHRASE = 4  # words from the first of a noun phrase to its noun
_PLAIN = ("name", "metonym")
GROUPS = ("WE", "BOTH_STATES", "BOTH", "ALL_PARTIES", "GOVERNMENT", "REBELS")
_BODIES = (
    "BODY_NOUN",
    "OBSERVERS",
    "MISSION",
    "TRANSITIONAL_GOVERNMENT",
    "ARBITRATE",
    "TRUTH_COMMISSION",
)


class Subject(msgspec.Struct, frozen=True):
    """The subject of a unit.

    `parties` are named outright, `owners` by an adjective or genitive ("Ukrainian forces"); `group` is BOTH,
    BOTH_STATES or ALL_PARTIES where they are only named together, GOVERNMENT or REBELS where it is named by what it is;
    `pronoun` where it must be looked up; `body` is an institution ("Peace Council", "a joint committee"). `first:last`
    are its tokens.
    """

    first: int
    last: int
    parties: tuple[str, ...] = ()
    owners: tuple[str, ...] = ()
    group: str | None = None
    pronoun: bool = False
    body: str | None = None

    @property
    def named(self) -> bool:
        """Whether it says who."""
        return bool(self.parties or self.owners or self.group or self.pronoun or self.body)


class Predicate(msgspec.Struct, frozen=True):
    """The predicate of a unit: the token it begins at, its classes, and whether the unit is in the passive voice."""

    at: int
    classes: frozenset[str]
    passive: bool


def predicate(analysis: Analysis, unit: Unit, pack: Pack) -> Predicate | None:
    """The unit's own predicate, or None for a bare noun phrase or an imperative."""
    hits = [hit for hit in analysis.hits if unit.opener <= hit.first < unit.last and hit.word_class in PREDICATES]
    if not hits:
        return None
    first = hits[0].first
    near = frozenset(hit.word_class for hit in hits)
    passive = _passive(analysis, first, unit.last, pack) or _middle(analysis, first, unit.last, pack)
    return Predicate(first, near, passive)


@cache
def _participle(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def _passive(analysis: Analysis, first: int, last: int, pack: Pack) -> bool:
    """Whether a form of "be" ("worden") comes with a participle: next to it, or anywhere in a verb-final language."""
    form = _participle(pack.forms["participle"])
    for hit in analysis.classes(first, last, "BE"):
        end = last if pack.verb_second else min(last, hit.last + 4)
        if any(form.fullmatch(token.lower) for token in analysis.tokens[hit.last : end]):
            return True
    return False


def _middle(analysis: Analysis, first: int, last: int, pack: Pack) -> bool:
    """Whether a verb tells of its subject what happens to it ("a response will follow"), and has no object."""
    return any(
        pack.verb_second or not analysis.has(hit.last, hit.last + 1, "DETERMINER", "ITS")
        for hit in analysis.classes(first, last, "MIDDLE")
    )


def subject(analysis: Analysis, unit: Unit, pack: Pack, said: Predicate | None) -> Subject | None:
    """The unit's own subject, or None where it has none that names a party, a group or an institution."""
    if said is None:
        return None
    if unit.resumes >= 0:
        interrupted = analysis.units[unit.resumes]
        found = _in_zone(analysis, interrupted.opener, interrupted.last)
        if found.named or not pack.verb_second:
            return found if found.named else None
    if not pack.verb_second and (behind := _inverted(analysis, unit, said)):
        return behind
    fronted = pack.verb_second and analysis.has(unit.opener, unit.opener + 1, "PREPOSITION") and said.at > unit.opener
    before = Subject(unit.opener, said.at) if fronted else _in_zone(analysis, unit.opener, said.at)
    if before.named or not pack.verb_second:
        return before if before.named else None
    if analysis.has(unit.opener, unit.opener + 1, "DETERMINER") and not analysis.has(unit.opener, said.at, "TIME_UNIT"):
        return None  # what stands before the verb is its subject, and names nobody
    after = _after_verb(analysis, said.at + 1, unit.last)
    return after if after and after.named else None


def _inverted(analysis: Analysis, unit: Unit, said: Predicate) -> Subject | None:
    """The subject behind its verb, as English has it after "under no circumstances" and "only if …"."""
    first = said.at + 1
    if not analysis.has(said.at, said.at + 1, "OBLIGE", "PERMIT", "WOULD") or first >= unit.last:
        return None
    before = analysis.has(unit.opener, said.at, "NOT") or said.at == unit.opener
    named = any(one.first == first or (one.first == first + 1 and analysis.has(first, first + 1, "DETERMINER"))
                for one in analysis.mentions)  # fmt: skip
    grouped = any(hit.first == first for hit in analysis.classes(first, first + 1, *GROUPS))
    if not before or not (named or grouped):
        return None
    last = first + 1
    while last < unit.last and _joined(analysis, last):
        last += 1
    return _in_zone(analysis, first, last)


def _in_zone(analysis: Analysis, first: int, last: int) -> Subject:
    """What a stretch of tokens names outside its prepositional phrases."""
    parties: list[str] = []
    owners: list[str] = []
    within: list[str] = []
    for mention in analysis.mentions:
        if not first <= mention.first < last or mention.form == "leader":
            continue
        if mention.kind == "place":
            continue
        role = _role(analysis, mention, first)
        if role == "plain":
            parties.append(mention.name)
        elif role == "owner":
            owners.append(mention.name)
        elif role == "of":
            within.append(mention.name)
    if not parties and not owners:
        owners = within
    group, pronoun = _group(analysis, first, last)
    body = None if parties or owners or group else _institution(analysis, first, last) or body_in(analysis, first, last)
    return Subject(first, last, _unique(parties), _unique(owners), group, pronoun and not parties and not owners, body)


def _unique(names: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))


def _role(analysis: Analysis, mention: Mention, first: int) -> str:
    """How a name stands in a noun phrase: plain, owner (adjective, genitive), of, or in another prepositional
    phrase."""
    governor = governing_preposition(analysis, mention, first)
    if mention.form in ("adjective", "genitive"):
        return "owner" if governor is None else ("of" if governor == "OF" else "other")
    if governor is None:
        return "plain"
    return "of" if governor == "OF" else "other"


def governing_preposition(analysis: Analysis, mention: Mention, first: int) -> str | None:
    """The class of the preposition whose phrase a name stands in: "OF", "BY", "OTHER"; None where it stands free.

    The phrase reaches back over determiners, adjectives and names joined by commas and "and".
    """
    position = mention.first - 1
    steps = 0
    while position >= first and steps < 6:
        classes = {hit.word_class for hit in analysis.hits if hit.first <= position < hit.last}
        if "PREPOSITION" in classes or "BASIS" in classes or "BY" in classes:
            return "OF" if "OF" in classes else "BY" if "BY" in classes else "OTHER"
        token = analysis.tokens[position]
        named = any(other.first <= position < other.last for other in analysis.mentions)
        joins = bool(classes & {"COORD", "DETERMINER"}) or token.text == "," or named or token.lower == "former"
        if not joins and not _may_describe(analysis, position, mention):
            return None
        position -= 1
        steps += not named
    return None


def _may_describe(analysis: Analysis, position: int, mention: Mention) -> bool:
    """Whether a word right before a name may be an adjective of it: lower case and no verb or noun of an act."""
    token = analysis.tokens[position]
    if position != mention.first - 1 or not token.text.isalpha() or not token.text[0].islower():
        return False
    return not any(hit.first <= position < hit.last for hit in analysis.hits)


def _group(analysis: Analysis, first: int, last: int) -> tuple[str | None, bool]:
    group: str | None = None
    pronoun = False
    for hit in analysis.hits:
        if not first <= hit.first < last:
            continue
        if hit.word_class in GROUPS and _free(analysis, hit, first):
            better = group is None or GROUPS.index(hit.word_class) < GROUPS.index(group)
            group = hit.word_class if better else group
        elif hit.word_class == "HE" and hit.first <= first + 2 and _stands_alone(analysis, hit, last):
            pronoun = True
    return group, pronoun


def _stands_alone(analysis: Analysis, hit: Hit, last: int) -> bool:
    """Whether a pronoun is one, and not the article of a noun ("het plan")."""
    return (
        hit.last >= last
        or hit.last - hit.first > 1
        or analysis.has(hit.last, hit.last + 1, "ITS", "ADVERB", "PREPOSITION", "NOT", *PREDICATES)
    )


def _free(analysis: Analysis, hit: Hit, first: int) -> bool:
    """Whether a group ("the parties") stands outside a prepositional phrase."""
    return hit.first == first or not analysis.has(hit.first - 1, hit.first, "PREPOSITION")


def _institution(analysis: Analysis, first: int, last: int) -> str | None:
    """An institution at the head of a noun phrase by its own, capitalised name ("The Peace Council")."""
    start = first
    if analysis.has(first, first + 1, "PREPOSITION"):
        return None
    while start < last and analysis.has(start, start + 1, "DETERMINER", "COORD"):
        start += 1
    end = start
    while end < last and (
        analysis.tokens[end].text[0].isupper()
        or analysis.tokens[end].lower in ("of", "the", "for", "van", "de", "voor", "and", "en")
    ):
        end += 1
    while end > start and not analysis.tokens[end - 1].text[0].isupper():
        end -= 1
    words = analysis.tokens[start:end]
    if end > start and analysis.has(start, end, "NO_PARTY"):
        return None
    capitals = [token for token in words if token.text[0].isupper()]
    if len(capitals) < 2 and not (capitals and start > first and capitals[0].text.isupper()):
        return None
    if (
        start == first == 0
        and len(capitals) < 3
        and not analysis.has(start, end, "BODY_NOUN", "TRANSITIONAL_GOVERNMENT")
    ):
        return None
    return " ".join(token.text for token in words)


def body_in(analysis: Analysis, first: int, last: int) -> str | None:
    """An institution by a common noun ("a joint committee"): the noun phrase that opens a stretch and ends in one."""
    start = first
    while start < last and analysis.has(start, start + 1, "DETERMINER", "COORD", "ADVERB"):
        start += 1
    for hit in analysis.classes(start, min(last, start + _NOUN_PHRASE), *_BODIES):
        if not analysis.has(start, hit.first, "PREPOSITION", *PREDICATES):
            return " ".join(token.text for token in analysis.tokens[start : hit.last])
    return None


def _after_verb(analysis: Analysis, first: int, last: int) -> Subject | None:
    """The subject right after the finite verb, as Dutch has it when something else comes first."""
    position = first
    while position < last and analysis.has(position, position + 1, "ADVERB", "HE", "DETERMINER"):
        position += 1
    ahead = [mention for mention in analysis.mentions if position <= mention.first <= position + 1]
    groups = list(analysis.classes(first, position + 2, *GROUPS))
    if not ahead and not groups:
        alone = [hit for hit in analysis.classes(first, first + 1, "HE") if _stands_alone(analysis, hit, last)]
        return Subject(first, first + 1, pronoun=True) if alone else None
    end = position + 1
    while end < last and _joined(analysis, end):
        end += 1
    return _in_zone(analysis, first, end)


def _joined(analysis: Analysis, position: int) -> bool:
    """Whether a token goes on with a series of names."""
    if analysis.tokens[position].text == "," or analysis.has(position, position + 1, "COORD"):
        following = position + 1
        return any(mention.first in (following, following + 1) for mention in analysis.mentions)
    return any(mention.first <= position < mention.last for mention in analysis.mentions) or (
        analysis.has(position, position + 1, "DETERMINER")
        and any(mention.first == position + 1 for mention in analysis.mentions)
    )


def free_names(analysis: Analysis, first: int, last: int) -> tuple[str, ...]:
    """Parties named outright between two tokens, outside prepositional phrases."""
    return _unique(
        [
            mention.name
            for mention in analysis.mentions
            if first <= mention.first < last
            and mention.form in _PLAIN
            and mention.kind != "place"
            and governing_preposition(analysis, mention, first) is None
        ]
    )
