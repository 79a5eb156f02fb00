"""The areas of a text as geometry, from boundaries and a map of control."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

import msgspec
import shapely

from irenicon.errors import IreniconError
from irenicon.territory.areas import Area, Clause, ContactLine, NotDrawn, Outside, Part, Reason, Same, Zone
from irenicon.territory.geodesy import buffer_km
from irenicon.territory.model import Unit, Units
from irenicon.territory.overlay import common, less, united
from irenicon.territory.units import unit_named


class Terrain(msgspec.Struct, frozen=True):
    """Units with their ground, what is held of it on a day and by whom, the front, and lines by name.

    `holder` is None where nothing tells who holds what the map shows. All geometry is in degrees (WGS 84).
    """

    units: Units
    ground: shapely.Geometry
    held: shapely.Geometry
    front: shapely.Geometry
    holder: str | None
    lines: Mapping[str, shapely.Geometry]

    def controlled_by(self, party: str | None) -> shapely.Geometry:
        """What a party controls: what the map shows for its holder (or nobody named), the rest for another."""
        return self.held if party in (None, self.holder) else less(self.ground, self.held)


class Shape(msgspec.Struct, frozen=True):
    """An area as geometry, or why it cannot be drawn; `unknown` are names that the boundary file does not have, or has
    twice."""

    geometry: shapely.Geometry | None
    reason: Reason | None = None
    unknown: tuple[str, ...] = ()


def shapes(clauses: Sequence[Clause], terrain: Terrain) -> tuple[Shape, ...]:
    """The shape of every clause, one to one."""
    found: dict[int, Shape] = {}
    for clause in clauses:
        area = clause.area
        found[clause.commitment] = found[area.commitment] if isinstance(area, Same) else shape(area, terrain)
    return tuple(found.values())


def shape(area: Area, terrain: Terrain) -> Shape:
    """An area as geometry, clipped to the ground of the units."""
    if isinstance(area, NotDrawn):
        return Shape(None, area.reason)
    if isinstance(area, Part | Outside) and area.by is not None and terrain.holder is None:
        return Shape(None, "unknown_holder")
    if isinstance(area, Zone):
        return _zone(area, terrain)
    units, unknown = units_of(getattr(area, "names", ()), terrain.units)
    if unknown and not units:
        return Shape(None, "unknown_unit", unknown)
    ground = united([unit.area for unit in units]) if units else terrain.ground
    drawn = _of_units(area, ground, terrain)
    return Shape(None, "empty", unknown) if drawn.is_empty else Shape(drawn, None, unknown)


def units_of(names: Sequence[str], units: Units) -> tuple[tuple[Unit, ...], tuple[str, ...]]:
    """The units that places consist of, and the places that fit no unit or two."""
    found: dict[str, Unit] = {}
    unknown = []
    for name in names:
        parts = [unit for part in _composites().get(name, ()) if (unit := _unit(part, units))]
        whole = parts or [unit for unit in [_unit(name, units)] if unit]
        found |= {unit.name: unit for unit in whole}
        if not whole:
            unknown.append(name)
    return tuple(found.values()), tuple(unknown)


def _unit(name: str, units: Units) -> Unit | None:
    try:
        return unit_named(units, name)
    except IreniconError:
        return None


def _of_units(area: Area, ground: shapely.Geometry, terrain: Terrain) -> shapely.Geometry:
    match area:
        case Part():
            controlled = terrain.controlled_by(area.by)
            return common(ground, controlled) if area.held else less(ground, controlled)
        case Outside():
            return less(common(terrain.ground, terrain.controlled_by(area.by)), ground)
        case ContactLine():
            return shapely.intersection(terrain.front, ground)
    return ground


def _zone(zone: Zone, terrain: Terrain) -> Shape:
    line = terrain.front if zone.along is None else terrain.lines.get(zone.along)
    if line is None or line.is_empty:
        return Shape(None, "unknown_line")
    if zone.of is not None and terrain.holder is None:
        return Shape(None, "unknown_holder")
    strip = buffer_km(line, zone.width_km if zone.each_side else zone.width_km / 2)
    side = terrain.ground if zone.of is None else terrain.controlled_by(zone.of)
    drawn = common(strip, side)
    return Shape(None, "empty") if drawn.is_empty else Shape(drawn)


@cache
def _composites() -> dict[str, list[str]]:
    text = files("irenicon.territory").joinpath("composites.toml").read_text(encoding="utf-8")
    return msgspec.convert(tomllib.loads(text)["of"], dict[str, list[str]])
