"""The ground of an assessment: boundaries, maps of control and what the documents say, brought together."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from irenicon.codebook.model import Codebook
from irenicon.commitments.model import Commitment
from irenicon.documents.model import Document
from irenicon.errors import Failure, IreniconError
from irenicon.language.names import Name
from irenicon.territory.areas import Clause, Ground, Layer
from irenicon.territory.changing import plan_ground, told_holder
from irenicon.territory.clauses import clauses_of
from irenicon.territory.front import front_of
from irenicon.territory.landmarks import Landmarks, read_landmarks
from irenicon.territory.maps import date_of, map_files, read_map
from irenicon.territory.model import Remark, Unit, Units
from irenicon.territory.overlay import common, united
from irenicon.territory.sea import land_of
from irenicon.territory.settlements import settlements_within
from irenicon.territory.shapes import Terrain
from irenicon.territory.units import read_units

_EARLIER = (90, 365)  # days before the day asked for, of which the map shows the state too


class Sources(msgspec.Struct, frozen=True):
    """What a ground is made from: maps of control (files and folders), boundaries, the day (None for that of the last
    map), and the side that the maps show (None where the texts must tell)."""

    control: tuple[Path, ...]
    units: Path
    as_of: datetime.date | None = None
    held_by: str | None = None


class Told(msgspec.Struct, frozen=True):
    """A document with its commitments."""

    document: Document
    commitments: tuple[Commitment, ...]


def ground_of(sources: Sources, told: Sequence[Told], codebook: Codebook) -> Ground:
    """What the documents move on the ground.

    Raises IreniconError where the boundaries or all maps cannot be used, or no map is as old as the day asked for.
    """
    units = read_units(sources.units)
    marks = read_landmarks(sources.units)
    layers = tuple(_layers(sources))
    names = _names(units, marks)
    clauses = [clauses_of(one.document, one.commitments, codebook, names) for one in told]
    holder = sources.held_by or _holder(clauses, told)
    dry = _without_sea(units, layers[0])
    land = united([unit.area for unit in dry.units])
    held = common(layers[0].held, land)
    terrain = Terrain(dry, land, held, front_of(held, land), holder, marks.lines)
    settlements = marks.settlements or settlements_within(land, _spellings(codebook))
    return Ground(
        units_source=str(sources.units),
        layers=layers,
        holder=holder,
        holder_told=holder is not None and sources.held_by is None,
        borders=dry.units,
        land=land,
        front=terrain.front,
        settlements=settlements,
        plans=tuple(
            plan_ground(found, one.commitments, terrain, settlements) for found, one in zip(clauses, told, strict=True)
        ),
        remarks=dry.remarks,
    )


def _without_sea(units: Units, layer: Layer) -> Units:
    """The units without the sea that the map of the day lets one tell apart, and how much that was."""
    lands = land_of(units, layer.held)
    remarks = [Remark("sea", units.source, one.sea_km2, unit=one.unit.name) for one in lands if one.sea_km2]
    dry = tuple(Unit(one.unit.name, one.unit.names, one.area) for one in lands)
    return Units(units.source, dry, (*units.remarks, *remarks))


def _holder(clauses: Sequence[Sequence[Clause]], told: Sequence[Told]) -> str | None:
    """The side that the documents together take to hold what the maps show."""
    return told_holder(
        (clause, one.commitments[clause.commitment])
        for found, one in zip(clauses, told, strict=True)
        for clause in found
    )


def _spellings(codebook: Codebook) -> dict[str, str]:
    """The normal form of every spelling of a place that the codebook knows."""
    return {one.written: one.name for names in codebook.names.values() for one in names if one.kind == "place"}


def _names(units: Units, marks: Landmarks) -> tuple[Name, ...]:
    written = [name for unit in units.units for name in (unit.name, *unit.names)]
    return tuple(Name(name, name, "place", "name") for name in dict.fromkeys([*written, *marks.lines]) if name)


def _layers(sources: Sources) -> Iterator[Layer]:
    """The map of the day and those of some time before, each the nearest that is not later."""
    dated = sorted((date, path) for path in map_files(sources.control) if (date := date_of(path.name)))
    if not dated:
        raise IreniconError("bad_data", "No map of control has a date in its name, such as 2025-11-20.geojson.")
    asked = sources.as_of or dated[-1][0]
    seen = set()
    for days in (0, *_EARLIER):
        before = asked - datetime.timedelta(days=days)
        layer = _nearest(before, dated)
        if layer is None and not days:
            reason = f"No map of control is as old as {asked}; the first is of {dated[0][0]}. Name a later day."
            raise IreniconError("wrong_use", reason)
        if layer and layer.date not in seen:
            seen.add(layer.date)
            yield layer


def _nearest(asked: datetime.date, dated: Sequence[tuple[datetime.date, Path]]) -> Layer | None:
    """The last map that can be read of those not later than a day."""
    failure: Failure | None = None
    for date, path in reversed([one for one in dated if one[0] <= asked]):
        try:
            return Layer(asked, date, str(path), read_map(path)[0].held)
        except IreniconError as error:
            failure = failure or Failure.of(error, str(path))
    if failure:
        raise IreniconError("bad_data", failure.reason, failure.source)
    return None
