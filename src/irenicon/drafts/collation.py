"""Versions of one document side by side: where they agree, and where they differ in a field that matters."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import msgspec

from irenicon.drafts.model import Draft
from irenicon.ledger.joining import join
from irenicon.ledger.likeness import differences
from irenicon.ledger.model import Entry, Field, Ref


class Reading(msgspec.Struct, frozen=True):
    """One commitment in all renderings: who has it, who lacks it (numbers of drafts), and the fields that differ."""

    act: str
    versions: tuple[Ref, ...]
    lacking: tuple[int, ...]
    differs: tuple[Field, ...]


def collate(drafts: Sequence[Draft]) -> tuple[Reading, ...]:
    """The commitments of all renderings, in the order of the first that has each."""
    entries = [
        Entry(msgspec.structs.replace(one.document, kind="plan"), one.commitments, (None,) * len(one.commitments), ())
        for one in drafts
    ]
    return tuple(
        Reading(
            row.act,
            row.versions,
            tuple(number for number in range(len(drafts)) if all(ref.document != number for ref in row.versions)),
            _differing(drafts, row.versions),
        )
        for row in join(entries).rows
    )


def _differing(drafts: Sequence[Draft], versions: Sequence[Ref]) -> tuple[Field, ...]:
    found: dict[Field, None] = {}
    for one, other in combinations(versions, 2):
        first, second = drafts[one.document].commitments[one.index], drafts[other.document].commitments[other.index]
        found.update(dict.fromkeys(differences(first, second)))
    return tuple(found)
