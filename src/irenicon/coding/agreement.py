"""Agreement between coders who coded one text without seeing each other's work, and what they have to settle.

For fields Krippendorff's α over the units that coders share, for the units themselves α_u and F1 of one coder against
the other (Krippendorff, Content Analysis, 2004 and 2013).
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from itertools import combinations
from typing import Any

import msgspec
import numpy as np

from irenicon.coding.aligning import align
from irenicon.coding.alpha import Estimate, alpha, estimate, ratio
from irenicon.coding.fields import COMMITMENTS, Field, Scheme
from irenicon.coding.unitising import alpha_u
from irenicon.documents.model import Span
from irenicon.errors import IreniconError


class Pair(msgspec.Struct, frozen=True):
    """F1 (0–1) of one coder against another, by their place in `coders`; the same either way.

    `words`: their words overlap. `category`: their words overlap and they gave them the same category.
    """

    one: int
    other: int
    words: Estimate
    category: Estimate


class Difference(msgspec.Struct, frozen=True):
    """A field that coders filled differently: what each of them put, None for one who has nothing there."""

    field: str
    values: tuple[str | None, ...]


class Disagreement(msgspec.Struct, frozen=True):
    """One stretch of text to settle: `quotes` per coder, None for one who did not code it; the fields that differ.

    `start:end` spans all the quotations. No differences means that only some coders have it.
    """

    start: int
    end: int
    quotes: tuple[str | None, ...]
    differences: tuple[Difference, ...]


class Agreement(msgspec.Struct, frozen=True):
    """How far coders agree on one text.

    `coded` are the numbers of items per coder, `units` the stretches that any has, `shared` those that all have.
    `unitising` is α_u over all categories, `categories` that of each. `fields` are α over the shared units.
    """

    coders: tuple[str, ...]
    coded: tuple[int, ...]
    units: int
    shared: int
    unitising: Estimate
    categories: dict[str, float | None]
    pairs: tuple[Pair, ...]
    fields: dict[str, Estimate]
    disagreements: tuple[Disagreement, ...]


def agreement(
    codings: Sequence[Sequence[Any]], length: int, coders: Sequence[str], scheme: Scheme = COMMITMENTS
) -> Agreement:
    """The agreement of two or more codings, commitments or claims, of one text of `length` characters.

    Raises IreniconError "wrong_use" for fewer than two codings, "bad_data" where an item lies outside the text.
    """
    if len(codings) < 2 or len(codings) != len(coders):
        raise IreniconError("wrong_use", "Agreement needs two codings of one text or more, each with its coder.")
    for name, coding in zip(coders, codings, strict=True):
        if any(not 0 <= one.start < one.end <= length for one in coding):
            raise IreniconError(
                "bad_data", f"{name}: an item lies outside the text of {length} characters. Is it of this text?", name
            )
    units = align(codings, lambda one, other: scheme.category(one) == scheme.category(other))
    unitising, categories = alpha_u([_spans(coding, scheme) for coding in codings], length)
    return Agreement(
        coders=tuple(coders),
        coded=tuple(len(coding) for coding in codings),
        units=len(units),
        shared=sum(None not in unit for unit in units),
        unitising=unitising,
        categories=categories,
        pairs=tuple(_pair(codings, *two, scheme) for two in combinations(range(len(coders)), 2)),
        fields={name: alpha(_values(units, field), field.difference) for name, field in scheme.fields.items()},
        disagreements=tuple(found for unit in units if (found := _disagreement(unit, scheme))),
    )


def _values(units: Sequence[tuple[Any, ...]], field: Field) -> list[list[Hashable]]:
    return [[None if one is None else field.value(one) for one in unit] for unit in units]


def _spans(coding: Sequence[Any], scheme: Scheme) -> dict[str, list[Span]]:
    spans: dict[str, list[Span]] = {}
    for one in coding:
        spans.setdefault(scheme.category(one), []).append(Span(one.start, one.end))
    return spans


def _pair(codings: Sequence[Sequence[Any]], one: int, other: int, scheme: Scheme) -> Pair:
    units = align((codings[one], codings[other]), lambda a, b: scheme.category(a) == scheme.category(b))
    both = [first is not None and second is not None for first, second in units]
    same = [met and scheme.category(unit[0]) == scheme.category(unit[1]) for met, unit in zip(both, units, strict=True)]
    return Pair(one, other, _f1(both, both), _f1(same, both))


def _f1(agreed: Sequence[bool], met: Sequence[bool]) -> Estimate:
    """Twice the agreed units, out of the items of both coders: two in a unit where they met, else one."""
    hits, items = np.array(agreed, dtype=float) * 2, np.array(met, dtype=float) + 1
    return estimate(lambda drawn: ratio(drawn @ hits, drawn @ items), len(items)) if len(items) else _NOTHING


_NOTHING = Estimate(None, None, None, 0)


def _disagreement(unit: tuple[Any, ...], scheme: Scheme) -> Disagreement | None:
    there = [one for one in unit if one is not None]
    differences = tuple(
        Difference(name, tuple(None if one is None else _said(getattr(one, name)) for one in unit))
        for name, field in scheme.fields.items()
        if any(field.difference(*map(field.value, two)) > 0 for two in combinations(there, 2))
    )
    if len(there) == len(unit) and not differences:
        return None
    return Disagreement(
        start=min(one.start for one in there),
        end=max(one.end for one in there),
        quotes=tuple(None if one is None else one.quote for one in unit),
        differences=differences,
    )


def _said(value: Hashable) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "; ".join(map(str, value)) if isinstance(value, tuple) else "" if value is None else str(value)
