"""Where a series of maps is not what it seems: days without a map, and jumps that are a map drawn anew."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from statistics import median

from irenicon.territory.model import Held, Remark

# A step is called drawn anew where one of these holds, and says nothing of troops:
_THIN_KM2, _THIN_SHARE = 1.0, 0.1  # so much of what changed lies in strips less than 100 m wide
_BOTH_WAYS_KM2 = 10.0  # a day was gained, and as much lost
_LEAP, _AROUND, _ENOUGH = 8.0, datetime.timedelta(45), 10  # times the median of the moving days around it
_SMALL_KM2 = 10.0  # less is never a leap


def seams(rows: Sequence[Held]) -> tuple[Remark, ...]:
    """The gaps between the maps, and the steps of every unit that look like a map drawn anew."""
    by_unit: dict[str, list[Held]] = {}
    for row in rows:
        by_unit.setdefault(row.unit, []).append(row)
    series = list(by_unit.values())
    redrawn = [one for rows_of_unit in series[:-1] for one in _redrawn(rows_of_unit)]
    return (*_gaps(series[-1]), *sorted(redrawn, key=lambda one: str(one.date)))


def _gaps(rows: Sequence[Held]) -> list[Remark]:
    steps = [row.days for row in rows if row.days]
    usual = median(steps) if steps else 1
    return [
        Remark("gap", "", row.days - usual, rows[i].date, row.date)
        for i, row in enumerate(rows[1:])
        if row.days and row.days > usual
    ]


def _redrawn(rows: Sequence[Held]) -> list[Remark]:
    changed = [row for row in rows if _gross(row) > 0]
    found = []
    for row in changed:
        thin = row.redrawn_km2 or 0.0
        both = min(row.gained_km2 or 0.0, row.lost_km2 or 0.0) / (row.days or 1)
        if (thin >= _THIN_KM2 and thin >= _THIN_SHARE * _gross(row)) or both >= _BOTH_WAYS_KM2 or _leaps(row, changed):
            found.append(Remark("redrawn", "", _gross(row), row.date, unit=row.unit))
    return found


def _leaps(row: Held, changed: Sequence[Held]) -> bool:
    if _gross(row) < _SMALL_KM2:
        return False
    around = [one for one in changed if one is not row and abs(one.date - row.date) <= _AROUND]
    if len(around) < _ENOUGH:
        return False
    return _rate(row) > _LEAP * median(_rate(one) for one in around)


def _gross(row: Held) -> float:
    return (row.gained_km2 or 0.0) + (row.lost_km2 or 0.0)


def _rate(row: Held) -> float:
    return _gross(row) / (row.days or 1)
