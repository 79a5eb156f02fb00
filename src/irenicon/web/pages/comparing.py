"""Reporting beside the text, and drafts side by side."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from irenicon.assessment import Assessment, assessment_of
from irenicon.errors import IreniconError
from irenicon.report.compared import Asked, compared, comparison
from irenicon.report.page import Reading, shown
from irenicon.web.pages.addresses import InTheRoom
from irenicon.web.pages.opened import Opened, opened
from irenicon.web.pages.resting import Corrected
from irenicon.web.pages.saying import called
from irenicon.web.pages.visiting import Reader, tabs
from irenicon.web.rendering import page
from irenicon.web.room import room_of
from irenicon.web.wording import wording

router = APIRouter(include_in_schema=False)


@router.get("/plans/{plan}/reporting")
def reporting(request: Request, who: Reader, plan: str) -> Response:
    """Who reports each commitment of the last draft, and where the documents disagree."""
    found = opened(room_of(request).workspace, plan, who.language)
    numbers = [*found.of_role("draft")[-1:], *found.of_role("rendering"), *found.of_role("reporting")]
    told = assessment_of(_of(found, *numbers).documents, grades=found.assessment.grades)
    how = Reading(InTheRoom(found), sendable=True)
    codebook = room_of(request).workspace.codebook
    values = shown(told, tuple(found.views[number] for number in numbers), codebook, wording(who.language), how)
    return page(request, "reporting.html", **tabs(found, "reporting"), **values)


@router.get("/plans/{plan}/drafts")
def drafts(request: Request, who: Reader, plan: str, renderings: bool = False) -> Response:
    """What became of every commitment from one draft to another; both are part of the address."""
    found = opened(room_of(request).workspace, plan, who.language)
    choices = found.of_role("draft") + found.of_role("rendering")
    if len(choices) < 2:
        raise IreniconError("not_found", f'The plan "{plan}" has fewer than two drafts to compare.')
    asked = request.query_params
    before = _chosen(asked.get("from"), choices, choices[-2])
    after = _chosen(asked.get("to"), choices, choices[-1])
    words = wording(who.language)
    made = comparison(_of(found, before, after), renderings=renderings)
    kept = [("from", str(before)), ("to", str(after)), *([("renderings", "1")] if renderings else [])]
    filters = Asked(asked.get("change", ""), asked.get("parties", ""))
    corrected = Corrected(room_of(request).workspace, found, (before, after))
    values = {
        **compared(made, room_of(request).workspace.codebook, words, filters, kept),
        "titles": [called(found, number, words) for number in (before, after)],
        "corrected": corrected if corrected.any else None,
        "choices": [(number, called(found, number, words)) for number in choices],
        "before": before,
        "after": after,
        "renderings": renderings,
    }
    return page(request, "drafts.html", **tabs(found, "drafts"), **values)


def _chosen(asked: str | None, choices: list[int], usual: int) -> int:
    number = int(asked) if asked and asked.isascii() and asked.isdigit() and len(asked) < 6 else usual
    return number if number in choices else usual


def _of(found: Opened, *numbers: int) -> Assessment:
    return Assessment(tuple(found.assessment.documents[number] for number in numbers))
