"""What coders give for a commitment or a claim: the fields that are compared, and when two values agree."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from types import MappingProxyType
from typing import Any

import msgspec

from irenicon.coding.alpha import masi, nominal

_WORDS_SHARED = 0.5


class Field(msgspec.Struct, frozen=True):
    """A field: its value as coders are compared by it, and the difference of two values, 0–1."""

    value: Callable[[Any], Hashable]
    difference: Callable[[Any, Any], float]


class Scheme(msgspec.Struct, frozen=True):
    """What is coded: the category that a stretch of text is given, and the fields beside it."""

    category: Callable[[Any], str]
    fields: Mapping[str, Field]


def _same(name: str) -> Field:
    return Field(lambda one: getattr(one, name), nominal)


def _set(name: str) -> Field:
    return Field(lambda one: frozenset(value.casefold() for value in getattr(one, name)), masi)


def _words(name: str) -> Field:
    return Field(lambda one: frozenset((getattr(one, name) or "").casefold().split()), _few_in_common)


def _few_in_common(one: frozenset[str], other: frozenset[str]) -> float:
    """0 where both are empty or share at least half the words of the shorter."""
    if not one or not other:
        return nominal(one, other)
    return float(len(one & other) < _WORDS_SHARED * min(len(one), len(other)))


COMMITMENTS = Scheme(
    lambda one: str(one.act),
    MappingProxyType(
        {
            "act": _same("act"),
            "obligors": _set("obligors"),
            "beneficiaries": _set("beneficiaries"),
            "borne_by": _set("borne_by"),
            "modality": _same("modality"),
            "reported": _same("reported"),
            "quantity": _words("quantity"),
            "place": _set("place"),
            "deadline": _words("deadline"),
            "condition": _words("condition"),
            "vague": _set("vague"),
        }
    ),
)
CLAIMS = Scheme(
    lambda one: "claim",
    MappingProxyType(
        {
            "kind": _same("kind"),
            "source": _words("source"),
            "source_type": _same("source_type"),
            "status": _same("status"),
            "about": _set("about"),
        }
    ),
)
