"""What taking ground by force would cost, as plain arithmetic on a user's file: what a plan that gives it frees.

For a cost per km²: the ground × the range. For a cost per day: the days from the 5 % to the 95 % quantile of the
forecast × the range; where the 95 % quantile lies beyond what was looked at, there is no upper end. Nothing is weighed,
discounted or added up.
"""

from __future__ import annotations

import datetime
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Literal

import msgspec

from irenicon.errors import IreniconError
from irenicon.territory.forecast import LEVELS
from irenicon.territory.reckoning import Reckoning

Amount = Annotated[float, msgspec.Meta(ge=0)]


class Cost(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What taking ground costs, by a user's file: `low` to `high` of `unit` per km² or day, and its source."""

    name: str
    per: Literal["km2", "day"]
    unit: str
    low: Amount
    high: Amount
    source: Annotated[str, msgspec.Meta(min_length=1)]


class Freed(msgspec.Struct, frozen=True):
    """What one cost comes to, in its unit; an end is None where the forecast does not reach it."""

    cost: Cost
    low: float | None
    high: float | None


class Outlook(msgspec.Struct, frozen=True):
    """How long taking the ground of a unit would last that a plan gives: `reckoning` is None where the maps do not say,
    `lacks` then tells why. `days` are those from the day of the map to LEVELS of the forecast, None beyond it."""

    unit: str
    km2: float
    reckoning: Reckoning | None
    lacks: str
    days: tuple[int | None, ...]
    freed: tuple[Freed, ...]


def read_costs(path: Path) -> tuple[Cost, ...]:
    """The costs of a TOML file with [[cost]] tables; raises IreniconError where one is malformed or has no source."""
    try:
        read = msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), dict[str, list[Cost]])
    except OSError as error:
        raise IreniconError("not_found", f"{path} cannot be read: {error.strerror}.", str(path)) from error
    except (tomllib.TOMLDecodeError, msgspec.ValidationError, UnicodeDecodeError) as error:
        reason = f"{path.name}: {error}. Each [[cost]] needs name, per (km2 or day), unit, low, high and source."
        raise IreniconError("bad_data", reason, str(path)) from error
    costs = read.get("cost", [])
    if not costs or set(read) != {"cost"}:
        raise IreniconError("bad_data", f"{path.name} needs [[cost]] tables and nothing else.", str(path))
    for cost in costs:
        if cost.low > cost.high or not cost.source.strip():
            raise IreniconError(
                "bad_data", f"{path.name}: '{cost.name}' must go from low to high and have a source.", str(path)
            )
    return tuple(costs)


def outlook(unit: str, km2: float, found: Reckoning | IreniconError, costs: Sequence[Cost]) -> Outlook:
    """The outlook for ground of a unit, from the reckoning of its pace or the error that stood in its way."""
    if isinstance(found, IreniconError):
        per_km2 = tuple(freed(cost, km2, (None,) * len(LEVELS)) for cost in costs if cost.per == "km2")
        return Outlook(unit, km2, None, str(found), (None,) * len(LEVELS), per_km2)
    days = tuple(_days(found.held.date, end) for end in found.forecast.ends)
    return Outlook(unit, km2, found, "", days, tuple(freed(cost, km2, days) for cost in costs))


def freed(cost: Cost, km2: float, days: Sequence[int | None]) -> Freed:
    """What a cost comes to for so much ground, or for the days of a forecast at LEVELS."""
    if cost.per == "km2":
        return Freed(cost, cost.low * km2, cost.high * km2)
    least, most = days[0], days[-1]
    return Freed(cost, None if least is None else cost.low * least, None if most is None else cost.high * most)


def _days(first: datetime.date, last: datetime.date | None) -> int | None:
    return None if last is None else (last - first).days
