"""The codebook as records: acts with their triggers and slots, names, words by class."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec

from irenicon.language.names import Name

Field = Literal["deadline", "quantity", "place", "object", "bounds"]
Group = Literal["security", "territory", "politics", "people", "economy", "process", "other"]
Modality = Literal["obligation", "prohibition", "permission", "declaration", "expectation"]
Weight = Annotated[float, msgspec.Meta(ge=0)]


class Trigger(msgspec.Struct, frozen=True):
    """Word classes that together show an act: `head`, one of each set of `others`, none of `absent`."""

    head: str
    others: tuple[tuple[str, ...], ...]
    absent: tuple[str, ...]
    weight: float


class Act(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One act of the codebook, as `acts.toml` describes it."""

    id: str
    group: Group
    label: dict[str, str]
    triggers: tuple[str, ...] = ()
    obligor: tuple[str, ...] = ()
    beneficiary: tuple[str, ...] = ()
    needs: tuple[Field, ...] = ()
    modality: Literal["obligation", "declaration"] = "obligation"
    negated: bool = False
    form: bool = False
    becomes: dict[str, str] = {}
    deeds: tuple[str, ...] = ()
    placeless: bool = False
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
    """All that is known before a text is read. Compared by identity, so that what is made of it can be kept.

    `codes` gives, for each other project ("pax", "ucdp", "pam"), its codes with the acts that stand for them.
    """

    acts: dict[str, Act]
    triggers: tuple[tuple[str, Trigger], ...]
    parties: dict[str, Party]
    names: dict[str, tuple[Name, ...]]
    words: dict[str, dict[str, tuple[str, ...]]]
    opaque: dict[str, tuple[str, ...]]
    weights: Weights
    codes: dict[str, dict[str, tuple[str, ...]]]

    @property
    def heads(self) -> frozenset[str]:
        """The word classes that may name an act."""
        return frozenset(trigger.head for _, trigger in self.triggers)
