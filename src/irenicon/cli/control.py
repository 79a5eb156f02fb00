"""`irenicon control summarise`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from irenicon.cli.assessing import Words
from irenicon.cli.writing import put

if TYPE_CHECKING:
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
    words: Words = "en",
) -> None:
    """Who holds how much of each unit on each day: km², change, share; gaps, redrawing and repairs.

    A day added to maps that were summarised before costs one day's work: what was measured is kept beside the output.
    Exit codes: 0 done, 1 some maps failed (the rest is there), 2 wrong use.
    """
    from rich.console import Console

    from irenicon.report import control_tables
    from irenicon.report.wording import wording

    said = wording(words)
    written = {csv: control_tables.to_csv, parquet: control_tables.to_parquet, json: control_tables.to_json}
    found = summed_up(maps, units, land, with_sea, cache or _beside(csv, parquet, json))
    for path, made in written.items():
        if path:
            put(path, made(found))
    if Path("-") not in written:
        control_tables.show_summary(found, Console(highlight=False), said)
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


def _beside(*outputs: Path | None) -> Path | None:
    first = next((one for one in outputs if one and str(one) != "-"), None)
    return first.with_name(f"{first.name}.measured") if first else None
