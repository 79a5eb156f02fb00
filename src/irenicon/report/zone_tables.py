"""A zone checked against events, as lines of a terminal, CSV and JSON."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator

import msgspec

from irenicon.territory.zones import Count, ZoneCheck


def to_json(check: ZoneCheck) -> bytes:
    """The check as JSON."""
    return msgspec.json.format(msgspec.json.encode(check), indent=2) + b"\n"


def to_csv(check: ZoneCheck) -> bytes:
    """The counts, one row a week, side and kind."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(Count.__struct_fields__)
    writer.writerows([getattr(one, name) for name in Count.__struct_fields__] for one in check.counts)
    return file.getvalue().encode()


def lines(check: ZoneCheck) -> Iterator[str]:
    """What a reader of a terminal sees: totals, then weeks by side."""
    yield f"Zone {check.zone}, {check.km2:,.0f} km²; events from {check.first} to {check.last}"
    yield f"  inside {check.inside} of {check.events}, {check.deaths} deaths stated"
    if check.vague:
        yield f"  of these {check.vague} in a place known only to a district or worse"
    if not check.counts:
        return
    sides = Counter[str]()
    for one in check.counts:
        sides[one.side] += one.events
    named = [side for side, _ in sides.most_common(3)]
    yield "  Week of     " + "".join(f"{(side or 'no side named')[:17]:>18}" for side in named) + f"{'others':>8}"
    for week in sorted({one.week for one in check.counts}):
        these = [one for one in check.counts if one.week == week]
        counts = [sum(one.events for one in these if one.side == side) for side in named]
        others = sum(one.events for one in these) - sum(counts)
        yield f"  {week}  " + "".join(f"{count:>18}" for count in counts) + f"{others:>8}"
