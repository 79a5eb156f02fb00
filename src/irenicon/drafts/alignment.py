"""Aligns the commitments of two drafts: by act, parties, place and wording; numbers only help."""

from __future__ import annotations

import math
import tomllib
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Any

import msgspec
import numpy as np
from scipy.optimize import linear_sum_assignment

from irenicon.drafts.model import Draft
from irenicon.findings.model import Commitment
from irenicon.ledger.likeness import likeness, words

_COMMON = 40  # a word in more commitments than this proposes no pair


@cache
def knowledge() -> dict[str, Any]:
    """The tables of changes.toml."""
    return tomllib.loads(files("irenicon.drafts").joinpath("changes.toml").read_text(encoding="utf-8"))


def align(first: Draft, second: Draft) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    """Groups of (indices before, indices after): one to one, one to many (split), many to one (merged).

    A commitment that stands in no group was dropped or is new.
    """
    before, after = first.commitments, second.commitments
    scores = _scores(before, after, _Contexts.of(first, second))
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


class _Contexts(msgspec.Struct, frozen=True):
    """The passages that commitments stand in as weighted words, to tell two of one act apart; none across languages."""

    before: tuple[dict[str, float], ...]
    after: tuple[dict[str, float], ...]

    @classmethod
    def of(cls, first: Draft, second: Draft) -> _Contexts:
        if first.document.language != second.document.language:
            return cls((), ())
        sides = [_passages(draft) for draft in (first, second)]
        spread = Counter(word for side in sides for word in {word for each in set(side) for word in each})
        number = sum(len(set(side)) for side in sides)
        weighted = [
            tuple({word: math.log(1 + number / spread[word]) for word in each} for each in side) for side in sides
        ]
        return cls(*weighted)

    def alike(self, one: int, other: int) -> float | None:
        """The cosine of two commitments' passages, 0–1; None across languages."""
        if not self.before or not self.after:
            return None
        a, b = self.before[one], self.after[other]
        shared = sum(weight * b[word] for word, weight in a.items() if word in b)
        lengths = math.sqrt(sum(w * w for w in a.values()) * sum(w * w for w in b.values()))
        return shared / lengths if lengths else 0.0


def _passages(draft: Draft) -> list[frozenset[str]]:
    starts = [passage.start for passage in draft.document.passages]
    found = []
    for one in draft.commitments:
        passage = draft.document.passages[max(0, bisect_right(starts, one.start) - 1)]
        found.append(words(draft.document.text[passage.start : passage.end]))
    return found


def _scores(
    before: Sequence[Commitment], after: Sequence[Commitment], contexts: _Contexts
) -> dict[tuple[int, int], float]:
    """The scores of the pairs that share an act or a rare word, above the threshold."""
    weights = knowledge()["align"]
    found: dict[tuple[int, int], float] = {}
    counts = [Counter(each.act for each in side) for side in (before, after)]
    for one, other in _candidates(before, after):
        a, b = before[one], after[other]
        score = likeness(a, b)
        share = _share(a.quote, b.quote)
        if score is None and a.act == b.act and a.point and a.point == b.point:
            score = weights["same_act_and_point"]
        elif score is None:
            if share < weights["wording_alone"]:
                continue
            score = weights["threshold"] * share / weights["wording_alone"]
        if a.point and a.point == b.point:
            score += weights["same_point"]
        elif a.point and a.point.split(".")[0] == b.point.split(".")[0]:
            score += weights["same_number"]
        if a.act == b.act and counts[0][a.act] == counts[1][b.act] == 1:
            score += weights["only_one"]
        context = contexts.alike(one, other)
        if context is not None:
            score += weights["context"] * (context - weights["context_usual"])
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
