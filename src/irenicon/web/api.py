"""The room for programs: plans, documents, findings, corrections and search as JSON, under /api."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Annotated, Any, TypeVar

import msgspec
from fastapi import APIRouter, Depends, Path, Query
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from irenicon.coding.model import Coded, Correction
from irenicon.documents.model import Document
from irenicon.errors import IreniconError
from irenicon.report.records import Report, report
from irenicon.store import correcting, searching
from irenicon.store.assessing import coded, revised_assessment, revision_of
from irenicon.store.documents import document, documents, held, original
from irenicon.store.model import Added, Given, Held, Listed, Plan, Role, Stamp
from irenicon.store.plans import add_plan, plan, plans
from irenicon.store.workspace import Workspace
from irenicon.web.accounts import sign_out
from irenicon.web.api_description import described, description
from irenicon.web.api_records import (
    Credentials,
    NewCorrection,
    NewPage,
    NewPlan,
    PlanId,
    SearchResult,
    SessionToken,
    search_result,
)
from irenicon.web.entrance import signed_in
from irenicon.web.room import room_of
from irenicon.web.uploads import Target, bring_all, fetched, file_name
from irenicon.web.visitor import Refused, Visitor, require, token_of, visitor

router = APIRouter(prefix="/api")
entrance = APIRouter(prefix="/api")  # without a session, and so without the check of a form

Reader = Annotated[Visitor, Depends(require("reader"))]
Analyst = Annotated[Visitor, Depends(require("analyst"))]
PlanPath = Annotated[str, Path(pattern=r"^[a-z0-9-]{1,80}$")]
DocumentPath = Annotated[str, Path(pattern=r"^[0-9a-f]{6,64}$")]
NumberPath = Annotated[int, Path(ge=1, le=2**31 - 1)]
Typed = Annotated[str, Query(max_length=300)]
Limit = Annotated[int, Query(ge=1, le=100)]
Offset = Annotated[int, Query(ge=0, le=10_000)]
FileName = Annotated[str, Query(min_length=1, max_length=150)]
Date = Annotated[str | None, Query(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$")]
Sent = TypeVar("Sent")
_NUL = re.compile(rb"(?<!\\)(?:\\\\)*\\u0000")
_KEPT = 16  # assessments kept as JSON


@entrance.post("/session", **described("Sign in", SessionToken, 201, sends=Credentials, open_to_all=True))
async def begin_session(request: Request) -> Response:
    """The token of a session; send it as `Authorization: Bearer …`."""
    sent = await _sent(request, Credentials)
    token = await run_in_threadpool(lambda: signed_in(request, visitor(request), sent.name, sent.password))
    if token is None:
        raise Refused(401, "wrong_password")
    return _json(SessionToken(token), 201)


@router.delete("/session", **described("Sign out", None, 204))
def end_session(request: Request, who: Reader) -> Response:
    """Ends the session whose token is sent."""
    sign_out(room_of(request).workspace, token_of(request))
    return Response(status_code=204)


@router.get("/plans", **described("All plans", tuple[Listed, ...]))
def get_plans(request: Request, who: Reader) -> Response:
    """The plans, the one last changed by date of its documents first."""
    return _json(plans(_workspace(request)))


@router.post("/plans", **described("Make a plan", PlanId, 201, sends=NewPlan))
async def post_plan(request: Request, who: Analyst) -> Response:
    """The id of the plan of a name, which is made where there is none."""
    sent = await _sent(request, NewPlan)
    id = await run_in_threadpool(add_plan, _workspace(request), sent.name, _stamp(request, who))
    return _json(PlanId(id), 201)


@router.get("/plans/{id}", **described("One plan", Plan))
def get_plan(request: Request, who: Reader, id: PlanPath) -> Response:
    """A plan with its documents: drafts by date, then renderings, then reporting."""
    return _json(plan(_workspace(request), id))


@router.get("/plans/{id}/assessment", **described("Its assessment", Report))
def get_assessment(request: Request, who: Reader, id: PlanPath) -> Response:
    """What `irenicon assess --json` writes of the plan's documents, corrections applied."""
    workspace = _workspace(request)
    return Response(_assessment(workspace, id, revision_of(workspace, id)), media_type="application/json")


@router.post("/plans/{id}/documents", **described("Add a document", Added, 201, sends=bytes))
async def post_document(
    request: Request, who: Analyst, id: PlanPath, name: FileName, role: Role = "draft", date: Date = None
) -> Response:
    """Reads the file that is sent, of a name, and keeps it in a plan."""
    given = Given(await request.body(), file_name(name))
    return await run_in_threadpool(_brought, request, who, given, Target(id, "", role, date))


@router.post("/plans/{id}/pages", **described("Add a page", Added, 201, sends=NewPage))
async def post_page(request: Request, who: Analyst, id: PlanPath) -> Response:
    """Fetches a page from the open network, reads it and keeps it in a plan."""
    sent = await _sent(request, NewPage)
    target = Target(id, "", sent.role, sent.date)

    def bring() -> Response:
        plan(_workspace(request), id)
        return _brought(request, who, fetched(room_of(request), who, sent.address), target)

    return await run_in_threadpool(bring)


