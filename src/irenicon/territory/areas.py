"""Areas as a text describes them, and what they come to on the ground."""

from __future__ import annotations

import datetime
from typing import Any, Literal

import msgspec

from irenicon.documents.model import Span
from irenicon.errors import Failure
from irenicon.territory.effort import Outlook
from irenicon.territory.model import Remark, Unit
from irenicon.territory.settlements import Settlement

Effect = Literal["leaves", "restored", "recognised", "frozen", "demilitarised"]
HolderBy = Literal["user", "maps", "texts"]
Reason = Literal[
    "no_place", "left_open", "unclear_reference", "unknown_line", "unknown_unit", "unknown_holder", "empty"
]


class Whole(msgspec.Struct, frozen=True, tag="whole"):
    """Places by name, as a whole."""

    names: tuple[str, ...]


class Part(msgspec.Struct, frozen=True, tag="part"):
    """What one side controls of places, or with `held` false what it does not; `by` is None where the text only says
    "occupied"."""

    names: tuple[str, ...]
    by: str | None
    held: bool = True


class Outside(msgspec.Struct, frozen=True, tag="outside"):
    """What one side controls outside places."""

    names: tuple[str, ...]
    by: str | None


class ContactLine(msgspec.Struct, frozen=True, tag="contact_line"):
    """The line of contact within places; all of it where none is named."""

    names: tuple[str, ...]


class Zone(msgspec.Struct, frozen=True, tag="zone"):
    """A strip along a line: `along` names it, None is the line of contact. `width_km` is that of each side, or of the
    whole strip where `each_side` is false; `of` is the one party whose side it takes."""

    width_km: float
    along: str | None
    each_side: bool
    of: str | None = None


class Same(msgspec.Struct, frozen=True, tag="same"):
    """The area of another commitment of the document, by its index."""

    commitment: int


class NotDrawn(msgspec.Struct, frozen=True, tag="not_drawn"):
    """No area follows from the words, and why."""

    reason: Reason


Area = Whole | Part | Outside | ContactLine | Zone | Same | NotDrawn


class Clause(msgspec.Struct, frozen=True):
    """What one territorial commitment says of the ground. `commitment` is its index; `at_most` tells that the words
    leave open how much of the area is meant; `words` are the stretches it was read from."""

    commitment: int
    effect: Effect
    area: Area
    at_most: bool
    words: tuple[Span, ...]


class Share(msgspec.Struct, frozen=True):
    """How much of an area lies in a unit, km²."""

    unit: str
    km2: float


class Located(msgspec.Struct, frozen=True):
    """Where one clause applies and what changes hands by it.

    `geometry` (degrees, WGS 84) is None where nothing can be drawn, `reason` then says why; `unknown` are names that no
    unit has. `km2` is its area, `held_km2` what of it the map shows as held; `line_km` the length of a line. `moved` is
    the part that changes hands: from the side in `giver` to that in `receiver`, both None where nothing does.
    `people` and `settlements` are those of the moved part, else of the area; people are pre-war figures of GeoNames.
    """

    clause: Clause
    geometry: Any
    reason: Reason | None
    unknown: tuple[str, ...]
    km2: float
    held_km2: float
    line_km: float
    moved: Any
    moved_km2: float
    giver: str | None
    receiver: str | None
    shares: tuple[Share, ...]
    people: int
    settlements: tuple[Settlement, ...]


class Moved(msgspec.Struct, frozen=True):
    """What changes hands by a plan in one direction, every piece of ground once: `at_most` counts the clauses too that
    leave open how much is meant."""

    giver: str | None
    receiver: str | None
    km2: float
    at_most_km2: float
    people: int
    at_most_people: int
    shares: tuple[Share, ...]


class PlanGround(msgspec.Struct, frozen=True):
    """What one document moves on the ground. `front_km` is the length of the line of contact on the day of the map,
    `front_after_km` once all clauses are carried out, without and with those that leave open how much is meant.
    `outlooks` tell of each unit in which ground goes to the holder of the map how long taking it would last."""

    located: tuple[Located, ...]
    moved: tuple[Moved, ...]
    front_km: float
    front_after_km: tuple[float, float]
    outlooks: tuple[Outlook, ...] = ()


class Layer(msgspec.Struct, frozen=True):
    """What is held on a day, by a map; `asked` is the day for which it stands in."""

    asked: datetime.date
    date: datetime.date
    source: str
    held: Any


class Ground(msgspec.Struct, frozen=True):
    """What the documents of an assessment move on the ground, one plan a document.

    `layers` are maps of control, that of the day first, then earlier ones; `holder` is the side that they show, by
    what the user, the maps or the texts say (`holder_by`). `land` is the ground of all units, `borders` the units with
    their outlines, without the sea that could be told apart; `front` is the line of contact of the day, `lines` are the
    named ones of the boundary file. `settlements_given` tells that the places are from that file too, not from
    GeoNames; `failures` are the maps that could not be summed up.
    """

    units_source: str
    layers: tuple[Layer, ...]
    holder: str | None
    holder_by: HolderBy | None
    borders: tuple[Unit, ...]
    land: Any
    front: Any
    lines: dict[str, Any]
    settlements: tuple[Settlement, ...]
    settlements_given: bool
    plans: tuple[PlanGround, ...]
    remarks: tuple[Remark, ...] = ()
    failures: tuple[Failure, ...] = ()
