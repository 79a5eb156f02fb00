"""The ground as a picture: paths and labels in the units of one drawing, 1,000 wide for the whole land.

Lambert's conformal conic projection around the middle of the land keeps shapes as maps of a country show them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import msgspec
import numpy as np
import shapely
from pyproj import CRS, Transformer

from irenicon.territory.areas import Ground, PlanGround
from irenicon.territory.changing import direction
from irenicon.territory.geodesy import area_km2
from irenicon.territory.overlay import less, united
from irenicon.territory.settlements import Settlement

_WIDE = 1000.0
_FINE, _COARSE = 0.12, 0.35  # what simplification may move, in units of the drawing
_LETTER, _LINE = 6.2, 13.0  # room that a letter and a line of a label take
_ZOOMS = (0.4, 1.0, 2.0, 4.0, 8.0)  # enlargements at which more places are named; the first is a phone's
_NAMED = (8, 26, 80, 160, 400)  # places named at most at each
_TOWNS = 240
_SEEN_KM2 = 10.0  # less that passes by recognition alone is borders drawn twice
_DESK = 1100.0  # pixels that the first view takes on a desk


class Path(msgspec.Struct, frozen=True):
    """A path of the drawing with what it is called, and the box (x, y, width, height) around it."""

    name: str
    d: str
    box: tuple[float, float, float, float]
    x: float = 0.0
    y: float = 0.0


class Town(msgspec.Struct, frozen=True):
    """A place or unit with its name; `level` is the first enlargement of the drawing at which the name has room, and
    `left` tells that it has it to the left of the place."""

    name: str
    x: float
    y: float
    level: int
    moved: bool
    left: bool = False


class Mark(msgspec.Struct, frozen=True):
    """What one clause draws: the index of its commitment, the effect ("alone" for what passes by recognition and no
    other clause), whether ground passes to the holder of the map, away from it, or not at all."""

    commitment: int
    effect: str
    passes: str
    at_most: bool
    path: Path


class Picture(msgspec.Struct, frozen=True):
    """A drawing of one plan: `view` is the box that is seen at first, around what passes; `all` that of all
    commitments, `whole` all of the land."""

    view: tuple[float, float, float, float]
    all: tuple[float, float, float, float]
    whole: tuple[float, float, float, float]
    units: tuple[Path, ...]
    names: tuple[Town, ...]
    layers: tuple[Path, ...]
    front: Path
    lines: tuple[Path, ...]
    marks: tuple[Mark, ...]
    towns: tuple[Town, ...]
    scale: tuple[float, int]


class _Sheet:
    """The projection onto the drawing."""

    def __init__(self, land: shapely.Geometry) -> None:
        west, south, east, north = shapely.bounds(land)
        middle, sixth = (south + north) / 2, (north - south) / 6
        system = CRS.from_proj4(
            f"+proj=lcc +lat_1={south + sixth:.3f} +lat_2={north - sixth:.3f} +lat_0={middle:.3f} "
            f"+lon_0={(west + east) / 2:.3f} +datum=WGS84 +units=km"
        )
        self._there = Transformer.from_crs("EPSG:4326", system, always_xy=True)
        self._origin, self.km = (0.0, 0.0), 1.0
        left, low, right, high = shapely.bounds(self.drawn(land))
        self._origin, self.km = (left, -high), _WIDE / (right - left)
        self.whole = (0.0, 0.0, _WIDE, (high - low) * self.km)

    def drawn(self, geometry: shapely.Geometry) -> shapely.Geometry:
        """A geometry in degrees in units of the drawing, y downwards."""
        return shapely.transform(shapely.segmentize(geometry, 0.2), self._place)

    def _place(self, degrees: np.ndarray) -> np.ndarray:
        x, y = self._there.transform(degrees[:, 0], degrees[:, 1])
        return np.column_stack([(x - self._origin[0]) * self.km, (-y - self._origin[1]) * self.km])

    def path(self, name: str, geometry: shapely.Geometry, *, within: float = _FINE) -> Path:
        """The path of a geometry."""
        flat = shapely.simplify(self.drawn(geometry), within)
        x, y = _inside(flat)
        return Path(name, "".join(_drawn(flat)), _box(flat), x, y)


def picture(ground: Ground, plan: PlanGround, called: Mapping[str, str]) -> Picture:
    """The drawing of a plan; `called` are what to write for a place where that is not its normal form."""
    sheet = _Sheet(ground.land)
    marks = tuple(_marks(plan, ground, sheet))
    held = shapely.intersection(ground.layers[0].held, ground.land)
    drawn = [one.geometry for one in plan.located if one.geometry is not None] or [held]
    passing = [one.moved for one in plan.located if one.moved is not None]
    sure = [one.moved for one in plan.located if one.moved is not None and not one.clause.at_most]
    view = _padded(sheet, sure or passing or drawn, 0.35)
    units = tuple(sheet.path(unit.name, unit.area, within=_COARSE) for unit in ground.borders)
    names_of_units, towns = _labels(_chosen(ground, plan, called), sheet, units, view)
    return Picture(
        view=view,
        all=_padded(sheet, drawn, 0.06),
        whole=sheet.whole,
        units=units,
        names=names_of_units,
        layers=tuple(
            sheet.path(one.date.isoformat(), shapely.intersection(one.held, ground.land)) for one in ground.layers
        ),
        front=sheet.path("front", ground.front),
        lines=tuple(sheet.path(name, line) for name, line in ground.lines.items()),
        marks=marks,
        towns=towns,
        scale=_scale(sheet.km, view[2]),
    )


def _marks(plan: PlanGround, ground: Ground, sheet: _Sheet) -> Iterable[Mark]:
    """What each clause draws; what passes by recognition alone is filled where no other clause fills it."""
    filled = united([one.moved for one in plan.located if one.moved is not None and one.clause.effect != "recognised"])
    for one in plan.located:
        if one.moved is not None and one.clause.effect == "recognised":
            alone = less(one.moved, filled)
            if area_km2(alone) >= _SEEN_KM2:
                way = direction(one.giver, one.receiver, ground.holder)
                path = sheet.path(str(one.clause.commitment), alone)
                yield Mark(one.clause.commitment, "alone", way, one.clause.at_most, path)
                filled = united([filled, alone])
    for one in plan.located:
        if one.geometry is not None:
            passes = "stays" if one.moved is None else direction(one.giver, one.receiver, ground.holder)
            shown = one.moved if one.moved is not None and one.clause.effect != "recognised" else one.geometry
            path = sheet.path(str(one.clause.commitment), shown)
            yield Mark(one.clause.commitment, one.clause.effect, passes, one.clause.at_most, path)


def _drawn(geometry: shapely.Geometry) -> Iterable[str]:
    for part in shapely.get_parts(geometry):
        if part.geom_type == "Polygon":
            yield from (_line(ring, "Z") for ring in (part.exterior, *part.interiors))
        elif part.geom_type == "LineString":
            yield _line(part, "")


def _line(line: shapely.LineString, end: str) -> str:
    points = [f"{x:.1f} {y:.1f}" for x, y in shapely.get_coordinates(line)]
    return f"M{points[0]}L{' '.join(points[1:])}{end}" if len(points) > 1 else ""


def _box(geometry: shapely.Geometry) -> tuple[float, float, float, float]:
    if geometry.is_empty:
        return (0.0, 0.0, 0.0, 0.0)
    left, top, right, bottom = (float(value) for value in shapely.bounds(geometry))
    return (round(left, 1), round(top, 1), round(right - left, 1), round(bottom - top, 1))


def _inside(geometry: shapely.Geometry) -> tuple[float, float]:
    parts = list(shapely.get_parts(geometry))
    if parts and all(part.geom_type == "LineString" for part in parts):
        middle = max(parts, key=lambda part: part.length).interpolate(0.5, normalized=True)
        return (round(middle.x, 1), round(middle.y, 1))
    areas = [part for part in parts if part.geom_type == "Polygon"]
    if not areas:
        return (0.0, 0.0)
    point = shapely.point_on_surface(max(areas, key=lambda part: part.area))
    return (round(point.x, 1), round(point.y, 1))


def _padded(sheet: _Sheet, shown: Sequence[shapely.Geometry], share: float) -> tuple[float, float, float, float]:
    """The box around geometries with some room, wider than high."""
    x, y, width, height = _box(shapely.GeometryCollection([sheet.drawn(one) for one in shown]))
    room = share * max(width, height) + 4
    wide, high = max(width + 2 * room, 1.5 * (height + 2 * room)), height + 2 * room
    return (round(x + width / 2 - wide / 2, 1), round(y - room, 1), round(wide, 1), round(high, 1))


class _Chosen(msgspec.Struct, frozen=True):
    """The settlements that are named, those inside what passes first."""

    moving: tuple[Settlement, ...]
    others: tuple[Settlement, ...]
    called: Mapping[str, str]


def _chosen(ground: Ground, plan: PlanGround, called: Mapping[str, str]) -> _Chosen:
    moving = {one for each in plan.located if each.moved is not None for one in each.settlements}
    first = sorted(moving, key=lambda one: (-one.population, one.name, one.longitude))[: _TOWNS // 2]
    others = [one for one in ground.settlements if one not in moving][: _TOWNS - len(first)]
    return _Chosen(tuple(first), tuple(others), called)


def _labels(
    chosen: _Chosen, sheet: _Sheet, units: Sequence[Path], view: tuple[float, float, float, float]
) -> tuple[tuple[Town, ...], tuple[Town, ...]]:
    """The names of units and places, each at the enlargement at which it has room; what passes comes first."""
    places = [*chosen.moving, *chosen.others]
    at = shapely.get_coordinates(sheet.drawn(shapely.multipoints([(one.longitude, one.latitude) for one in places])))
    count = len(chosen.moving)
    named = [
        Town(
            name=chosen.called.get(one.name, one.name),
            x=round(float(x), 1),
            y=round(float(y), 1),
            level=index if index < count else index - count,
            moved=index < count,
        )
        for index, (one, (x, y)) in enumerate(zip(places, at, strict=True))
    ]
    middles = [Town(unit.name, unit.x, unit.y, 0, False) for unit in units]
    placed = _placed([*named[:count], *middles, *named[count:]], middles, _DESK / view[2])
    towns = [one for one in placed[:count] + placed[count + len(units) :] if one.level < len(_ZOOMS)]
    return tuple(placed[count : count + len(units)]), tuple(towns)


def _placed(towns: Sequence[Town], centred: Sequence[Town], pixels: float) -> list[Town]:
    """Each with the first enlargement at which its name, on one side or the other, overlaps none that stands before it;
    `level` comes in as its rank among places, and small places wait for larger drawings. `pixels` a unit at 1."""
    placed: dict[int, Town] = {}
    for level, (zoom, most) in enumerate(zip(_ZOOMS, _NAMED, strict=True)):
        taken: list[tuple[float, float, float, float]] = []
        for index, town in enumerate(towns):
            if index not in placed and town.level >= most:
                continue
            known = placed.get(index)
            sides = (known.left,) if known else (False,) if town in centred else (False, True)
            for left in sides:
                room = _room(town, pixels * zoom, left=left, centred=town in centred)
                if known or not any(_overlap(room, other) for other in taken):
                    placed.setdefault(index, msgspec.structs.replace(town, level=level, left=left))
                    taken.append(room)
                    break
    return [placed.get(index, msgspec.structs.replace(one, level=len(_ZOOMS))) for index, one in enumerate(towns)]


def _room(town: Town, pixels: float, *, left: bool, centred: bool) -> tuple[float, float, float, float]:
    wide = len(town.name) * _LETTER + 10
    begin = town.x * pixels - (wide / 2 if centred else wide if left else 4)
    return (begin, town.y * pixels - _LINE / 2, wide, _LINE)


def _overlap(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    return (
        one[0] < other[0] + other[2]
        and other[0] < one[0] + one[2]
        and one[1] < other[1] + other[3]
        and other[1] < one[1] + one[3]
    )


def _scale(unit_km: float, width: float) -> tuple[float, int]:
    """The length of a scale bar in units of the drawing, and the round number of km that it stands for."""
    most = width / 5 / unit_km
    km = max((step * 10**power for power in range(4) for step in (1, 2, 5) if step * 10**power <= most), default=1)
    return (round(km * unit_km, 1), km)
