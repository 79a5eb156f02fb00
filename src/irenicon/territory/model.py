"""Ground: units with boundaries, and dated maps of who holds it. Coordinates are longitude and latitude (WGS 84)."""

from __future__ import annotations

import datetime
from typing import Literal

import msgspec
import shapely

# What a reader is told about an input that was used all the same; `report/words.*.toml` says it in words.
RemarkKind = Literal["repaired", "same_day", "not_an_area", "sea", "sea_not_told_apart", "gap", "redrawn"]


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
