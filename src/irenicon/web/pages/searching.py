"""Search over documents, provisions and claims, and provisions like one."""

from __future__ import annotations

from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from irenicon.coding.keys import read_key
from irenicon.store.doubts import doubt_said
from irenicon.store.query import FIELDS
from irenicon.store.searching import Hit, like_this, search
from irenicon.web.pages.opened import SHORT
from irenicon.web.pages.visiting import Reader
from irenicon.web.rendering import page
from irenicon.web.room import room_of
from irenicon.web.wording import wording

router = APIRouter(include_in_schema=False)
_A_PAGE = 20
_LIKE = 20
_EXAMPLES = (
    "act:withdraw_forces obligor:Selmark",
    "vague:no_deadline in:provision",
    '"security guarantee*" language:en',
)


@router.get("/search")
def search_page(
    request: Request,
    who: Reader,
    q: Annotated[str, Query(max_length=300)] = "",
    start: Annotated[int, Query(ge=0, le=100_000)] = 0,
    like: Annotated[str, Query(max_length=300)] = "",
) -> Response:
    """What was found; without a question, help on how to ask."""
    workspace = room_of(request).workspace
    if like:
        hash, _, key = like.partition("/")
        alike = like_this(workspace, hash, read_key(key), limit=_LIKE)
        return _page(request, hits=alike, total=len(alike), like=like)
    found = search(workspace, q, limit=_A_PAGE, offset=start)
    doubts = [doubt_said(one, wording(who.language)) for one in found.query.doubts]
    return _page(request, q=q, hits=found.hits, total=found.total, ranked=found.ranked, start=start, doubts=doubts)


def address_of(hit: Hit) -> str:
    """Where a hit is read; "" where its document is in no plan."""
    if not hit.plans:
        return ""
    at = f"?{urlencode({'at': hit.key}, safe=':')}#at" if hit.key else ""
    return f"/plans/{hit.plans[0]}/documents/{hit.document[:SHORT]}{at}"


def _page(request: Request, **values: Any) -> Response:
    usual: dict[str, Any] = {"q": "", "like": "", "start": 0, "step": _A_PAGE, "ranked": True, "doubts": ()}
    book = room_of(request).workspace.codebook
    told = {"address_of": address_of, "fields": FIELDS, "examples": _EXAMPLES, "acts": book.acts}
    return page(request, "search.html", **{**usual, **told, **values})
