"""Whether keeping a plan pays, on a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import RenderableType
from rich.text import Text

from irenicon.findings.model import Commitment
from irenicon.measures.keeping import Influence, Keeping, SideKeeping
from irenicon.measures.parameters import Sides
from irenicon.report.wording import Wording


def keeping_lines(found: Keeping, commitments: Sequence[Commitment], words: Wording) -> Iterator[RenderableType]:
    """The shares of the ranges in which each side keeps, what moves that, which clause most, and every input."""

    def said(key: str) -> str:
        return words(key, "keeping")

    sides = found.parameters.sides
    yield Text(said("keeping"), style="bold")
    for side in found.sides:
        yield Text(f"  {side.side}: {said('keeps')} {side.keeps:.0%}, {said('prefers')} {side.prefers:.0%}")
        yield Text(f"    {needed(side, words)}", style="dim")
    yield Text(f"  {said('holds')}: {found.holds:.0%}", style="bold")
    yield Text(f"  {said('moves')}")
    for one in found.influences:
        sobol = f"Sobol {one.first_order:.2f}/{one.total:.2f}, {one.second_first_order:.2f}/{one.second_total:.2f}"
        yield Text(f"    {input_name(one.name, sides, words):<34} {one.at_low:4.0%} → {one.at_high:4.0%}  {sobol}")
    if clause := strongest_clause(found):
        yield Text(f"  {said('clause')}: {input_name(clause.name, sides, words)}")
    yield Text(f"  {said('inputs')}")
    for name, given in found.parameters.ranges().items():
        yield Text(
            f"    {input_name(name, sides, words):<34} {given.low:g} – {given.high:g}  {given.source}", style="dim"
        )
    if found.unanswered:
        yield Text(f"  {said('unanswered')}", style="yellow")
        for index in found.unanswered:
            one_line = f"    {commitments[index].point:>5}  {' '.join(commitments[index].quote.split())}"
            yield Text(one_line, style="dim", no_wrap=True, overflow="ellipsis")
    yield Text(f"  {said('caveat')}", style="dim")


def needed(side: SideKeeping, words: Wording) -> str:
    """Which response would make keeping just pay for a side, in the middle of the ranges."""
    if not side.needed_response:
        return words("needs_none", "keeping")
    return words("needed", "keeping").format(response=f"{side.needed_response:g}")


def input_name(name: str, sides: Sides, words: Wording) -> str:
    """An input's name in the reader's language, with the side it speaks of; a clause is named by its point and act."""
    if name.startswith("point "):
        return f"{words('point').lower()} {name.removeprefix('point ')}"
    return words(name, "input").format(first=sides.first, second=sides.second)


def strongest_clause(found: Keeping) -> Influence | None:
    """The clause of the plan that moves most whether it holds; None where no clause was given."""
    return next((one for one in found.influences if one.name.startswith("point ")), None)
