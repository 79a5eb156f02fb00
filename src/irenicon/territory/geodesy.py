"""Areas and distances on the ellipsoid (WGS 84) of geometry in degrees.

An edge is straight in longitude and latitude (RFC 7946, section 3.1.1), so long edges are divided before they are
measured or projected.
"""

from __future__ import annotations

from functools import cache

import numpy as np
import shapely
from pyproj import CRS, Geod, Transformer

_EDGE = 0.05  # degrees; at this length an edge and the straight line in the projection differ by less than 2 m
_KM2 = 1e-6


def area_km2(area: shapely.Geometry) -> float:
    """The area in km² in an equal-area projection (EPSG:6933, Lambert cylindrical, WGS 84)."""
    return float(shapely.area(_projected(area, _equal_area()))) * _KM2


def areas_km2(areas: np.ndarray) -> np.ndarray:
    """The areas of many geometries in km², EPSG:6933."""
    found: np.ndarray = shapely.area(_projected(areas, _equal_area())) * _KM2
    return found


def geodesic_km2(area: shapely.Geometry) -> float:
    """The area in km² on the ellipsoid itself (Karney 2013, through PROJ); it does not pass through a projection."""
    if shapely.is_empty(area):
        return 0.0
    oriented = shapely.orient_polygons(shapely.segmentize(area, _EDGE))
    return float(_ellipsoid().geometry_area_perimeter(oriented)[0]) * _KM2


def length_km(line: shapely.Geometry) -> float:
    """The length in km along the ellipsoid; of an area, that of its edges."""
    return float(_ellipsoid().geometry_length(shapely.segmentize(line, _EDGE))) / 1000


def buffer_km(geometry: shapely.Geometry, km: float) -> shapely.Geometry:
    """All ground within `km` of a geometry, by distances in a projection made for the place (azimuthal equidistant
    around its middle; off by less than 0.1 % within 500 km of it)."""
    there, back = _local(geometry)
    wide = shapely.buffer(_projected(geometry, there), km * 1000, quad_segs=16)
    return shapely.transform(wide, back.transform, interleaved=False)


def distance_km(one: shapely.Geometry, other: shapely.Geometry) -> float:
    """The shortest distance in km between two geometries, in a projection made for the place."""
    there, _ = _local(shapely.union_all([shapely.envelope(one), shapely.envelope(other)]))
    return float(shapely.distance(_projected(one, there), _projected(other, there))) / 1000


def _projected(geometry: shapely.Geometry | np.ndarray, to: Transformer) -> shapely.Geometry | np.ndarray:
    return shapely.transform(shapely.segmentize(geometry, _EDGE), to.transform, interleaved=False)


@cache
def _equal_area() -> Transformer:
    return Transformer.from_crs("EPSG:4326", "EPSG:6933", always_xy=True)


@cache
def _ellipsoid() -> Geod:
    return Geod(ellps="WGS84")


def _local(geometry: shapely.Geometry) -> tuple[Transformer, Transformer]:
    west, south, east, north = shapely.bounds(geometry)
    return _around(round(float(west + east) / 2, 1), round(float(south + north) / 2, 1))


@cache
def _around(longitude: float, latitude: float) -> tuple[Transformer, Transformer]:
    local = CRS.from_proj4(f"+proj=aeqd +lon_0={longitude} +lat_0={latitude} +datum=WGS84 +units=m")
    return (
        Transformer.from_crs("EPSG:4326", local, always_xy=True),
        Transformer.from_crs(local, "EPSG:4326", always_xy=True),
    )
