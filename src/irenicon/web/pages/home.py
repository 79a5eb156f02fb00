"""The first page."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends
from starlette.requests import Request
from starlette.responses import Response

from irenicon.web.rendering import page
from irenicon.web.visitor import Visitor, require

router = APIRouter(include_in_schema=False)
Reader = Annotated[Visitor, Depends(require("reader"))]


@router.get("/")
def home(request: Request, who: Reader) -> Response:
    """The first page."""
    return page(request, "home.html")
