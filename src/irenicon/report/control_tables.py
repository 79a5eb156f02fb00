"""A summary of control as CSV, Parquet and JSON, and on a terminal."""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterator
from typing import TYPE_CHECKING

import msgspec
from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from irenicon.report.wording import Wording
from irenicon.territory.model import ALL, Held, Remark, Summary

if TYPE_CHECKING:
    import polars

_WINDOWS = (30, 365)
_REMARKS = 12  # named one by one; the rest is counted and stands in the JSON


def to_frame(summary: Summary) -> polars.DataFrame:
    """The rows of a summary: a row for each date and unit, km² to a thousandth, shares in 0–1."""
    import polars

    sizes = {one.unit: (one.km2, one.sea_km2) for one in summary.grounds}
    sizes[ALL] = (sum(one.km2 for one in summary.grounds), sum(one.sea_km2 for one in summary.grounds))
    return polars.DataFrame(
        [
            {
                "date": row.date,
                "unit": row.unit,
                "held_km2": round(row.km2, 3),
                "held_km2_geodesic": round(row.geodesic_km2, 3),
                "share": round(row.share, 6),
                "change_km2": _rounded(row.change_km2),
                "gained_km2": _rounded(row.gained_km2),
                "lost_km2": _rounded(row.lost_km2),
                "days_since": row.days,
                "redrawn_km2": _rounded(row.redrawn_km2),
                "land_km2": round(sizes[row.unit][0], 3),
                "sea_left_out_km2": round(sizes[row.unit][1], 3),
            }
            for row in summary.rows
        ],
        infer_schema_length=None,
    )


def to_csv(summary: Summary) -> bytes:
    """The rows of a summary as CSV."""
    return to_frame(summary).write_csv().encode()


def to_parquet(summary: Summary) -> bytes:
    """The rows of a summary as Parquet."""
    out = io.BytesIO()
    to_frame(summary).write_parquet(out)
    return out.getvalue()


def to_json(summary: Summary) -> bytes:
    """The whole summary as JSON: units, rows, how sea was told apart, remarks, failures."""
    return msgspec.json.format(msgspec.json.encode(summary), indent=1) + b"\n"


def show_summary(summary: Summary, console: Console, words: Wording) -> None:
    """Prints the last day by unit, and what was noticed, in 80 columns."""
    last = summary.rows[-1].date
    days = len({row.date for row in summary.rows})
    console.print(
        Text(words("heading", "control").format(days=days, first=summary.rows[0].date, last=last), style="bold")
    )
    console.print(_table(summary, last, words))
    console.print(Text(sea_said(summary, words), style="dim"))
    for line in remarks_said(summary.remarks, words):
        console.print(Text(line))


def sea_said(summary: Summary, words: Wording) -> str:
    """Whether the sea is left out, of which units, and how it was told from land."""
    apart = [f"{one.unit} {words.figure(one.sea_km2)} km²" for one in summary.grounds if one.sea_km2 >= 0.5]
    if not apart:
        return words("sea_counted" if summary.sea == "counted" else "sea_none", "control")
    return words(f"sea_{summary.sea}", "control").format(units="; ".join(apart))


def remarks_said(remarks: tuple[Remark, ...], words: Wording) -> Iterator[str]:
    """What was noticed about the maps, a line each."""
    for one in remarks[:_REMARKS]:
        yield words(f"remark_{one.kind}", "control").format(
            source=one.source.rsplit("/", 1)[-1], date=one.date, until=one.until, unit=one.unit, value=one.value or 0
        )
    if len(remarks) > _REMARKS:
        yield words("remarks_more", "control").format(number=len(remarks) - _REMARKS)


def _table(summary: Summary, last: datetime.date, words: Wording) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column(words("unit", "control"))
    for key in ("land", "held", "share", "last_change"):
        table.add_column(words(key, "control"), justify="right")
    for window in _WINDOWS:
        table.add_column(words("over_days", "control").format(days=window), justify="right")
    found = {(row.date, row.unit): row for row in summary.rows}
    sizes = {one.unit: one.km2 for one in summary.grounds} | {ALL: sum(one.km2 for one in summary.grounds)}
    for row in (row for row in summary.rows if row.date == last and (row.km2 > 0.05 or row.unit == ALL)):
        before = (found.get((last - datetime.timedelta(window), row.unit)) for window in _WINDOWS)
        table.add_row(
            words("all_units", "control") if row.unit == ALL else row.unit,
            words.figure(sizes[row.unit]),
            words.figure(row.km2),
            f"{words.figure(100 * row.share, 1)}%",
            _signed(row.change_km2, words),
            *(_since(row, one, words) for one in before),
        )
    return table


def _since(row: Held, before: Held | None, words: Wording) -> str:
    return _signed(row.km2 - before.km2 if before else None, words)


def _signed(value: float | None, words: Wording) -> str:
    return "–" if value is None else words.figure(value, 1, sign=abs(value) >= 0.05)


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 3) + 0.0
