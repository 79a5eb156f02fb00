"""The learned model: two sets of numbers and how they are applied, kept in one file.

The first stage scores a sentence by itself: kernel ridge regression (Saunders et al. 1998) of the acts on counted words
and on sentence vectors with a Gaussian kernel. The second weighs these scores with those of the neighbours, the kind of
text and what the rules found: one logistic regression for all acts.
"""

from __future__ import annotations

import io
import json
from collections.abc import Sequence
from functools import cache
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
from scipy import sparse

from irenicon.errors import IreniconError
from irenicon.extraction.learned.features import Unit, counted

_BLOCK = 512  # sentences scored at once
SECOND = 0.5  # probability of an act beside a likelier one
RULED = 0.12  # probability of an act that the rules find as well
_WORD = "words:"  # how features that are single words begin
_STEPS = 127  # of a number kept in a byte

Array = np.ndarray


class Settings(msgspec.Struct, frozen=True):
    """What was chosen by trial on the families that were not set aside."""

    words: float = 0.6
    pairs: float = 0.6
    lead: float = 0.2
    heading: float = 0.15
    vectors: float = 4.0
    breadth: float = 0.35
    constant: float = 0.05
    ridge: float = 1.0
    rarest: int = 3
    width: int = 192


class Model(msgspec.Struct, frozen=True, eq=False):
    """A model as it is applied. `acts` are the columns of all scores; `hash` names the file it was read from; `known`
    are the words that it has seen in lower case."""

    acts: tuple[str, ...]
    vocabulary: dict[str, int]
    rarity: Array
    weights: Array
    constant: Array
    mean: Array
    components: Array
    units: Array
    coefficients: Array
    context_scale: Array
    context_weights: Array
    threshold: float
    settings: Settings
    card: dict[str, Any]
    hash: str
    known: frozenset[str] = frozenset()

    def taken(self, probable: Array, ruled: Array) -> Array:
        """Whether each act of each sentence (a row) is taken at these probabilities: the likeliest from the model's own
        threshold on, one beside it only where it is likelier than not, one that the rules find too from less."""
        likeliest = probable >= probable.max(axis=1, keepdims=True)
        found: Array = (likeliest & (probable >= self.threshold)) | (probable >= SECOND)
        return found | ((ruled > 0) & (probable >= RULED))

    def score(self, units: Sequence[Unit], vectors: Array) -> Array:
        """The score of every act for every unit, a row a unit: around 1 where the act is there, around 0 where not."""
        found = self.score_words(units)
        shown = projected(vectors, self.mean, self.components)
        for first in range(0, len(units), _BLOCK):
            near = np.exp((shown[first : first + _BLOCK] @ self.units.T - 1) / self.settings.breadth)
            found[first : first + _BLOCK] += self.settings.vectors * (near @ self.coefficients)
        return found

    def score_words(self, units: Sequence[Unit]) -> Array:
        """The part of the scores that comes from counted words alone."""
        matrix = matrix_of(units, self.vocabulary, self.rarity, self.settings)
        found: Array = np.asarray(matrix @ self.weights, dtype=np.float32) + self.constant
        return found


def projected(vectors: Array, mean: Array, components: Array) -> Array:
    """Vectors about their mean, on the principal components kept, made of unit length."""
    shown = (vectors - mean) @ components
    norms = np.linalg.norm(shown, axis=1, keepdims=True)
    made: Array = np.divide(shown, norms, out=np.zeros_like(shown), where=norms > 0)
    return made


def matrix_of(
    units: Sequence[Unit], vocabulary: dict[str, int], rarity: Array, settings: Settings
) -> sparse.csr_matrix:
    """The counted features of units: (1 + log count) × rarity, each group made of its own length."""
    columns: list[int] = []
    values: list[float] = []
    ends = [0]
    for unit in units:
        for group, counts in counted(unit).items():
            found = [
                (vocabulary[key], count) for word, count in counts.items() if (key := f"{group}:{word}") in vocabulary
            ]
            weighed = [(1 + np.log(count)) * rarity[column] for column, count in found]
            length = float(np.sqrt(sum(value * value for value in weighed))) or 1.0
            scale = float(np.sqrt(getattr(settings, group))) / length
            columns += [column for column, _ in found]
            values += [value * scale for value in weighed]
        ends.append(len(columns))
    shape = (len(units), len(vocabulary))
    return sparse.csr_matrix((np.array(values, np.float32), np.array(columns, np.int32), np.array(ends)), shape)


def to_bytes(model: Model) -> bytes:
    """The model as a file; the same model gives the same bytes."""
    told = {
        "acts": model.acts,
        "vocabulary": list(model.vocabulary),
        "threshold": model.threshold,
        "settings": msgspec.to_builtins(model.settings),
        "card": model.card,
    }
    arrays: dict[str, Array] = {"told": np.frombuffer(json.dumps(told, sort_keys=True).encode(), np.uint8)}
    for name in ("weights", "units", "coefficients"):
        arrays[name], arrays[f"{name}_steps"] = _packed(getattr(model, name))
    for name in ("rarity", "mean", "components"):
        arrays[name] = getattr(model, name).astype(np.float16)
    for name in ("constant", "context_scale", "context_weights"):
        arrays[name] = getattr(model, name).astype(np.float32)
    out = io.BytesIO()
    np.savez_compressed(out, **arrays)  # type: ignore[arg-type]
    return out.getvalue()


def from_bytes(data: bytes) -> Model:
    """The model in a file; raises IreniconError "bad_data" where it is none."""
    try:
        with np.load(io.BytesIO(data), allow_pickle=False) as held:
            told = json.loads(held["told"].tobytes())
            arrays = {name: held[name].astype(np.float32) for name in held.files if name != "told"}
    except (OSError, ValueError, KeyError) as error:
        raise IreniconError("bad_data", f"This is no model of Irenicon: {error}.") from error
    packed = {name: arrays[name] * arrays[f"{name}_steps"] for name in ("weights", "units", "coefficients")}
    return Model(
        acts=tuple(told["acts"]),
        vocabulary={word: index for index, word in enumerate(told["vocabulary"])},
        known=frozenset(word.removeprefix(_WORD) for word in told["vocabulary"] if word.startswith(_WORD)),
        threshold=told["threshold"],
        settings=msgspec.convert(told["settings"], Settings),
        card=told["card"],
        hash=sha256(data).hexdigest(),
        **packed,
        **{
            name: arrays[name]
            for name in ("rarity", "constant", "mean", "components", "context_scale", "context_weights")
        },
    )


@cache
def load_model(path: Path | None = None) -> Model:
    """The model in a file, by default the one that Irenicon brings.

    Raises IreniconError "not_found" where there is no such file, "bad_data" where it holds no model.
    """
    source = path or files("irenicon.extraction.learned").joinpath("model.npz")
    try:
        return from_bytes(source.read_bytes())
    except FileNotFoundError as error:
        raise IreniconError("not_found", f"There is no model at {source}.", str(source)) from error


def _packed(values: Array) -> tuple[Array, Array]:
    """(steps, size): each column in whole steps from -127 to 127, and the size of a step in it."""
    size = np.abs(values).max(axis=0) / _STEPS
    size[size == 0] = 1.0
    return np.rint(values / size).astype(np.int8), size.astype(np.float32)
