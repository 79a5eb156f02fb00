"""Finite verbs told by form and place: what no word list could name in full."""

from __future__ import annotations

import re
from collections.abc import Sequence

from irenicon.languages.lexicon import lemma
from irenicon.languages.model import Hit, Mention, Token
from irenicon.languages.pack import Pack

_NOT_A_VERB = frozenset({"COORD", "PREPOSITION", "DETERMINER", "ADVERB", "NOT", "FROM", "OF"})
_GROUPS = frozenset({"BOTH", "BOTH_STATES", "ALL_PARTIES", "HE", "GOVERNMENT", "REBELS"})
_FOLLOWS = frozenset({"DETERMINER", "ITS", "TO", "PREPOSITION", "ADVERB"})
_NOUNS = frozenset({"FORCES", "POLICE", "PERSONNEL", "WEAPONS", "BOTH", "ALL_PARTIES"})
_PASSIVE = 4  # a participle follows its auxiliary within so many words
_CLAUSE = 5  # a noun that looks like a verb ("NATO forces") has its own predicate within so many words
_AUXILIARIES = frozenset({"BE", "OBLIGE", "WOULD", "PERMIT"})


def finite_verbs(
    tokens: Sequence[Token], hits: Sequence[Hit], mentions: Sequence[Mention], pack: Pack
) -> tuple[Hit, ...]:
    """Hits of the class FINITE: in a verb-second language singular verbs by their ending and lemma, plural ones right
    after a subject; in others singular verbs right after a subject.

    A word with the form of a participle is one where an auxiliary stands before it.
    """
    if not pack.verb_second:
        return _behind_subject(tokens, hits, mentions, pack)
    ending, infinitive = pack.forms["singular"], pack.forms["infinitive"]
    participle = re.compile(pack.forms["participle"])
    classes: dict[int, set[str]] = {}
    for hit in hits:
        classes.setdefault(hit.first, set()).add(hit.word_class)
    after_subject = _ends_of_subjects(hits, mentions)
    found: list[Hit] = []
    auxiliary = False
    for index, token in enumerate(tokens):
        known = classes.get(index, set())
        if token.text in ",;:":
            auxiliary = False
        elif index and token.text[0].isupper():
            continue
        elif _singular(token, pack.code, ending, infinitive) and not known & _NOT_A_VERB:
            if not (auxiliary and participle.fullmatch(token.lower)):
                found.append(Hit("FINITE", index, index + 1))
        elif index in after_subject and token.lower.endswith(infinitive) and token.text[0].islower():
            if not known & _NOT_A_VERB:
                found.append(Hit("FINITE", index, index + 1))
        auxiliary = auxiliary or bool(known & _AUXILIARIES)
    return tuple(found)


def _ends_of_subjects(hits: Sequence[Hit], mentions: Sequence[Mention]) -> set[int]:
    """Where names, groups and pronouns end that may be subjects."""
    plain = ("name", "metonym")
    names = {mention.last for mention in mentions if mention.form in plain and mention.kind != "place"}
    articles = {hit.last for hit in hits if hit.word_class == "DETERMINER"}
    return names | {hit.last for hit in hits if hit.word_class in _GROUPS and hit.last not in articles}


def _behind_subject(
    tokens: Sequence[Token], hits: Sequence[Hit], mentions: Sequence[Mention], pack: Pack
) -> tuple[Hit, ...]:
    """Singular verbs right behind a subject, before any other predicate of the clause ("Ukraine commits not to …")."""
    known: dict[int, set[str]] = {}
    for hit in hits:
        known.setdefault(hit.first, set()).add(hit.word_class)
    found = []
    for index in sorted(_ends_of_subjects(hits, mentions)):
        while index < len(tokens) and "ADVERB" in known.get(index, ()):
            index += 1
        if index >= len(tokens) or known.get(index, set()) & (_NOT_A_VERB | _AUXILIARIES):
            continue
        verb = tokens[index]
        if not verb.text[0].islower():
            continue
        if not verb.text.endswith(pack.forms["singular"]):
            if _plural(known, index):
                found.append(Hit("FINITE", index, index + 1))
            continue
        ahead = range(index + 1, min(index + _CLAUSE, len(tokens)))
        if lemma(verb.lower, pack.code) != verb.lower and not any(known.get(i, set()) & _AUXILIARIES for i in ahead):
            found.append(Hit("FINITE", index, index + 1))
    return (*found, *_present_passives(tokens, known, pack))


def _plural(known: dict[int, set[str]], index: int) -> bool:
    """Whether a word behind a subject is a plural verb with its object or phrase ("both sides pull their troops")."""
    here = known.get(index, set())
    return bool(here) and not here & _NOUNS and bool(known.get(index + 1, set()) & _FOLLOWS)


def _present_passives(tokens: Sequence[Token], known: dict[int, set[str]], pack: Pack) -> list[Hit]:
    """Forms of "be" in the present before a participle ("is deployed", "are set free")."""
    participle = re.compile(pack.forms["participle"])
    present = frozenset(pack.forms["present"].split("|"))
    return [
        Hit("FINITE", index, index + 1)
        for index, token in enumerate(tokens)
        if token.lower in present
        and any(
            participle.fullmatch(each.lower) and not known.get(index + 1 + place, set()) & {"DETERMINER", "PREPOSITION"}
            for place, each in enumerate(tokens[index + 1 : index + _PASSIVE])
        )
    ]


def _singular(token: Token, language: str, ending: str, infinitive: str) -> bool:
    if not token.lower.endswith(ending) or not token.text.isalpha() or len(token.text) < 3:
        return False
    base = lemma(token.lower, language)
    return base != token.lower and base.endswith(infinitive)


def past_verb(tokens: Sequence[Token], pack: Pack) -> bool:
    """Whether a word has the form of a verb in the past, in a language whose pack gives one."""
    form = pack.forms.get("past")
    if form is None:
        return False
    past = re.compile(form)
    return any(
        past.fullmatch(token.lower) and lemma(token.lower, pack.code).endswith(pack.forms["infinitive"])
        for token in tokens
    )
