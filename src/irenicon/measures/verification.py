"""Who could tell whether each commitment is kept, by when, and what follows where it is not."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Any, Literal

import msgspec

from irenicon.documents.model import Document
from irenicon.findings.model import Commitment
from irenicon.measures.phrases import Sentences, phrases, words_of

Reach = Literal["named", "whole", "none"]
_PENALTIES = frozenset({"impose_sanctions", "enforce", "lose_guarantee"})


class Check(msgspec.Struct, frozen=True):
    """What one commitment has that makes it checkable; all numbers are indices of commitments.

    `reach` tells whether a verifier is named for it or its subject ("named"), only for the text as a whole ("whole"),
    or not at all ("none"); `breach` the same of a consequence. `monitors` are the commitments to monitor that reach it,
    `verifiers` who does so. `access` are the words that give a verifier access, `penalties` the commitments that say
    what follows a breach, `consequence` its own words for it.
    """

    commitment: int
    reach: Reach
    verifiers: tuple[str, ...]
    monitors: tuple[int, ...]
    access: str | None
    deadline: str | None
    breach: Reach
    consequence: str | None
    penalties: tuple[int, ...]

    @property
    def complete(self) -> bool:
        """Whether it has a verifier of its own with access, a deadline and a consequence of its own breach."""
        return self.reach == "named" and bool(self.access and self.deadline) and self.breach == "named"

    @property
    def bare(self) -> bool:
        """Whether it has no verifier, no deadline and no consequence of its own."""
        return self.reach != "named" and not self.deadline and self.breach != "named"


@cache
def _knowledge() -> dict[str, Any]:
    return tomllib.loads(files("irenicon.measures").joinpath("verification.toml").read_text(encoding="utf-8"))


def checks(document: Document, commitments: Sequence[Commitment]) -> tuple[Check, ...]:
    """A check for every commitment but those that themselves hold others up (monitoring, penalties, guarantees)."""
    sentences = Sentences(document)
    holding = set(_knowledge()["holding"]["acts"])
    reached = [
        (index, *_reach(sentences.at(one.start), one, document.language))
        for index, one in enumerate(commitments)
        if one.act == "monitor"
    ]
    breaches = [
        (index, *_breach(sentences.at(one.start), one, commitments, document.language))
        for index, one in enumerate(commitments)
        if one.act in _PENALTIES
    ]
    return tuple(
        _check(index, one, commitments, reached, breaches)
        for index, one in enumerate(commitments)
        if one.act not in holding
    )


def _reach(sentence: str, monitor: Commitment, language: str) -> tuple[bool, frozenset[str]]:
    """Whether a body monitors the whole text, and else the acts of the subjects that it monitors."""
    known = _knowledge()
    acts = {
        act
        for subject in known["subject"].values()
        if phrases(words_of(subject, language)).search(sentence or monitor.quote)
        for act in subject["acts"]
    }
    whole = not acts and bool(phrases(words_of(known["whole"], language)).search(sentence or monitor.quote))
    return whole, frozenset(acts)


def _breach(
    sentence: str, penalty: Commitment, commitments: Sequence[Commitment], language: str
) -> tuple[bool, tuple[str, ...]]:
    """Whether a penalty follows any breach, and else whose attack it follows."""
    attackers = suffering(penalty, commitments)
    words = phrases(words_of(_knowledge()["whole"], language))
    whole = penalty.act != "lose_guarantee" and not attackers and bool(words.search(sentence or penalty.quote))
    return whole, attackers


def suffering(penalty: Commitment, commitments: Sequence[Commitment]) -> tuple[str, ...]:
    """Who loses by a penalty: whom its condition names first as breaking the plan, else who loses the guarantee."""
    if penalty.act == "lose_guarantee":
        return penalty.obligors
    known = {name for other in commitments for name in (*other.obligors, *other.beneficiaries)}
    words = (penalty.condition or "").replace("’", "'")
    named = sorted((words.find(name), name) for name in known if name in words)
    return (named[0][1],) if named else ()


def _check(
    index: int,
    one: Commitment,
    commitments: Sequence[Commitment],
    reached: Sequence[tuple[int, bool, frozenset[str]]],
    breaches: Sequence[tuple[int, bool, tuple[str, ...]]],
) -> Check:
    named = [
        number for number, _, acts in reached if one.act in acts or (not acts and _together(one, commitments[number]))
    ]
    whole = [number for number, everything, _ in reached if everything]
    own = [
        number for number, _, attackers in breaches if _together(one, commitments[number]) or _attacked(one, attackers)
    ]
    general = [number for number, everything, _ in breaches if everything]
    monitors, consequence = tuple(named or whole), one.slots.get("consequence")
    return Check(
        commitment=index,
        reach="named" if named or one.slots.get("monitor") else "whole" if whole else "none",
        verifiers=tuple(dict.fromkeys(name for number in monitors for name in commitments[number].obligors)),
        monitors=monitors,
        access=next((words for number in monitors if (words := commitments[number].slots.get("access"))), None),
        deadline=one.deadline,
        breach="named" if own or consequence else "whole" if general else "none",
        consequence=consequence,
        penalties=tuple(own or general),
    )


def _together(one: Commitment, other: Commitment) -> bool:
    return bool(one.point) and one.point == other.point


def _attacked(one: Commitment, attackers: Sequence[str]) -> bool:
    return one.act in _knowledge()["attack"]["acts"] and bool(set(attackers) & set(one.obligors))
