"""Reads a folder of dated maps of control, day by day; a file that cannot be used is a failure beside the others."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

import shapely

from irenicon.errors import Failure, IreniconError
from irenicon.territory.geojson import Feature, read_features, united
from irenicon.territory.model import ControlMap, Remark, Units

_DATE = re.compile(r"(?<!\d)(\d{4})[-_.]?(\d{2})[-_.]?(\d{2})(?!\d)")
_ENDINGS = {".geojson", ".json"}
_PROPERTIES = ("date", "Date", "DATE", "day", "as_of", "updated")


def map_files(paths: Sequence[Path]) -> tuple[Path, ...]:
    """The GeoJSON files named, and those in the folders named, in the order of their dates and names.

    Raises IreniconError where a path is missing or a folder has no GeoJSON.
    """
    found: list[Path] = []
    for path in paths:
        if not path.exists():
            raise IreniconError("not_found", f"{path} is not there.", str(path))
        inside = [one for one in path.iterdir() if one.suffix.lower() in _ENDINGS] if path.is_dir() else [path]
        if not inside:
            raise IreniconError("empty", f"{path} has no .geojson or .json files.", str(path))
        found += inside
    return tuple(sorted(set(found), key=lambda one: (str(date_of(one.name)), one.name, str(one))))


def date_of(name: str) -> datetime.date | None:
    """The first date in a file name (20251120, 2025-11-20), None where there is none."""
    for year, month, day in _DATE.findall(name):
        try:
            return datetime.date(int(year), int(month), int(day))
        except ValueError:
            continue
    return None


def read_map(path: Path) -> tuple[ControlMap, ...]:
    """The map of a file; several where the file has no date in its name and its features have different dates.

    Raises IreniconError where the file cannot be used, or has no date in its name or in a property.
    """
    features = read_features(path)
    named = date_of(path.name)
    dated = [(named or _date_in(one.properties), one) for one in features]
    if any(date is None for date, _ in dated):
        reason = f"{path.name} has no date; name it like 2025-11-20.geojson, or give its features a property date."
        raise IreniconError("bad_data", reason, str(path))
    dated.sort(key=lambda pair: str(pair[0]))
    return tuple(
        _map(date, [one for _, one in group], path)
        for date, group in groupby(dated, key=lambda pair: pair[0])
        if date is not None
    )


def read_maps(paths: Sequence[Path], units: Units | None = None) -> Iterator[ControlMap | Failure]:
    """The maps of all files by date, with a failure for every file that cannot be used.

    Of two different files for one day the first by name counts and the other fails. Maps that lie outside all `units`
    fail, too: their coordinates are swapped, or they are of another place.
    """
    yield from _one_a_day(_all_maps(map_files(paths)), units)


def check_place(found: ControlMap, units: Units) -> None:
    """Raises IreniconError where a map lies outside all units, saying whether swapped coordinates explain it."""
    west, south, east, north = shapely.total_bounds([one.area for one in units.units])
    ground = shapely.box(west, south, east, north)
    if shapely.intersects(ground, found.held):
        return
    swapped = shapely.transform(found.held, lambda xy: xy[:, ::-1])
    reason = (
        "longitude and latitude are exchanged in one of the two"
        if shapely.intersects(ground, swapped)
        else ("it is of another place")
    )
    name = Path(found.source).name
    raise IreniconError(
        "bad_data", f"{name} lies outside all units of {Path(units.source).name}: {reason}.", found.source
    )


def _all_maps(files: Iterable[Path]) -> Iterator[ControlMap | Failure]:
    waiting: list[ControlMap] = []  # of files dated inside, which the order of names does not put in order
    for path in files:
        try:
            found = read_map(path)
        except IreniconError as error:
            yield Failure.of(error, str(path))
            continue
        if date_of(path.name) is None:
            waiting += found
            continue
        yield from found
    yield from sorted(waiting, key=lambda one: (one.date, one.source))


def _one_a_day(found: Iterable[ControlMap | Failure], units: Units | None) -> Iterator[ControlMap | Failure]:
    taken: dict[datetime.date, ControlMap] = {}
    for one in found:
        if isinstance(one, Failure):
            yield one
            continue
        try:
            if units:
                check_place(one, units)
            if one.date in taken:
                _check_same(taken[one.date], one)
                continue
        except IreniconError as error:
            yield Failure.of(error)
            continue
        taken[one.date] = one
        yield one


def _check_same(first: ControlMap, second: ControlMap) -> None:
    if shapely.equals(first.held, second.held):
        return
    names = Path(first.source).name, Path(second.source).name
    reason = f"{names[1]} is a second map of {first.date}; {names[0]} was used. Remove one of the two."
    raise IreniconError("bad_data", reason, second.source)


def _map(date: datetime.date, features: Sequence[Feature], path: Path) -> ControlMap:
    areas = [one.area for one in features if not one.area.is_empty]
    if not areas:
        raise IreniconError("empty", f"{path.name} holds no area on {date}, so it was left out.", str(path))
    remarks = [Remark("repaired", str(path), date=date)] if any(one.repaired for one in features) else []
    if ignored := sum(one.ignored for one in features):
        remarks.append(Remark("not_an_area", str(path), ignored, date))
    return ControlMap(date, str(path), united(areas) if len(areas) > 1 else areas[0], tuple(remarks))


def _date_in(properties: dict[str, Any]) -> datetime.date | None:
    return next((date for one in _PROPERTIES if (date := date_of(str(properties.get(one, ""))[:10]))), None)
