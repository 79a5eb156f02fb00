"""Taking an assessment along: its address to send, and the files that other programs read."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from irenicon.assessment import Assessment, assessment_of
from irenicon.codebook.model import Codebook
from irenicon.errors import IreniconError
from irenicon.report.annotations import to_annotations
from irenicon.report.page import to_html
from irenicon.report.records import to_json
from irenicon.report.table import claims_to_csv, to_csv
from irenicon.web.pages.opened import opened
from irenicon.web.pages.visiting import Reader, tabs
from irenicon.web.rendering import page
from irenicon.web.room import room_of

router = APIRouter(include_in_schema=False)


class Form(msgspec.Struct, frozen=True):
    """A form in which an assessment can be had: its name in an address, its media type, and what makes it."""

    name: str
    media_type: str
    make: Callable[[Assessment, Codebook, str], bytes]


FORMS = (
    Form("page.html", "text/html", lambda one, book, language: to_html(one, language=language, codebook=book).encode()),
    Form("assessment.json", "application/json", lambda one, book, language: to_json(one)),
    Form("ledger.csv", "text/csv", lambda one, book, language: to_csv(one).encode()),
    Form("claims.csv", "text/csv", lambda one, book, language: claims_to_csv(one).encode()),
    Form("annotations.jsonld", "application/ld+json", lambda one, book, language: to_annotations(one)),
)


@router.get("/plans/{plan}/documents/{document}/share")
def share_page(request: Request, who: Reader, plan: str, document: str) -> Response:
    """The address to send, and the files to take along."""
    room = room_of(request)
    found = opened(room.workspace, plan, who.language)
    number = found.number_of(document)
    return page(
        request,
        "share.html",
        **tabs(found, "share", number),
        link=f"{room.settings.address}{found.address_of(number)}",
        forms=[one.name for one in FORMS],
    )


@router.get("/plans/{plan}/files/{name}")
def file_of_plan(request: Request, who: Reader, plan: str, name: str) -> Response:
    """The assessment of all documents of a plan as a file."""
    found = opened(room_of(request).workspace, plan, who.language)
    return _file(request, found.assessment, name, who.language, plan)


@router.get("/plans/{plan}/documents/{document}/files/{name}")
def file_of_document(request: Request, who: Reader, plan: str, document: str, name: str) -> Response:
    """The assessment of one document as a file."""
    found = opened(room_of(request).workspace, plan, who.language)
    number = found.number_of(document)
    alone = assessment_of([found.assessment.documents[number]], grades=found.assessment.grades)
    return _file(request, alone, name, who.language, f"{plan}-{number + 1}")


def _file(request: Request, assessment: Assessment, name: str, language: str, stem: str) -> Response:
    form = next((one for one in FORMS if one.name == name), None)
    if form is None:
        raise IreniconError(
            "not_found", f'There is no form "{name}"; {", ".join(one.name for one in FORMS)} are there.'
        )
    data = form.make(assessment, room_of(request).workspace.codebook, language)
    headers = {"Content-Disposition": f'attachment; filename="{stem}-{name}"'}
    return Response(data, media_type=form.media_type, headers=headers)
