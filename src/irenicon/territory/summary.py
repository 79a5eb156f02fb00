"""Sums dated maps of control up by unit and day. What was measured once is kept, so that a day added costs one day."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

import msgspec
import shapely

from irenicon.errors import Failure, IreniconError
from irenicon.territory.geojson import read_features
from irenicon.territory.maps import Kept, days, map_files, map_of
from irenicon.territory.measuring import Measure
from irenicon.territory.model import ALL, Change, Day, Ground, Held, Reading, SeaBy, Summary, Units
from irenicon.territory.sea import Land, parted, sea_by_file, sea_by_map
from irenicon.territory.seams import seams

_VERSION = 1
_EATEN = 0.01  # of what was taken for sea: where later maps show more of it held, it is ground after all

Series = list[tuple[Day, tuple[Change, ...]]]


class Sea(msgspec.Struct, frozen=True):
    """How to tell sea from land: by a file of land, by the maps, or not at all (`counted` as land)."""

    land: Path | None = None
    counted: bool = False


class Measured(msgspec.Struct):
    """What is kept beside the output: readings by file for the units that `units` stands for; the sea of each unit
    (WKB) and changes by pair of days for the units, the first map and the way to tell sea that `ground` stands for."""

    version: int = _VERSION
    units: str = ""
    readings: dict[str, Reading] = {}
    ground: str = ""
    seas: tuple[bytes, ...] = ()
    changes: dict[str, tuple[Change, ...]] = {}


def summarise(
    paths: Sequence[Path],
    units: Units,
    *,
    sea: Sea | None = None,
    cache: Path | None = None,
    told: Callable[[Path, int], None] | None = None,
) -> Summary:
    """The km² held of every unit on every day of the maps in `paths` (files and folders).

    `cache` is a file that keeps what was measured; `told` hears of each file, and how many there are, before it is
    read. Raises IreniconError where no map can be used.
    """
    sea = sea or Sea()
    measured = _load(cache, units)
    files = map_files(paths, but=(units.source, str(sea.land)))
    failures: list[Failure] = []
    series = _series(_telling(files, told), units, sea, measured, failures)
    if not series:
        reason = failures[0].reason if failures else "there are none."
        raise IreniconError("bad_data", f"No map of control can be used: {reason}", str(paths[0]))
    if eaten := _eaten(series, units, measured):
        measured.seas = tuple(b"" if i in eaten else one for i, one in enumerate(measured.seas))
        measured.changes = {}
        series = _series(iter(files), units, sea, measured, [])
    _save(cache, measured)
    lands = _lands(units, measured)
    rows = _rows(series, lands)
    noticed = (*units.remarks, *(remark for day, _ in series for remark in day.remarks), *seams(rows))
    how: SeaBy = "counted" if sea.counted else "file" if sea.land else "maps"
    return Summary(
        tuple(Ground(one.unit.name, one.km2, one.sea_km2) for one in lands), rows, how, noticed, tuple(failures)
    )


def _telling(files: Sequence[Path], told: Callable[[Path, int], None] | None) -> Iterator[Path]:
    for path in files:
        if told:
            told(path, len(files))
        yield path


def _series(files: Iterator[Path], units: Units, sea: Sea, measured: Measured, failures: list[Failure]) -> Series:
    """Each day with what changed in each unit since the day before, for the first day from nothing."""
    kept: Kept = {}
    series: Series = []
    measure: Measure | None = None
    for day in days(files, units, measured.readings, kept):
        if isinstance(day, Failure):
            failures.append(day)
            continue
        before = series[-1][0] if series else None
        if before is None:
            _set_ground(units, sea, measured, day, kept)
        key = f"{before.digest}{before.date}>{day.digest}{day.date}" if before else f">{day.digest}{day.date}"
        if key not in measured.changes:
            measure = measure or Measure(_lands(units, measured))
            now = map_of(day, kept)
            measured.changes[key] = measure.between(map_of(before, kept), now) if before else measure.first(now)
        for one in [one for one in kept if before and one == (before.digest, before.date)]:
            del kept[one]
        series.append((day, measured.changes[key]))
    return series


def _set_ground(units: Units, sea: Sea, measured: Measured, first: Day, kept: Kept) -> None:
    """Tells land from sea, and forgets what was measured on other ground."""
    land = sea.land.read_bytes() if sea.land and sea.land.is_file() else b""
    ground = _digest([land, *(str(one).encode() for one in (measured.units, first.digest, first.date, sea))])
    if ground == measured.ground:
        return
    if sea.counted:
        seas = tuple(shapely.MultiPolygon() for _ in units.units)
    elif sea.land:
        seas = sea_by_file(units, [one.area for one in read_features(sea.land)])
    else:
        seas = sea_by_map(units, map_of(first, kept).held)
    measured.ground, measured.changes = ground, {}
    measured.seas = tuple(b"" if one.is_empty else shapely.to_wkb(one) for one in seas)


def _lands(units: Units, measured: Measured) -> tuple[Land, ...]:
    seas = (shapely.from_wkb(one) if one else shapely.MultiPolygon() for one in measured.seas)
    return tuple(parted(unit, sea) for unit, sea in zip(units.units, seas, strict=True))


def _eaten(series: Series, units: Units, measured: Measured) -> set[int]:
    """The units whose sea, as told apart by the maps, later maps show held."""
    lands = _lands(units, measured)
    later = [changes for _, changes in series[1:]]
    return {i for i, one in enumerate(lands) if sum(changes[i].at_sea for changes in later) > _EATEN * one.sea_km2 > 0}


def _rows(series: Series, lands: Sequence[Land]) -> tuple[Held, ...]:
    rows: list[Held] = []
    held = [(0.0, 0.0)] * (len(lands) + 1)
    sizes = [one.km2 for one in lands]
    names = [one.unit.name for one in lands]
    before: Day | None = None
    for day, changes in series:
        gap = (day.date - before.date).days if before else None
        for i, one in enumerate((*changes, _together(changes))):
            held[i] = held[i][0] + one.gained - one.lost, held[i][1] + one.geodesic
            share = held[i][0] / (sizes[i] if i < len(sizes) else sum(sizes))
            moved = (one.gained, one.lost, gap, one.redrawn) if before else (None, None, None, None)
            rows.append(Held(day.date, (*names, ALL)[i], *held[i], min(1.0, share), *moved))
        before = day
    return tuple(rows)


def _together(changes: Sequence[Change]) -> Change:
    return Change(*(sum(getattr(one, name) for one in changes) for name in Change.__struct_fields__))


def _digest(parts: Iterable[bytes]) -> str:
    return hashlib.blake2b(b"\0".join(parts), digest_size=16).hexdigest()


def _load(cache: Path | None, units: Units) -> Measured:
    """What was kept for the same units, or nothing; a file that cannot be read back is measured anew."""
    areas = shapely.to_wkb([one.area for one in units.units])
    drawn = _digest([*areas, *(one.name.encode() for one in units.units)])
    try:
        found = msgspec.msgpack.decode(cache.read_bytes(), type=Measured) if cache and cache.exists() else Measured()
    except (OSError, msgspec.MsgspecError):
        found = Measured()
    return found if (found.version, found.units) == (_VERSION, drawn) else Measured(units=drawn)


def _save(cache: Path | None, measured: Measured) -> None:
    if cache is None:
        return
    try:
        cache.write_bytes(msgspec.msgpack.encode(measured))
    except OSError as error:
        raise IreniconError("wrong_use", f"{cache} cannot be written: {error.strerror}.", str(cache)) from error
