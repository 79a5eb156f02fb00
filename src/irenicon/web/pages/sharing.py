"""Taking an assessment along: its address to send, and the files that other programs read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

import msgspec
from fastapi import APIRouter
from starlette.background import BackgroundTask
from starlette.requests import Request
from starlette.responses import FileResponse, Response

from irenicon.assessment import Assessment, assessment_of
from irenicon.codebook.model import Codebook
from irenicon.errors import IreniconError
from irenicon.exchange.model import project_of
from irenicon.exchange.qdpx_out import to_qdpx
from irenicon.report.annotations import to_annotations
from irenicon.report.page import to_html
from irenicon.report.pdf import to_pdf
from irenicon.report.records import to_json
from irenicon.report.table import claims_to_csv, to_csv
from irenicon.report.word import to_docx
from irenicon.report.workbook import to_xlsx
from irenicon.store.archive import export
from irenicon.store.auditing import record_audit
from irenicon.store.model import Stamp
from irenicon.web.pages.opened import opened
from irenicon.web.pages.visiting import Owner, Reader, tabs
from irenicon.web.rendering import page
from irenicon.web.room import room_of
from irenicon.web.settings import is_loopback

router = APIRouter(include_in_schema=False)
_OFFICE = "application/vnd.openxmlformats-officedocument"
_WORD = f"{_OFFICE}.wordprocessingml.document"
_EXCEL = f"{_OFFICE}.spreadsheetml.sheet"


class Form(msgspec.Struct, frozen=True):
    """A form in which an assessment can be had: its name in an address, its media type, and what makes it."""

    name: str
    media_type: str
    make: Callable[[Assessment, Codebook, str], bytes]


FORMS = (
    Form("page.html", "text/html", lambda one, book, language: to_html(one, language=language, codebook=book).encode()),
    Form("dossier.pdf", "application/pdf", lambda one, book, language: to_pdf(one, language=language, codebook=book)),
    Form("dossier.docx", _WORD, lambda one, book, language: to_docx(one, language=language, codebook=book)),
    Form("ledger.xlsx", _EXCEL, lambda one, book, language: to_xlsx(one, language=language, codebook=book)),
    Form("ledger.csv", "text/csv", lambda one, book, language: to_csv(one).encode()),
    Form("claims.csv", "text/csv", lambda one, book, language: claims_to_csv(one).encode()),
    Form("assessment.json", "application/json", lambda one, book, language: to_json(one, book)),
    Form("annotations.jsonld", "application/ld+json", lambda one, book, language: to_annotations(one)),
    Form(
        "project.qdpx", "application/zip", lambda one, book, language: to_qdpx(project_of(one), book, language=language)
    ),
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
        only_here=is_loopback(urlsplit(room.settings.address).hostname or ""),
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


@router.get("/archive")
def archive(request: Request, who: Owner) -> Response:
    """The whole room in one archive, without passwords; `irenicon import` takes it."""
    room = room_of(request)
    folder = TemporaryDirectory(prefix="irenicon-")
    made = Path(folder.name) / "room.zip"
    export(room.workspace, made)
    record_audit(room.workspace, Stamp(who.account, room.now()), "export")
    return FileResponse(made, filename="irenicon-room.zip", background=BackgroundTask(folder.cleanup))


def _file(request: Request, assessment: Assessment, name: str, language: str, stem: str) -> Response:
    form = next((one for one in FORMS if one.name == name), None)
    if form is None:
        raise IreniconError(
            "not_found", f'There is no form "{name}"; {", ".join(one.name for one in FORMS)} are there.'
        )
    data = form.make(assessment, room_of(request).workspace.codebook, language)
    headers = {"Content-Disposition": f'attachment; filename="{stem}-{name}"'}
    return Response(data, media_type=form.media_type, headers=headers)
