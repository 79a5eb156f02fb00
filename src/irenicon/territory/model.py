"""Ground: units with boundaries, and dated maps of who holds it. Coordinates are longitude and latitude (WGS 84)."""

from __future__ import annotations

import datetime
from typing import Literal

import msgspec
import shapely

from irenicon.errors import Failure

# What a reader is told about an input that was used all the same; `report/words.*.toml` says it in words.
RemarkKind = Literal["repaired", "same_day", "not_an_area", "sea", "sea_not_told_apart", "gap", "redrawn"]


SeaBy = Literal["maps", "file", "counted"]


class Remark(msgspec.Struct, frozen=True):
    """What was noticed about an input that was used: `value` is km², days or a number, after the kind."""

    kind: RemarkKind
    source: str
    value: float | None = None
    date: datetime.date | None = None
    until: datetime.date | None = None
    unit: str = ""


class Unit(msgspec.Struct, frozen=True):
    """An area with a name: `name` as its file has it, `names` whatever else the file calls it."""

    name: str
    names: tuple[str, ...]
    area: shapely.Geometry


class Units(msgspec.Struct, frozen=True):
    """The units of a boundary file, in its order."""

    source: str
    units: tuple[Unit, ...]
    remarks: tuple[Remark, ...] = ()


class ControlMap(msgspec.Struct, frozen=True):
    """What is held on a day: a valid MultiPolygon whose parts do not overlap. What is not held is nobody's."""

    date: datetime.date
    source: str
    held: shapely.MultiPolygon
    remarks: tuple[Remark, ...] = ()


class Day(msgspec.Struct, frozen=True):
    """A day that a file has a map of; `digest` stands for the file's name and content."""

    date: datetime.date
    source: str
    digest: str
    remarks: tuple[Remark, ...] = ()


class Reading(msgspec.Struct, frozen=True):
    """What came of reading a file: its days with what was noticed, or a failure."""

    days: tuple[tuple[datetime.date, tuple[Remark, ...]], ...] = ()
    failure: Failure | None = None


class Change(msgspec.Struct, frozen=True):
    """What changed in a unit from one map to the next, in km²: gained and lost on land by equal-area and by geodesic
    measure, and gained at sea. `redrawn` is the part that lies in strips too thin to be movement."""

    gained: float
    lost: float
    geodesic: float
    at_sea: float = 0.0
    redrawn: float = 0.0


class Ground(msgspec.Struct, frozen=True):
    """A unit in a summary: km² of land, and of sea left out of it."""

    unit: str
    km2: float
    sea_km2: float


class Held(msgspec.Struct, frozen=True):
    """What is held of a unit on a day: km² in EPSG:6933 and on the ellipsoid, share of the unit's land (0–1), and what
    was gained and lost since the map before, over `days` days (None for the first map)."""

    date: datetime.date
    unit: str
    km2: float
    geodesic_km2: float
    share: float
    gained_km2: float | None = None
    lost_km2: float | None = None
    days: int | None = None
    redrawn_km2: float | None = None

    @property
    def change_km2(self) -> float | None:
        """Gained less lost since the map before."""
        return None if self.gained_km2 is None or self.lost_km2 is None else self.gained_km2 - self.lost_km2


class Summary(msgspec.Struct, frozen=True):
    """Who holds what of each unit on each day, by date and then in the order of the units; `ALL` is all together.

    `sea` says how sea was told from land: "maps", "file" or "counted" (as land).
    """

    grounds: tuple[Ground, ...]
    rows: tuple[Held, ...]
    sea: SeaBy
    remarks: tuple[Remark, ...]
    failures: tuple[Failure, ...]


ALL = "all units"
