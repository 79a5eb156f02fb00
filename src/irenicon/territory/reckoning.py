"""The whole question of pace for one unit: what remains, at what pace, by when, and how far to trust that."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence

import msgspec

from irenicon.errors import IreniconError
from irenicon.territory.backtest import Score, scores, trials
from irenicon.territory.forecast import Forecast, Process, forecast
from irenicon.territory.model import ALL, Held, Summary
from irenicon.territory.pace import Course, Window, course, windows

_MOVED = 0.01  # of what moved on all fronts


class Reckoning(msgspec.Struct, frozen=True):
    """What is held of a unit on a day, what remains to the share `until` (0–1) of its land, the rates at which ground
    was taken, and the forecast. `history` has the km² held week by week up to the day; `tested` is how such forecasts
    fared for the unit on the maps before it, None where they are too few."""

    held: Held
    land_km2: float
    sea_km2: float
    until: float
    remaining_km2: float
    windows: tuple[Window, ...]
    forecast: Forecast
    history: tuple[tuple[datetime.date, float], ...]
    tested: Score | None


def reckon(
    summary: Summary,
    unit: str,
    *,
    until: float = 1.0,
    as_of: datetime.date | None = None,
    process: Process | None = None,
    years: int = 10,
) -> Reckoning:
    """The reckoning for a unit on the last day of maps up to `as_of`.

    Raises IreniconError where `unit` is not in the summary or the maps before the day are too few.
    """
    ground = next((one for one in summary.grounds if one.unit == unit), None)
    if ground is None:
        raise IreniconError("wrong_use", f"'{unit}' is no unit of the summary.")
    one, fronts = course(summary, unit, as_of), course(summary, ALL, as_of)
    held = next(row for row in reversed(summary.rows) if row.unit == unit and row.date == one.last)
    remaining = until * ground.km2 - held.km2
    drawn = process or Process()
    tested = [score for score in scores(list(trials([one], fronts, drawn))) if score.horizon == 0]
    return Reckoning(
        held,
        ground.km2,
        ground.sea_km2,
        until,
        remaining,
        windows(one, fronts, max(0.0, remaining)),
        forecast(one, fronts, remaining, drawn, years),
        tuple(_weekly(one)),
        tested[0] if tested else None,
    )


def backtest(
    summary: Summary, units: Sequence[str] = (), *, as_of: datetime.date | None = None, process: Process | None = None
) -> tuple[Score, ...]:
    """The scores of past forecasts for the units named, by default for those where ground moved and for all.

    Raises IreniconError where the maps span less than 270 days (half a year before a forecast, 90 days after it).
    """
    fronts = course(summary, ALL, as_of)
    named = units or moved_units(summary)
    courses: list[Course] = [course(summary, one, as_of) for one in named]
    found = scores(list(trials(courses if units else [*courses, fronts], fronts, process or Process())))
    if not found:
        reason = f"{len(fronts.changes)} days of maps are too few: 180 go before a forecast and 90 after it."
        raise IreniconError("bad_data", reason)
    return found


def moved_units(summary: Summary) -> tuple[str, ...]:
    """The units in which at least a hundredth of all ground moved that moved anywhere, gained and lost together."""
    least = _MOVED * _moved(summary, ALL)
    return tuple(one.unit for one in summary.grounds if _moved(summary, one.unit) >= least > 0)


def _weekly(one: Course) -> Iterator[tuple[datetime.date, float]]:
    for day in range((len(one.held) - 1) % 7, len(one.held), 7):
        yield one.first + datetime.timedelta(day), float(one.held[day])


def _moved(summary: Summary, unit: str) -> float:
    return sum((row.gained_km2 or 0.0) + (row.lost_km2 or 0.0) for row in summary.rows if row.unit == unit)
