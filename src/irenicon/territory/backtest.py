"""How forecasts from past days would have fared: coverage and pinball loss, beside a constant pace."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence

import msgspec
import numpy as np

from irenicon.territory.forecast import LEVELS, Process, changes_ahead
from irenicon.territory.pace import Course

HORIZONS = (90, 180)
_HISTORY = 180  # days that a forecast needs before it
_STEP = 7  # days between the days from which forecasts are made
_NAIVE = 90  # days of the pace that the naive forecast keeps


class Trial(msgspec.Struct, frozen=True):
    """A forecast made on a past day: quantiles (LEVELS) of the net change in km², what came, and the naive forecast."""

    unit: str
    made: datetime.date
    horizon: int
    quantiles: tuple[float, ...]
    actual: float
    naive: float

    def within(self, low: int, high: int) -> bool:
        """Whether what came lies between two of the quantiles."""
        return self.quantiles[low] <= self.actual <= self.quantiles[high]


class Score(msgspec.Struct, frozen=True):
    """How trials fared: the share of them within the 50 and the 90 % interval, and the mean pinball loss in km²
    (Koenker and Bassett 1978) of the forecast and of a constant pace. `spans` is how many trials do not overlap: how
    much evidence there is. `horizon` is 0 where several are together."""

    unit: str
    horizon: int
    trials: int
    spans: int
    within_50: float
    within_90: float
    loss: float
    naive_loss: float


def trials(courses: Sequence[Course], all_fronts: Course, process: Process) -> Iterator[Trial]:
    """A forecast for each horizon on every seventh day that has half a year before it and the horizon after it."""
    for one in courses:
        for horizon in HORIZONS:
            yield from _trials(one, all_fronts, horizon, process)


def scores(found: Sequence[Trial]) -> tuple[Score, ...]:
    """The scores by unit and horizon, by unit, and of all together (`unit` is then empty)."""
    units = dict.fromkeys(one.unit for one in found)
    groups = [(unit, horizon) for unit in units for horizon in (*HORIZONS, 0)]
    groups += [("", horizon) for horizon in (*HORIZONS, 0)] if len(units) > 1 else []
    chosen = (
        (unit, horizon, [one for one in found if unit in ("", one.unit) and horizon in (0, one.horizon)])
        for unit, horizon in groups
    )
    return tuple(_score(*one) for one in chosen if one[2])


def _trials(one: Course, all_fronts: Course, horizon: int, process: Process) -> Iterator[Trial]:
    changes, fronts = one.changes, all_fronts.changes
    for day in range(_HISTORY, len(changes) - horizon + 1, _STEP):
        past = changes[:day]
        drawn = changes_ahead(past, fronts[:day], horizon, process)[:, -1]
        yield Trial(
            one.unit,
            one.first + datetime.timedelta(day),
            horizon,
            tuple(float(value) for value in np.quantile(drawn, LEVELS)),
            float(changes[day : day + horizon].sum()),
            float(past[-_NAIVE:].mean()) * horizon,
        )


def _score(unit: str, horizon: int, found: Sequence[Trial]) -> Score:
    spans = sum(_spans(found, one, h) for one in {t.unit for t in found} for h in {t.horizon for t in found})
    return Score(
        unit,
        horizon,
        len(found),
        spans,
        float(np.mean([one.within(1, 3) for one in found])),
        float(np.mean([one.within(0, 4) for one in found])),
        float(np.mean([_pinball(one.actual, one.quantiles) for one in found])),
        float(np.mean([_pinball(one.actual, (one.naive,) * len(LEVELS)) for one in found])),
    )


def _spans(found: Sequence[Trial], unit: str, horizon: int) -> int:
    made = [one.made for one in found if one.unit == unit and one.horizon == horizon]
    return (max(made) - min(made)).days // horizon + 1 if made else 0


def _pinball(actual: float, quantiles: Sequence[float]) -> float:
    losses = [
        max(level * (actual - one), (level - 1) * (actual - one)) for level, one in zip(LEVELS, quantiles, strict=True)
    ]
    return float(np.mean(losses))
