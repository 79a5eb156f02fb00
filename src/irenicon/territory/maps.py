"""Reads a folder of dated maps of control, day by day; a file that cannot be used is a failure beside the others."""

from __future__ import annotations

import datetime
import hashlib
import re
from collections.abc import Collection, Iterable, Iterator, MutableMapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

import msgspec
import shapely

from irenicon.errors import Failure, IreniconError
from irenicon.territory.geojson import Feature, read_features
from irenicon.territory.model import ControlMap, Day, Reading, Remark, Units
from irenicon.territory.overlay import united

_DATE = re.compile(r"(?<!\d)(\d{4})[-_.]?(\d{2})[-_.]?(\d{2})(?!\d)")
_ENDINGS = {".geojson", ".json"}
Kept = dict[tuple[str, datetime.date], ControlMap]
_PROPERTIES = ("date", "Date", "DATE", "day", "as_of", "updated")


def map_files(paths: Sequence[Path], but: Collection[str] = ()) -> tuple[Path, ...]:
    """The GeoJSON files named, and those in the folders named, in the order of their dates and names.

    Files in `but`, such as that of the units in the same folder, are no maps.

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
    known = {Path(one).resolve() for one in but}
    found = [one for one in found if one.resolve() not in known]
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
    kept: Kept = {}
    for one in days(map_files(paths, [units.source] if units else ()), units, {}, kept):
        yield one if isinstance(one, Failure) else map_of(one, kept)
        kept.clear()


def days(
    files: Iterable[Path], units: Units | None, known: MutableMapping[str, Reading], kept: Kept
) -> Iterator[Day | Failure]:
    """The days of all files, one map a day, with a failure for every file that cannot be used.

    Files whose content is in `known` are not read again; others are, and come to stand in `known`, their maps in
    `kept`.
    """
    taken: dict[datetime.date, Day] = {}
    for one in _in_order(files, units, known, kept):
        if isinstance(one, Failure):
            yield one
        elif one.date not in taken:
            taken[one.date] = one
            yield one
        elif one.digest != taken[one.date].digest:
            yield _second(taken[one.date], one)


def map_of(day: Day, kept: Kept) -> ControlMap:
    """The map of a day, read again where it is not among those kept."""
    if (day.digest, day.date) not in kept:
        kept.update(((day.digest, one.date), one) for one in read_map(Path(day.source)))
    return kept[day.digest, day.date]


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


def _in_order(
    files: Iterable[Path], units: Units | None, known: MutableMapping[str, Reading], kept: Kept
) -> Iterator[Day | Failure]:
    """The days by date: files with a date in their name are in order; the days inside others are put in order."""
    inside: list[Day] = []
    for path in files:
        for one in _days(path, units, known, kept):
            if isinstance(one, Day) and not date_of(path.name):
                inside.append(one)
            else:
                yield one
    yield from sorted(inside, key=lambda one: (one.date, one.source))


def _days(path: Path, units: Units | None, known: MutableMapping[str, Reading], kept: Kept) -> Iterator[Day | Failure]:
    digest = _digest(path)
    if digest not in known:
        known[digest] = _reading(path, units, digest, kept)
    reading = known[digest]
    if reading.failure:
        yield msgspec.structs.replace(reading.failure, source=str(path))
    for date, remarks in reading.days:
        yield Day(date, str(path), digest, remarks)


def _digest(path: Path) -> str:
    try:
        return hashlib.blake2b(path.name.encode() + path.read_bytes(), digest_size=16).hexdigest()
    except OSError as error:
        raise IreniconError("not_found", f"{path} cannot be read: {error.strerror}.", str(path)) from error


def _reading(path: Path, units: Units | None, digest: str, kept: Kept) -> Reading:
    try:
        found = read_map(path)
        if units:
            for one in found:
                check_place(one, units)
    except IreniconError as error:
        return Reading(failure=Failure.of(error))
    kept.update(((digest, one.date), one) for one in found)
    return Reading(tuple((one.date, one.remarks) for one in found))


def _second(first: Day, second: Day) -> Failure:
    names = Path(first.source).name, Path(second.source).name
    reason = f"{names[1]} is a second map of {first.date}; {names[0]} was used. Remove one of the two."
    return Failure(second.source, "bad_data", reason)


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
