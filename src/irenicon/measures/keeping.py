"""Does keeping a plan pay? The commitment problem as a small explicit model.

Fearon, International Organization 49(3), 1995; Powell, International Organization 60(1), 2006. The disputed good flows
at 1 a period; under the plan the first side holds the share s. War is a costly lottery: the first side wins all with
chance p before and q after the plan's clauses have shifted capability; fighting costs c, in periods of the good; with
chance h guarantors respond to who attacks and add g to its cost; d is the discount factor. For the first side

    keeps the plan            iff  s >= q − (1 − d)(c + h g)
    prefers it to fighting on iff  V >= p/(1 − d) − c,  V = s/(1 − d) where the other side keeps the plan,
                                   else s + d(q/(1 − d) − c)

and for the second the same with 1 − s, 1 − p, 1 − q and its own costs. The plan holds where both keep and prefer it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec
import numpy as np
from scipy import stats

from irenicon.findings.model import Commitment
from irenicon.measures.parameters import Parameters, unanswered

_DRAWS = 20_000
_SEED = 1995
_CELLS = 24
_DRAWS_A_CELL = 2_000
_SOBOL = 2**12

Values = dict[str, np.ndarray]


class SideKeeping(msgspec.Struct, frozen=True):
    """One side, over the stated ranges: in which share (0–1) of them it keeps the plan, and prefers it to fighting on.

    `needed_response` is the median of the response h g that makes keeping just pay, in periods of the good; 0 where it
    pays without one.
    """

    side: str
    keeps: float
    prefers: float
    needed_response: float


class Influence(msgspec.Struct, frozen=True):
    """What one input or clause does: the share of the ranges in which the plan holds with it at its low and high end.

    `first_order` and `total` are its Sobol indices (0–1) for the margin by which the first side keeps, `second_…` for
    the second; Saltelli et al., Computer Physics Communications 181(2), 2010.
    """

    name: str
    at_low: float
    at_high: float
    first_order: float
    total: float
    second_first_order: float
    second_total: float


class Region(msgspec.Struct, frozen=True):
    """The share of the other ranges in which the plan holds, by the two inputs that move it most; rows go with `ys`."""

    x: str
    y: str
    xs: tuple[float, ...]
    ys: tuple[float, ...]
    holds: tuple[tuple[float, ...], ...]


class Keeping(msgspec.Struct, frozen=True):
    """The share of the stated ranges in which the plan holds and what moves it most first; arithmetic, no prediction.

    `unanswered` are the commitments, by index, that bear on it and that no input names.
    """

    parameters: Parameters
    sides: tuple[SideKeeping, SideKeeping]
    holds: float
    influences: tuple[Influence, ...]
    region: Region | None
    unanswered: tuple[int, ...] = ()


def margins(x: Values) -> tuple[np.ndarray, np.ndarray]:
    """By how much each side's share exceeds what attacking would give it, per period; it keeps the plan from 0 up."""
    scale = 1 - x["discount"]
    first = x["share"] - x["win_after"] + scale * (x["cost_first"] + x["response_first"] * x["response_cost_first"])
    second = x["win_after"] - x["share"] + scale * (x["cost_second"] + x["response_second"] * x["response_cost_second"])
    return first, second


def prefers(x: Values) -> tuple[np.ndarray, np.ndarray]:
    """Whether each side prefers the plan to fighting on, knowing whether the other keeps it."""
    first_keeps, second_keeps = (margin >= 0 for margin in margins(x))
    first = _prefers(x, x["share"], x["win_before"], x["win_after"], x["cost_first"], second_keeps)
    second = _prefers(x, 1 - x["share"], 1 - x["win_before"], 1 - x["win_after"], x["cost_second"], first_keeps)
    return first, second


def _prefers(
    x: Values, share: np.ndarray, before: np.ndarray, after: np.ndarray, cost: np.ndarray, other_keeps: np.ndarray
) -> np.ndarray:
    forever = 1 / (1 - x["discount"])
    broken = share + x["discount"] * (after * forever - cost)
    preferred: np.ndarray = np.where(other_keeps, share * forever, broken) >= before * forever - cost
    return preferred


def holds(x: Values) -> np.ndarray:
    """Whether both sides prefer the plan to fighting on, and neither gains by attacking under it."""
    both: np.ndarray = np.logical_and.reduce([*(margin >= 0 for margin in margins(x)), *prefers(x)])
    return both


