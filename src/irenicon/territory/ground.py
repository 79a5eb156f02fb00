"""The ground of an assessment: boundaries, maps of control and what the documents say, brought together."""

from __future__ import annotations

import contextlib
import datetime
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import msgspec

from irenicon.codebook.model import Codebook
from irenicon.documents.model import Document
from irenicon.errors import IreniconError
from irenicon.findings.model import Commitment
from irenicon.languages.names import Name
from irenicon.territory.areas import Clause, Ground, HolderBy, Layer, PlanGround
from irenicon.territory.changing import direction, plan_ground, told_holder
from irenicon.territory.clauses import clauses_of
from irenicon.territory.effort import outlook, read_costs
from irenicon.territory.front import front_of
from irenicon.territory.geodesy import area_km2
from irenicon.territory.geojson import read_features
from irenicon.territory.landmarks import Landmarks, read_landmarks
from irenicon.territory.maps import check_place, date_of, map_files, read_map
from irenicon.territory.model import Remark, Summary, Unit, Units
from irenicon.territory.overlay import common, united
from irenicon.territory.reckoning import Reckoning, reckon
from irenicon.territory.sea import land_of
from irenicon.territory.settlements import settlements_within
from irenicon.territory.shapes import Terrain
from irenicon.territory.summary import summarise
from irenicon.territory.units import read_units

_EARLIER = (90, 365)  # days before the day asked for, of which the map shows the state too


Heard = Callable[[Path, int], None]


class Sources(msgspec.Struct, frozen=True):
    """What a ground is made from: maps of control (files and folders), boundaries, the day (None for that of the last
    map), the side that the maps show (None where the texts must tell), and a file of what taking ground costs."""

    control: tuple[Path, ...]
    units: Path
    as_of: datetime.date | None = None
    held_by: str | None = None
    costs: Path | None = None


class Told(msgspec.Struct, frozen=True):
    """A document with its commitments."""

    document: Document
    commitments: tuple[Commitment, ...]


def ground_of(sources: Sources, told: Sequence[Told], codebook: Codebook, heard: Heard | None = None) -> Ground:
    """What the documents move on the ground; `heard` is told of each map that is summed up, and how many there are.

    Raises IreniconError where the boundaries or all maps cannot be used, or no map is as old as the day asked for.
    """
    units = read_units(sources.units)
    marks = read_landmarks(sources.units)
    layers = tuple(_layers(sources, units))
    names = _names(units, marks)
    clauses = [clauses_of(one.document, one.commitments, codebook, names) for one in told]
    holder, holder_by = _holder(sources, layers[0], clauses, told)
    dry = _without_sea(units, layers[0])
    land = united([unit.area for unit in dry.units])
    held = common(layers[0].held, land)
    terrain = Terrain(dry, land, held, front_of(held, land), holder, marks.lines)
    settlements = marks.settlements or settlements_within(land, _spellings(codebook))
    plans = [
        plan_ground(found, one.commitments, terrain, settlements) for found, one in zip(clauses, told, strict=True)
    ]
    taken = any(_gains(plan, terrain) for plan in plans)
    summary = summarise(_until(sources), units, told=heard) if taken else None
    return Ground(
        units_source=str(sources.units),
        layers=layers,
        holder=holder,
        holder_by=holder_by,
        borders=dry.units,
        land=land,
        front=terrain.front,
        lines=marks.lines,
        settlements=settlements,
        settlements_given=bool(marks.settlements),
        plans=tuple(_with_outlooks(plans, summary, sources, terrain)),
        remarks=dry.remarks,
        failures=summary.failures if summary else (),
    )


def _without_sea(units: Units, layer: Layer) -> Units:
    """The units without the sea that the map of the day lets one tell apart, and how much that was."""
    lands = land_of(units, layer.held)
    remarks = [Remark("sea", units.source, one.sea_km2, unit=one.unit.name) for one in lands if one.sea_km2]
    dry = tuple(Unit(one.unit.name, one.unit.names, one.area) for one in lands)
    return Units(units.source, dry, (*units.remarks, *remarks))


def _holder(
    sources: Sources, layer: Layer, clauses: Sequence[Sequence[Clause]], told: Sequence[Told]
) -> tuple[str, HolderBy] | tuple[None, None]:
    """The side that the maps show: as the user says, else the map itself, else what the documents together take it to
    be."""
    if sources.held_by:
        return sources.held_by, "user"
    stated = {
        str(one.properties["held_by"]) for one in read_features(Path(layer.source)) if "held_by" in one.properties
    }
    if len(stated) == 1:
        return stated.pop(), "maps"
    holder = told_holder(
        (clause, one.commitments[clause.commitment])
        for found, one in zip(clauses, told, strict=True)
        for clause in found
    )
    return (holder, "texts") if holder else (None, None)


