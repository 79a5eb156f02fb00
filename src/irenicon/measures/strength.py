"""How strong an agreement is, as a profile: its components (Fortna 2003) and its legalisation (Abbott et al. 2000)."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any, Literal

import msgspec

from irenicon.documents.model import Document
from irenicon.findings.model import ALL, Commitment
from irenicon.measures.phrases import Sentences, phrases, words_of

State = Literal["present", "vague", "absent"]
_OUTSIDE = frozenset({"monitor", "enforce"})


class Component(msgspec.Struct, frozen=True):
    """A component: "present" where a commitment to it is firm, "vague" where all are vague, else "absent"."""

    name: str
    state: State
    commitments: tuple[int, ...]


class Level(msgspec.Struct, frozen=True):
    """How many commitments stand on a level of legalisation, and which."""

    name: str
    commitments: tuple[int, ...]


class Strength(msgspec.Struct, frozen=True):
    """The profile; nothing is summed. Levels go from high to low and hold every commitment once per dimension.

    `obligation`: unconditional, conditional, hortatory (permitted or only expected). `precision`: by the share of the
    act's slots that are filled testably. `delegation`: to somebody named to monitor or enforce, to nobody named, none.
    """

    components: tuple[Component, ...]
    obligation: tuple[Level, ...]
    precision: tuple[Level, ...]
    delegation: tuple[Level, ...]


@cache
def _knowledge() -> dict[str, Any]:
    return tomllib.loads(files("irenicon.measures").joinpath("strength.toml").read_text(encoding="utf-8"))


def strength(document: Document, commitments: Sequence[Commitment]) -> Strength:
    """The profile of a text's commitments."""
    sentences = Sentences(document)
    components = tuple(
        _component(name, _making_up(part, sentences, commitments, document.language), commitments)
        for name, part in _knowledge()["component"].items()
    )
    precision = _levels(commitments, tuple(_knowledge()["precision"]), _precision)
    return Strength(
        (*components, _specificity(precision, len(commitments))),
        _levels(commitments, ("unconditional", "conditional", "hortatory"), _obligation),
        precision,
        _levels(commitments, ("to_a_named_body", "to_nobody_named", "none"), _delegation),
    )


def _making_up(
    part: Mapping[str, Sequence[str]], sentences: Sentences, commitments: Sequence[Commitment], language: str
) -> tuple[int, ...]:
    """The commitments that make up a component: by their act, and by their sentence's words where it names any."""
    asks = len(part) > 1
    words = phrases(words_of(part, language))
    return tuple(
        index
        for index, one in enumerate(commitments)
        if one.act in part["acts"]
        and (not asks or words.search(sentences.at(one.start)))
        and not _among_themselves(one)
    )


def _among_themselves(one: Commitment) -> bool:
    """Whether a guarantee is given by those it protects, or by all parties: no third party stands behind it."""
    inside = {*one.beneficiaries, ALL}
    return one.act == "guarantee_security" and bool(one.obligors) and set(one.obligors) <= inside


def _component(name: str, found: tuple[int, ...], commitments: Sequence[Commitment]) -> Component:
    firm = any(commitments[index].firm for index in found)
    return Component(name, "present" if firm else "vague" if found else "absent", found)


def _specificity(precision: Sequence[Level], number: int) -> Component:
    """Whether most commitments are determinate, or leave limited issues; after Fortna's count of detail."""
    found = tuple(sorted(index for level in precision[:2] for index in level.commitments))
    share, least = len(found) / number if number else 0.0, _knowledge()["specificity"]
    state: State = "present" if share >= least["present"] else "vague" if share >= least["vague"] else "absent"
    return Component("specificity", state, found)


def _levels(
    commitments: Sequence[Commitment], names: Sequence[str], level: Callable[[Commitment], str]
) -> tuple[Level, ...]:
    held = [level(one) for one in commitments]
    return tuple(Level(name, tuple(index for index, each in enumerate(held) if each == name)) for name in names)


def _obligation(one: Commitment) -> str:
    if one.modality in ("permission", "expectation") or "agreement_to_agree" in one.vague:
        return "hortatory"
    return "conditional" if one.condition else "unconditional"


def _precision(one: Commitment) -> str:
    levels: dict[str, float] = _knowledge()["precision"]
    return next(name for name, least in levels.items() if one.precision >= least)


def _delegation(one: Commitment) -> str:
    if one.slots.get("monitor") or (one.act in _OUTSIDE and one.obligors):
        return "to_a_named_body"
    return "to_nobody_named" if one.act in _OUTSIDE or "monitor" in one.slots else "none"