@router.get("/documents", **described("All documents", tuple[Held, ...]))
def get_documents(request: Request, who: Reader) -> Response:
    """All documents, the last added first."""
    return _json(documents(_workspace(request)))


@router.get("/documents/{hash}", **described("One document", Document))
def get_document(request: Request, who: Reader, hash: DocumentPath) -> Response:
    """A document as it was read: its text, its outline, what it says of itself."""
    return _json(document(_workspace(request), _whole(request, hash)))


@router.get("/documents/{hash}/original", **described("The file", bytes))
def get_original(request: Request, who: Reader, hash: DocumentPath) -> Response:
    """The bytes of a document as they were added, to be saved and never shown."""
    data = original(_workspace(request), _whole(request, hash))
    return Response(data, media_type="application/octet-stream", headers={"Content-Disposition": "attachment"})


@router.get("/documents/{hash}/findings", **described("What was found in it", Coded))
def get_findings(request: Request, who: Reader, hash: DocumentPath) -> Response:
    """Commitments and claims as they stand, beside what the program found."""
    return _json(coded(_workspace(request), _whole(request, hash)))


@router.get("/documents/{hash}/corrections", **described("Its corrections", tuple[Correction, ...]))
def get_corrections(request: Request, who: Reader, hash: DocumentPath) -> Response:
    """The corrections of a document, first to last, with those undone and the undoings."""
    return _json(correcting.history(_workspace(request), _whole(request, hash)))


@router.post("/documents/{hash}/corrections", **described("Correct it", Correction, 201, sends=NewCorrection))
async def post_correction(request: Request, who: Analyst, hash: DocumentPath) -> Response:
    """Makes a change to what was found in a document."""
    sent = await _sent(request, NewCorrection)

    def correct() -> Response:
        where, stamp = _whole(request, hash), _stamp(request, who)
        made = correcting.correct(_workspace(request), where, sent.change, stamp, seen=sent.seen, note=sent.note)
        return _json(made, 201)

    return await run_in_threadpool(correct)


@router.delete("/documents/{hash}/corrections/{number}", **described("Undo a correction", Correction))
def delete_correction(request: Request, who: Analyst, hash: DocumentPath, number: NumberPath) -> Response:
    """Undoes a correction, which stays in the history; gives back the undoing."""
    return _json(correcting.undo(_workspace(request), _whole(request, hash), number, _stamp(request, who)))


@router.get("/search", **described("Search", SearchResult))
def get_search(request: Request, who: Reader, q: Typed = "", limit: Limit = 20, offset: Offset = 0) -> Response:
    """Documents, provisions and claims by words, "phrases", begin* and field:value."""
    return _json(search_result(searching.search(_workspace(request), q, limit=limit, offset=offset)))


@entrance.get("/openapi.json", include_in_schema=False)
def get_description() -> Response:
    """The description of all this."""
    return Response(_description(), media_type="application/json")


@cache
def _description() -> bytes:
    sent = (Credentials, NewCorrection, NewPage, NewPlan)
    answered = (Added, Coded, Correction, Document, Held, Listed, Plan, PlanId, Report, SearchResult, SessionToken)
    return msgspec.json.encode(description((*entrance.routes, *router.routes), (*sent, *answered)))


@lru_cache(maxsize=_KEPT)
def _assessment(workspace: Workspace, id: str, revision: int) -> bytes:
    return msgspec.json.encode(report(revised_assessment(workspace, id, revision), workspace.codebook))


def _brought(request: Request, who: Visitor, given: Given, target: Target) -> Response:
    plan(_workspace(request), target.plan)
    brought = bring_all(room_of(request), who, (given,), target)
    if brought.failures:
        raise IreniconError("unreadable", brought.failures[0].reason, given.name)
    return _json(brought.added[0], 201)


async def _sent(request: Request, kind: type[Sent]) -> Sent:
    """What a program sent, as JSON; raises IreniconError "wrong_use" where it is not that."""
    if request.headers.get("content-type", "").split(";")[0].strip().lower() != "application/json":
        raise Refused(415, "not_json")
    body = await request.body()
    try:
        if _NUL.search(body):
            raise msgspec.ValidationError("a character that no text has (U+0000)")
        return msgspec.json.decode(body, type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise IreniconError("wrong_use", f"What was sent is not what the description says: {error}.") from error


def _whole(request: Request, hash: str) -> str:
    return held(_workspace(request), hash).hash


def _workspace(request: Request) -> Workspace:
    return room_of(request).workspace


def _stamp(request: Request, who: Visitor) -> Stamp:
    return Stamp(who.account, room_of(request).now())


def _json(value: Any, status: int = 200) -> Response:
    return Response(msgspec.json.encode(value), status, media_type="application/json")
