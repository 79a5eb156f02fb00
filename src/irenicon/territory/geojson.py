"""Reads areas from GeoJSON (RFC 7946): degrees of longitude and latitude, WGS 84, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import shapely

from irenicon.errors import IreniconError
from irenicon.territory.overlay import united

_DECIMALS = 6  # a tenth of a metre: what maps of a front state, so that a border drawn alike stays the same border
_WGS84 = re.compile(r"(CRS:?84|EPSG:{1,2}(\d+(\.\d+)*:)?4326|WGS ?84)$", re.IGNORECASE)
_CONVERT = "Convert it to longitude and latitude, for example with: ogr2ogr -t_srs EPSG:4326 out.geojson in.geojson."


class Feature(msgspec.Struct, frozen=True):
    """An area with the properties that its file gives it.

    `repaired` tells that its rings crossed themselves, `ignored` how many points and lines stood beside its areas.
    """

    properties: dict[str, Any]
    area: shapely.MultiPolygon
    repaired: bool
    ignored: int


def read_features(path: Path) -> tuple[Feature, ...]:
    """The features of a file that have an area, in its order; raises IreniconError where it is not GeoJSON, not in
    degrees, or without any area."""
    data = _document(path)
    _check_system(data, path)
    found = []
    for properties, geometry in _geometries(data, path):
        try:
            polygons, ignored = _polygons(geometry)
        except (ValueError, TypeError, KeyError) as error:
            raise IreniconError(
                "bad_data", f"{path.name} has a geometry that cannot be read: {error}.", str(path)
            ) from error
        area, repaired = _valid(polygons)
        if ignored or not area.is_empty:
            found.append(Feature(properties, area, repaired, ignored))
    if all(one.area.is_empty for one in found):
        raise IreniconError("empty", f"{path.name} holds no area, so it was left out.", str(path))
    _check_degrees(found, path)
    return tuple(found)


def _document(path: Path) -> dict[str, Any]:
    try:
        data = msgspec.json.decode(path.read_bytes())
    except OSError as error:
        raise IreniconError("not_found", f"{path} cannot be read: {error.strerror}.", str(path)) from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise IreniconError("bad_data", f"{path.name} is not GeoJSON: {error}.", str(path)) from error
    if not isinstance(data, dict) or "type" not in data:
        raise IreniconError("bad_data", f"{path.name} is JSON, but not GeoJSON: it has no type.", str(path))
    return data


def _check_system(data: dict[str, Any], path: Path) -> None:
    """Refuses a stated system that is not WGS 84; RFC 7946 has no other, and its forerunner named one in `crs`."""
    stated = data.get("crs")
    if stated is None:
        return
    name = str((stated.get("properties") or {}).get("name", "")) if isinstance(stated, dict) else str(stated)
    if not _WGS84.search(name.strip()):
        reason = (
            f"{path.name} is in the coordinate system {name or 'without a name'}, not in degrees (WGS 84). {_CONVERT}"
        )
        raise IreniconError("bad_data", reason, str(path))


def _check_degrees(found: Sequence[Feature], path: Path) -> None:
    bounds = np.array([one.area.bounds for one in found if not one.area.is_empty])
    west, south = bounds[:, :2].min(axis=0)
    east, north = bounds[:, 2:].max(axis=0)
    farthest = max(abs(west), abs(east), abs(south), abs(north))
    if farthest > 360:
        reason = f"{path.name} has coordinates such as {farthest:.0f}: metres of a projection, not degrees. {_CONVERT}"
        raise IreniconError("bad_data", reason, str(path))
    if max(abs(south), abs(north)) > 90:
        latitude = max(south, north, key=abs)
        reason = f"{path.name} has a latitude of {latitude:g}: its coordinates are swapped (longitude comes first)."
        raise IreniconError("bad_data", reason, str(path))


def _geometries(data: dict[str, Any], path: Path) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    kind = data["type"]
    if kind == "FeatureCollection":
        features = data.get("features")
        if not isinstance(features, list):
            raise IreniconError("bad_data", f"{path.name} is a FeatureCollection without features.", str(path))
        for feature in features:
            yield from _geometries(
                feature if isinstance(feature, dict) and "type" in feature else {"type": feature}, path
            )
    elif kind == "Feature":
        if isinstance(data.get("geometry"), dict):
            yield data.get("properties") or {}, data["geometry"]
    elif "coordinates" in data or "geometries" in data:
        yield {}, data
    else:
        raise IreniconError("bad_data", f"{path.name} is not GeoJSON: it has a {str(kind)[:40]!r}.", str(path))


def _polygons(geometry: dict[str, Any]) -> tuple[list[shapely.Polygon], int]:
    """The polygons of a geometry, and how many points and lines stand beside them."""
    kind = geometry.get("type")
    if kind == "GeometryCollection":
        parts = [_polygons(one) for one in geometry["geometries"]]
        return [polygon for found, _ in parts for polygon in found], sum(ignored for _, ignored in parts)
    if kind not in ("Polygon", "MultiPolygon"):
        return [], 1
    drawn = [geometry["coordinates"]] if kind == "Polygon" else geometry["coordinates"]
    return [_polygon(rings) for rings in drawn if rings and rings[0]], 0


def _polygon(rings: Sequence[Any]) -> shapely.Polygon:
    drawn = [np.round(_positions(ring), _DECIMALS) for ring in rings if len(ring) > 2]
    if not drawn:
        raise ValueError("a ring has fewer than three positions")
    if not all(np.isfinite(ring).all() for ring in drawn):
        raise ValueError("a position is not a number")
    return shapely.Polygon(drawn[0], drawn[1:])


def _positions(ring: Sequence[Any]) -> np.ndarray:
    """Longitude and latitude of each position; heights are left out."""
    flat = list(chain.from_iterable(ring))
    if len(flat) == 2 * len(ring) and all(len(one) == 2 for one in ring):
        return np.array(flat, dtype=float).reshape(-1, 2)
    return np.array([one[:2] for one in ring], dtype=float)


def _valid(polygons: Sequence[shapely.Polygon]) -> tuple[shapely.MultiPolygon, bool]:
    """The polygons as one valid area, and whether that took a repair."""
    whole = shapely.MultiPolygon(list(polygons))
    if shapely.is_valid(whole):
        return whole, False
    repaired = [shapely.make_valid(one, method="structure", keep_collapsed=False) for one in polygons]
    crossed = not all(shapely.is_valid(one) for one in polygons)
    return united(repaired), crossed
