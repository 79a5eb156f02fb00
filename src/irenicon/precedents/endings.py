"""How conflicts ended and whether violence restarted, from the rows of UCDP's Conflict Termination Dataset.

Kreutz, "How and When Armed Conflicts End", Journal of Peace Research 47(2), 2010. A row is a conflict-year; an episode
ends where `confterm` is 1, and the conflict restarted where it has a later episode.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from irenicon.precedents.model import Precedent


def endings(rows: Sequence[Mapping[str, str]], outcomes: Mapping[str, str]) -> tuple[Precedent, ...]:
    """The ends of episodes whose outcome is known, with the start of the conflict's next episode."""
    begins: dict[tuple[str, int], str] = {}
    for row in rows:
        key = (row["conflict_id"], _number(row["conflictepisode"]))
        begins[key] = min(begins.get(key, row["start_date2"]), row["start_date2"])
    found = []
    for row in rows:
        outcome = outcomes.get(str(_number(row["outcome"])))
        if _number(row["confterm"]) == 1 and outcome and row["ependdate"]:
            again = begins.get((row["conflict_id"], _number(row["conflictepisode"]) + 1))
            found.append(
                Precedent(
                    project="ucdp-termination",
                    id=row["conflictep_id"],
                    name=row["location"],
                    date=row["ependdate"][:10],
                    conflict=row["type_of_conflict"],
                    stage=outcome,
                    provisions=(),
                    ended=again is not None,
                    ended_on=again[:10] if again else None,
                )
            )
    return tuple(found)


def _number(cell: str) -> int:
    """A whole number as a spreadsheet gives it ("1", "1.0"); -1 for an empty cell."""
    return int(float(cell)) if cell else -1
