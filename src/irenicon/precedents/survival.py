"""How earlier agreements fared: Kaplan–Meier with 95 % bands (Greenwood variance, log-log), log-rank (Mantel 1966).

Agreements that the dataset does not call ended are right-censored at its end; those that ended on an unknown date are
left out. These are associations among selected cases, not effects.
"""

from __future__ import annotations

import math
import warnings
from collections.abc import Sequence
from datetime import date

import numpy as np
from scipy import stats

from irenicon.precedents.model import Difference, Fate, Precedent, Standing

_YEARS = (1.0, 2.0, 5.0, 10.0)
_DAYS = 365.25
_FEWEST = 5  # agreements in each group of a comparison


def fate(precedents: Sequence[Precedent], end: str) -> Fate | None:
    """How a group fared up to the dataset's `end`; None without an agreement whose time is known."""
    times, ended = _times(precedents, end)
    if not len(times):
        return None
    curve = stats.ecdf(stats.CensoredData(uncensored=times[ended], right=times[~ended])).sf
    with warnings.catch_warnings():
        warnings.simplefilter(
            "ignore", RuntimeWarning
        )  # the band has no value where the curve is 1 or 0; `_at` steps back
        band = curve.confidence_interval(0.95, method="log-log")

    def at(years: float) -> Standing:
        return Standing(
            round(years, 4),
            _at(curve.quantiles, curve.probabilities, years),
            _at(curve.quantiles, band.low.probabilities, years),
            _at(curve.quantiles, band.high.probabilities, years),
        )

    steps = [0.0, *sorted({float(years) for years, failed in zip(times, ended, strict=True) if failed})]
    return Fate(len(times), int(ended.sum()), tuple(map(at, _YEARS)), tuple(map(at, steps)))


def difference(precedents: Sequence[Precedent], provision: str, end: str) -> Difference | None:
    """Agreements with a provision beside those without; None where either group is too small to tell."""
    groups = [
        [one for one in precedents if (provision in one.provisions) is having and _known(one, end)]
        for having in (True, False)
    ]
    if min(map(len, groups)) < _FEWEST:
        return None
    fates = [fate(group, end) for group in groups]
    censored = []
    for group in groups:
        times, ended = _times(group, end)
        censored.append(stats.CensoredData(uncensored=times[ended], right=times[~ended]))
    if fates[0] is None or fates[1] is None or not (fates[0].ended + fates[1].ended):
        return None
    return Difference(provision, fates[0], fates[1], float(stats.logrank(*censored).pvalue))


def _known(one: Precedent, end: str) -> bool:
    return _years(one, end) is not None


def _times(precedents: Sequence[Precedent], end: str) -> tuple[np.ndarray, np.ndarray]:
    found = [(years, one.ended) for one in precedents if (years := _years(one, end)) is not None]
    return np.array([years for years, _ in found]), np.array([ended for _, ended in found], dtype=bool)


def _years(one: Precedent, end: str) -> float | None:
    """The years that an agreement is known to have stood; None where a date is missing or impossible."""
    until = one.ended_on if one.ended else end
    try:
        days = (date.fromisoformat(until or "") - date.fromisoformat(one.date)).days
    except ValueError:
        return None
    return days / _DAYS if days >= 0 else None


def _at(quantiles: np.ndarray, values: np.ndarray, years: float) -> float:
    """The value of a step function at a time, 1 before its first; where a band is not defined, that of the step before
    it."""
    index = int(np.searchsorted(quantiles, years, side="right")) - 1
    while index >= 0 and math.isnan(values[index]):
        index -= 1
    return round(float(values[index]), 4) if index >= 0 else 1.0
