"""What changes hands under the territorial clauses of a plan."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

import msgspec
import shapely

from irenicon.findings.model import Commitment
from irenicon.territory.areas import Clause, Located, Moved, NotDrawn, Outside, Part, PlanGround, Share
from irenicon.territory.front import front_of
from irenicon.territory.geodesy import area_km2, length_km
from irenicon.territory.overlay import common, less, united
from irenicon.territory.settlements import Settlement
from irenicon.territory.shapes import Shape, Terrain, shapes

_SLIVER_KM2 = 0.05  # between two drawings of one border
_LEAST_KM2 = 0.5  # less of a unit is not worth naming


class Passing(msgspec.Struct, frozen=True):
    """Ground that goes from one side to another."""

    ground: shapely.Geometry
    giver: str | None
    receiver: str | None


def plan_ground(
    clauses: Sequence[Clause], commitments: Sequence[Commitment], terrain: Terrain, settlements: Sequence[Settlement]
) -> PlanGround:
    """Where each clause of a plan applies, what changes hands, and the line of contact before and after."""
    points = shapely.points([(one.longitude, one.latitude) for one in settlements])
    drawn = shapes(clauses, terrain)
    passing = [
        _passing(clause, commitments[clause.commitment], shape, terrain)
        for clause, shape in zip(clauses, drawn, strict=True)
    ]
    located = tuple(
        _located(clause, shape, passes, terrain, settlements, points)
        for clause, shape, passes in zip(clauses, drawn, passing, strict=True)
    )
    sure = [(passes, one.clause.at_most) for passes, one in zip(passing, located, strict=True)]
    moved = _totals(sure, terrain, settlements, points)
    all_of_it = [passes for passes, _ in sure]
    stated = [passes for passes, open_ in sure if not open_]
    after = (_front_after(stated, terrain), _front_after(all_of_it, terrain))
    return PlanGround(located, moved, length_km(terrain.front), after)


def _passing(clause: Clause, commitment: Commitment, shape: Shape, terrain: Terrain) -> Passing:
    """What changes hands: what its obligor controls of an area that it leaves or gives back, and what the beneficiary
    of a recognition does not hold yet."""
    nothing = Passing(shapely.MultiPolygon(), None, None)
    area = shape.geometry
    if area is None or shapely.get_dimensions(area) < 2 or terrain.holder is None:
        return nothing
    gains = commitment.beneficiaries[0] if len(commitment.beneficiaries) == 1 else None
    bears = commitment.borne_by or commitment.obligors
    gives = bears[0] if len(bears) == 1 else None
    if clause.effect in ("leaves", "restored") and gives:
        return _worth(Passing(common(area, terrain.controlled_by(gives)), gives, gains))
    if clause.effect == "recognised" and gains:
        return _worth(Passing(less(area, terrain.controlled_by(gains)), gives, gains))
    return nothing


def _worth(passing: Passing) -> Passing:
    """What passes, without slivers."""
    parts = [part for part in shapely.get_parts(passing.ground) if part.geom_type == "Polygon"]
    kept = shapely.MultiPolygon([part for part in parts if area_km2(part) >= _SLIVER_KM2])
    return Passing(kept, passing.giver, passing.receiver) if not kept.is_empty else Passing(kept, None, None)


def _located(
    clause: Clause,
    shape: Shape,
    passing: Passing,
    terrain: Terrain,
    settlements: Sequence[Settlement],
    points: shapely.Geometry,
) -> Located:
    area = shapely.MultiPolygon() if shape.geometry is None else shape.geometry
    is_line = shapely.get_dimensions(area) == 1
    counted = area if passing.ground.is_empty else passing.ground
    inside = within(counted, settlements, points)
    return Located(
        clause=clause,
        geometry=shape.geometry,
        reason=shape.reason,
        unknown=shape.unknown,
        km2=0.0 if is_line else area_km2(area),
        held_km2=0.0 if is_line else area_km2(common(area, terrain.held)),
        line_km=length_km(area) if is_line else 0.0,
        moved=None if passing.ground.is_empty else passing.ground,
        moved_km2=area_km2(passing.ground),
        giver=passing.giver,
        receiver=passing.receiver,
        shares=shares(counted, terrain),
        people=sum(one.population for one in inside),
        settlements=inside,
    )


def within(
    area: shapely.Geometry, settlements: Sequence[Settlement], points: shapely.Geometry
) -> tuple[Settlement, ...]:
    """The settlements that lie in an area, in their order."""
    if area.is_empty or shapely.get_dimensions(area) < 2:
        return ()
    shapely.prepare(area)
    return tuple(one for one, inside in zip(settlements, shapely.contains(area, points), strict=True) if inside)


def shares(area: shapely.Geometry, terrain: Terrain) -> tuple[Share, ...]:
    """How much of an area lies in each unit, in the order of the file; units of which it takes next to nothing are left
    out."""
    if shapely.get_dimensions(area) < 2:
        return ()
    found = [(unit.name, area_km2(common(unit.area, area))) for unit in terrain.units.units]
    return tuple(Share(name, km2) for name, km2 in found if km2 >= _LEAST_KM2)


def _totals(
    passing: Sequence[tuple[Passing, bool]],
    terrain: Terrain,
    settlements: Sequence[Settlement],
    points: shapely.Geometry,
) -> tuple[Moved, ...]:
    """What changes hands towards the holder of the map and away from it, each piece of ground once."""
    found = []
    for to_holder in (True, False):
        real = [(one, open_) for one, open_ in passing if not one.ground.is_empty]
        those = [(one, open_) for one, open_ in real if _to_holder(one, terrain) == to_holder]
        if not those:
            continue
        sure, most = (
            united([one.ground for one, open_ in those if with_open or not open_]) for with_open in (False, True)
        )
        people = [sum(one.population for one in within(ground, settlements, points)) for ground in (sure, most)]
        found.append(
            Moved(
                giver=_only(one.giver for one, _ in those),
                receiver=_only(one.receiver for one, _ in those),
                km2=area_km2(sure),
                at_most_km2=area_km2(most),
                people=people[0],
                at_most_people=people[1],
                shares=shares(most, terrain),
            )
        )
    return tuple(found)


def _to_holder(passing: Passing, terrain: Terrain) -> bool:
    """Whether the holder of the map gets it: whatever is not yet held can only go to it."""
    return area_km2(common(passing.ground, terrain.held)) < area_km2(passing.ground) / 2


def direction(giver: str | None, receiver: str | None, holder: str | None) -> str:
    """Whether ground passes "to" the holder of the map or "from" it."""
    return "to" if receiver == holder or giver not in (None, holder) else "from"


def _only(names: Iterable[str | None]) -> str | None:
    known = {name for name in names if name}
    return next(iter(known)) if len(known) == 1 else None


def _front_after(passing: Sequence[Passing], terrain: Terrain) -> float:
    """The length of the line of contact once ground has passed, km."""
    return length_km(front_of(_held_after(passing, terrain), terrain.ground))


def _held_after(passing: Sequence[Passing], terrain: Terrain) -> shapely.Geometry:
    """What would be held once the ground has passed."""
    held = terrain.held
    for one in passing:
        if not one.ground.is_empty:
            joins = _to_holder(one, terrain)
            held = united([held, one.ground]) if joins else less(held, one.ground)
    return held


def told_holder(told: Iterable[tuple[Clause, Commitment]]) -> str | None:
    """The side that texts take to hold what a map shows as held: what it is recognised for, gives back, or is said not
    to hold the rest of. None where they name nobody or two."""
    named = Counter(party for clause, commitment in told for party in _holders(clause, commitment))
    most = [party for party, count in named.items() if count == max(named.values())]
    return most[0] if len(most) == 1 else None


def _holders(clause: Clause, commitment: Commitment) -> tuple[str, ...]:
    if isinstance(clause.area, Part) and clause.area.by and not clause.area.held:
        return (clause.area.by,)
    if isinstance(clause.area, NotDrawn):
        return ()
    if clause.effect in ("recognised", "leaves") and len(commitment.beneficiaries) == 1:
        return commitment.beneficiaries
    if clause.effect == "restored" and isinstance(clause.area, Part | Outside):
        return (clause.area.by,) if clause.area.by and clause.area.by in commitment.obligors else ()
    return ()
