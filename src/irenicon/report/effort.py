"""How long taking ground by force would last and what a plan that gives it frees, as reports show it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from irenicon.report.paces import PaceView, pace_view
from irenicon.report.wording import Wording
from irenicon.territory.effort import Freed, Outlook
from irenicon.territory.forecast import LEVELS
from irenicon.territory.pace import Window

_MIDDLE = LEVELS.index(0.5)


class FreedRow(msgspec.Struct, frozen=True):
    """One cost in words: the range given, what it comes to, and its source."""

    name: str
    given: str
    amount: str
    source: str


class OutlookView(msgspec.Struct, frozen=True):
    """The outlook for one unit in words, with the pace and its fan; `lacks` is why there is none."""

    unit: str
    gives: str
    pace: PaceView | None
    lacks: str
    saved: str
    freed: tuple[FreedRow, ...]


def outlook_views(outlooks: Sequence[Outlook], words: Wording) -> tuple[OutlookView, ...]:
    """The outlooks of a plan in words."""
    return tuple(
        OutlookView(
            unit=one.unit,
            gives=words("unit_gives", "effort").format(unit=one.unit, km2=words.figure(one.km2)),
            pace=pace_view(one.reckoning, words) if one.reckoning else None,
            lacks=one.lacks,
            saved=_saved(one, words),
            freed=tuple(_freed(each, words) for each in one.freed),
        )
        for one in outlooks
    )


def pace_lines(one: Outlook, words: Wording) -> Iterator[str]:
    """The days on which the rest would be held at the pace of each window, a line each."""
    for window in one.reckoning.windows if one.reckoning else ():
        yield words("pace_line", "effort").format(
            days=window.days,
            own=words.figure(window.unit.net, 1),
            all=words.figure(window.all_fronts.net, 1),
            **_ends(window, words),
        )


def _ends(window: Window, words: Wording) -> dict[str, str]:
    ends = {"own_end": window.unit_end, "all_end": window.all_end}
    return {name: f"{end:%Y-%m}" if end else words("never", "effort") for name, end in ends.items()}


def _saved(one: Outlook, words: Wording) -> str:
    """The days of fighting that are saved, as far as the forecast reaches."""
    if one.reckoning is None:
        return ""
    least, middle, most = one.days[0], one.days[_MIDDLE], one.days[-1]
    key = "saved_none" if least is None or middle is None else "saved_open" if most is None else "saved"
    figures = {
        name: words.figure(value) for name, value in (("least", least), ("middle", middle), ("most", most)) if value
    }
    return words(key, "effort").format(years=one.reckoning.forecast.years, **figures)


def _freed(freed: Freed, words: Wording) -> FreedRow:
    cost = freed.cost
    per = words(f"per_{cost.per}", "effort")
    if freed.low is None:
        amount = words("unknown", "effort")
    elif freed.high is None:
        amount = f"{words('at_least', 'effort').format(low=_rounded(freed.low, words))} {cost.unit}"
    else:
        amount = f"{_rounded(freed.low, words)}–{_rounded(freed.high, words)} {cost.unit}"
    return FreedRow(cost.name, f"{cost.low:g}–{cost.high:g} {cost.unit} {per}", amount, cost.source)


def _rounded(value: float, words: Wording) -> str:
    """An amount to two figures, since the ranges bear no more."""
    return words.figure(round(value, 2 - len(str(int(value))))) if value >= 10 else f"{value:.1f}"
