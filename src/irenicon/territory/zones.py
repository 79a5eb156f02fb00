"""A zone as a check: which events of a table lie inside it, by week, side and kind."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

import msgspec
import shapely

from irenicon.codebook.model import Codebook
from irenicon.errors import IreniconError
from irenicon.findings.model import Commitment
from irenicon.languages.names import Name, NameFinder
from irenicon.territory.areas import PlanGround
from irenicon.territory.events import Event
from irenicon.territory.geodesy import area_km2
from irenicon.territory.geojson import read_features
from irenicon.territory.overlay import united


class Count(msgspec.Struct, frozen=True):
    """Events inside a zone in a week (`week` is its Monday) of one side and kind, and the deaths that they state."""

    week: datetime.date
    side: str
    kind: str
    events: int
    deaths: int


class ZoneCheck(msgspec.Struct, frozen=True):
    """Events of a table against a zone. `inside` of `events` lie in it, `vague` of these in a place only known to a
    district or worse, so that they may lie outside; `counts` are by week, side and kind."""

    zone: str
    km2: float
    first: datetime.date
    last: datetime.date
    events: int
    inside: int
    vague: int
    deaths: int
    counts: tuple[Count, ...]


class Zoned(msgspec.Struct, frozen=True):
    """An area with what it is called and its size."""

    name: str
    area: shapely.Geometry
    km2: float


def read_zone(path: Path) -> Zoned:
    """The areas of a GeoJSON file as one zone; raises IreniconError where it has none."""
    area = united([one.area for one in read_features(path)])
    return Zoned(path.name, area, area_km2(area))


def zone_of_point(plan: PlanGround, commitments: Sequence[Commitment], point: str) -> Zoned:
    """The area that a point of a plan draws; raises IreniconError "wrong_use" where it draws none."""
    located = [one for one in plan.located if commitments[one.clause.commitment].point == point]
    areas = [one.geometry for one in located if one.geometry is not None and one.km2 > 0]
    if not areas:
        drawn = {commitments[one.clause.commitment].point for one in plan.located if one.km2 > 0}
        hint = f"areas are drawn by {', '.join(sorted(drawn))}" if drawn else "no point draws one"
        raise IreniconError("wrong_use", f"Point {point} draws no area; {hint}.")
    area = united(areas)
    return Zoned(point, area, area_km2(area))


def check_zone(zone: Zoned, events: Sequence[Event], codebook: Codebook) -> ZoneCheck | None:
    """The events against the zone, sides named as the codebook does where it knows them; None without events."""
    if not events:
        return None
    points = shapely.points([one.longitude for one in events], [one.latitude for one in events])
    shapely.prepare(zone.area)
    inside = [one for one, within in zip(events, shapely.intersects(zone.area, points), strict=True) if within]
    sides = _sides(inside, codebook)
    counted: dict[tuple[datetime.date, str, str], list[int]] = defaultdict(lambda: [0, 0])
    for one in inside:
        week = one.date - datetime.timedelta(days=one.date.weekday())
        tally = counted[week, sides[one.side], one.kind]
        tally[0] += 1
        tally[1] += one.deaths
    return ZoneCheck(
        zone=zone.name,
        km2=round(zone.km2, 1),
        first=min(one.date for one in events),
        last=max(one.date for one in events),
        events=len(events),
        inside=len(inside),
        vague=sum(one.vague_place for one in inside),
        deaths=sum(one.deaths for one in inside),
        counts=tuple(Count(*key, *tally) for key, tally in sorted(counted.items())),
    )


def _sides(events: Sequence[Event], codebook: Codebook) -> dict[str, str]:
    """The party that each name of a side speaks of ("Military Forces of Russia (2000-)"), else the name itself."""
    finder = NameFinder(name for names in codebook.names.values() for name in names if name.kind != "place")
    return {side: _party(side, finder.spans(side)) for side in {one.side for one in events}}


def _party(side: str, found: Sequence[tuple[int, int, Name]]) -> str:
    return found[0][2].name if found else side
