"""A document of a plan as a readable article: its head, the pictures, the ledger beside the text, the claims."""

from __future__ import annotations

import math
from typing import Any

from fastapi import APIRouter
from starlette.background import BackgroundTask
from starlette.requests import Request
from starlette.responses import Response

from irenicon.coding.keys import read_key
from irenicon.coding.model import Key
from irenicon.documents.model import Document
from irenicon.errors import IreniconError
from irenicon.report.filters import Filters, filters_of
from irenicon.report.page import Reading, shown
from irenicon.store.following import count_view, follows, saved, views
from irenicon.web.pages.addresses import InTheRoom
from irenicon.web.pages.opened import Opened, opened
from irenicon.web.pages.visiting import Reader, tabs
from irenicon.web.rendering import page
from irenicon.web.room import room_of
from irenicon.web.visitor import Visitor
from irenicon.web.wording import wording

router = APIRouter(include_in_schema=False)
_WORDS_A_MINUTE = 230  # silent reading of non-fiction: Brysbaert 2019, 238 in English


@router.get("/plans/{plan}")
def plan_page(request: Request, who: Reader, plan: str) -> Response:
    """The document of a plan to read first: its last draft."""
    found = opened(room_of(request).workspace, plan, who.language)
    if found.newest is None:
        return page(request, "plan_empty.html", **tabs(found, "text"))
    return _article(request, who, found, found.newest)


@router.get("/plans/{plan}/documents/{document}")
def document_page(request: Request, who: Reader, plan: str, document: str) -> Response:
    """A document of a plan."""
    found = opened(room_of(request).workspace, plan, who.language)
    return _article(request, who, found, found.number_of(document))


def _article(request: Request, who: Visitor, found: Opened, number: int) -> Response:
    workspace = room_of(request).workspace
    hash = found.plan.documents[number].document.hash
    answer = page(
        request,
        "reading.html",
        **tabs(found, "text", number),
        **article(found, number, who, request),
        seen=views(workspace, "document", hash),
        follows={(one.sort, one.name) for one in follows(workspace, who.account)},
        saved={(one.sort, one.target) for one in saved(workspace, who.account)},
    )
    if "at" not in request.query_params:
        answer.background = BackgroundTask(count_view, workspace, "document", hash)
    return answer


def article(found: Opened, number: int, who: Visitor, request: Request) -> dict[str, Any]:
    """All that the parts of a document's page speak of."""
    asked = filters_of(request.query_params)
    key = chosen_key(request)
    words = wording(who.language)
    how = Reading(
        InTheRoom(found, number, asked),
        asked,
        found.index_of(number, key, "commitment"),
        found.index_of(number, key, "claim"),
        sendable=True,
    )
    view = found.views[number]
    return {
        **shown(found.assessment, found.views, room_of(request).workspace.codebook, words, how),
        "view": view,
        "one": view.assessed,
        "coded": found.coded[number],
        "standing": found.commitments[number],
        "standing_claims": found.claims[number],
        "reading_minutes": minutes(view.assessed.document),
        "unfiltered": asked == Filters(),
    }


def chosen_key(request: Request) -> Key | None:
    """The finding that an address chooses; None where it names none or what is none."""
    try:
        return read_key(request.query_params["at"]) if "at" in request.query_params else None
    except IreniconError:
        return None


def minutes(document: Document) -> int:
    """How long a document takes to read, in minutes: as it states itself, else by its words."""
    return document.reading_minutes or max(1, math.ceil(document.words / _WORDS_A_MINUTE))
