"""What a reader is told where something cannot be done: a page, or for a program a record."""

from __future__ import annotations

import logging
import math
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from irenicon.errors import IreniconError
from irenicon.report.wording import Wording
from irenicon.web.rendering import page, path_of
from irenicon.web.visitor import Refused, anybody
from irenicon.web.wording import wording

STATUS = {"not_found": 404, "conflict": 409, "newer": 503, "no_space": 507, "unreachable": 503, "busy": 503}
_UNUSABLE = 422
_HTTP = {404: "no_such_page", 405: "no_such_page"}
_AGAIN = 5

log = logging.getLogger(__name__)


def tell(app: FastAPI) -> None:
    """Lets an application answer every kind of trouble."""
    app.add_exception_handler(IreniconError, _unusable)
    app.add_exception_handler(Refused, _refused)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(Exception, _fault)


def is_program(request: Request) -> bool:
    """Whether a program asks, which is answered in JSON."""
    return request.url.path.startswith("/api/")


def _unusable(request: Request, error: Exception) -> Response:
    assert isinstance(error, IreniconError)
    status = STATUS.get(error.kind, _UNUSABLE)
    if status < 500:
        return _answer(request, status, error.kind, str(error), {})
    log.error("%s %s: %s", request.method, request.url.path, error)  # which names the database, so not to readers
    return _answer(request, status, error.kind, "", {"Retry-After": str(_AGAIN)} if status == 503 else {})


def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, Refused)
    if error.status == 401 and not is_program(request):
        return to_sign_in(request)
    headers = {"Retry-After": str(math.ceil(error.seconds))} if error.seconds else {}
    return _answer(request, error.status, error.reason, "", headers)


def to_sign_in(request: Request) -> Response:
    """To the page where one signs in, and from there back to this one."""
    if request.headers.get("hx-request"):
        return Response(status_code=401, headers={"HX-Redirect": "/sign-in"})
    if request.method != "GET":
        return RedirectResponse("/sign-in", 303)
    return RedirectResponse(f"/sign-in?{urlencode({'next': path_of(request)})}", 303)


def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    headers = dict(error.headers or {})
    return _answer(request, error.status_code, _HTTP.get(error.status_code, "cannot"), "", headers)


def _invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    words = wording(anybody(request).language)
    reason = " ".join(_told(one, words) for one in error.errors()[:5])
    return _answer(request, _UNUSABLE, "wrong_use", reason, {})


def _told(error: Mapping[str, Any], words: Wording) -> str:
    """What was wrong with one thing that was sent: too long as a sentence, anything else by its place."""
    if error["type"] == "string_too_long":
        said = words("too_long", "trouble")
        return said.format(name=error["loc"][-1], written=len(error["input"]), most=error["ctx"]["max_length"])
    return f"{'.'.join(map(str, error['loc']))}: {error['msg']}."


def _fault(request: Request, error: Exception) -> Response:
    return _answer(request, 500, "fault", "", {})


def _answer(request: Request, status: int, kind: str, reason: str, headers: dict[str, str]) -> Response:
    words = wording(anybody(request).language)
    said = reason or words(kind, "trouble")
    if is_program(request):
        return JSONResponse({"kind": kind, "reason": said}, status, headers)
    shown = page(request, "trouble.html", status, reason=said, kind=kind)
    shown.headers.update(headers)
    return shown
