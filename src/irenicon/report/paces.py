"""The pace of control as what a part of a page shows."""

from __future__ import annotations

import msgspec

from irenicon.report.control_pace import day_said, divided_said, forecast_said, rates_said, remains_said
from irenicon.report.control_pictures import HEIGHT, WIDTH, Picture, fan_picture
from irenicon.report.wording import Wording
from irenicon.territory.forecast import LEVELS
from irenicon.territory.reckoning import Reckoning


class PaceView(msgspec.Struct, frozen=True):
    """A reckoning in words and figures, with the fan of its forecast, as `parts/pace.html` shows it."""

    unit: str
    remains: str
    fan: Picture
    fan_wide: int
    fan_high: int
    ends: tuple[tuple[str, str], ...]
    rates: tuple[tuple[str, ...], ...]
    divided: str
    said: tuple[str, ...]


def pace_view(found: Reckoning, words: Wording) -> PaceView:
    """What a page shows of a reckoning."""
    ends = zip(LEVELS, found.forecast.ends, strict=True)
    return PaceView(
        found.held.unit,
        remains_said(found, words),
        fan_picture(found, words),
        WIDTH,
        HEIGHT,
        tuple((f"{level:.0%}", day_said(day, found.forecast.years, words)) for level, day in ends),
        tuple(rates_said(found, words)),
        divided_said(found, words),
        forecast_said(found, words),
    )
