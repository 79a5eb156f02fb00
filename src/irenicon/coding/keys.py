"""Keys of findings: given in order of the text, and found again after the program has read the document anew."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import get_args

from irenicon.coding.model import Key, Sort
from irenicon.errors import IreniconError
from irenicon.findings.model import Claim, Commitment

_WRITTEN = re.compile(r"(?P<sort>\w+):(?P<act>\w*):(?P<start>\d{1,9})-(?P<end>\d{1,9})(?:\+(?P<number>\d{1,9}))?")
_SAME = 0.5  # share of words in common (of both together) above which two stretches are one finding


def keys_of(found: Iterable[Commitment | Claim]) -> tuple[Key, ...]:
    """The key of each finding, in the order given."""
    seen: Counter[Key] = Counter()
    keys = []
    for one in found:
        key = _plain(one)
        keys.append(Key(key.sort, key.act, key.start, key.end, seen[key]))
        seen[key] += 1
    return tuple(keys)


def read_key(written: str) -> Key:
    """The key that is written so; raises IreniconError "wrong_use" where it is none."""
    match = _WRITTEN.fullmatch(written)
    sort = next((known for known in get_args(Sort) if match and match["sort"] == known), None)
    if match is None or sort is None:
        raise IreniconError("wrong_use", f'"{written[:80]}" is no key of a finding ("commitment:monitor:10-42").')
    return Key(sort, match["act"], int(match["start"]), int(match["end"]), int(match["number"] or 0))


def placed(key: Key, known: Sequence[Key]) -> Key | None:
    """The key of `known` that means the same finding: the same one, else the one of its act that shares most of its
    stretch and at least half; None where there is none."""
    if key in known:
        return key
    alike = [(_shared(key, one), one) for one in known if (one.sort, one.act) == (key.sort, key.act)]
    best = max(alike, default=(0.0, key), key=lambda pair: (pair[0], -pair[1].start, -pair[1].number))
    return best[1] if best[0] > _SAME else None


def _plain(one: Commitment | Claim) -> Key:
    if isinstance(one, Commitment):
        return Key("commitment", one.act, one.start, one.end)
    return Key("claim", "", one.start, one.end)


def _shared(one: Key, other: Key) -> float:
    common = min(one.end, other.end) - max(one.start, other.start)
    return common / (max(one.end, other.end) - min(one.start, other.start)) if common > 0 else 0.0
