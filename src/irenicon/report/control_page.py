"""The pace of control as a page of its own, and as what a part of another page shows."""

from __future__ import annotations

import msgspec
from markupsafe import Markup

from irenicon.report.control_pace import day_said, divided_said, forecast_said, rates_said, remains_said
from irenicon.report.control_pictures import HEIGHT, WIDTH, Picture, fan_picture
from irenicon.report.control_tables import remarks_said, sea_said
from irenicon.report.page import environment, resource
from irenicon.report.wording import Wording, wording
from irenicon.territory.forecast import LEVELS
from irenicon.territory.model import Summary
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
        tuple(forecast_said(found.forecast, words)),
    )


def pace_to_html(found: Reckoning, summary: Summary, language: str) -> str:
    """One self-contained page, in English or Dutch."""
    words = wording(language)
    return (
        environment()
        .get_template("control.html")
        .render(
            pace=pace_view(found, words),
            words=words,
            remarks=(sea_said(summary, words), *remarks_said(summary.remarks, words)),
            style=Markup(resource("page.css") + resource("control.css")),
        )
    )
