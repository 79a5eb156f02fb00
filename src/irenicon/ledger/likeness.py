"""How alike two commitments of different documents are, and in what they differ."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

import msgspec

from irenicon.findings.model import Commitment
from irenicon.ledger.model import Field

_ALL = "all parties"
_WORD = re.compile(r"[^\W_]{4,}|\d[\d.,]*")
_FIGURE = re.compile(r"\d[\d.,\s]*")
_BINDING = frozenset({"obligation", "declaration"})


class Weighing(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The weights of near.toml."""

    threshold: float
    act: float
    near_act: float
    party: float
    party_apart: float
    unnamed: float
    receiver: float
    place: float
    place_apart: float
    quantity: float
    condition: float
    modality: float
    much_wording: float
    wording: float
    near: tuple[tuple[str, str], ...]


@cache
def weighing() -> Weighing:
    """The weights by which documents are joined."""
    return msgspec.convert(
        tomllib.loads(files("irenicon.ledger").joinpath("near.toml").read_text(encoding="utf-8")), Weighing
    )


def likeness(one: Commitment, other: Commitment) -> float | None:
    """The score of two commitments as one; None where their acts or parties rule it out."""
    weights = weighing()
    same = one.act == other.act
    if not same and tuple(sorted((one.act, other.act))) not in {tuple(sorted(pair)) for pair in weights.near}:
        return None
    parties = _shared(one.obligors, other.obligors)
    places = _shared(one.place, other.place)
    wording = _wording(one.quote, other.quote)
    if not same and not parties:
        return None
    if parties == 0 and not places and wording < weights.much_wording:
        return None
    score = weights.act if same else weights.near_act
    score += weights.unnamed if parties is None else weights.party * parties or weights.party_apart
    score += weights.receiver * (_shared(one.beneficiaries, other.beneficiaries) or 0)
    if places is not None:
        score += weights.place if places else weights.place_apart
    if one.quantity and other.quantity and _figures(one.quantity) == _figures(other.quantity):
        score += weights.quantity
    if bool(one.condition) != bool(other.condition):
        score += weights.condition
    score += weights.modality * (one.modality == other.modality)
    return score + weights.wording * wording


def differences(one: Commitment, other: Commitment) -> tuple[Field, ...]:
    """The fields in which two versions of one commitment contradict each other.

    A party, a quantity or a condition that only one of them has counts; a place only where both name one.
    """
    differs: list[Field] = []
    if one.act != other.act:
        differs.append("act")
    if set(one.obligors) != set(other.obligors) and _ALL not in (*one.obligors, *other.obligors):
        differs.append("party")
    if (one.quantity or other.quantity) and _figures(one.quantity) != _figures(other.quantity):
        differs.append("quantity")
    if one.modality != other.modality and not {one.modality, other.modality} <= _BINDING:
        differs.append("modality")
    if one.place and other.place and set(one.place) != set(other.place):
        differs.append("place")
    if bool(one.condition) != bool(other.condition):
        differs.append("condition")
    return tuple(differs)


def _shared(one: tuple[str, ...], other: tuple[str, ...]) -> float | None:
    """The share of names in common, 0–1; None where one side names none, or one names only all parties."""
    if not one or not other or _ALL in one or _ALL in other:
        return None
    return len(set(one) & set(other)) / len(set(one) | set(other))


def _figures(quantity: str | None) -> tuple[str, ...]:
    """The figures of a quantity without their separators, so that "600,000" and "600.000" are one; else its words."""
    if quantity is None:
        return ()
    found = tuple(re.sub(r"\D", "", figure) for figure in _FIGURE.findall(quantity))
    return found or (quantity.casefold(),)


def _wording(one: str, other: str) -> float:
    first, second = words(one), words(other)
    return len(first & second) / len(first | second) if first and second else 0.0


def words(text: str) -> frozenset[str]:
    """The words of four letters and more and the figures of a text."""
    return frozenset(word.casefold().strip(".,") for word in _WORD.findall(text))
