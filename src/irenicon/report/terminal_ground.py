"""What moves on the ground, on a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from rich import box
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from irenicon.report.ground import GroundView, Row, number, passing, people
from irenicon.report.wording import Wording
from irenicon.territory.areas import Moved


def ground_section(view: GroundView, words: Wording) -> Iterator[RenderableType]:
    """The totals, the clauses with their areas, the line of contact, and what it all rests on."""
    yield Text(words("ground", "ground"), style="bold")
    if not view.rows:
        yield Text(f"  {words('none', 'ground')}")
        return
    for each in view.plan.moved:
        km2, lived = passing(each)
        yield Text(f"  {_passes(each, words)}: {km2} km², {lived} {words('people_in', 'ground')}")
    yield _table(view.rows, words)
    yield Text(f"  {view.front}")
    for said in view.basis:
        yield Text(f"  {said}", style="dim")


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
        passes = f"{at.giver or nobody} → {at.receiver or nobody}\n{number(at.moved_km2)} km²" if moves else ""
        extent = number(at.km2) if at.km2 else f"{number(at.line_km)} km" if at.line_km else "–"
        table.add_row(row.point, _area(row, words), extent, passes, people(at.people) if moves else "")
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
