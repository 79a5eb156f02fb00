"""What moved between two maps: the ground gained and lost.

Most of a map is the same as the day before. The edges that both maps draw are the border of both and cancel out; what
moved is enclosed by the others. A face that these enclose is gained where they wind round it once as today's edges run,
lost where they wind the other way. (The boundary of today minus that of yesterday, as chains; the winding number
is then the indicator of today minus that of yesterday.)
"""

from __future__ import annotations

import msgspec
import numpy as np
import shapely

from irenicon.territory.overlay import less

_CLOSE = 1e-9  # square degrees, a hundredth of a hectare: to which the faces must add up


class Moved(msgspec.Struct, frozen=True):
    """The faces gained and lost between two maps, as arrays of polygons that do not overlap."""

    gained: np.ndarray
    lost: np.ndarray


def moved(before: shapely.MultiPolygon, after: shapely.MultiPolygon) -> Moved:
    """The ground that `after` has and `before` has not, and the reverse; both must be valid."""
    found = _by_edges(before, after)
    net = shapely.area(found.gained).sum() - shapely.area(found.lost).sum()
    if abs(net - (after.area - before.area)) < _CLOSE:
        return found
    return Moved(shapely.get_parts(less(after, before)), shapely.get_parts(less(before, after)))


def _by_edges(before: shapely.MultiPolygon, after: shapely.MultiPolygon) -> Moved:
    old, new = _edges(before), _edges(after)
    gone, come = _drawn(old - new), _drawn(new - old)
    chain = np.concatenate([gone[:, [2, 3, 0, 1]], come])  # yesterday's edges run backwards
    if not len(chain):
        return Moved(np.array([], dtype=object), np.array([], dtype=object))
    lines = shapely.union_all(shapely.linestrings(chain.reshape(-1, 2, 2)))
    faces = shapely.get_parts(shapely.polygonize([lines]))
    winding = _winding(chain, shapely.get_coordinates(shapely.point_on_surface(faces)))
    return Moved(faces[winding > 0], faces[winding < 0])


def _edges(area: shapely.MultiPolygon) -> set[bytes]:
    """The edges (x1, y1, x2, y2) of an area, which lies to the left of each, as values that can be looked up."""
    rings = shapely.get_rings(shapely.get_parts(shapely.orient_polygons(area)))
    points, ring = shapely.get_coordinates(rings, return_index=True)
    within = ring[1:] == ring[:-1]
    edges = np.concatenate([points[:-1], points[1:]], axis=1)[within] + 0.0  # no negative zero
    return set(np.ascontiguousarray(edges).view("V32").ravel().tolist())


def _drawn(edges: set[bytes]) -> np.ndarray:
    found: np.ndarray = np.frombuffer(b"".join(sorted(edges)), dtype=float).reshape(-1, 4)
    return found


def _winding(chain: np.ndarray, points: np.ndarray) -> np.ndarray:
    """How often the edges wind round each point, anticlockwise."""
    x1, y1, x2, y2 = (chain[:, i, None] for i in range(4))
    x, y = points[:, 0], points[:, 1]
    left = (x2 - x1) * (y - y1) - (x - x1) * (y2 - y1)
    up = (y1 <= y) & (y2 > y) & (left > 0)
    down = (y1 > y) & (y2 <= y) & (left < 0)
    turns: np.ndarray = up.sum(axis=0) - down.sum(axis=0)
    return turns