def keeping(parameters: Parameters, commitments: Sequence[Commitment] = ()) -> Keeping:
    """The shares of the stated ranges in which keeping the plan pays; drawn evenly, with a fixed seed.

    With the plan's commitments it also tells which of its clauses no input speaks of. Raises IreniconError "bad_data"
    where an input names a point that the plan has not.
    """
    left = unanswered(parameters, commitments) if commitments else ()
    drawn = _drawn(parameters, _DRAWS)
    x = values(parameters, drawn)
    influences = _influences(parameters, drawn)
    return Keeping(
        parameters=parameters,
        sides=_sides(parameters, x),
        holds=float(holds(x).mean()),
        influences=influences,
        region=_region(parameters, [one.name for one in influences]),
        unanswered=left,
    )


def values(parameters: Parameters, drawn: Values) -> Values:
    """The model's variables from drawn inputs: the clauses' shifts added up, and no response where none was given."""
    none = np.zeros_like(drawn["share"])
    x = {"response_second": none, "response_cost_second": none, **drawn}
    if parameters.clause:
        shifted = sum((drawn[clause.name] for clause in parameters.clause), drawn["win_before"])
        x["win_after"] = np.clip(shifted, 0.0, 1.0)
    return x


def _drawn(parameters: Parameters, number: int) -> Values:
    random = np.random.default_rng(_SEED)
    return {name: random.uniform(given.low, given.high, number) for name, given in parameters.ranges().items()}


def _sides(parameters: Parameters, x: Values) -> tuple[SideKeeping, SideKeeping]:
    forever = 1 / (1 - x["discount"])
    needed = (
        (x["win_after"] - x["share"]) * forever - x["cost_first"],
        (x["share"] - x["win_after"]) * forever - x["cost_second"],
    )
    names = (parameters.sides.first, parameters.sides.second)
    first, second = (
        SideKeeping(
            name,
            float((margin >= 0).mean()),
            float(preferred.mean()),
            round(max(0.0, float(np.median(response))), 4),
        )
        for name, margin, preferred, response in zip(names, margins(x), prefers(x), needed, strict=True)
    )
    return first, second


def _influences(parameters: Parameters, drawn: Values) -> tuple[Influence, ...]:
    moving = [name for name, given in parameters.ranges().items() if given.low < given.high]
    first = _indices(parameters, moving, lambda x: margins(x)[0])
    second = _indices(parameters, moving, lambda x: margins(x)[1])
    found = []
    for row, name in enumerate(moving):
        given = parameters.ranges()[name]
        low, high = (
            float(holds(values(parameters, {**drawn, name: np.full(_DRAWS, value)})).mean())
            for value in (given.low, given.high)
        )
        found.append(Influence(name, low, high, *first[row], *second[row]))
    return tuple(sorted(found, key=lambda one: (-abs(one.at_high - one.at_low), -one.total, one.name)))


def _indices(
    parameters: Parameters, moving: Sequence[str], margin: Callable[[Values], np.ndarray]
) -> list[tuple[float, float]]:
    """The first-order and total Sobol indices of each moving input for a margin."""
    if not moving:
        return []
    ranges = parameters.ranges()

    def measured(sampled: np.ndarray) -> np.ndarray:
        fixed = {name: np.full(sampled.shape[1:], given.low) for name, given in ranges.items()}
        return margin(values(parameters, fixed | dict(zip(moving, sampled, strict=True))))

    found = stats.sobol_indices(
        func=measured,
        n=_SOBOL,
        dists=[stats.uniform(ranges[name].low, ranges[name].high - ranges[name].low) for name in moving],
        rng=np.random.default_rng(_SEED),
    )
    pairs = zip(np.ravel(found.first_order), np.ravel(found.total_order), strict=True)
    return [(_share(first), _share(total)) for first, total in pairs]


def _share(index: float) -> float:
    return round(min(1.0, max(0.0, float(index))), 3)


def _region(parameters: Parameters, names: Sequence[str]) -> Region | None:
    """Where the plan holds over the first two inputs; None where fewer than two can move."""
    if len(names) < 2:
        return None
    x, y = names[:2]
    ranges = parameters.ranges()
    xs, ys = (np.linspace(ranges[name].low, ranges[name].high, _CELLS) for name in (x, y))
    drawn = _drawn(parameters, _DRAWS_A_CELL)

    def held(one: float, other: float) -> float:
        fixed = {x: np.full(_DRAWS_A_CELL, one), y: np.full(_DRAWS_A_CELL, other)}
        return round(float(holds(values(parameters, {**drawn, **fixed})).mean()), 4)

    return Region(
        x,
        y,
        tuple(round(float(one), 6) for one in xs),
        tuple(round(float(other), 6) for other in ys),
        tuple(tuple(held(one, other) for one in xs) for other in ys),
    )
