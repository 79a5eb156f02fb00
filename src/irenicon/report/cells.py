"""Values as cells of a spreadsheet."""

from __future__ import annotations

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def cell(value: object) -> str | int | float:
    """A value for a cell: yes or no, several values parted by "; ", numbers to four places, "" for None."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return "; ".join(map(str, value))
    if isinstance(value, float):
        return round(value, 4)
    return "" if value is None else value if isinstance(value, int) else str(value)


def safe(value: object) -> str | int | float:
    """A value for a cell of CSV. Text that a spreadsheet would run as a formula stands behind an apostrophe."""
    said = cell(value)
    return f"'{said}" if isinstance(said, str) and said.startswith(_FORMULA) else said
