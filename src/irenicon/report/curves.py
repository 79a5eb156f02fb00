"""Curves of survival as paths of a vector picture, in its own units: years to the right, shares upward."""

from __future__ import annotations

from collections.abc import Sequence

from irenicon.precedents.model import Standing

WIDTH, HEIGHT = 300, 120
YEARS = 10.0


def course(curve: Sequence[Standing]) -> str:
    """The path of the shares that still stand, as a step curve up to `YEARS`."""
    return "M" + "L".join(_steps([(each.years, each.share) for each in curve]))


def band(curve: Sequence[Standing]) -> str:
    """The path around the 95 % band."""
    upper = _steps([(each.years, each.high) for each in curve])
    lower = _steps([(each.years, each.low) for each in curve])
    return "M" + "L".join([*upper, *reversed(lower)]) + "Z"


def _steps(points: Sequence[tuple[float, float]]) -> list[str]:
    shown = [(years, share) for years, share in points if years <= YEARS]
    made: list[str] = []
    before: float | None = None
    for years, share in shown:
        x = years / YEARS * WIDTH
        if before is not None:
            made.append(_point(x, before))
        made.append(_point(x, share))
        before = share
    return [*made, _point(WIDTH, before if before is not None else 1.0)]


def _point(x: float, share: float) -> str:
    return f"{x:.1f} {(1 - share) * HEIGHT:.1f}"
