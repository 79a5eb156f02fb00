"""The line of contact: where what is held meets what is not, without coast and state border."""

from __future__ import annotations

import shapely

from irenicon.territory.geodesy import area_km2, buffer_km, length_km
from irenicon.territory.overlay import less

_NEAR_KM = 2.0  # boundaries and maps of control draw one coast or border this far apart
_SHORTEST_KM = 2.0  # shorter pieces are where the two drawings leave the strip and come back
_LAGOON_KM2 = 200.0  # smaller ground that is free and lies open to the edge is water that no one told apart


def front_of(held: shapely.Geometry, ground: shapely.Geometry) -> shapely.Geometry:
    """The boundary of what is held, less what runs along the edge of the ground (coast and state border)."""
    edge = buffer_km(shapely.boundary(ground), _NEAR_KM)
    free = [part for part in shapely.get_parts(less(ground, held)) if not _is_lagoon(part, edge)]
    if held.is_empty or not free:
        return shapely.MultiLineString()
    against = shapely.buffer(shapely.MultiPolygon(free), _TOUCH)
    line = shapely.intersection(shapely.boundary(held), against)
    apart = shapely.line_merge(shapely.MultiLineString(_lines(shapely.difference(line, edge))))
    return shapely.MultiLineString([piece for piece in shapely.get_parts(apart) if length_km(piece) >= _SHORTEST_KM])


_TOUCH = 1e-6  # degrees; overlays leave borders this far apart


def _is_lagoon(part: shapely.Polygon, edge: shapely.Geometry) -> bool:
    return area_km2(part) < _LAGOON_KM2 and shapely.intersects(part, edge)


def _lines(geometry: shapely.Geometry) -> list[shapely.LineString]:
    return [part for part in shapely.get_parts(geometry) if part.geom_type == "LineString"]
