"""The map for print: one SVG that explains itself, or the same as PNG."""

from __future__ import annotations

from collections.abc import Iterator

import typst

from irenicon.assessment import Assessment
from irenicon.codebook.model import Codebook
from irenicon.errors import IreniconError
from irenicon.report.ground import GroundView, ground_views, passing
from irenicon.report.heading import title
from irenicon.report.map import Picture
from irenicon.report.page import environment
from irenicon.report.wording import Wording, wording
from irenicon.territory.changing import direction

_PIXELS, _POINTS = 2000, 1000


def to_svg(assessment: Assessment, codebook: Codebook, language: str) -> str:
    """The map of the first document that draws something.

    Raises IreniconError "wrong_use" where nothing can be drawn.
    """
    words = wording(language)
    views = ground_views(assessment, codebook, words)
    for one, view in zip(assessment.documents, views, strict=True):
        if view and view.picture:
            return _svg(f"{title(one.document)}, {view.date}", view, view.picture, words)
    raise IreniconError("wrong_use", "No map was written: no territorial commitment names an area that can be drawn.")


def to_png(assessment: Assessment, codebook: Codebook, language: str) -> bytes:
    """The same as PNG, 2,000 pixels wide."""
    page = "#set page(width: auto, height: auto, margin: 0pt)"
    image = f'#image(bytes(sys.inputs.map), format: "svg", width: {_POINTS}pt)'
    source = f"{page}\n{image}".encode()
    svg = to_svg(assessment, codebook, language)
    return typst.compile(source, format="png", ppi=_PIXELS * 72 / _POINTS, sys_inputs={"map": svg})


def _svg(heading: str, view: GroundView, drawn: Picture, words: Wording) -> str:
    return (
        environment()
        .get_template("map.svg")
        .render(
            drawn=drawn,
            title=heading,
            lines=tuple(_lines(view, drawn, words)),
            thin=round(drawn.view[2] / 1600, 3),
            words=words,
        )
    )


def _lines(view: GroundView, drawn: Picture, words: Wording) -> Iterator[tuple[str, str]]:
    """The legend and the figures under the map, each with the class that shows its colour."""
    holder = view.holder or words("legend_holder", "ground")
    yield "held", f"{words('legend_held', 'ground').format(date=view.date)}: {holder}"
    yield "front", view.front
    if any(mark.effect == "frozen" for mark in drawn.marks):
        yield "frozen", words("frozen", "effect")
    for each in view.plan.moved:
        km2, lived = passing(each, words)
        way = direction(each.giver, each.receiver, view.holder)
        said = words(f"legend_{way}", "ground").format(party=holder)
        yield way, f"{said}: {km2} km², {lived} {words('people_in', 'ground')}"
    if any(mark.effect == "demilitarised" for mark in drawn.marks):
        yield "demilitarised", words("demilitarised", "effect")
    for said in view.basis[:3]:
        yield "", said
