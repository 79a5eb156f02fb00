"""Aligns the commitments of two drafts: by act, parties, place and wording; numbers only help."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
from scipy.optimize import linear_sum_assignment

from irenicon.commitments.model import Commitment
from irenicon.ledger.likeness import likeness, words

_COMMON = 40  # a word in more commitments than this proposes no pair


@cache
def knowledge() -> dict[str, Any]:
    """The tables of changes.toml."""
    return tomllib.loads(files("irenicon.drafts").joinpath("changes.toml").read_text(encoding="utf-8"))


def align(before: Sequence[Commitment], after: Sequence[Commitment]) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    """Groups of (indices before, indices after): one to one, one to many (split), many to one (merged).

    A commitment that stands in no group was dropped or is new.
    """
    scores = _scores(before, after)
    pairs = _best(scores, len(before), len(after))
    groups = {one: ([one], [other]) for one, other in pairs}
    home = {other: one for one, other in pairs}
    for index in sorted(set(range(len(before))) - set(groups)):
        target = _leftover(scores, [(index, other) for other in home], before, after)
        if target and before[target[0]].point == before[home[target[1]]].point:
            groups[home[target[1]]][0].append(index)
    for other in sorted(set(range(len(after))) - set(home)):
        source = _leftover(scores, [(one, other) for one in groups], before, after)
        if source and after[other].point == after[groups[source[0]][1][0]].point:
            groups[source[0]][1].append(other)
    return [(tuple(sorted(one)), tuple(sorted(other))) for one, other in groups.values()]


def _leftover(
    scores: dict[tuple[int, int], float],
    pairs: Sequence[tuple[int, int]],
    before: Sequence[Commitment],
    after: Sequence[Commitment],
) -> tuple[int, int] | None:
    """The best pair that an unaligned commitment could share: of the same act and with most of its words."""
    fitting = [
        pair
        for pair in pairs
        if pair in scores
        and before[pair[0]].act == after[pair[1]].act
        and _share(before[pair[0]].quote, after[pair[1]].quote) >= knowledge()["align"]["wording_alone"]
    ]
    return max(fitting, key=scores.__getitem__, default=None)


def _scores(before: Sequence[Commitment], after: Sequence[Commitment]) -> dict[tuple[int, int], float]:
    """The scores of the pairs that share an act or a rare word, above the threshold."""
    weights = knowledge()["align"]
    found: dict[tuple[int, int], float] = {}
    for one, other in _candidates(before, after):
        a, b = before[one], after[other]
        score = likeness(a, b)
        share = _share(a.quote, b.quote)
        if score is None:
            if share < weights["wording_alone"]:
                continue
            score = weights["threshold"] * share / weights["wording_alone"]
        if a.point and a.point == b.point:
            score += weights["same_point"]
        elif a.point and a.point.split(".")[0] == b.point.split(".")[0]:
            score += weights["same_number"]
        if score >= weights["threshold"]:
            found[one, other] = score
    return found


def _candidates(before: Sequence[Commitment], after: Sequence[Commitment]) -> set[tuple[int, int]]:
    keys: dict[str, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for side, commitments in enumerate((before, after)):
        for index, one in enumerate(commitments):
            for word in words(one.quote) | {f"act {one.act}"}:
                keys[word][side].append(index)
    return {
        (one, other)
        for word, (ones, others) in keys.items()
        if word.startswith("act ") or len(ones) <= _COMMON
        for one in ones
        for other in others
    }


def _best(scores: dict[tuple[int, int], float], rows: int, columns: int) -> list[tuple[int, int]]:
    """The assignment with the highest sum."""
    if not scores:
        return []
    table = np.zeros((rows, columns))
    for pair, score in scores.items():
        table[pair] = score
    return [
        (int(one), int(other)) for one, other in zip(*linear_sum_assignment(-table), strict=True) if table[one, other]
    ]


def _share(one: str, other: str) -> float:
    first, second = words(one), words(other)
    return len(first & second) / len(first | second) if first and second else 0.0
