"""Compares drafts in time order, step by step, and tells who moved."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from irenicon.drafts.alignment import align
from irenicon.drafts.classes import classify, in_order, quantity_change
from irenicon.drafts.model import Change, ChangeClass, Draft, PartyMove, Step

_HARDER = frozenset({"hardened", "condition_dropped"})
_SOFTER = frozenset({"softened", "condition_added"})


def compare(drafts: Sequence[Draft]) -> tuple[Step, ...]:
    """One step from each draft to the next; empty for fewer than two drafts."""
    return tuple(_step(drafts, number, number + 1) for number, _ in enumerate(pairwise(drafts)))


def _step(drafts: Sequence[Draft], before: int, after: int) -> Step:
    first, second = drafts[before], drafts[after]
    groups = sorted(align(first, second))
    kept = in_order([others[0] for _, others in groups])
    changes = [
        _change(first, second, ones, others, position not in kept) for position, (ones, others) in enumerate(groups)
    ]
    gone = set(range(len(first.commitments))) - {index for ones, _ in groups for index in ones}
    come = set(range(len(second.commitments))) - {index for _, others in groups for index in others}
    changes += [Change("dropped", ("dropped",), (index,), ()) for index in sorted(gone)]
    changes += [Change("new", ("new",), (), (index,)) for index in sorted(come)]
    ordered = tuple(sorted(changes, key=lambda one: _place(one, groups)))
    return Step(before, after, ordered, _moves(first, second, ordered))


def _place(change: Change, groups: Sequence[tuple[tuple[int, ...], tuple[int, ...]]]) -> tuple[int, int, int]:
    """By the place in the first draft; what is new stands behind what it follows in the second."""
    if change.before:
        return (change.before[0], 0, 0)
    previous = [ones[0] for ones, others in groups if others[-1] < change.after[0]]
    return (max(previous, default=-1), 1, change.after[0])


def _change(first: Draft, second: Draft, ones: tuple[int, ...], others: tuple[int, ...], out_of_order: bool) -> Change:
    one, other = first.commitments[ones[0]], second.commitments[others[0]]
    several: ChangeClass | None = "merged" if len(ones) > 1 else "split" if len(others) > 1 else None
    classes = classify(one, other, out_of_order and one.point != other.point, several)
    return Change(classes[0], classes, ones, others, quantity_change(one, other))


def _moves(first: Draft, second: Draft, changes: Sequence[Change]) -> tuple[PartyMove, ...]:
    counted: dict[str, dict[str, int]] = {}
    for change in changes:
        for what in _directions(change):
            at = first.commitments[change.before[0]] if change.before else second.commitments[change.after[0]]
            for side, parties in (("obligations", at.obligors), ("entitlements", at.beneficiaries)):
                for party in parties:
                    counts = counted.setdefault(party, {})
                    counts[f"{side}_{what}"] = counts.get(f"{side}_{what}", 0) + 1
    names = [name for name in PartyMove.__struct_fields__ if name != "party"]
    return tuple(
        PartyMove(party, *(counts.get(name, 0) for name in names))
        for party, counts in sorted(counted.items(), key=lambda item: (-sum(item[1].values()), item[0]))
    )


def _directions(change: Change) -> list[str]:
    if change.change in ("new", "dropped"):
        return [change.change]
    harder, softer = _HARDER & set(change.classes), _SOFTER & set(change.classes)
    return (["hardened"] if harder else []) + (["softened"] if softer else [])
