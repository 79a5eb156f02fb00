"""Earlier agreements as other projects have coded them."""

from __future__ import annotations

from typing import Literal

import msgspec

Project = Literal["pax", "ucdp"]


class Precedent(msgspec.Struct, frozen=True):
    """An agreement of one dataset: `provisions` are that dataset's own codes; dates are ISO 8601.

    `conflict` and `stage` are in the dataset's words. `ended` tells whether the agreement ended (UCDP only), `ended_on`
    when, None where the dataset gives no date.
    """

    project: Project
    id: str
    name: str
    date: str
    conflict: str
    stage: str
    provisions: tuple[str, ...]
    ended: bool = False
    ended_on: str | None = None


class Nearest(msgspec.Struct, frozen=True):
    """A comparable agreement and the share of provisions that it and the plan have in common (Jaccard, 0–1)."""

    precedent: Precedent
    likeness: float


class Lacking(msgspec.Struct, frozen=True):
    """A provision that the plan has not: `having` of `of` comparable agreements have it."""

    provision: str
    acts: tuple[str, ...]
    having: int
    of: int


class Fate(msgspec.Struct, frozen=True):
    """How a group of agreements fared: Kaplan–Meier share still standing after some years, with its 95 % band.

    `standing` holds (years, share, low, high); `number` agreements, of which `ended`.
    """

    number: int
    ended: int
    standing: tuple[tuple[float, float, float, float], ...]


class Difference(msgspec.Struct, frozen=True):
    """Agreements with and without a provision; `p` is that of a two-sided log-rank test. An association among
    selected cases, no effect."""

    provision: str
    with_it: Fate
    without_it: Fate
    p: float
