"""The coding scheme as records: acts with their slots and needs, parties and what they are called, weights."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import msgspec

from irenicon.languages.names import Name

Field = Literal["deadline", "quantity", "place", "object", "bounds"]
Group = Literal["security", "territory", "politics", "people", "economy", "process", "other"]
Modality = Literal["obligation", "prohibition", "permission", "declaration", "expectation"]
Weight = Annotated[float, msgspec.Meta(ge=0)]


class Act(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One act of the codebook, as `acts.toml` describes it."""

    id: str
    group: Group
    label: dict[str, str]
    needs: tuple[Field, ...] = ()
    modality: Literal["obligation", "declaration"] = "obligation"
    reversibility: Literal["reversible", "costly", "irreversible"] = "reversible"
    slots: dict[str, str] = {}
    pax: tuple[str, ...] = ()


class Weights(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What commitments count for in the balance, as `weights.toml` gives it; each weight is 0 or more."""

    modality: dict[Modality, Weight]
    vague: dict[str, Weight]
    group: dict[Group, Weight]


class Party(msgspec.Struct, frozen=True):
    """A party with its kind and the bodies it belongs to."""

    name: str
    kind: str
    code: str | None = None
    within: tuple[str, ...] = ()


class Codebook(msgspec.Struct, frozen=True, eq=False):
    """The coding scheme and the names of parties and places. Compared by identity, so that what is made of it can be
    kept.

    `codes` gives, for each other project ("pax", "ucdp", "pam"), its codes with the acts that stand for them. `folder`
    is the user's own, whose files stand over those that Irenicon brings.
    """

    acts: dict[str, Act]
    parties: dict[str, Party]
    names: dict[str, tuple[Name, ...]]
    weights: Weights
    codes: dict[str, dict[str, tuple[str, ...]]]
    folder: Path | None = None
