"""How strong an agreement is, as a profile: its components (Fortna 2003) and its legalisation (Abbott et al. 2000)."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Sequence
from functools import cache
from importlib.resources import files
from typing import Any, Literal

import msgspec

from irenicon.commitments.model import Commitment

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


def strength(commitments: Sequence[Commitment]) -> Strength:
    """The profile of a text's commitments."""
    return Strength(
        tuple(_component(commitments, name, acts) for name, acts in _knowledge()["component"].items()),
        _levels(commitments, ("unconditional", "conditional", "hortatory"), _obligation),
        _levels(commitments, tuple(_knowledge()["precision"]), _precision),
        _levels(commitments, ("to_a_named_body", "to_nobody_named", "none"), _delegation),
    )


def _component(commitments: Sequence[Commitment], name: str, acts: Sequence[str]) -> Component:
    found = tuple(index for index, one in enumerate(commitments) if one.act in acts)
    firm = any(commitments[index].firm for index in found)
    return Component(name, "present" if firm else "vague" if found else "absent", found)


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
