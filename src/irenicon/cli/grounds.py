"""Options that name maps of control and boundaries."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from irenicon.errors import IreniconError

if TYPE_CHECKING:
    from irenicon.assessment import Assessment
    from irenicon.codebook.model import Codebook
    from irenicon.territory.ground import Sources

Control = Annotated[
    list[Path] | None,
    typer.Option("--control", metavar="PATH", help="Dated maps of control (GeoJSON): a folder or files; repeatable."),
]
UnitsFile = Annotated[
    Path | None, typer.Option("--units", metavar="FILE", help="Boundaries of the units that texts name (GeoJSON).")
]
AsOf = Annotated[
    str | None, typer.Option("--as-of", metavar="DATE", help="The day of the map; by default that of the last one.")
]
HeldBy = Annotated[
    str | None, typer.Option("--held-by", metavar="PARTY", help="Whose control the maps show; else the texts tell.")
]

CostsFile = Annotated[
    Path | None,
    typer.Option("--costs", metavar="FILE", help="What taking ground costs, as examples/costs.toml."),
]
MapFile = Annotated[
    Path | None, typer.Option("--map", metavar="FILE", help="Write the map for print: a .svg or .png file.")
]


def drawing(map: Path | None, maps: Sources | None) -> dict[str, Path]:
    """The map to be written, by its kind; raises IreniconError "wrong_use" for an unknown ending or without maps."""
    if map is None:
        return {}
    if map.suffix.lower() not in (".svg", ".png"):
        raise IreniconError("wrong_use", f"A map is written as .svg or .png, not as '{map.name}'.")
    if maps is None:
        raise IreniconError("wrong_use", "--map needs maps of control and boundaries: --control and --units.")
    return {f"map{map.suffix.lower()}": map}


def sources_of(
    control: list[Path] | None,
    units: Path | None,
    as_of: str | None,
    held_by: str | None,
    costs: Path | None = None,
) -> Sources | None:
    """The maps that a user names, None where there are none; raises IreniconError "wrong_use" where one half is
    missing or the day is none."""
    if not control and not units:
        if as_of or held_by or costs:
            reason = "--as-of, --held-by and --costs need maps: name them with --control and --units."
            raise IreniconError("wrong_use", reason)
        return None
    if not control or not units:
        raise IreniconError("wrong_use", "Maps of control (--control) and boundaries (--units) are needed together.")
    from irenicon.territory.ground import Sources

    return Sources(tuple(control), units, day(as_of) if as_of else None, held_by, costs)


def day(text: str) -> datetime.date:
    """A day from its ISO form; raises IreniconError "wrong_use"."""
    try:
        return datetime.date.fromisoformat(text)
    except ValueError as error:
        raise IreniconError("wrong_use", f"'{text}' is not a day; write it like 2025-11-22.") from error


def grounded(result: Assessment, maps: Sources, codebook: Codebook) -> Assessment:
    """The assessment with its ground, with a bar on a terminal and silence in a pipe."""
    from rich.console import Console
    from rich.progress import Progress

    from irenicon.assessment import with_ground

    console = Console(stderr=True)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task("", total=None)
        return with_ground(
            result,
            maps,
            codebook,
            lambda path, of: progress.update(task, advance=1, total=of, description=path.name),
        )
