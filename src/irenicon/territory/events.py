"""Reads tables of events: ACLED and UCDP GED by their columns, or any CSV with date, lat, lon and kind."""

from __future__ import annotations

import csv
import datetime
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from irenicon.errors import Failure, IreniconError

_DATES = ("%Y-%m-%d", "%d %B %Y", "%d %b %Y", "%d/%m/%Y", "%Y/%m/%d")
_NEEDED = ("date", "latitude", "longitude", "kind")


class Event(msgspec.Struct, frozen=True):
    """One event: degrees, its kind and side as the table names them, deaths (0 where none are stated).

    `vague_place` tells that its place is only known to a district or worse.
    """

    date: datetime.date
    latitude: float
    longitude: float
    kind: str
    side: str = ""
    deaths: int = 0
    vague_place: bool = False


class Columns(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which column of a kind of table holds what."""

    date: str
    latitude: str
    longitude: str
    kind: str
    side: str
    deaths: str
    vague_place: tuple[str, int] | None = None


class EventTable(NamedTuple):
    """The events of a table, and the rows that could not be read."""

    events: tuple[Event, ...]
    failures: tuple[Failure, ...]


def read_events(path: Path) -> EventTable:
    """The events of a CSV file; a bad row is a failure beside the others.

    Raises IreniconError where the file cannot be read or lacks the columns.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
    except OSError as error:
        raise IreniconError("not_found", f"{path} cannot be read: {error.strerror}.", str(path)) from error
    except (UnicodeDecodeError, csv.Error) as error:
        raise IreniconError(
            "bad_data", f"{path.name} is not a table of events in UTF-8: {error}.", str(path)
        ) from error
    if not rows:
        raise IreniconError("empty", f"{path.name} has no events.", str(path))
    columns = _columns(rows[0], path)
    events, failures = [], []
    for line, row in enumerate(rows, 2):
        try:
            events.append(_event(row, columns))
        except (ValueError, TypeError) as error:
            failures.append(Failure(str(path), "bad_data", f"{path.name}, line {line}: {error}."))
    return EventTable(tuple(events), tuple(failures))


def within_days(events: Sequence[Event], first: datetime.date | None, last: datetime.date | None) -> tuple[Event, ...]:
    """The events from a day until a day, both included; None is no bound."""
    return tuple(one for one in events if (first is None or one.date >= first) and (last is None or one.date <= last))


def _columns(row: Mapping[str, Any], path: Path) -> Columns:
    for columns in _known():
        if all(getattr(columns, name) in row for name in _NEEDED):
            return columns
    reason = f"{path.name} is no table of events: ACLED, UCDP GED, or columns date, lat, lon and kind are needed."
    raise IreniconError("bad_data", reason, str(path))


def _event(row: Mapping[str, str], columns: Columns) -> Event:
    latitude, longitude = float(row[columns.latitude]), float(row[columns.longitude])
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise ValueError(f"{latitude:g}, {longitude:g} is no latitude and longitude")
    kind = row[columns.kind].strip()
    vague = columns.vague_place
    return Event(
        date=_date(row[columns.date]),
        latitude=latitude,
        longitude=longitude,
        kind=_violence().get(kind, kind),
        side=(row.get(columns.side) or "").strip(),
        deaths=int(float(row.get(columns.deaths) or 0)),
        vague_place=vague is not None and int(float(row.get(vague[0]) or 0)) >= vague[1],
    )


def _date(text: str) -> datetime.date:
    for pattern in _DATES:
        try:
            return datetime.datetime.strptime(text.strip()[:20].split(" 00:00")[0], pattern).date()
        except ValueError:
            continue
    raise ValueError(f"'{text}' is no date")


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(files("irenicon.territory").joinpath("events.toml").read_text(encoding="utf-8"))


def _known() -> Sequence[Columns]:
    return [msgspec.convert(_data()[name], Columns) for name in ("acled", "ucdp_ged", "plain")]


def _violence() -> dict[str, str]:
    return dict(_data()["violence"])
