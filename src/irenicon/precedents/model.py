"""Earlier agreements as other projects have coded them, and what they tell of a plan."""

from __future__ import annotations

from typing import Literal

import msgspec

Project = Literal["pax", "ucdp", "ucdp-termination"]


class Precedent(msgspec.Struct, frozen=True):
    """An agreement, or the end of a conflict, of one dataset: `provisions` are that dataset's own codes.

    Dates are ISO 8601. `conflict`, `kind` (of parties) and `stage` are in the dataset's words; of the end of a
    conflict, `stage` is how it ended. `ended` tells whether the agreement ended or the conflict restarted
    (UCDP only), `ended_on` when, None where the dataset gives no date.
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
    kind: str = ""


class Filters(msgspec.Struct, frozen=True):
    """Which agreements of PA-X count as comparable: of this conflict type, stage and kind of parties; None for any."""

    conflict: str | None = None
    stage: str | None = None
    kind: str | None = None

    def fits(self, one: Precedent) -> bool:
        """Whether an agreement is of the kind asked for."""
        asked = ((self.conflict, one.conflict), (self.stage, one.stage), (self.kind, one.kind))
        return all(wanted is None or wanted == held for wanted, held in asked)


class Imported(msgspec.Struct, frozen=True):
    """The datasets that a user has imported; () for those that are not there."""

    pax: tuple[Precedent, ...] = ()
    ucdp: tuple[Precedent, ...] = ()
    endings: tuple[Precedent, ...] = ()


class Nearest(msgspec.Struct, frozen=True):
    """A comparable agreement and the share of provisions that it and the plan have in common (Jaccard, 0–1)."""

    precedent: Precedent
    likeness: float


class Lacking(msgspec.Struct, frozen=True):
    """A provision that the plan has not: `having` of the `of` nearest agreements have it.

    `given` is the provision of the plan with which it goes most: `given_having` of the `given_of` comparable agreements
    with that one have it; None where too few have any provision of the plan to tell.
    """

    provision: str
    acts: tuple[str, ...]
    having: int
    of: int
    given: str | None = None
    given_having: int = 0
    given_of: int = 0


class SideBySide(msgspec.Struct, frozen=True):
    """A code with the commitments, by index, whose act stands for it, and whether experts gave it to the text.

    `known` tells whether an expert's coding was given at all.
    """

    code: str
    commitments: tuple[int, ...]
    coded: bool
    known: bool


class Standing(msgspec.Struct, frozen=True):
    """The share (0–1) that still stands after some years, with its 95 % band."""

    years: float
    share: float
    low: float
    high: float


class Fate(msgspec.Struct, frozen=True):
    """How a group fared by Kaplan–Meier: `number`, of which `ended`; `standing` after round years, `curve` by steps."""

    number: int
    ended: int
    standing: tuple[Standing, ...]
    curve: tuple[Standing, ...]

    def after(self, years: float) -> Standing | None:
        """What stands after a round number of years; None where that was not asked for."""
        return next((each for each in self.standing if each.years == years), None)


class Difference(msgspec.Struct, frozen=True):
    """Agreements with and without a provision; `p` is that of a two-sided log-rank test. An association among
    selected cases, no effect."""

    provision: str
    with_it: Fate
    without_it: Fate
    p: float


class Restart(msgspec.Struct, frozen=True):
    """How often and when conflicts that ended in one way restarted."""

    outcome: str
    fate: Fate


class Experience(msgspec.Struct, frozen=True):
    """What earlier agreements tell of a plan: associations among selected cases, not effects.

    `codes` are the plan's provisions in the codes of each project. `comparable` counts the PA-X agreements that fit the
    `filters`; `nearest` are those among them with most in common, `lacking` what they have and the plan has not. `fate`
    is that of all UCDP agreements, `differences` those with and without each of the plan's provisions; `restarts` are
    of conflicts by how they ended. `remarks` tell what could not be compared.
    """

    codes: dict[str, tuple[str, ...]]
    filters: Filters
    comparable: int
    nearest: tuple[Nearest, ...]
    lacking: tuple[Lacking, ...]
    fate: Fate | None
    differences: tuple[Difference, ...]
    restarts: tuple[Restart, ...]
    remarks: tuple[str, ...]
