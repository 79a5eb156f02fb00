"""Whom a sentence gives as its source, by its verb of saying or its "according to"."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Literal

import msgspec

from irenicon.documents.model import Span
from irenicon.extraction.claims.sources import TITLES, UNNAMED, Source, source
from irenicon.extraction.claims.words import Speech
from irenicon.languages.clauses import PREDICATES
from irenicon.languages.model import Analysis, Hit
from irenicon.languages.pack import Pack

Manner = Literal["says", "reports", "confirms", "denies", "asks", "according", "hearsay"]
_MANNERS: dict[str, Manner] = {
    "CONFIRM": "confirms",
    "DENY": "denies",
    "ASK": "asks",
    "REPORT": "reports",
    "SAY": "says",
}
_DENIED = 3  # words between "not" and a verb of saying
_LONGEST = 14  # words of a noun phrase
_CLOSERS = frozenset({":", ";", "”", "’", '"', "»", "“"})


class Attribution(msgspec.Struct, frozen=True):
    """How a sentence gives its source: `source` is None where only a pronoun stands for one.

    `of_previous` tells that it speaks of the sentence before ("That is what two sources say").
    """

    manner: Manner
    source: Source | None
    at: int
    of_previous: bool = False


def attributed(analysis: Analysis, speech: Speech, pack: Pack, quoted: Sequence[Span]) -> Attribution | None:
    """The attribution of a sentence, None where it is the author's own; words within quotations do not count."""
    for hit in speech.of("ACCORDING_TO"):
        last = _phrase_end(analysis, speech, hit.last)
        if not analysis.has(hit.last, last, "PLAN") and not _within(analysis, hit, quoted):
            return Attribution("according", _or_pronoun(analysis, speech, hit.last, last), hit.first)
    hearsay = next((hit for hit in speech.of("HEARSAY") if not _within(analysis, hit, quoted)), None)
    for hit in sorted(speech.of(*_MANNERS), key=lambda hit: (hit.first, list(_MANNERS).index(hit.word_class))):
        if _within(analysis, hit, quoted) or not _is_verb(analysis, speech, pack, hit):
            continue
        if hearsay is not None and hearsay.first <= hit.first < hearsay.last:
            continue
        if hit.word_class == "SAY" and analysis.has(max(0, hit.first - _DENIED), hit.first, "NOT"):
            continue  # "has not commented", "does not say"
        found = _subject(analysis, speech, pack, hit)
        if found is not None:
            who, back = found
            manner = _MANNERS[hit.word_class] if hearsay is None else "according"
            return Attribution(manner, who, hit.first, back and hit.word_class in ("SAY", "REPORT"))
    return Attribution("hearsay", Source(UNNAMED, "unnamed"), hearsay.first) if hearsay is not None else None


def _within(analysis: Analysis, hit: Hit, quoted: Sequence[Span]) -> bool:
    token = analysis.tokens[hit.first]
    return any(span.start <= token.start < span.end for span in quoted)


def _is_verb(analysis: Analysis, speech: Speech, pack: Pack, hit: Hit) -> bool:
    """Whether a word of saying is spoken as a verb, and not demanded of somebody ("must insist")."""
    before = hit.first - 1
    if hit.first and analysis.tokens[hit.first].text[0].isupper():
        return False
    if before < 0:
        return True
    demonstrative = pack.verb_second and before == 0
    if analysis.has(before, hit.first, "DETERMINER", "PREPOSITION", "TO") and not demonstrative:
        return False
    start = _clause_start(analysis, hit.first)
    passive = [one for one in speech.of("PASSIVE", first=start, last=hit.first) if one.first > start]
    if passive and not any(token.text == "," for token in analysis.tokens[passive[-1].last : hit.first]):
        return False
    commas = [index for index in range(start, hit.first) if analysis.tokens[index].text == ","]
    clause = commas[-1] if commas else 0
    return not speech.of("MUST", first=max(clause, hit.first - _LONGEST), last=hit.first)


def _subject(analysis: Analysis, speech: Speech, pack: Pack, hit: Hit) -> tuple[Source | None, bool] | None:
    """(source, whether it speaks of the sentence before); a source of None is a pronoun; None where nobody speaks."""
    start = _clause_start(analysis, hit.first)
    verb = _auxiliary(analysis, start, hit.first)
    begin, end, described = _before_verb(analysis, speech, pack, start, verb)
    if begin < end:
        who = _or_pronoun(analysis, speech, begin, end, (described, verb))
        if who is not None or speech.at(begin, "HE"):
            return who, False
        return None
    after = verb + 1 if verb != hit.first else hit.last if hit.last - hit.first == 1 else verb + 1
    last = _phrase_end(analysis, speech, after)
    if after >= last:
        return None
    back = verb == start + 1 and speech.at(start, "NOT_A_SUBJECT") and last >= len(analysis.tokens) - 2
    return _or_pronoun(analysis, speech, after, last, (after, _apposition_end(analysis, last))), back


def _apposition_end(analysis: Analysis, last: int) -> int:
    """The end of what is said behind a name of who its bearer is ("said X, a member of parliament")."""
    tokens = analysis.tokens
    if last >= len(tokens) - 1 or tokens[last].text != ",":
        return last
    behind = range(last + 1, min(len(tokens), last + _LONGEST))
    return next((i for i in behind if tokens[i].text in (",", ".") or analysis.has(i, i + 1, *PREDICATES)), last)


