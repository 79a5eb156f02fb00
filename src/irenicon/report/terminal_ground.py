"""What moves on the ground, on a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from rich import box
from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from irenicon.report.effort import OutlookView, pace_lines
from irenicon.report.ground import GroundView, Row, passing, people
from irenicon.report.wording import Wording
from irenicon.territory.areas import Moved
from irenicon.territory.effort import Outlook


def ground_section(view: GroundView, words: Wording) -> Iterator[RenderableType]:
    """The totals, the clauses with their areas, the line of contact, and what it all rests on."""
    yield Text(words("ground", "ground"), style="bold")
    if not view.rows:
        yield Text(f"  {words('none', 'ground')}")
        return
    for each in view.plan.moved:
        km2, lived = passing(each, words)
        yield Text(f"  {_passes(each, words)}: {km2} km², {lived} {words('people_in', 'ground')}")
    yield _table(view.rows, words)
    yield Text(f"  {view.front}")
    if view.outlooks:
        yield Text()
        yield Text(words("effort", "effort"), style="bold")
        for outlook, shown in zip(view.plan.outlooks, view.outlooks, strict=True):
            yield from _outlook(outlook, shown, words)
        yield Text()
    for said in view.basis:
        yield Text(f"  {said}", style="dim")


def _outlook(outlook: Outlook, shown: OutlookView, words: Wording) -> Iterator[RenderableType]:
    yield Text(f"  {shown.gives}")
    if not shown.pace:
        yield Text(f"    {shown.lacks}", style="yellow")
    else:
        ends = ", ".join(f"{level} {day}" for level, day in shown.pace.ends)
        yield Padding(Text(f"{words('pace_until', 'control')}: {ends}. {shown.pace.said[0]}"), (0, 0, 0, 4))
        yield Padding(Text(shown.saved), (0, 0, 0, 4))
        for line in pace_lines(outlook, words):
            yield Padding(Text(line, style="dim"), (0, 0, 0, 4))
    for row in shown.freed:
        yield Padding(Text(f"{row.name}: {row.amount} ({row.given}; {row.source})"), (0, 0, 0, 4))


def _passes(moved: Moved, words: Wording) -> str:
    nobody = words("nobody", "ground")
    return f"{moved.giver or nobody} → {moved.receiver or nobody}"


def _table(rows: tuple[Row, ...], words: Wording) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1), expand=True)
    table.add_column(words("clause", "ground"), no_wrap=True, style="dim")
    table.add_column(words("area", "ground"), ratio=6)
    table.add_column(words("size", "ground"), justify="right")
    table.add_column(words("passes", "ground"), ratio=3)
    table.add_column(words("people", "ground"), justify="right")
    for row in rows:
        at = row.located
        moves = at.moved_km2 > 0
        nobody = words("nobody", "ground")
        passes = f"{at.giver or nobody} → {at.receiver or nobody}\n{words.figure(at.moved_km2)} km²" if moves else ""
        extent = words.figure(at.km2) if at.km2 else f"{words.figure(at.line_km)} km" if at.line_km else "–"
        table.add_row(row.point, _area(row, words), extent, passes, people(at.people, words) if moves else "")
    return table


def _area(row: Row, words: Wording) -> Text:
    said = Text(row.effect, style="bold").append(f" {row.about}", style="not bold")
    if row.located.clause.at_most:
        said.append(f" ({words('at_most', 'ground')})", style="not bold dim")
    if row.lacks:
        said.append(f" {row.lacks}", style="not bold yellow")
    if row.located.moved_km2 and row.places:
        further = f" {words('more_places', 'ground').format(count=row.further)}" if row.further else ""
        said.append(f"\n{', '.join(row.places)}{further}", style="not bold dim")
    return said
