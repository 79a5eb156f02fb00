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
    """How what was found compares with what was coded. `fields` are over the matched pairs.

    `spans` is the F1 of places where anything was found, whatever its act; `first_two` the share of what was coded
    there whose act is the one found or the next that the reader would have taken. Among `fields`, `wrong_side`
    (obligors named on both sides, none of them the same) and `wrong_polarity` (a prohibition for a duty or the other
    way round) are faults: the smaller the better.
    """

    found: int
    coded: int
    matched: int
    precision: Share
    recall: Share
    f1: Share
    spans: Share
    first_two: Share
    fields: dict[str, Share]


class Tally(msgspec.Struct, frozen=True):
    """What one document adds: per item (true positives, found, coded), the same whatever the act, per place (one of
    the first two acts right, of), and per field (right, of) for every match."""

    items: tuple[tuple[int, int, int], ...]
    spans: tuple[tuple[int, int, int], ...]
    first_two: tuple[tuple[float, float], ...]
    fields: dict[str, tuple[tuple[float, float], ...]]


def tally_commitments(found: Sequence[object], coded: Sequence[GoldCommitment]) -> Tally:
    """Matches commitments of the same act with overlapping quotes and compares their fields."""
    pairs = pair(found, coded, lambda one, other: one.act == other.act)  # type: ignore[attr-defined,type-var]
    return _tally(found, coded, pairs, pair(found, coded), COMMITMENT_FIELDS)  # type: ignore[type-var]


def tally_claims(found: Sequence[object], coded: Sequence[GoldClaim]) -> Tally:
    """Matches claims with overlapping quotes and compares their fields."""
    pairs = pair(found, coded)  # type: ignore[type-var]
    return _tally(found, coded, pairs, pairs, _CLAIM_FIELDS)


def scores(tallies: Sequence[Tally]) -> Scores:
    """The scores over several documents together; intervals are drawn over documents, or over items of one."""
    items = _resampled(tallies, lambda tally: tally.items, 3)
    spans = _resampled(tallies, lambda tally: tally.spans, 3)
    two = _resampled(tallies, lambda tally: tally.first_two, 2)
    names = list(dict.fromkeys(name for tally in tallies for name in tally.fields))
    fields = {
        name: _share(_resampled(tallies, lambda tally, name=name: tally.fields.get(name, ()), 2), _ratio)  # type: ignore[misc]
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
        _share(spans, _f1),
        _share(two, _ratio),
        fields,
    )


def _resampled(tallies: Sequence[Tally], rows: Callable[[Tally], Sequence[Sequence[float]]], width: int) -> np.ndarray:
    """What is drawn anew for an interval: the sums of each document, or the items of one alone."""
    if len(tallies) == 1:
        return np.array(rows(tallies[0]), dtype=float).reshape(-1, width)
    each = [np.array(rows(tally), dtype=float).reshape(-1, width).sum(axis=0) for tally in tallies]
    return np.array(each, dtype=float).reshape(-1, width)


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
    places: Sequence[tuple[int, int]],
    compare: Mapping[str, Callable[[object, object], tuple[float, float]]],
) -> Tally:
    fields = {
        name: tuple(measure(found[one], coded[other]) for one, other in pairs) for name, measure in compare.items()
    }
    two = tuple(_first_two(found[one], coded[other]) for one, other in places)
    return Tally(_items(pairs, found, coded), _items(places, found, coded), two, fields)


def _items(
    pairs: Sequence[tuple[int, int]], found: Sequence[object], coded: Sequence[object]
) -> tuple[tuple[int, int, int], ...]:
    alone, missed = len(found) - len(pairs), len(coded) - len(pairs)
    return ((1, 1, 1),) * len(pairs) + ((0, 1, 0),) * alone + ((0, 0, 1),) * missed


def _first_two(one: object, other: object) -> tuple[float, float]:
    taken = (getattr(one, "act", None), getattr(one, "alternative", None))
    return _right(getattr(other, "act", None) in taken)


def _wrong_side(one: object, other: object) -> tuple[float, float]:
    found = {name.casefold() for name in one.obligors}  # type: ignore[attr-defined]
    coded = {name.casefold() for name in other.obligors}  # type: ignore[attr-defined]
    return _right(bool(found and coded and not found & coded))


def _wrong_polarity(one: object, other: object) -> tuple[float, float]:
    return _right((one.modality == "prohibition") != (other.modality == "prohibition"))  # type: ignore[attr-defined]


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


COMMITMENT_FIELDS: dict[str, Callable[[object, object], tuple[float, float]]] = {
    "obligors": _parties("obligors"),
    "wrong_side": _wrong_side,
    "wrong_polarity": _wrong_polarity,
    "beneficiaries": _parties("beneficiaries"),
    "borne_by": _parties("borne_by"),
    "modality": _same("modality"),
    "reported": _same("reported"),
    "quantity": _words("quantity"),
    "place": _parties("place"),
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
