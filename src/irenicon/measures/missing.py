"""What a plan leaves out: nobody named, no deadline, nothing to check, nobody to check it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec

from irenicon.findings.model import Commitment

_UNTESTABLE = frozenset(
    {"undefined_object", "undefined_place", "unquantified", "open_standard", "agreement_to_agree", "open_condition"}
)


class Missing(msgspec.Struct, frozen=True):
    """The commitments, by index, that lack something.

    `nobody_named`: no obligor. `no_deadline`: an act that is done once, without a time. `nothing_to_verify`: the words
    leave open what, where, how much, by what standard or under which condition, or only promise talks.
    `nobody_verifies`: a complete commitment of this kind names a monitor, and none is named.
    """

    nobody_named: tuple[int, ...]
    no_deadline: tuple[int, ...]
    nothing_to_verify: tuple[int, ...]
    nobody_verifies: tuple[int, ...]


def missing(commitments: Sequence[Commitment]) -> Missing:
    """What each commitment lacks, by the codebook's reasons for vagueness and the slots of its act."""

    def which(lacks: Callable[[Commitment], bool]) -> tuple[int, ...]:
        return tuple(index for index, commitment in enumerate(commitments) if lacks(commitment))

    return Missing(
        nobody_named=which(lambda one: "unnamed_obligor" in one.vague),
        no_deadline=which(lambda one: "no_deadline" in one.vague),
        nothing_to_verify=which(lambda one: bool(_UNTESTABLE & set(one.vague))),
        nobody_verifies=which(lambda one: one.slots.get("monitor", "") is None),
    )
