"""`irenicon control summarise`, `control pace` and `control backtest`."""

from __future__ import annotations

import datetime
import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from irenicon.cli.assessing import Words
from irenicon.cli.writing import put
from irenicon.errors import IreniconError

if TYPE_CHECKING:
    from irenicon.report.control_pictures import Picture
    from irenicon.territory.model import Summary

app = typer.Typer(help="Control of ground from dated maps: who holds what, at what pace.", no_args_is_help=True)

Maps = Annotated[
    list[Path], typer.Argument(metavar="MAPS…", help="GeoJSON files of what is held, a date in each name; or folders.")
]
UnitsFile = Annotated[Path, typer.Option("--units", metavar="FILE", help="Boundaries of the units, as GeoJSON.")]
LandFile = Annotated[
    Path | None, typer.Option("--land", metavar="FILE", help="Land as GeoJSON; what lies outside is sea.")
]
WithSea = Annotated[bool, typer.Option("--with-sea", help="Count the sea within boundaries as land.")]
Cache = Annotated[
    Path | None,
    typer.Option("--cache", metavar="FILE", help="Keep what was measured; by default beside the first output."),
]
Csv = Annotated[
    Path | None, typer.Option("--csv", metavar="FILE", help="Write the rows as CSV; - for standard output.")
]
Parquet = Annotated[Path | None, typer.Option("--parquet", metavar="FILE", help="Write the rows as Parquet.")]
Json = Annotated[Path | None, typer.Option("--json", metavar="FILE", help="Write all as JSON; - for stdout.")]
Html = Annotated[Path | None, typer.Option("--html", metavar="FILE", help="Write one self-contained page.")]
Svg = Annotated[Path | None, typer.Option("--svg", metavar="FILE", help="Write the picture as SVG.")]
Png = Annotated[Path | None, typer.Option("--png", metavar="FILE", help="Write the picture as PNG.")]
Unit = Annotated[str, typer.Option("--unit", metavar="NAME", help="The unit; English, Dutch or local spelling.")]
SomeUnits = Annotated[
    list[str] | None, typer.Option("--unit", metavar="NAME", help="A unit, may be repeated; by default all that moved.")
]
Until = Annotated[str, typer.Option("--until", metavar="whole|N%", help="How much of the unit's land.")]
AsOf = Annotated[
    str | None, typer.Option("--as-of", metavar="DATE", help="Use maps up to this day (2025-11-20) and no later.")
]
Seed = Annotated[int, typer.Option("--seed", help="Seed of the draws: the same seed, the same numbers.")]


@app.command()
def summarise(
    maps: Maps,
    units: UnitsFile,
    land: LandFile = None,
    with_sea: WithSea = False,
    cache: Cache = None,
    csv: Csv = None,
    parquet: Parquet = None,
    json: Json = None,
    svg: Svg = None,
    png: Png = None,
    unit: SomeUnits = None,
    words: Words = "en",
) -> None:
    """Who holds how much of each unit on each day: km², change, share; gaps, redrawing and repairs.

    A day added to maps that were summarised before costs one day's work: what was measured is kept beside the output.
    Exit codes: 0 done, 1 some maps failed (the rest is there), 2 wrong use.
    """
    from rich.console import Console

    from irenicon.report import control_tables
    from irenicon.report.control_pictures import course_picture
    from irenicon.report.wording import wording
    from irenicon.territory.reckoning import moved_units
    from irenicon.territory.units import read_units, unit_named

    said = wording(words)
    drawn = [unit_named(read_units(units), one).name for one in unit or ()]
    written = {csv: control_tables.to_csv, parquet: control_tables.to_parquet, json: control_tables.to_json}
    found = summed_up(maps, units, land, with_sea, cache or _beside(csv, parquet, json))
    for path, made in written.items():
        if path:
            put(path, made(found))
    if svg or png:
        _draw(course_picture(found, drawn or moved_units(found), said), svg, png)
    if Path("-") not in written:
        control_tables.show_summary(found, Console(highlight=False), said)
    finish(found)


