"""Krippendorff's α for unitising: whether coders cut the same stretches out of a text, and categorised them alike.

Krippendorff, Content Analysis, 2004, ch. 11.6, and "Measuring the Reliability of Qualitative Text Analysis Data",
Quality & Quantity 38, 2004. Each category is a continuum of its own, so that stretches of different categories may
share words.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations

import numpy as np

from irenicon.coding.alpha import Estimate, estimate, ratio
from irenicon.documents.model import Span


def alpha_u(codings: Sequence[Mapping[str, Sequence[Span]]], length: int) -> tuple[Estimate, dict[str, float | None]]:
    """α_u over all categories with its interval, and α_u of each category; None where it is undefined.

    A coding gives for each category the stretches of a text of `length` characters; those of one category that overlap
    are joined. The interval comes from drawing categories with replacement, `of` counts them.
    """
    names = sorted({name for coding in codings for name in coding})
    if not names:
        return Estimate(None, None, None, 0), {}
    terms = [_disagreements([_joined(coding.get(name, ())) for coding in codings], length) for name in names]
    observed, expected = np.array(terms).T

    def measure(drawn: np.ndarray) -> np.ndarray:
        return 1 - ratio(drawn @ observed, drawn @ expected)

    single = 1 - ratio(observed, expected)
    each = {name: None if np.isnan(value) else float(value) for name, value in zip(names, single, strict=True)}
    return estimate(measure, len(names)), each


def _joined(spans: Sequence[Span]) -> list[Span]:
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and span.start < joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return joined


def _gaps(units: Sequence[Span], length: int) -> list[Span]:
    edges = [0, *(edge for unit in units for edge in (unit.start, unit.end)), length]
    return [Span(start, end) for start, end in zip(edges[::2], edges[1::2], strict=True) if start < end]


def _disagreements(coders: Sequence[Sequence[Span]], length: int) -> tuple[float, float]:
    """Observed and expected disagreement of one category, both by the square of the text's length."""
    gaps = [_gaps(units, length) for units in coders]
    pairs = list(combinations(range(len(coders)), 2))
    observed = sum(_between(coders[one], gaps[one], coders[other], gaps[other]) for one, other in pairs)
    return observed / (len(pairs) * length**2), _expected(coders, gaps, length)


def _between(ones: Sequence[Span], one_gaps: Sequence[Span], others: Sequence[Span], other_gaps: Sequence[Span]) -> int:
    """The squared differences of two coders: edges of units that overlap, lengths of units within a gap."""
    edges = sum(
        (one.start - other.start) ** 2 + (one.end - other.end) ** 2
        for one in ones
        for other in others
        if one.start < other.end and other.start < one.end
    )
    return edges + _alone(ones, other_gaps) + _alone(others, one_gaps)


def _alone(units: Sequence[Span], gaps: Sequence[Span]) -> int:
    within = (unit for unit in units if any(gap.start <= unit.start and unit.end <= gap.end for gap in gaps))
    return sum((unit.end - unit.start) ** 2 for unit in within)


def _expected(coders: Sequence[Sequence[Span]], gaps: Sequence[Sequence[Span]], length: int) -> float:
    units = [unit.end - unit.start for coder in coders for unit in coder]
    free = [gap.end - gap.start for coder in gaps for gap in coder]
    whole = len(coders) * length
    chances = whole * (whole - 1) - sum(size * (size - 1) for size in units)
    if not units or chances <= 0:
        return 0.0
    total = sum(
        (len(units) - 1) / 3 * (2 * size**3 - 3 * size**2 + size)
        + size**2 * sum(gap - size + 1 for gap in free if gap >= size)
        for size in units
    )
    return 2 / length * total / chances
