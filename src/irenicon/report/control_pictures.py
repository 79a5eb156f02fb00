"""Pictures of control over time: the course by unit, and the fan of a forecast; vector, in the colours of the page."""

from __future__ import annotations

import datetime
import math
from collections.abc import Iterator, Sequence
from itertools import pairwise

import msgspec

from irenicon.report.control_pace import day_said, remains_said
from irenicon.report.wording import Wording
from irenicon.territory.forecast import Fan
from irenicon.territory.model import Held, Summary
from irenicon.territory.reckoning import Reckoning

WIDTH, HEIGHT = 640, 300
_LEFT, _RIGHT, _TOP, _BOTTOM = 58, 130, 14, 30
_STEPS = (1, 2, 5, 10)
_APART = 15  # between the labels at the ends of lines


class Mark(msgspec.Struct, frozen=True):
    """A word at a place: of an axis, or of a line."""

    x: float
    y: float
    text: str


class Curve(msgspec.Struct, frozen=True):
    """The path of a line or an area, and the class that says what it shows."""

    kind: str
    d: str


class Picture(msgspec.Struct, frozen=True):
    """A picture of `WIDTH` by `HEIGHT`: what it shows in words, its curves from back to front, its axes and labels."""

    title: str
    description: str
    curves: tuple[Curve, ...]
    times: tuple[Mark, ...]
    values: tuple[Mark, ...]
    labels: tuple[Mark, ...]
    legend: tuple[tuple[str, str], ...] = ()
    left: int = _LEFT
    right: int = WIDTH - _RIGHT


class _Frame(msgspec.Struct, frozen=True):
    """Days to the right from `first` to `last`, values upward from `low` to `high`."""

    first: datetime.date
    last: datetime.date
    low: float
    high: float

    def x(self, day: datetime.date) -> float:
        share = (day - self.first).days / max(1, (self.last - self.first).days)
        return round(_LEFT + share * (WIDTH - _LEFT - _RIGHT), 1)

    def y(self, value: float) -> float:
        share = (value - self.low) / ((self.high - self.low) or 1.0)
        return round(HEIGHT - _BOTTOM - share * (HEIGHT - _TOP - _BOTTOM), 1)

    def line(self, points: Sequence[tuple[datetime.date, float]]) -> str:
        return "M" + "L".join(f"{self.x(day)} {self.y(value)}" for day, value in points)

    def area(self, days: Sequence[datetime.date], low: Sequence[float], high: Sequence[float]) -> str:
        there = self.line(list(zip(days, high, strict=True)))
        back = self.line(list(zip(reversed(days), reversed(low), strict=True)))
        return f"{there}L{back[1:]}Z"


def course_picture(summary: Summary, units: Sequence[str], words: Wording) -> Picture:
    """The share held of each unit over time."""
    by_unit = {unit: [row for row in summary.rows if row.unit == unit] for unit in units}
    first, last = summary.rows[0].date, summary.rows[-1].date
    highest = max((row.share for rows in by_unit.values() for row in rows), default=1.0)
    high = 1.0 if highest > 0.5 else _above(highest)
    frame = _Frame(first, last, 0.0, high)
    digits = 0 if high > 0.05 else 1
    values = tuple(Mark(_LEFT, frame.y(one), f"{words.figure(100 * one, digits)} %") for one in _ticks(0.0, high))
    ends = [Mark(WIDTH - _RIGHT + 6, frame.y(rows[-1].share), unit) for unit, rows in by_unit.items()]
    said = "; ".join(f"{unit}: {_share(rows[0], words)} → {_share(rows[-1], words)}" for unit, rows in by_unit.items())
    return Picture(
        words("course_title", "control").format(first=first, last=last),
        said,
        tuple(
            Curve("line", frame.line([(row.date, row.share) for row in _thinned(rows)])) for rows in by_unit.values()
        ),
        tuple(_times(frame)),
        values,
        tuple(_spread(ends)),
    )