def _spellings(codebook: Codebook) -> dict[str, str]:
    """The normal form of every spelling of a place that the codebook knows."""
    return {one.written: one.name for names in codebook.names.values() for one in names if one.kind == "place"}


_WHOLE = 0.95  # of what remains: borders are drawn differently in maps of control and boundary files
_WORTH_KM2 = 1.0  # less is no ground to be taken but a border drawn twice


def _with_outlooks(
    plans: Sequence[PlanGround], summary: Summary | None, sources: Sources, terrain: Terrain
) -> list[PlanGround]:
    """The plans with how long taking would last what they give to the holder of the maps."""
    costs = read_costs(sources.costs) if sources.costs else ()
    if summary is None:
        return list(plans)
    return [
        msgspec.structs.replace(
            plan,
            outlooks=tuple(
                outlook(unit, km2, _reckoned(summary, terrain, unit, km2), costs)
                for unit, km2 in _gains(plan, terrain).items()
            ),
        )
        for plan in plans
    ]


def _until(sources: Sources) -> list[Path]:
    """The maps up to the day asked for; those without a date in their name are all read."""
    last = sources.as_of or datetime.date.max
    return [path for path in map_files(sources.control) if (date_of(path.name) or datetime.date.min) <= last]


def _gains(plan: PlanGround, terrain: Terrain) -> dict[str, float]:
    """The km² of each unit that a plan gives to the holder of the maps for certain, the most first."""
    found = [
        (share.unit, share.km2)
        for moved in plan.moved
        if moved.km2 and direction(moved.giver, moved.receiver, terrain.holder) == "to"
        for share in moved.shares
        if share.km2 >= _WORTH_KM2
    ]
    return dict(sorted(found, key=lambda each: (-each[1], each[0])))


def _reckoned(summary: Summary, terrain: Terrain, unit: str, km2: float) -> Reckoning | IreniconError:
    """The pace of a unit to the share that would be held once the ground has passed."""
    area = next(one.area for one in terrain.units.units if one.name == unit)
    land, held = area_km2(area), area_km2(common(area, terrain.held))
    whole = km2 >= _WHOLE * (land - held)
    try:
        return reckon(summary, unit, until=1.0 if whole else (held + km2) / land)
    except IreniconError as error:
        return error


def _names(units: Units, marks: Landmarks) -> tuple[Name, ...]:
    written = [name for unit in units.units for name in (unit.name, *unit.names)]
    return tuple(Name(name, name, "place", "name") for name in dict.fromkeys([*written, *marks.lines]) if name)


def _layers(sources: Sources, units: Units) -> Iterator[Layer]:
    """The map of the day and those of some time before, each the nearest that is not later."""
    dated = sorted(_dated(sources))
    if not dated:
        reason = "No map of control has a date, in its name (such as 2025-11-20.geojson) or in a property date."
        raise IreniconError("bad_data", reason)
    asked = sources.as_of or dated[-1][0]
    seen = set()
    for days in (0, *_EARLIER):
        before = asked - datetime.timedelta(days=days)
        layer = _nearest(before, dated, units)
        if layer is None and not days:
            reason = f"No map of control is as old as {asked}; the first is of {dated[0][0]}. Name a later day."
            raise IreniconError("wrong_use", reason)
        if layer and layer.date not in seen:
            seen.add(layer.date)
            yield layer


def _dated(sources: Sources) -> Iterator[tuple[datetime.date, Path]]:
    """The days of all maps; a file without a date in its name is read for those in it."""
    for path in map_files(sources.control):
        if date := date_of(path.name):
            yield date, path
        elif path.resolve() != sources.units.resolve():
            with contextlib.suppress(IreniconError):
                yield from ((one.date, path) for one in read_map(path))


def _nearest(asked: datetime.date, dated: Sequence[tuple[datetime.date, Path]], units: Units) -> Layer | None:
    """The last map that can be used of those not later than a day; None where all are later.

    Raises the error of the nearest where none can be used.
    """
    failure: IreniconError | None = None
    for date, path in reversed([one for one in dated if one[0] <= asked]):
        try:
            found = next(one for one in read_map(path) if one.date == date)
            check_place(found, units)
            return Layer(asked, date, str(path), found.held)
        except IreniconError as error:
            failure = failure or error
    if failure:
        raise failure
    return None
