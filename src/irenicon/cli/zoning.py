"""`irenicon control zone`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from irenicon.cli.grounds import AsOf, Control, HeldBy, UnitsFile, day, sources_of
from irenicon.cli.writing import put
from irenicon.errors import IreniconError

if TYPE_CHECKING:
    from irenicon.territory.ground import Sources
    from irenicon.territory.zones import Zoned

Events = Annotated[
    Path, typer.Argument(metavar="EVENTS.csv", help="ACLED or UCDP GED columns, or date, lat, lon and kind.")
]
ZoneFile = Annotated[Path | None, typer.Option("--zone", metavar="FILE", help="The zone as GeoJSON.")]
Plan = Annotated[str | None, typer.Option("--plan", metavar="FILE", help="The plan whose zone it is, with --point.")]
Point = Annotated[str | None, typer.Option("--point", help='The point of the plan that draws the zone ("21.d").')]
From = Annotated[str | None, typer.Option("--from", metavar="DATE", help="Only events from this day.")]
Until = Annotated[str | None, typer.Option("--until", metavar="DATE", help="Only events until this day.")]
Csv = Annotated[Path | None, typer.Option("--csv", metavar="FILE", help="Write the counts as CSV; - for stdout.")]
Json = Annotated[Path | None, typer.Option("--json", metavar="FILE", help="Write the check as JSON; - for stdout.")]


def zone(
    events: Events,
    zone: ZoneFile = None,
    plan: Plan = None,
    point: Point = None,
    control: Control = None,
    units: UnitsFile = None,
    as_of: AsOf = None,
    held_by: HeldBy = None,
    first: From = None,
    last: Until = None,
    csv: Csv = None,
    json: Json = None,
) -> None:
    """Events inside a demilitarised or cease-fire zone, by week, side and kind.

    The zone is a file (--zone), or what a point of a plan draws (--plan, --point, with --control and --units).
    Exit codes: 0 done, 1 some events could not be read (the rest is there), 2 wrong use.
    """
    from irenicon.codebook.loading import load
    from irenicon.report import zone_tables
    from irenicon.territory.events import read_events, within_days
    from irenicon.territory.zones import check_zone

    area = _zone(zone, plan, point, sources_of(control, units, as_of, held_by))
    table = read_events(events)
    found = check_zone(
        area, within_days(table.events, day(first) if first else None, day(last) if last else None), load()
    )
    if found is None:
        raise IreniconError("empty", f"{events.name} has no events in those days.", str(events))
    for path, made in ((csv, zone_tables.to_csv), (json, zone_tables.to_json)):
        if path:
            put(path, made(found))
    if Path("-") not in (csv, json):
        typer.echo("\n".join(zone_tables.lines(found)))
    for failure in table.failures:
        typer.echo(f"irenicon: {failure.reason}", err=True)
    raise typer.Exit(1 if table.failures else 0)


def _zone(zone: Path | None, plan: str | None, point: str | None, maps: Sources | None) -> Zoned:
    if zone and not plan:
        from irenicon.territory.zones import read_zone

        return read_zone(zone)
    if zone or not plan or not point or not maps:
        needed = "Name a zone with --zone, or a plan with --plan, --point, --control and --units."
        raise IreniconError("wrong_use", needed)
    from irenicon.assessment import assess
    from irenicon.documents.reading import read
    from irenicon.territory.zones import zone_of_point

    assessed = assess(read(plan), maps=maps)
    for failure in assessed.failures:
        raise IreniconError("unreadable", failure.reason, failure.source)
    plans = assessed.ground.plans if assessed.ground else ()
    return zone_of_point(plans[0], assessed.documents[0].commitments, point)