def fan_picture(found: Reckoning, words: Wording) -> Picture:
    """What was held, and the quantiles of what would be, until three quarters of the paths have arrived."""
    goal = found.held.km2 + max(0.0, found.remaining_km2)
    fan = _until(found.forecast.fan, found.forecast.ends[3])
    low = min([value for _, value in found.history] + [held[0] for held in fan.held])
    frame = _Frame(found.history[0][0], fan.days[-1], _below(low, goal), goal)
    columns = list(zip(*fan.held, strict=True))
    curves = (
        Curve("outer", frame.area(fan.days, columns[0], columns[4])),
        Curve("inner", frame.area(fan.days, columns[1], columns[3])),
        Curve("goal", frame.line([(frame.first, goal), (frame.last, goal)])),
        Curve("median", frame.line(list(zip(fan.days, columns[2], strict=True)))),
        Curve("line", frame.line(found.history)),
    )
    ends = " · ".join(day_said(day, found.forecast.years, words) for day in found.forecast.ends)
    all_of_it = words("whole_unit" if found.until == 1 else "asked_share", "control").format(until=f"{found.until:.0%}")
    return Picture(
        words("fan_title", "control").format(unit=found.held.unit),
        words("fan_description", "control").format(
            remains=remains_said(found, words),
            ends=ends,
            years=found.forecast.years,
            chance=f"{found.forecast.not_within:.0%}",
        ),
        curves,
        tuple(_times(frame)),
        tuple(Mark(_LEFT, frame.y(value), words.figure(value)) for value in _ticks(frame.low, goal)),
        (Mark(WIDTH - _RIGHT + 6, frame.y(goal), all_of_it),),
        tuple((kind, words(f"fan_{kind}", "control")) for kind in ("outer", "inner", "median")),
    )


def to_svg(picture: Picture) -> str:
    """The picture as a file of its own, in the light theme."""
    from irenicon.report.page import environment

    return environment().get_template("control.svg").render(picture=picture, width=WIDTH, height=HEIGHT)


def to_png(picture: Picture) -> bytes:
    """The picture as PNG, 1,600 pixels wide."""
    import typst

    page = "#set page(width: auto, height: auto, margin: 0pt)"
    source = f'{page}\n#image(bytes(sys.inputs.picture), format: "svg", width: 800pt)'.encode()
    found: bytes = typst.compile(source, format="png", ppi=144.0, sys_inputs={"picture": to_svg(picture)})
    return found


def _until(fan: Fan, day: datetime.date | None) -> Fan:
    """The fan up to a day, or whole; at least a year of it."""
    least = fan.days[0] + datetime.timedelta(365)
    number = sum(one <= max(day, least) for one in fan.days) + 1 if day else len(fan.days)
    return Fan(fan.days[:number], fan.held[:number])


def _thinned(rows: Sequence[Held]) -> Sequence[Held]:
    """About two hundred of the rows, the last among them."""
    step = max(1, len(rows) // 200)
    return rows[(len(rows) - 1) % step :: step]


def _share(row: Held, words: Wording) -> str:
    return f"{words.figure(100 * row.share, 1)} %"


def _times(frame: _Frame) -> Iterator[Mark]:
    """The beginnings of years, or of quarters where the picture spans less than three years."""
    years = (frame.last - frame.first).days > 3 * 365
    days = (
        datetime.date(year, month, 1)
        for year in range(frame.first.year, frame.last.year + 1)
        for month in ((1,) if years else (1, 4, 7, 10))
    )
    for day in days:
        if frame.first <= day <= frame.last:
            yield Mark(frame.x(day), HEIGHT - _BOTTOM, f"{day:%Y}" if years else f"{day:%Y-%m}")


def _ticks(low: float, high: float) -> list[float]:
    """Three to six round values from low to high."""
    size = 10.0 ** len(str(int(high))) / 1000 if high >= 10 else 0.001
    while (high - low) / size > 60:
        size *= 10
    step = next(size * one for one in (*_STEPS, 20, 50) if (high - low) / (size * one) <= 6)
    return [step * n for n in range(math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9) + 1)]


def _above(value: float) -> float:
    return next(one for one in (0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0) if one >= value)


def _below(low: float, goal: float) -> float:
    """A little less than the lowest value, but not less than 0."""
    return max(0.0, low - 0.05 * (goal - low))


def _spread(ends: Sequence[Mark]) -> Iterator[Mark]:
    """The labels from top to bottom, moved down where they would cover each other."""
    placed = sorted(ends, key=lambda one: one.y)
    tops = [one.y for one in placed]
    for index, _ in enumerate(pairwise(tops)):
        tops[index + 1] = max(tops[index + 1], tops[index] + _APART)
    return (Mark(one.x, y, one.text) for one, y in zip(placed, tops, strict=True))
