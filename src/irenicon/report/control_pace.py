"""The pace of control in words and as JSON: what remains, at what pace, by when, and how the method fared."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence

import msgspec
from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from irenicon.report.wording import Wording
from irenicon.territory.backtest import Score
from irenicon.territory.forecast import LEVELS, Forecast
from irenicon.territory.reckoning import Reckoning


def reckoning_to_json(found: Reckoning) -> bytes:
    """The reckoning as JSON, with the method and its seed."""
    return msgspec.json.format(msgspec.json.encode(found), indent=1) + b"\n"


def scores_to_json(found: Sequence[Score]) -> bytes:
    """The scores of a backtest as JSON."""
    return msgspec.json.format(msgspec.json.encode(found), indent=1) + b"\n"


def show_reckoning(found: Reckoning, console: Console, words: Wording) -> None:
    """Prints what remains, the rates, and the forecast, in 80 columns."""
    console.print(Text(remains_said(found, words), style="bold"))
    console.print(_rates(found, words))
    console.print(Text(divided_said(found, words), style="dim"))
    console.print(Text(words("pace_until", "control"), style="bold"))
    console.print(_quantiles(found.forecast, words))
    for line in forecast_said(found, words):
        console.print(Text(line))


def show_scores(found: Sequence[Score], console: Console, words: Wording) -> None:
    """Prints the scores of a backtest in 80 columns."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column(words("unit", "control"))
    for key in ("days_ahead", "trials", "spans", "within_50", "within_90", "loss", "naive_loss"):
        table.add_column(words(key, "control"), justify="right")
    for one in found:
        table.add_row(
            unit_said(one.unit, words) if one.unit else words("together", "control"),
            str(one.horizon) if one.horizon else words("both", "control"),
            str(one.trials),
            str(one.spans),
            f"{one.within_50:.0%}",
            f"{one.within_90:.0%}",
            words.figure(one.loss, 1),
            words.figure(one.naive_loss, 1),
            style="bold" if not one.unit else "",
        )
    console.print(table)
    console.print(Text(words("backtest_said", "control"), style="dim"))


def unit_said(unit: str, words: Wording) -> str:
    """A unit's name, or the words for all of them together."""
    return words("all_units", "control") if unit == "all units" else unit


def remains_said(found: Reckoning, words: Wording) -> str:
    """What is held and what remains, in a sentence."""
    key = "pace_held_already" if found.remaining_km2 <= 0 else "pace_remains" if found.until == 1 else "pace_remains_to"
    return words(key, "control").format(
        unit=found.held.unit,
        date=found.held.date,
        held=words.figure(found.held.km2),
        land=words.figure(found.land_km2),
        share=f"{words.figure(100 * found.held.share, 1)}%",
        remaining=_km2(found, words),
        until=f"{found.until:.0%}",
    )


def forecast_said(found: Reckoning, words: Wording) -> tuple[str, str, str]:
    """The chance that it is not reached, how such forecasts fared on the maps, and how this one was drawn."""
    forecast, test = found.forecast, found.tested
    method = msgspec.structs.asdict(forecast.process)
    method |= {"shift": f"{forecast.process.shift:.0%}", "history": forecast.history}
    tested = words("pace_tested" if test else "pace_untested", "control")
    return (
        words("pace_not_within", "control").format(chance=f"{forecast.not_within:.0%}", years=forecast.years),
        tested.format(share=f"{test.within_90:.0%}", trials=test.trials, spans=test.spans) if test else tested,
        words("pace_method", "control").format(**method),
    )


def divided_said(found: Reckoning, words: Wording) -> str:
    """What the two days beside each rate divide by what."""
    return words("pace_divided", "control").format(unit=found.held.unit, km2=_km2(found, words))


def rates_said(found: Reckoning, words: Wording) -> Iterator[tuple[str, ...]]:
    """For each window its days; gained, lost, net and the day for the unit, then the same for all fronts."""
    never = words("pace_never", "control")
    for one in found.windows:
        cells = []
        for rate, end in ((one.unit, one.unit_end), (one.all_fronts, one.all_end)):
            said = [words.figure(value, 1) for value in (rate.gained, rate.lost, rate.net)]
            cells += [*said, f"{end:%Y-%m}" if end else never]
        yield (str(one.days), *cells)


def day_said(day: datetime.date | None, years: int, words: Wording) -> str:
    """A day as year and month, or that it lies beyond the years looked at."""
    return f"{day:%Y-%m}" if day else words("pace_beyond", "control").format(years=years)


def _rates(found: Reckoning, words: Wording) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column(words("window", "control"))
    keys = ("gained", "lost", "net", "rest_by_unit", "all_gained", "all_lost", "all_net", "rest_by_all")
    for key in keys:
        table.add_column(words(f"pace_{key}", "control"), justify="right")
    for row in rates_said(found, words):
        table.add_row(*row)
    return table


def _quantiles(found: Forecast, words: Wording) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for level in LEVELS:
        table.add_column(f"{level:.0%}", justify="right")
    table.add_row(*(day_said(day, found.years, words) for day in found.ends))
    return table


def _km2(found: Reckoning, words: Wording) -> str:
    return words.figure(max(0.0, found.remaining_km2))