@app.command()
def pace(
    maps: Maps,
    units: UnitsFile,
    unit: Unit,
    until: Until = "whole",
    as_of: AsOf = None,
    seed: Seed = 1,
    land: LandFile = None,
    with_sea: WithSea = False,
    cache: Cache = None,
    json: Json = None,
    html: Html = None,
    svg: Svg = None,
    png: Png = None,
    words: Words = "en",
) -> None:
    """At what pace a unit is taken, and by when the rest would be held if the process of the past went on.

    Exit codes: 0 done, 1 some maps failed (the rest is there), 2 wrong use.
    """
    from rich.console import Console

    from irenicon.report import control_pace
    from irenicon.report.control_page import pace_to_html
    from irenicon.report.control_pictures import fan_picture
    from irenicon.report.wording import wording
    from irenicon.territory.forecast import Process
    from irenicon.territory.reckoning import reckon
    from irenicon.territory.units import read_units, unit_named

    said = wording(words)
    share, day = _share(until), _date(as_of)
    named = unit_named(read_units(units), unit).name
    found = summed_up(maps, units, land, with_sea, cache or _beside(json, html))
    reckoning = reckon(found, named, until=share, as_of=day, process=Process(seed=seed))
    if json:
        put(json, control_pace.reckoning_to_json(reckoning))
    if html:
        put(html, pace_to_html(reckoning, found, words).encode())
    if svg or png:
        _draw(fan_picture(reckoning, said), svg, png)
    if json != Path("-"):
        control_pace.show_reckoning(reckoning, Console(highlight=False), said)
    finish(found)


@app.command()
def backtest(
    maps: Maps,
    units: UnitsFile,
    unit: SomeUnits = None,
    as_of: AsOf = None,
    seed: Seed = 1,
    land: LandFile = None,
    with_sea: WithSea = False,
    cache: Cache = None,
    json: Json = None,
    words: Words = "en",
) -> None:
    """How forecasts of 90 and 180 days, made on past days, would have fared beside a constant pace.

    Exit codes: 0 done, 1 some maps failed (the rest is there), 2 wrong use.
    """
    from rich.console import Console

    from irenicon.report import control_pace
    from irenicon.report.wording import wording
    from irenicon.territory import reckoning
    from irenicon.territory.forecast import Process
    from irenicon.territory.units import read_units, unit_named

    said, day, drawn = wording(words), _date(as_of), read_units(units)
    named = [unit_named(drawn, one).name for one in unit or ()]
    found = summed_up(maps, units, land, with_sea, cache or _beside(json))
    scores = reckoning.backtest(found, named, as_of=day, process=Process(seed=seed))
    if json:
        put(json, control_pace.scores_to_json(scores))
    if json != Path("-"):
        control_pace.show_scores(scores, Console(highlight=False), said)
    finish(found)


def summed_up(maps: list[Path], units: Path, land: Path | None, with_sea: bool, cache: Path | None) -> Summary:
    """The summary of the maps, with a bar on a terminal and silence in a pipe."""
    from rich.console import Console
    from rich.progress import Progress

    from irenicon.territory.summary import Sea, summarise
    from irenicon.territory.units import read_units

    console = Console(stderr=True)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task("", total=None)
        return summarise(
            maps,
            read_units(units),
            sea=Sea(land, with_sea),
            cache=cache,
            told=lambda path, of: progress.update(task, advance=1, total=of, description=path.name),
        )


def finish(found: Summary) -> None:
    """Tells what failed and ends with the exit code."""
    for failure in found.failures:
        typer.echo(f"irenicon: {failure.reason}", err=True)
    raise typer.Exit(1 if found.failures else 0)


def _draw(picture: Picture, svg: Path | None, png: Path | None) -> None:
    from irenicon.report.control_pictures import to_png, to_svg

    if svg:
        put(svg, to_svg(picture).encode())
    if png:
        put(png, to_png(picture))


def _beside(*outputs: Path | None) -> Path | None:
    first = next((one for one in outputs if one and str(one) != "-"), None)
    return first.with_name(f"{first.name}.measured") if first else None


def _share(until: str) -> float:
    if until == "whole":
        return 1.0
    found = re.fullmatch(r"(\d+(?:\.\d+)?) ?%", until.strip())
    if not found or not 0 < float(found[1]) <= 100:
        raise IreniconError("wrong_use", f"--until takes whole or a share such as 90%, not '{until}'.")
    return float(found[1]) / 100


def _date(text: str | None) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(text) if text else None
    except ValueError as error:
        raise IreniconError("wrong_use", f"--as-of takes a day such as 2025-11-20, not '{text}'.") from error
