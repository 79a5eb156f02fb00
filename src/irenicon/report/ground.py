"""What moves on the ground as reports show it: rows in the reader's language, and the drawing."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import msgspec

from irenicon.assessment import Assessment, DocumentAssessment
from irenicon.codebook.model import Codebook
from irenicon.report.effort import OutlookView, outlook_views
from irenicon.report.map import Picture, picture
from irenicon.report.wording import Wording
from irenicon.territory.areas import (
    Area,
    ContactLine,
    Ground,
    Located,
    Moved,
    NotDrawn,
    Outside,
    Part,
    PlanGround,
    Same,
    Zone,
)

_PLACES = 8  # places named in a row


class Row(msgspec.Struct, frozen=True):
    """One territorial commitment: `about` is its area in words, `lacks` why nothing can be drawn, in words."""

    commitment: int
    point: str
    effect: str
    about: str
    lacks: str
    located: Located
    places: tuple[str, ...]
    further: int


class GroundView(msgspec.Struct, frozen=True):
    """The ground of one document: what it rests on (`basis`), its rows, the line of contact, and the drawing."""

    basis: tuple[str, ...]
    rows: tuple[Row, ...]
    plan: PlanGround
    front: str
    date: str
    holder: str | None
    picture: Picture | None
    outlooks: tuple[OutlookView, ...]


def ground_views(assessment: Assessment, codebook: Codebook, words: Wording) -> tuple[GroundView | None, ...]:
    """The ground of each document; None for each where there are no maps."""
    ground = assessment.ground
    if ground is None:
        return (None,) * len(assessment.documents)
    called = _called(codebook, words.language)
    return tuple(
        _view(one, plan, ground, called, words) for one, plan in zip(assessment.documents, ground.plans, strict=True)
    )


def people(count: int, words: Wording) -> str:
    """A number of people to three figures, since none is known better."""
    digits = max(0, len(str(count)) - 3)
    return words.figure(round(count, -digits))


def spread(least: str, most: str) -> str:
    """A range, or one figure where both ends are the same."""
    return least if least == most else f"{least}–{most}"


def passing(moved: Moved, words: Wording) -> tuple[str, str]:
    """How much ground passes, in km², and how many people lived there."""
    return (
        spread(words.figure(moved.km2), words.figure(moved.at_most_km2)),
        spread(people(moved.people, words), people(moved.at_most_people, words)),
    )


def _called(codebook: Codebook, language: str) -> dict[str, str]:
    """What places are called in a language, by their normal form."""
    return {one.name: one.written for one in reversed(codebook.names[language]) if one.kind == "place"}


def _view(
    one: DocumentAssessment, plan: PlanGround, ground: Ground, called: dict[str, str], words: Wording
) -> GroundView:
    drawn = any(each.geometry is not None for each in plan.located)
    return GroundView(
        basis=tuple(_basis(ground, words)),
        rows=tuple(_row(each, one, called, words) for each in plan.located),
        plan=plan,
        front=_front(plan, words),
        date=ground.layers[0].date.isoformat(),
        holder=ground.holder,
        picture=picture(ground, plan, called) if drawn else None,
        outlooks=outlook_views(plan.outlooks, words),
    )


def _basis(ground: Ground, words: Wording) -> list[str]:
    day = ground.layers[0]
    said = [words("map_of", "ground").format(source=Path(day.source).name, date=day.date)]
    if day.date != day.asked:
        said.append(words("map_nearest", "ground").format(asked=day.asked, date=day.date))
    said.append(words("units_from", "ground").format(source=Path(ground.units_source).name))
    key = f"holder_by_{ground.holder_by}" if ground.holder_by else "holder_unknown"
    said.append(words(key, "ground").format(holder=ground.holder))
    return [
        *said,
        words("not_held", "ground"),
        words("people_given" if ground.settlements_given else "people_note", "ground"),
    ]


def _front(plan: PlanGround, words: Wording) -> str:
    sure, most = plan.front_after_km
    said = words("front", "ground").format(before=words.figure(plan.front_km), after=words.figure(sure))
    return said + (words("front_open", "ground").format(most=words.figure(most)) if abs(most - sure) >= 1 else "") + "."


def _row(each: Located, one: DocumentAssessment, called: dict[str, str], words: Wording) -> Row:
    counted = () if isinstance(each.clause.area, Same) else each.settlements
    places = [called.get(place.name, place.name) for place in counted]
    return Row(
        commitment=each.clause.commitment,
        point=one.commitments[each.clause.commitment].point,
        effect=words(each.clause.effect, "effect"),
        about=_about(each.clause.area, one, called, words) or _quoted(each, one),
        lacks=_lacks(each, called, words),
        located=each,
        places=tuple(places[:_PLACES]),
        further=max(0, len(places) - _PLACES),
    )


def _quoted(each: Located, one: DocumentAssessment) -> str:
    return f"“{' '.join(one.commitments[each.clause.commitment].quote.split())}”"


def _lacks(each: Located, called: dict[str, str], words: Wording) -> str:
    said = []
    if each.reason:
        said.append(f"{words('not_drawn', 'ground')}: {words(each.reason, 'not_drawn')}")
    if each.unknown:
        said.append(words("unknown_names", "ground").format(names=_listed(each.unknown, called)))
    return "; ".join(said)


def _about(area: Area, one: DocumentAssessment, called: dict[str, str], words: Wording) -> str:
    """An area in words; "" for one that cannot be drawn."""

    def said(key: str, **values: object) -> str:
        return words(key, "area").format(**values)

    def names(of: Sequence[str]) -> str:
        return _listed(of, called) or words("everywhere", "area")

    match area:
        case NotDrawn():
            return ""
        case Same():
            return said("same", point=one.commitments[area.commitment].point)
        case Zone():
            line = called.get(area.along, area.along) if area.along else words("line", "area")
            key = "zone_of" if area.of else "zone_each" if area.each_side else "zone_whole"
            return said(key, km=f"{area.width_km:g}", line=line, by=area.of)
        case ContactLine():
            return said("contact_line", names=names(area.names)) if area.names else said("contact_line_all")
        case Outside():
            return said("outside" if area.by else "outside_held", names=names(area.names), by=area.by)
        case Part():
            key = ("part" if area.held else "part_not") if area.by else ("part_held" if area.held else "part_not_held")
            return said(key, names=names(area.names), by=area.by)
    return said("whole", names=names(area.names))


def _listed(names: Sequence[str], called: dict[str, str]) -> str:
    return ", ".join(called.get(name, name) for name in names)
