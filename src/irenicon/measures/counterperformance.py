"""Which concessions have a counter-performance: given in exchange, mutual, or the condition of something received."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

import msgspec

from irenicon.findings.model import ALL, Commitment

Link = Literal["exchange", "mutual", "condition"]


class Return(msgspec.Struct, frozen=True):
    """What stands against a commitment: the kind of link, and the index of the commitment that it leads to.

    `partner` is None where the words name an exchange or a condition that no commitment found answers to.
    """

    link: Link
    partner: int | None = None


def returns(commitments: Sequence[Commitment]) -> tuple[Return | None, ...]:
    """For each commitment what stands against it, or None where nothing does.

    Only what the text itself links counts: words of exchange ("in return"), the same act owed by both sides, and a
    commitment that another one hangs on ("if Ukraine withdraws, …").
    """
    found: list[Return | None] = [None] * len(commitments)
    for index, one in enumerate(commitments):
        if one.in_return_for:
            partner = _named(commitments, one.in_return_for, index)
            found[index] = Return("exchange", partner)
            if partner is not None and found[partner] is None:
                found[partner] = Return("exchange", index)
    twins = _twins(commitments)
    for index, one in enumerate(commitments):
        if found[index] is None and (len(one.obligors) > 1 or ALL in one.obligors):
            found[index] = Return("mutual", index)
        elif found[index] is None and twins[index] is not None:
            found[index] = Return("mutual", twins[index])
    for index, met in _conditioning(commitments):
        if found[met] is None:
            found[met] = Return("condition", index)
    return tuple(found)


def _named(commitments: Sequence[Commitment], exchange: str, index: int) -> int | None:
    """The commitment that a reference ("21, recognise_territory") means: by point and act, else by point."""
    at = [i for i, one in enumerate(commitments) if i != index and one.point and _refers(exchange, one.point)]
    return next((i for i in at if commitments[i].act in exchange), at[0] if at else None)


def _refers(exchange: str, point: str) -> bool:
    return point in exchange and re.search(rf"(?<![\w.]){re.escape(point)}(?![\w])", exchange) is not None


def _twins(commitments: Sequence[Commitment]) -> list[int | None]:
    """For each commitment of one obligor the first of the same act, owed the other way round."""
    owed: dict[tuple[str, str, str], int] = {}
    for index, one in enumerate(commitments):
        if len(one.obligors) == 1:
            for party in one.beneficiaries:
                owed.setdefault((one.act, one.obligors[0], party), index)
    return [_twin(one, owed) for one in commitments]


def _twin(one: Commitment, owed: Mapping[tuple[str, str, str], int]) -> int | None:
    if len(one.obligors) != 1:
        return None
    others = [party for party in one.beneficiaries if party != one.obligors[0]]
    return min((owed[key] for party in others if (key := (one.act, party, one.obligors[0])) in owed), default=None)


def _conditioning(commitments: Sequence[Commitment]) -> Iterator[tuple[int, int]]:
    """(index, index of the commitment whose performance is its condition): its words lie within the condition's."""
    order = sorted(range(len(commitments)), key=lambda index: commitments[index].start)
    starts = [commitments[index].start for index in order]
    for index, one in enumerate(commitments):
        for span in one.evidence.get("condition", ()):
            within = order[bisect_left(starts, span.start) : bisect_left(starts, span.end)]
            met = [
                other
                for other in within
                if other != index
                and commitments[other].end <= span.end
                and not set(commitments[other].obligors) & set(one.obligors)
            ]
            if met:
                yield index, met[0]
                break
