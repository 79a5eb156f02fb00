"""At what pace ground is taken: over several windows, of a unit and of all fronts, gross beside net."""

from __future__ import annotations

import datetime

import msgspec
import numpy as np

from irenicon.errors import IreniconError
from irenicon.territory.model import ALL, Summary

WINDOWS = (30, 90, 180, 365)
_SHORTEST = 60  # days of maps below which nothing is said


class Rate(msgspec.Struct, frozen=True):
    """km² a day: gained, lost, and the net of both."""

    gained: float
    lost: float

    @property
    def net(self) -> float:
        """Gained less lost."""
        return self.gained - self.lost


class Window(msgspec.Struct, frozen=True):
    """The rate over the last `days` days in a unit and on all fronts; `unit_end` and `all_end` are the days on which
    the ground that remains in the unit would be held at either rate, None where the rate is not above zero."""

    days: int
    unit: Rate
    all_fronts: Rate
    unit_end: datetime.date | None
    all_end: datetime.date | None


class Course(msgspec.Struct, frozen=True):
    """km² held of a unit for every day from `first` on, days without a map interpolated, and what was gained and lost
    up to then; the same for all units together."""

    unit: str
    first: datetime.date
    held: np.ndarray
    gained: np.ndarray
    lost: np.ndarray

    @property
    def last(self) -> datetime.date:
        """The last day."""
        return self.first + datetime.timedelta(len(self.held) - 1)

    @property
    def changes(self) -> np.ndarray:
        """The net change of each day after the first, km²."""
        found: np.ndarray = np.diff(self.held)
        return found


def course(summary: Summary, unit: str = ALL, as_of: datetime.date | None = None) -> Course:
    """The course of control of a unit up to a day, by default the last; raises IreniconError where there are too few
    days of maps before it."""
    rows = [row for row in summary.rows if row.unit == unit and (as_of is None or row.date <= as_of)]
    span = (rows[-1].date - rows[0].date).days if rows else 0
    if span < _SHORTEST:
        reason = (
            f"{span} days of maps are too few for a pace; at least {_SHORTEST} are needed before the day asked for."
        )
        raise IreniconError("bad_data", reason)
    days = np.array([(row.date - rows[0].date).days for row in rows])
    every = np.arange(span + 1)
    gained = np.cumsum([row.gained_km2 or 0.0 for row in rows])
    lost = np.cumsum([row.lost_km2 or 0.0 for row in rows])
    held = np.array([row.km2 for row in rows])
    return Course(unit, rows[0].date, *(np.interp(every, days, one) for one in (held, gained, lost)))


def windows(unit: Course, all_fronts: Course, remaining: float) -> tuple[Window, ...]:
    """The rates over every window that the maps span, the shortest first."""
    found = []
    for days in WINDOWS:
        if days < len(unit.held):
            rates = _rate(unit, days), _rate(all_fronts, days)
            ends = (_end(unit.last, remaining, rate.net) for rate in rates)
            found.append(Window(days, *rates, *ends))
    return tuple(found)


def _rate(course: Course, days: int) -> Rate:
    gained, lost = (float(one[-1] - one[-1 - days]) / days for one in (course.gained, course.lost))
    return Rate(gained, lost)


def _end(last: datetime.date, remaining: float, rate: float) -> datetime.date | None:
    try:
        return last + datetime.timedelta(remaining / rate) if rate > 0 else None
    except OverflowError:
        return None
