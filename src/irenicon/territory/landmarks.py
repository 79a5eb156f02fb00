"""Named lines (rivers, roads, agreed lines) and populated places that stand in a boundary file beside its units."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import shapely

from irenicon.territory.settlements import Settlement


class Landmarks(msgspec.Struct, frozen=True):
    """Lines by name and the places of a boundary file."""

    lines: dict[str, shapely.Geometry]
    settlements: tuple[Settlement, ...]


def read_landmarks(path: Path) -> Landmarks:
    """The lines and points with a name in a boundary file that has been read; none where it has only areas."""
    lines: dict[str, shapely.Geometry] = {}
    places = []
    for feature in msgspec.json.decode(path.read_bytes()).get("features", ()):
        geometry, properties = feature.get("geometry") or {}, feature.get("properties") or {}
        name = str(properties.get("name") or "")
        if name and geometry.get("type") in ("LineString", "MultiLineString"):
            lines[name] = shapely.from_geojson(msgspec.json.encode(geometry))
        elif name and geometry.get("type") == "Point":
            places.append(_settlement(name, geometry["coordinates"], properties))
    return Landmarks(lines, tuple(places))


def _settlement(name: str, at: list[float], properties: dict[str, Any]) -> Settlement:
    population = properties.get("population")
    return Settlement(name, float(at[0]), float(at[1]), population if isinstance(population, int) else 0)
