"""What moves on the ground as data: areas as GeoJSON geometry in degrees (WGS 84), six decimals."""

from __future__ import annotations

import datetime
from typing import Any

import msgspec
import shapely

from irenicon.documents.model import Span
from irenicon.territory.areas import Area, Effect, Ground, HolderBy, Located, Moved, PlanGround, Reason, Share
from irenicon.territory.effort import Outlook
from irenicon.territory.model import Remark
from irenicon.territory.settlements import Settlement

_GRID = 1e-6


class AreaRecord(msgspec.Struct, frozen=True):
    """Where a commitment (its index in the document) applies and what passes by it.

    `said` is the area as the words describe it, `words` where they stand; `geometry` is None where it cannot be drawn,
    and `reason` says why. `moved` is the part that passes from `giver` to `receiver`. Areas in km² (EPSG:6933), the
    line in km on the ellipsoid; people are figures of GeoNames from before a war, of what passes, else of the area.
    """

    commitment: int
    effect: Effect
    said: Area
    at_most: bool
    words: tuple[Span, ...]
    geometry: dict[str, Any] | None
    reason: Reason | None
    unknown: tuple[str, ...]
    km2: float
    held_km2: float
    line_km: float
    moved: dict[str, Any] | None
    moved_km2: float
    giver: str | None
    receiver: str | None
    units: tuple[Share, ...]
    people: int
    settlements: tuple[Settlement, ...]


class PlanGroundRecord(msgspec.Struct, frozen=True):
    """What one document moves; `front_after_km` without and with the clauses that leave open how much is meant.
    `outlooks` tell how long taking by force would last what goes to the holder of the maps."""

    areas: tuple[AreaRecord, ...]
    moved: tuple[Moved, ...]
    front_km: float
    front_after_km: tuple[float, float]
    outlooks: tuple[Outlook, ...]


class MapRecord(msgspec.Struct, frozen=True):
    """A map of control that was used: the day asked for, and that of the map."""

    asked: datetime.date
    date: datetime.date
    source: str


class GroundRecord(msgspec.Struct, frozen=True):
    """What the documents move on the ground, one plan a document. `holder` is whose control the maps show, by
    what the user, the maps or the texts say; `front` is the line of contact of the day."""

    units_source: str
    maps: tuple[MapRecord, ...]
    holder: str | None
    holder_by: HolderBy | None
    front: dict[str, Any]
    plans: tuple[PlanGroundRecord, ...]
    remarks: tuple[Remark, ...]


def ground_record(ground: Ground) -> GroundRecord:
    """The record of a ground."""
    return GroundRecord(
        units_source=ground.units_source,
        maps=tuple(MapRecord(one.asked, one.date, one.source) for one in ground.layers),
        holder=ground.holder,
        holder_by=ground.holder_by,
        front=_geojson(ground.front),
        plans=tuple(_plan(one) for one in ground.plans),
        remarks=ground.remarks,
    )


def _plan(plan: PlanGround) -> PlanGroundRecord:
    return PlanGroundRecord(
        areas=tuple(_area(one) for one in plan.located),
        moved=tuple(_moved(one) for one in plan.moved),
        front_km=round(plan.front_km, 1),
        front_after_km=(round(plan.front_after_km[0], 1), round(plan.front_after_km[1], 1)),
        outlooks=plan.outlooks,
    )


def _moved(moved: Moved) -> Moved:
    return msgspec.structs.replace(
        moved, km2=round(moved.km2, 1), at_most_km2=round(moved.at_most_km2, 1), shares=_shares(moved.shares)
    )


def _shares(shares: tuple[Share, ...]) -> tuple[Share, ...]:
    return tuple(Share(one.unit, round(one.km2, 1)) for one in shares)


def _area(one: Located) -> AreaRecord:
    return AreaRecord(
        commitment=one.clause.commitment,
        effect=one.clause.effect,
        said=one.clause.area,
        at_most=one.clause.at_most,
        words=one.clause.words,
        geometry=None if one.geometry is None else _geojson(one.geometry),
        reason=one.reason,
        unknown=one.unknown,
        km2=round(one.km2, 1),
        held_km2=round(one.held_km2, 1),
        line_km=round(one.line_km, 1),
        moved=None if one.moved is None else _geojson(one.moved),
        moved_km2=round(one.moved_km2, 1),
        giver=one.giver,
        receiver=one.receiver,
        units=_shares(one.shares),
        people=one.people,
        settlements=one.settlements,
    )


def _geojson(geometry: shapely.Geometry) -> dict[str, Any]:
    found: dict[str, Any] = msgspec.json.decode(shapely.to_geojson(shapely.set_precision(geometry, _GRID)))
    return found
