"""Learns a model: kernel ridge regression on sentences for the first stage, logistic regression on coded texts for the
second, which is measured on each family of texts by one that has not seen it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

import msgspec
import numpy as np
from scipy import linalg, optimize, sparse

from irenicon.extraction.learned.context import described, probabilities
from irenicon.extraction.learned.encoder import vectors
from irenicon.extraction.learned.features import Unit, counted
from irenicon.extraction.learned.model import SECOND, Array, Model, Settings, matrix_of, projected
from irenicon.extraction.learned.reader import ruled
from irenicon.training.examples import CodedText, Example

_BLOCK = 2000  # rows of the kernel made at once
_SHRINK = 3.0  # how strongly the second stage's weights are held small
_STEPS = np.arange(0.14, 0.6, 0.01)  # thresholds tried


class Learned(msgspec.Struct, frozen=True):
    """A model, and for each coded text the probabilities given by a model that had not seen its family."""

    model: Model
    unseen: dict[str, Array]


def learn(
    examples: Sequence[Example],
    coded: Sequence[CodedText],
    settings: Settings = Settings(),  # noqa: B008 — frozen
    trusted: frozenset[str] = frozenset(),
    heard: Callable[[str], None] = lambda step: None,
) -> Learned:
    """The model of these examples. `trusted` are families that the rules were made on: their texts are no measure of
    how far the rules can be trusted, and are left out of the second stage.

    Raises ValueError where no example holds an act.
    """
    acts = tuple(sorted({act for one in examples for act in one.acts}))
    if not acts:
        raise ValueError("no example holds an act")
    heard("sentence vectors")
    shown = vectors([one.plain for one in examples])
    vocabulary, rarity = _vocabulary([one.unit for one in examples], settings)
    mean, components = _components(shown, settings.width)
    units = projected(shown, mean, components)
    matrix = matrix_of([one.unit for one in examples], vocabulary, rarity, settings)
    heard("first stage")
    dual = _solved(_kernel(matrix, units, settings), examples, acts, settings.ridge)
    first = Model(
        acts=acts, vocabulary=vocabulary, rarity=rarity, weights=np.asarray(matrix.T @ dual, np.float32),
        constant=settings.constant * dual.sum(axis=0), mean=mean, components=components, units=units,
        coefficients=dual, context_scale=np.array([[0.0], [1.0]]), context_weights=np.zeros(2), threshold=0.5,
        settings=settings, card={}, hash="",
    )  # fmt: skip
    heard("second stage")
    told = {text.name: _described(first, text) for text in coded}
    return _second(first, told, coded, trusted)


def _described(first: Model, text: CodedText) -> Array:
    scores = first.score(text.seen.units, vectors(text.seen.plain))
    return described(scores, ruled(text.seen, text.ruled, first.acts), text.seen.places, text.kind)


def _solved(kernel: Array, examples: Sequence[Example], acts: tuple[str, ...], ridge: float) -> Array:
    """The regression in its dual form: one coefficient for each example and act. The kernel is used up."""
    targets = np.array([[act in one.acts for act in acts] for one in examples], dtype=np.float32)
    kernel[np.diag_indices_from(kernel)] += ridge / np.array([one.weight for one in examples], np.float32)
    factor = linalg.cho_factor(kernel, lower=True, overwrite_a=True, check_finite=False)
    found: Array = linalg.cho_solve(factor, targets, check_finite=False)
    return found


def _kernel(matrix: sparse.csr_matrix, units: Array, chosen: Settings) -> Array:
    """How alike every two examples are."""
    found = np.empty((matrix.shape[0], matrix.shape[0]), dtype=np.float32)
    turned = matrix.T.tocsc()
    for first in range(0, matrix.shape[0], _BLOCK):
        last = first + _BLOCK
        near = np.exp((units[first:last] @ units.T - 1) / chosen.breadth)
        found[first:last] = chosen.vectors * near + chosen.constant
        found[first:last] += (matrix[first:last] @ turned).toarray()
    return found


def _second(first: Model, told: dict[str, Array], coded: Sequence[CodedText], trusted: frozenset[str]) -> Learned:
    """The second stage: a model for each family left out to measure by, and one of all to keep."""
    targets = {text.name: targets_of(text, first.acts) for text in coded}
    families = tuple(dict.fromkeys(text.family for text in coded))
    unseen: dict[str, Array] = {}
    for family in families:
        rest = [text.name for text in coded if text.family not in {family, *trusted}]
        scale, weights = _fitted([told[name] for name in rest], [targets[name] for name in rest])
        for text in coded:
            if text.family == family:
                unseen[text.name] = probabilities(told[text.name], scale, weights)
    measured = [text.name for text in coded if text.family not in trusted]
    scale, weights = _fitted([told[name] for name in measured], [targets[name] for name in measured])
    threshold = _threshold([unseen[name] for name in measured], [targets[name] for name in measured])
    model = msgspec.structs.replace(first, context_scale=scale, context_weights=weights, threshold=threshold)
    return Learned(model, unseen)


def targets_of(text: CodedText, acts: tuple[str, ...]) -> Array:
    """Which act each sentence of a text holds by its coding: sentences × acts."""
    return np.array([[act in held for act in acts] for held in text.acts], dtype=bool).reshape(-1, len(acts))


def _fitted(features: Sequence[Array], targets: Sequence[Array]) -> tuple[Array, Array]:
    """(scale, weights) of a logistic regression with squared weights held small; all zero without data."""
    if not features:
        return np.array([[0.0], [1.0]]), np.zeros(2)
    shown = np.concatenate([each.reshape(-1, each.shape[2]) for each in features]).astype(np.float64)
    right = np.concatenate([each.reshape(-1) for each in targets]).astype(np.float64)
    scale = np.stack([shown.mean(axis=0), shown.std(axis=0) + 1e-6])
    shown = np.hstack([(shown - scale[0]) / scale[1], np.ones((len(shown), 1))])

    def loss(weights: Array) -> tuple[float, Array]:
        given = shown @ weights
        value = np.logaddexp(0, given).sum() - right @ given + 0.5 * _SHRINK * (weights[:-1] @ weights[:-1])
        slope = shown.T @ (1 / (1 + np.exp(-given)) - right)
        slope[:-1] += _SHRINK * weights[:-1]
        return float(value), slope

    start = np.zeros(shown.shape[1])
    found = optimize.minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 500})
    return scale, np.asarray(found.x)


def _threshold(given: Sequence[Array], targets: Sequence[Array]) -> float:
    """The probability from which the likeliest act of a sentence is taken: where F1 over acts is greatest."""
    if not given:
        return 0.5
    probable, right = np.concatenate(given), np.concatenate(targets)
    likeliest = probable >= probable.max(axis=1, keepdims=True)

    def f1(step: float) -> float:
        taken = (likeliest & (probable >= step)) | (probable >= SECOND)
        return float(2 * (taken & right).sum() / max(1, taken.sum() + right.sum()))

    return float(max(_STEPS, key=f1))


def _vocabulary(units: Sequence[Unit], settings: Settings) -> tuple[dict[str, int], Array]:
    """(columns, rarity): the features that stand in enough examples, and log (examples / examples with it)."""
    counts: Counter[str] = Counter()
    for unit in units:
        for group, found in counted(unit).items():
            counts.update(f"{group}:{word}" for word in found)
    kept = sorted(feature for feature, times in counts.items() if times >= settings.rarest)
    rarity = np.array([np.log(len(units) / counts[feature]) for feature in kept], dtype=np.float32)
    return {feature: column for column, feature in enumerate(kept)}, rarity


def _components(shown: Array, width: int) -> tuple[Array, Array]:
    """(mean, components): the directions in which sentence vectors differ most, greatest first, signs fixed."""
    mean = shown.mean(axis=0)
    about = (shown - mean).astype(np.float64)
    _, directions = np.linalg.eigh(about.T @ about)
    kept = directions[:, ::-1][:, :width]
    signs = np.sign(kept[np.abs(kept).argmax(axis=0), np.arange(kept.shape[1])])
    return mean, (kept * signs).astype(np.float32)
