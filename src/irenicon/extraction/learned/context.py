"""The second stage: what a sentence's neighbours, its kind of text and the rules say of each act that it may hold."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
import numpy as np

Array = np.ndarray
_NEAR = 6  # sentences on either side that share a heading
_STRONGEST = 6  # acts whose scores tell whether a sentence holds any


class Place(msgspec.Struct, frozen=True):
    """What is known of a sentence beside its words: which heading it stands under, whether a lead governs it, how long
    it is, how many words of duty it has, whether it has figures, ends in a colon, and whether the rules would read it
    for commitments at all."""

    heading: str
    led: bool
    length: int
    duties: int
    figures: bool
    opens: bool
    read: bool


def described(scores: Array, ruled: Array, places: Sequence[Place], kind: str) -> Array:
    """The features of each act in each sentence of a document: sentences × acts × features.

    `scores` are those of the first stage, `ruled` is 1 where the rules found the act in the sentence.
    """
    count, acts = scores.shape
    top = np.sort(scores, axis=1)[:, ::-1]
    rank = np.argsort(np.argsort(-scores, axis=1, kind="stable"), axis=1, kind="stable")
    strongest = top[:, :_STRONGEST].clip(0).sum(axis=1)
    before, after = _shifted(scores, 1), _shifted(scores, -1)
    each = [
        scores,
        scores - top[:, :1],
        np.where(rank == 0, scores - top[:, 1:2], 0),
        np.log1p(rank),
        _near(scores, [place.heading for place in places]),
        ruled,
        ruled.sum(axis=1, keepdims=True) - ruled,
        _shifted(ruled, 1),
        scores * ruled,
        scores**2,
        scores * strongest[:, None],
    ]
    duties = np.array([min(place.duties, 3) for place in places], dtype=np.float32)
    read = np.array([place.read for place in places], dtype=np.float32)
    each += [scores * duties[:, None], scores * read[:, None]]
    whole = [
        strongest,
        scores.sum(axis=1),
        ruled.max(axis=1),
        before.max(axis=1),
        after.max(axis=1),
        np.full(count, top[:, 0].mean()),
        np.log1p([place.length for place in places]),
        duties,
        read,
        np.array([place.led for place in places]),
        np.array([place.figures for place in places]),
        np.array([place.opens for place in places]),
        np.arange(count) / max(1, count),
        *(np.full(count, kind in kinds) for kinds in (("news", "opinion"), ("statement",), ("agreement", "plan"))),
    ]
    each += [np.broadcast_to(np.asarray(values, dtype=np.float32)[:, None], (count, acts)) for values in whole]
    return np.stack(each, axis=2).astype(np.float32)


def probabilities(features: Array, scale: Array, weights: Array) -> Array:
    """The probability of each act in each sentence: logistic in the features, scaled by (mean, spread)."""
    shown = (features - scale[0]) / scale[1]
    return np.asarray(1 / (1 + np.exp(-(shown @ weights[:-1] + weights[-1]))))


def _shifted(values: Array, by: int) -> Array:
    """The rows of the sentence before (by 1) or after (by -1), 0 where there is none."""
    moved = np.zeros_like(values)
    if by > 0:
        moved[by:] = values[:-by]
    else:
        moved[:by] = values[-by:]
    return moved


def _near(scores: Array, headings: Sequence[str]) -> Array:
    """The mean scores of the sentences around each that stand under the same heading, itself left out; where there are
    few, they tell little."""
    found = np.zeros_like(scores)
    for index, heading in enumerate(headings):
        first, last = max(0, index - _NEAR), min(len(headings), index + _NEAR + 1)
        same = [other for other in range(first, last) if other != index and headings[other] == heading]
        if same:
            found[index] = scores[same].sum(axis=0) / max(len(same), _NEAR)
    return found
