"""The first page: the plans with their documents, and what changed lately."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from irenicon.store.feed import feed
from irenicon.store.plans import plan, plans
from irenicon.web.pages.happenings import changed, told
from irenicon.web.pages.visiting import Reader
from irenicon.web.rendering import page
from irenicon.web.room import room_of
from irenicon.web.wording import wording

router = APIRouter(include_in_schema=False)
_PLANS = 40  # plans whose documents are listed
_LATELY = 8


@router.get("/")
def home(request: Request, who: Reader) -> Response:
    """The first page; in an empty room what to do."""
    workspace = room_of(request).workspace
    listed = plans(workspace)
    names = {one.id: one.name for one in listed}
    answer = page(
        request,
        "home.html",
        listed=listed,
        held={one.id: plan(workspace, one.id) for one in listed[:_PLANS]},
        lately=told(workspace, feed(workspace, limit=_LATELY), names, wording(who.language)),
    )
    answer.background = changed(room_of(request))
    return answer
