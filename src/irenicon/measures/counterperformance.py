"""Which concessions have a counter-performance: given in exchange, mutual, or the condition of something received."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

import msgspec

from irenicon.commitments.model import Commitment
from irenicon.commitments.sides import ALL

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
    for index, one in enumerate(commitments):
        if found[index] is None and (len(one.obligors) > 1 or ALL in one.obligors):
            found[index] = Return("mutual", index)
        elif found[index] is None and (twin := _mirrored(commitments, index)) is not None:
            found[index] = Return("mutual", twin)
    for index, one in enumerate(commitments):
        if one.condition and (met := _conditioning(commitments, index)) is not None and found[met] is None:
            found[met] = Return("condition", index)
    return tuple(found)


def _named(commitments: Sequence[Commitment], exchange: str, index: int) -> int | None:
    """The commitment that a reference ("21, recognise_territory") means: by point and act, else by point."""
    at = [i for i, one in enumerate(commitments) if i != index and one.point and _refers(exchange, one.point)]
    return next((i for i in at if commitments[i].act in exchange), at[0] if at else None)


def _refers(exchange: str, point: str) -> bool:
    return re.search(rf"(?<![\w.]){re.escape(point)}(?![\w])", exchange) is not None


def _mirrored(commitments: Sequence[Commitment], index: int) -> int | None:
    """The same act, owed the other way round."""
    one = commitments[index]
    if len(one.obligors) != 1 or not one.beneficiaries:
        return None
    for other, twin in enumerate(commitments):
        if twin.act == one.act and len(twin.obligors) == 1 and twin.obligors != one.obligors:
            if one.obligors[0] in twin.beneficiaries and twin.obligors[0] in one.beneficiaries:
                return other
    return None


def _conditioning(commitments: Sequence[Commitment], index: int) -> int | None:
    """The commitment whose performance is the condition of this one: its words lie within the condition's."""
    one = commitments[index]
    spans = one.evidence.get("condition", ())
    for other, met in enumerate(commitments):
        if other != index and met.document == one.document and not set(met.obligors) & set(one.obligors):
            if any(span.start <= met.start and met.end <= span.end for span in spans):
                return other
    return None
