"""Adding documents to a plan: files, pasted text, the address of a page."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Depends
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from irenicon.errors import IreniconError
from irenicon.store.model import Given, Role
from irenicon.store.plans import plans
from irenicon.web.pages.opened import SHORT
from irenicon.web.pages.visiting import Analyst
from irenicon.web.rendering import page
from irenicon.web.room import Room, room_of
from irenicon.web.trouble import STATUS
from irenicon.web.uploads import Brought, Target, bring_all, fetched, uploaded
from irenicon.web.visitor import Visitor, form_of

router = APIRouter(include_in_schema=False)
ROLES: tuple[Role, ...] = ("draft", "rendering", "reporting")


@router.get("/add")
def add_page(request: Request, who: Analyst, plan: str = "", role: str = "draft") -> Response:
    """The form for documents."""
    return _form(request, {"plan": plan, "role": role if role in ROLES else "draft"})


@router.post("/add")
def add(
    request: Request,
    who: Analyst,
    given: Annotated[tuple[Given, ...], Depends(uploaded)],
    form: Annotated[FormData, Depends(form_of)],
) -> Response:
    """Keeps the documents that can be read, and goes to the plan; tells of those that cannot."""
    room = room_of(request)
    try:
        every = [*given, *_fetched(room, who, str(form.get("address", "")))]
        if not every:
            raise IreniconError("wrong_use", "Choose a file, paste a text, or give an address.")
        brought = bring_all(room, who, every, _target(form))
    except IreniconError as error:
        if error.kind in STATUS:
            raise
        return _form(request, form, (str(error),), 422)
    if brought.failures:
        said = tuple(one.reason for one in brought.failures)
        return _form(request, {**dict(form), "plan": brought.plan, "text": ""}, said, 422, brought)
    return RedirectResponse(_address(brought), 303)


def _fetched(room: Room, who: Visitor, address: str) -> Sequence[Given]:
    return (fetched(room, who, address),) if address.strip() else ()


def _target(form: FormData) -> Target:
    """Raises IreniconError "wrong_use" for a date that is none."""
    written = str(form.get("date", "")).strip()
    role: Role = next((one for one in ROLES if one == form.get("role")), ROLES[0])
    try:
        day = date.fromisoformat(written).isoformat() if written else None
    except ValueError as error:
        raise IreniconError("wrong_use", f'"{written[:20]}" is no date; write it as 2031-03-03.') from error
    return Target(str(form.get("plan", "")), str(form.get("name", "")).strip()[:300], role, day)


def _address(brought: Brought) -> str:
    return f"/plans/{brought.plan}/documents/{brought.added[0].document[:SHORT]}"


def _form(
    request: Request, asked: Any, failed: tuple[str, ...] = (), status: int = 200, brought: Brought | None = None
) -> Response:
    room = room_of(request)
    return page(
        request,
        "add.html",
        status,
        listed=plans(room.workspace),
        roles=ROLES,
        asked={name: str(asked.get(name, "")) for name in ("plan", "name", "role", "date", "address", "text")},
        failed=failed,
        kept=_address(brought) if brought and brought.added else "",
        most=room.settings.limits.upload // 1_000_000,
    )
