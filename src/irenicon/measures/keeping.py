"""Does keeping a plan pay? The commitment problem as a small explicit model.

Fearon, International Organization 49(3), 1995; Powell, International Organization 60(1), 2006. Two sides, C who may
attack and D; the disputed good flows at 1 a period. Under the plan C holds the share s. War is a costly lottery: C wins
all with probability p before and q after the plan has shifted capability; costs c_C and c_D are in periods of the good;
with probability h guarantors respond and add g to the attacker's cost; d is the discount factor.

    C keeps    iff  s >= q − (1 − d)(c_C + h g)
    D prefers  iff  V_D >= (1 − p)/(1 − d) − c_D,  V_D = (1 − s)/(1 − d) where C keeps,
                    else (1 − s) + d((1 − q)/(1 − d) − c_D)
"""

from __future__ import annotations

import tomllib
from pathlib import Path

import msgspec
import numpy as np

from irenicon.errors import IreniconError

_DRAWS = 20_000
_SEED = 1995


class Parameter(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The range of a parameter, and where it comes from."""

    low: float
    high: float
    source: str


class Parameters(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All inputs of the model; shares and probabilities in 0–1, costs in periods of the disputed good."""

    share: Parameter
    win_before: Parameter
    win_after: Parameter
    cost_attacker: Parameter
    cost_defender: Parameter
    response: Parameter
    response_cost: Parameter
    discount: Parameter


class Influence(msgspec.Struct, frozen=True):
    """The share of the ranges in which C keeps with one parameter held at its low and at its high end."""

    parameter: str
    at_low: float
    at_high: float


class Keeping(msgspec.Struct, frozen=True):
    """Over the stated ranges: in which share each side keeps, and both; what moves C most first.

    `needed_response` is the middle (median) of the guarantee h g that makes keeping just pay for C, in periods of the
    good; 0 where it pays without one. It is arithmetic on the ranges given, no prediction.
    """

    attacker_keeps: float
    defender_prefers: float
    both: float
    needed_response: float
    influences: tuple[Influence, ...]


def read_parameters(path: Path) -> Parameters:
    """The parameters of a TOML file; raises IreniconError naming what is missing or out of range."""
    try:
        found = msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), Parameters)
    except OSError as error:
        raise IreniconError("not_found", f"{path} cannot be read: {error.strerror}.", str(path)) from error
    except (tomllib.TOMLDecodeError, msgspec.ValidationError, UnicodeDecodeError) as error:
        needed = ", ".join(Parameters.__struct_fields__)
        reason = f"{path.name}: {error}. Needed are {needed}, each with low, high and source."
        raise IreniconError("bad_data", reason, str(path)) from error
    for name in Parameters.__struct_fields__:
        _check(name, getattr(found, name), path)
    return found


def _check(name: str, given: Parameter, path: Path) -> None:
    most = np.inf if "cost" in name else 1.0
    if not 0 <= given.low <= given.high <= most or (name == "discount" and given.high >= 1):
        raise IreniconError("bad_data", f"{path.name}: {name} must go from low to high within its range.", str(path))
    if not given.source.strip():
        raise IreniconError("bad_data", f"{path.name}: {name} needs a source.", str(path))


def attacker_keeps(x: dict[str, np.ndarray]) -> np.ndarray:
    """Whether C keeps, by the closed form."""
    deterred: np.ndarray = x["win_after"] - (1 - x["discount"]) * (
        x["cost_attacker"] + x["response"] * x["response_cost"]
    )
    return x["share"] >= deterred


def defender_prefers(x: dict[str, np.ndarray]) -> np.ndarray:
    """Whether D prefers the plan to fighting on, knowing whether C keeps it."""
    forever = 1 / (1 - x["discount"])
    kept = (1 - x["share"]) * forever
    broken = (1 - x["share"]) + x["discount"] * ((1 - x["win_after"]) * forever - x["cost_defender"])
    found: np.ndarray = (
        np.where(attacker_keeps(x), kept, broken) >= (1 - x["win_before"]) * forever - x["cost_defender"]
    )
    return found


def keeping(parameters: Parameters) -> Keeping:
    """The shares of the stated ranges in which keeping the plan pays; drawn evenly, with a fixed seed."""
    x = _drawn(parameters)
    attacker, defender = attacker_keeps(x), defender_prefers(x)
    needed = (x["win_after"] - x["share"]) / (1 - x["discount"]) - x["cost_attacker"]
    influences = [_influence(parameters, x, name) for name in x]
    return Keeping(
        float(attacker.mean()),
        float(defender.mean()),
        float((attacker & defender).mean()),
        round(max(0.0, float(np.median(needed))), 4),
        tuple(sorted(influences, key=lambda one: -abs(one.at_high - one.at_low))),
    )


def _drawn(parameters: Parameters) -> dict[str, np.ndarray]:
    random = np.random.default_rng(_SEED)
    names = Parameters.__struct_fields__
    return {
        name: random.uniform(getattr(parameters, name).low, getattr(parameters, name).high, _DRAWS) for name in names
    }


def _influence(parameters: Parameters, x: dict[str, np.ndarray], name: str) -> Influence:
    given: Parameter = getattr(parameters, name)
    low, high = ({**x, name: np.full(_DRAWS, value)} for value in (given.low, given.high))
    return Influence(name, float(attacker_keeps(low).mean()), float(attacker_keeps(high).mean()))
