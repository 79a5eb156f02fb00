"""Scores with 95 % intervals: precision, recall and F1 of what was found, accuracy of its fields."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import msgspec
import numpy as np

from irenicon.coding.matching import pair
from irenicon.evaluation.gold import GoldClaim, GoldCommitment

_ROUNDS = 1000
_SEED = 20251122
_WORDS_SHARED = 0.5


class Share(msgspec.Struct, frozen=True):
    """A share, 0–1, with its 95 % bootstrap interval (percentiles over the coded items) and the number it is out of."""

    value: float
    low: float
    high: float
    of: int


class Scores(msgspec.Struct, frozen=True):
    """How what was found compares with what was coded. `fields` are over the matched pairs."""

    found: int
    coded: int
    matched: int
    precision: Share
    recall: Share
    f1: Share
    fields: dict[str, Share]


class Tally(msgspec.Struct, frozen=True):
    """What one document adds: per item (true positives, found, coded), and per field (right, of) for every match."""

    items: tuple[tuple[int, int, int], ...]
    fields: dict[str, tuple[tuple[float, float], ...]]


def tally_commitments(found: Sequence[object], coded: Sequence[GoldCommitment]) -> Tally:
    """Matches commitments of the same act with overlapping quotes and compares their fields."""
    pairs = pair(found, coded, lambda one, other: one.act == other.act)  # type: ignore[attr-defined,type-var]
    return _tally(found, coded, pairs, _COMMITMENT_FIELDS)


def tally_claims(found: Sequence[object], coded: Sequence[GoldClaim]) -> Tally:
    """Matches claims with overlapping quotes and compares their fields."""
    return _tally(found, coded, pair(found, coded), _CLAIM_FIELDS)  # type: ignore[type-var]


def scores(tallies: Sequence[Tally]) -> Scores:
    """The scores over several documents together."""
    items = np.array([item for tally in tallies for item in tally.items], dtype=float).reshape(-1, 3)
    names = list(dict.fromkeys(name for tally in tallies for name in tally.fields))
    fields = {
        name: _share(np.array([row for tally in tallies for row in tally.fields.get(name, ())]).reshape(-1, 2), _ratio)
        for name in names
    }
    matched, found, coded = (int(value) for value in items.sum(axis=0)) if len(items) else (0, 0, 0)
    return Scores(
        found,
        coded,
        matched,
        _share(items[:, [0, 1]], _ratio),
        _share(items[:, [0, 2]], _ratio),
        _share(items, _f1),
        fields,
    )


def _ratio(sums: np.ndarray) -> np.ndarray:
    shares: np.ndarray = np.divide(sums[..., 0], sums[..., 1], out=np.zeros_like(sums[..., 0]), where=sums[..., 1] > 0)
    return shares


def _f1(sums: np.ndarray) -> np.ndarray:
    both = sums[..., 1] + sums[..., 2]
    means: np.ndarray = np.divide(2 * sums[..., 0], both, out=np.zeros_like(both), where=both > 0)
    return means


def _share(rows: np.ndarray, measure: Callable[[np.ndarray], np.ndarray]) -> Share:
    if not len(rows):
        return Share(0.0, 0.0, 0.0, 0)
    drawn = np.random.default_rng(_SEED).integers(0, len(rows), (_ROUNDS, len(rows)))
    low, high = np.percentile(measure(rows[drawn].sum(axis=1)), [2.5, 97.5])
    return Share(float(measure(rows.sum(axis=0))), float(low), float(high), len(rows))


def _tally(
    found: Sequence[object],
    coded: Sequence[object],
    pairs: Sequence[tuple[int, int]],
    compare: Mapping[str, Callable[[object, object], tuple[float, float]]],
) -> Tally:
    items = [(1, 1, 1)] * len(pairs) + [(0, 1, 0)] * (len(found) - len(pairs)) + [(0, 0, 1)] * (len(coded) - len(pairs))
    fields = {
        name: tuple(measure(found[one], coded[other]) for one, other in pairs) for name, measure in compare.items()
    }
    return Tally(tuple(items), fields)


def _right(same: bool) -> tuple[float, float]:
    return float(same), 1.0


def _parties(field: str) -> Callable[[object, object], tuple[float, float]]:
    def compare(one: object, other: object) -> tuple[float, float]:
        found, coded = getattr(one, field), getattr(other, field)
        return _right({name.casefold() for name in found} == {name.casefold() for name in coded})

    return compare


def _same(field: str) -> Callable[[object, object], tuple[float, float]]:
    return lambda one, other: _right(getattr(one, field) == getattr(other, field))


def _words(field: str) -> Callable[[object, object], tuple[float, float]]:
    """Right where both are absent, or both are there and share at least half the words of the shorter."""

    def compare(one: object, other: object) -> tuple[float, float]:
        found, coded = getattr(one, field), getattr(other, field)
        if not found or not coded:
            return _right(not found and not coded)
        first, second = set(found.casefold().split()), set(coded.casefold().split())
        return _right(len(first & second) >= _WORDS_SHARED * min(len(first), len(second)))

    return compare


def _reasons(one: object, other: object) -> tuple[float, float]:
    """Twice the shared reasons, out of all reasons of both: summed over pairs it is their F1."""
    found, coded = set(one.vague), set(other.vague)  # type: ignore[attr-defined]
    return 2.0 * len(found & coded), float(len(found) + len(coded))


def _source(one: object, other: object) -> tuple[float, float]:
    """Right where the names are the same or one is part of the other ("ISW" in "the Institute (ISW)")."""
    found, coded = one.source.casefold(), other.source.casefold()  # type: ignore[attr-defined]
    return _right(bool(found) and (found in coded or coded in found))


_COMMITMENT_FIELDS: dict[str, Callable[[object, object], tuple[float, float]]] = {
    "obligors": _parties("obligors"),
    "beneficiaries": _parties("beneficiaries"),
    "modality": _same("modality"),
    "reported": _same("reported"),
    "quantity": _words("quantity"),
    "deadline": _words("deadline"),
    "condition": _words("condition"),
    "vague": _reasons,
}
_CLAIM_FIELDS: dict[str, Callable[[object, object], tuple[float, float]]] = {
    "source": _source,
    "source_type": _same("source_type"),
    "kind": _same("kind"),
    "status": _same("status"),
    "about": _parties("about"),
}
