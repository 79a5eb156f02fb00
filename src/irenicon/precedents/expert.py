"""What was found in a text beside the codes that experts gave it: per code the commitments, and who has it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from irenicon.errors import IreniconError
from irenicon.findings.model import Commitment
from irenicon.precedents.model import Precedent, SideBySide


def side_by_side(
    commitments: Sequence[Commitment], expert: Precedent | None, acts_by_code: Mapping[str, Sequence[str]]
) -> tuple[SideBySide, ...]:
    """Every code that either has, in the codebook's order; without an expert's coding only those found."""
    held = set(expert.provisions) if expert else set()
    rows = (
        SideBySide(
            code, tuple(index for index, one in enumerate(commitments) if one.act in acts), code in held, bool(expert)
        )
        for code, acts in acts_by_code.items()
    )
    return tuple(row for row in rows if row.commitments or row.coded)


def coded(number: str, precedents: Sequence[Precedent]) -> Precedent:
    """The agreement with a number of its dataset; raises IreniconError "not_found"."""
    found = next((one for one in precedents if one.id == number), None)
    if found is None:
        raise IreniconError("not_found", f"No agreement numbered {number} has been imported.", number)
    return found