def _clause_start(analysis: Analysis, verb: int) -> int:
    for position in range(verb - 1, -1, -1):
        if analysis.tokens[position].text in _CLOSERS:
            return position + 2 if analysis.tokens[position + 1].text == "," else position + 1
    return 0


def _auxiliary(analysis: Analysis, start: int, verb: int) -> int:
    """The finite auxiliary that the verb of saying depends on, else the verb itself."""
    found = next((i for i in reversed(range(start, verb)) if analysis.tokens[i].lower in _HAVE), verb)
    between = range(found + 1, verb)
    return (
        verb if any(analysis.has(i, i + 1, *PREDICATES) or analysis.tokens[i].text == "," for i in between) else found
    )


_HAVE = frozenset({"heeft", "hebben", "had", "hadden", "has", "have"})


def _before_verb(analysis: Analysis, speech: Speech, pack: Pack, start: int, verb: int) -> tuple[int, int, int]:
    """The tokens of the noun phrase before the verb that may be its subject, empty where it stands behind, and from
    where on it is described."""
    tokens = analysis.tokens
    while start < verb and not tokens[start].text[0].isalnum():
        start += 1
    if start < verb and _opens_otherwise(analysis, speech, start, verb):
        comma = next((i for i in range(start, verb) if tokens[i].text == ","), None)
        if pack.verb_second or comma is None:
            return verb, verb, verb
        start = comma + 1
    commas = [i for i in range(start, verb) if tokens[i].text in (",", "–", "—")]
    parts = [(first if first == start else first + 1, last) for first, last in pairwise([start, *commas, verb])]
    parts = [(first, last) for first, last in parts if first < last]
    parts = parts[_after_statement(analysis, speech, parts) :]
    if not parts:
        return verb, verb, verb
    named = [part for part in parts if _personal(analysis, *part)]
    begin, end = (named or parts)[0]
    while end > begin and (analysis.has(end - 1, end, "ADVERB") or tokens[end - 1].lower.endswith("ly")):
        end -= 1
    return (begin, end, parts[0][0]) if end - begin <= _LONGEST else (verb, verb, verb)


def _after_statement(analysis: Analysis, speech: Speech, parts: Sequence[tuple[int, int]]) -> int:
    """The part behind the last that states something and is no relative clause ("It will fail, the office said")."""
    stating = [
        number
        for number, (first, last) in enumerate(parts[:-1], 1)
        if _states(analysis, first, last) and not analysis.has(first, first + 1, "RELATIVE")
    ]
    return stating[-1] if stating else 0


def _states(analysis: Analysis, first: int, last: int) -> bool:
    has = any(analysis.tokens[position].lower in _HAVE for position in range(first, last))
    return has or analysis.has(first, last, "BE", *PREDICATES)


def _opens_otherwise(analysis: Analysis, speech: Speech, start: int, verb: int) -> bool:
    """Whether a clause opens with something else than its subject: a time, a place, an object."""
    if any(hit.first == start and _alone(analysis, hit, verb) for hit in speech.of("NOT_A_SUBJECT")):
        return True
    return analysis.has(start, start + 1, "PREPOSITION", "TIME", "CONTINUES")


def _alone(analysis: Analysis, hit: Hit, verb: int) -> bool:
    """Whether words stand by themselves before the verb or a comma, and do not open a noun phrase."""
    return hit.last == verb or analysis.tokens[hit.last].text == ","


def _personal(analysis: Analysis, first: int, last: int) -> bool:
    """Whether a phrase holds a capital of its own, beside the sentence's first and the names of states."""
    known = {
        position
        for mention in analysis.mentions
        if mention.form != "leader"
        for position in range(mention.first, mention.last)
    }
    return any(
        position and position not in known and analysis.tokens[position].text[0].isupper()
        for position in range(first, last)
    )


def _phrase_end(analysis: Analysis, speech: Speech, first: int) -> int:
    """Where the noun phrase that begins at a token ends."""
    position = first
    while position < min(len(analysis.tokens), first + _LONGEST) and not _ends(analysis, speech, first, position):
        position += 1
    return position


def _ends(analysis: Analysis, speech: Speech, first: int, position: int) -> bool:
    token = analysis.tokens[position]
    if not token.text[0].isalnum():
        return True
    if position == first:
        return analysis.has(position, position + 1, *PREDICATES)
    keeps = speech.at(position, "KEEPS")
    if not keeps and (speech.at(position, "LEADS_IN") or analysis.has(position, position + 1, *PREDICATES)):
        return True
    after_keeper = speech.at(position - 1, "KEEPS")
    if analysis.has(position, position + 1, "DETERMINER") and not after_keeper:
        return True
    titled = speech.at(position, *TITLES) or keeps
    return token.text[0].islower() and analysis.tokens[position - 1].text[0].isupper() and not titled


def _or_pronoun(
    analysis: Analysis, speech: Speech, first: int, last: int, described: tuple[int, int] | None = None
) -> Source | None:
    """The source that tokens name; None where they are a pronoun, or "the institute" for one named before."""
    pronoun = [hit for hit in speech.of("HE", first=first, last=last) if hit.first == first and hit.last == last]
    if pronoun or (last == first + 1 and speech.at(first, "HE")):
        return None
    return source(analysis, speech, first, last, described)
