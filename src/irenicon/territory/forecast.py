"""When the rest would be held, if the process of the past went on: a distribution, never a date.

Each path draws a drift and keeps it: the mean daily change of a window of random length from a random part of the past,
taken twice as far from the median window as it was (what the backtest asks for; docs/decisions/0012), and what a shift
of effort between fronts may add: Student's t with three degrees of freedom, scaled to a twentieth of the pace of all
fronts. To the drift come blocks of the daily changes around their mean (block bootstrap, Künsch 1989). A drift near or
below zero is drawn as any other; such a path does not arrive.
"""

from __future__ import annotations

import datetime

import msgspec
import numpy as np

from irenicon.territory.pace import Course

LEVELS = (0.05, 0.25, 0.5, 0.75, 0.95)


class Process(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The process of the past: days of a block, shortest and longest window of the drift in days, widening of the
    drift, share of the pace of all fronts that may shift, days whose changes the blocks come from, paths and seed."""

    block: int = 28
    shortest: int = 30
    longest: int = 180
    widening: float = 2.0
    shift: float = 0.05
    recent: int = 365
    paths: int = 4000
    seed: int = 1


class Fan(msgspec.Struct, frozen=True):
    """Quantiles (LEVELS) of the km² held on days to come."""

    days: tuple[datetime.date, ...]
    held: tuple[tuple[float, ...], ...]


class Forecast(msgspec.Struct, frozen=True):
    """By when `remaining` km² would be held: a day for each of LEVELS, None where it lies beyond `years` years, and the
    share of paths (0–1) that have not arrived by then. `process` says how it was drawn, `history` from how many days
    of changes."""

    remaining: float
    ends: tuple[datetime.date | None, ...]
    not_within: float
    years: int
    fan: Fan
    process: Process
    history: int


def changes_ahead(changes: np.ndarray, all_changes: np.ndarray, days: int, process: Process) -> np.ndarray:
    """The km² gained, net, after every block of days ahead on every path (paths × blocks); the last column is that
    after `days` days. Deterministic in the seed."""
    random = np.random.default_rng(process.seed)
    drift = _drifts(changes, process, random)
    front = abs(float(all_changes[-process.recent :].mean()))
    drift = drift + random.standard_t(3, process.paths) * process.shift * front
    past = changes[-process.recent :]
    block = min(process.block, len(past))
    blocks = -(-days // block)
    summed = np.concatenate([[0.0], np.cumsum(past - past.mean())])
    start = random.integers(0, len(past) - block + 1, (process.paths, blocks))
    noise = np.cumsum(summed[start + block] - summed[start], axis=1)
    after = np.minimum(np.arange(1, blocks + 1) * block, days)
    noise[:, -1] *= np.sqrt(days / (blocks * block))  # the last block is cut short
    ahead: np.ndarray = drift[:, None] * after + noise
    return ahead


def forecast(unit: Course, all_fronts: Course, remaining: float, process: Process, years: int = 10) -> Forecast:
    """The distribution of the day by which `remaining` km² more of a unit would be held.

    `remaining` is 0 or less where they are held already; then every day is that of the last map.
    """
    days = round(years * 365.25)
    ahead = changes_ahead(unit.changes, all_fronts.changes, days, process)
    after = np.minimum(np.arange(1, ahead.shape[1] + 1) * process.block, days)
    arrival = _arrivals(ahead, after, remaining)
    ends = tuple(_day(unit.last, float(np.quantile(arrival, level, method="inverted_cdf"))) for level in LEVELS)
    held = np.clip(unit.held[-1] + np.quantile(ahead, LEVELS, axis=0), 0, unit.held[-1] + max(0.0, remaining))
    fan = Fan(
        (unit.last, *(unit.last + datetime.timedelta(int(one)) for one in after)),
        ((float(unit.held[-1]),) * len(LEVELS), *(tuple(map(float, one)) for one in held.T)),
    )
    missing = float(np.mean(np.isinf(arrival)))
    return Forecast(remaining, ends, missing, years, fan, process, len(unit.changes))


def _drifts(changes: np.ndarray, process: Process, random: np.random.Generator) -> np.ndarray:
    """The mean daily change of random windows, their distance from the median widened."""
    summed = np.concatenate([[0.0], np.cumsum(changes)])
    longest = min(process.longest, len(changes))
    length = random.integers(min(process.shortest, longest), longest + 1, process.paths)
    end = random.integers(length, len(changes) + 1)
    drift = (summed[end] - summed[end - length]) / length
    middle = np.median(drift)
    widened: np.ndarray = middle + process.widening * (drift - middle)
    return widened


def _arrivals(ahead: np.ndarray, after: np.ndarray, remaining: float) -> np.ndarray:
    """The days until each path first has the remaining ground, inf where it never has; straight within a block."""
    if remaining <= 0:
        return np.zeros(len(ahead))
    there = ahead >= remaining
    index = np.argmax(there, axis=1)
    rows = np.arange(len(ahead))
    reached, before = ahead[rows, index], np.where(index > 0, ahead[rows, index - 1], 0.0)
    start = np.where(index > 0, after[index - 1], 0)
    within = (remaining - before) / np.maximum(reached - before, 1e-12)
    return np.where(there.any(axis=1), start + within * (after[index] - start), np.inf)


def _day(last: datetime.date, days: float) -> datetime.date | None:
    return last + datetime.timedelta(int(np.ceil(days))) if np.isfinite(days) else None
