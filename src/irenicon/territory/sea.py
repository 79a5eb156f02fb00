"""Tells sea from land within units, as far as a map of control lets one.

Boundaries often take in the territorial sea, and maps of control end at the coast. A part of a unit that a map leaves
free is taken for sea where it lies open to the outside of all units and the rest of its edge is held ground: behind a
coast that is held there is nothing left to take. Free ground would border on free ground of another unit. The sea off a
coast that is not held cannot be told apart in this way; a file of land, which the user names, can.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
import numpy as np
import shapely

from irenicon.territory.geodesy import area_km2
from irenicon.territory.model import Unit, Units
from irenicon.territory.overlay import less, united

# Shares of the edge of a part: what is held, and what is held or open to the outside together.
_HELD, _HELD_OR_OPEN = 1 / 3, 3 / 4
_SMALLEST = 0.01  # of the unit; less is a difference between two drawings of one border
_NEAR = 0.005  # degrees, about 500 m: how far apart two drawings of one coast may lie
_STEP = 0.02  # degrees between the points at which an edge is looked at


class Land(msgspec.Struct, frozen=True):
    """A unit parted into land and sea; km² in EPSG:6933. `sea` is empty where none was told apart."""

    unit: Unit
    area: shapely.Geometry
    sea: shapely.Geometry
    km2: float
    sea_km2: float


def land_of(units: Units, held: shapely.Geometry) -> tuple[Land, ...]:
    """Every unit parted by what a map of control shows held."""
    return tuple(parted(unit, sea) for unit, sea in zip(units.units, sea_by_map(units, held), strict=True))


def sea_by_map(units: Units, held: shapely.Geometry) -> tuple[shapely.MultiPolygon, ...]:
    """The sea of every unit by what a map of control shows held, empty where none can be told apart."""
    near = shapely.buffer(shapely.union_all([one.area for one in units.units]).boundary, _NEAR)
    shapely.prepare([near, held])
    return tuple(_sea(one, held, near) for one in units.units)


def sea_by_file(units: Units, land: Sequence[shapely.Geometry]) -> tuple[shapely.MultiPolygon, ...]:
    """The sea of every unit by a file of land."""
    ground = united(list(land))
    return tuple(less(one.area, ground) for one in units.units)


def parted(unit: Unit, sea: shapely.Geometry) -> Land:
    """A unit less its sea."""
    area = unit.area if sea.is_empty else less(unit.area, sea)
    whole = area_km2(unit.area)
    km2 = whole if sea.is_empty else area_km2(area)
    return Land(unit, area, sea, km2, whole - km2)


def _sea(unit: Unit, held: shapely.Geometry, outside: shapely.Geometry) -> shapely.Geometry:
    if not shapely.intersects(held, unit.area):
        return shapely.MultiPolygon()
    free = shapely.get_parts(less(unit.area, held))
    large = free[shapely.area(free) > _SMALLEST * unit.area.area]
    return united([part for part in large if _is_sea(part, held, outside)])


def _is_sea(part: shapely.Polygon, held: shapely.Geometry, outside: shapely.Geometry) -> bool:
    points = shapely.get_coordinates(shapely.segmentize(part.exterior, _STEP))
    points = shapely.points(points[1:])
    open_ = shapely.intersects(outside, points)
    along = shapely.dwithin(held, points, _NEAR) & ~open_
    share = float(np.mean(along))
    return bool(open_.any()) and share >= _HELD and share + float(np.mean(open_)) >= _HELD_OR_OPEN
