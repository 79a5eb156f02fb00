"""The inputs of the commitment problem: ranges with a source, read from a file or asked for by a plan's clauses."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import msgspec

from irenicon.errors import IreniconError
from irenicon.findings.model import Commitment


class Range(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A range of values and where it comes from; `point` is the point of the plan that it stands for, if any."""

    low: float
    high: float
    source: str
    point: str | None = None


class Clause(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A clause of the plan and how much it shifts the first side's chance of winning (−1 to 1)."""

    point: str
    shift: Range
    act: str | None = None

    @property
    def name(self) -> str:
        """How results name it: its point, and its act where given."""
        return f"point {self.point}, {self.act}" if self.act else f"point {self.point}"


class Sides(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The names of the two sides."""

    first: str
    second: str


class Parameters(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All inputs of the model; shares and chances in 0–1, costs in periods of the disputed good.

    The chance that the first side wins after the plan is `win_after`, or `win_before` plus the shifts of `clause`.
    """

    sides: Sides
    share: Range
    win_before: Range
    cost_first: Range
    cost_second: Range
    response_first: Range
    response_cost_first: Range
    discount: Range
    win_after: Range | None = None
    response_second: Range | None = None
    response_cost_second: Range | None = None
    clause: tuple[Clause, ...] = ()

    def ranges(self) -> dict[str, Range]:
        """Every range that was given, by the name of its input or of its clause."""
        given = {name: value for name in _names() if isinstance(value := getattr(self, name), Range)}
        return given | {clause.name: clause.shift for clause in self.clause}


@cache
def knowledge() -> dict[str, Any]:
    """The tables of keeping.toml."""
    return tomllib.loads(files("irenicon.measures").joinpath("keeping.toml").read_text(encoding="utf-8"))


def _names() -> tuple[str, ...]:
    return tuple(knowledge()["inputs"])


def read_parameters(path: Path) -> Parameters:
    """The parameters of a TOML file; raises IreniconError naming what is missing or out of range."""
    try:
        found = msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), Parameters)
    except OSError as error:
        raise IreniconError("not_found", f"{path} cannot be read: {error.strerror}.", str(path)) from error
    except (tomllib.TOMLDecodeError, msgspec.ValidationError, UnicodeDecodeError) as error:
        needed = ", ".join(_names())
        reason = f"{path.name}: {error}. Needed are sides (first, second) and {needed}, each with low, high and source."
        raise IreniconError("bad_data", reason, str(path)) from error
    if (found.win_after is None) == (not found.clause):
        raise _bad(path, "give either win_after or a [[clause]] for each clause that shifts capability, not both")
    if len({clause.name for clause in found.clause}) < len(found.clause):
        raise _bad(path, "two clauses have the same point and act")
    for name, given in found.ranges().items():
        _check(name, given, path)
    return found


def _check(name: str, given: Range, path: Path) -> None:
    least = -1.0 if name.startswith("point") else 0.0
    most = float("inf") if "cost" in name else 1.0
    if not least <= given.low <= given.high <= most or (name == "discount" and given.high >= 1):
        raise _bad(path, f"{name} must go from low to high within its range")
    if not given.source.strip():
        raise _bad(path, f"{name} needs a source")


def _bad(path: Path, reason: str) -> IreniconError:
    return IreniconError("bad_data", f"{path.name}: {reason}.", str(path))


def bearing(commitments: Sequence[Commitment]) -> tuple[int, ...]:
    """The commitments, by index, whose act shifts capability between the sides or bears on the cost of a breach."""
    known = knowledge()
    acts = {*known["territory"], *known["force"], *known["guarantee"]}
    return tuple(index for index, one in enumerate(commitments) if one.act in acts)


def unanswered(parameters: Parameters, commitments: Sequence[Commitment]) -> tuple[int, ...]:
    """The commitments of `bearing` that no input names by its point.

    Raises IreniconError "bad_data" where an input names a point, or an act in it, that the plan has not.
    """
    held = {(one.point, one.act) for one in commitments}
    points = {point for point, _ in held}
    for name, given in parameters.ranges().items():
        if given.point is not None and given.point not in points:
            raise IreniconError("bad_data", f"{name} names point {given.point}, which holds no commitment of the plan.")
    for clause in parameters.clause:
        if clause.point not in points or (clause.act and (clause.point, clause.act) not in held):
            raise IreniconError("bad_data", f"The plan has no commitment at {clause.name}.")
    named = {(clause.point, clause.act) for clause in parameters.clause}
    named |= {(given.point, None) for given in parameters.ranges().values() if given.point}
    return tuple(
        index
        for index in bearing(commitments)
        if not {(commitments[index].point, commitments[index].act), (commitments[index].point, None)} & named
    )


def questions(commitments: Sequence[Commitment]) -> str:
    """A file to fill in: every input that the model needs, and the plan's clauses that ask for one."""
    return "\n".join(_questions(commitments)) + "\n"


def _questions(commitments: Sequence[Commitment]) -> Iterator[str]:
    yield '# Fill in every low, high and source.\n[sides]\nfirst = ""\nsecond = ""\n'
    clauses = [commitments[index] for index in bearing(commitments)]
    shifting = [one for one in clauses if one.act not in knowledge()["guarantee"]]
    for name, meaning in knowledge()["inputs"].items():
        if name != "win_after" or not shifting:
            yield f'# {meaning}\n[{name}]\nlow = \nhigh = \nsource = ""\n'
    for one in clauses:
        words = " ".join(one.quote.split())
        if one in shifting:
            yield f'# {words}\n[[clause]]\npoint = "{one.point}"\nact = "{one.act}"'
            yield "# how much it adds to the first side's chance of winning; below 0 where it takes from it"
            yield 'shift = { low = , high = , source = "" }\n'
        else:
            yield f'# point = "{one.point}" of a response above: {words}\n'
