"""Adding documents to a plan: files, pasted text, the address of a page."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Any

import msgspec
from fastapi import APIRouter, Depends
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from irenicon.errors import Failure, IreniconError
from irenicon.store.documents import add_document, held
from irenicon.store.feed import note_changes
from irenicon.store.model import Given, Place, Role, Stamp
from irenicon.store.plans import add_plan, plans
from irenicon.store.plans import plan as plan_in
from irenicon.store.rereading import reread
from irenicon.web.pages.opened import SHORT
from irenicon.web.pages.visiting import Analyst
from irenicon.web.rendering import page
from irenicon.web.room import Room, room_of
from irenicon.web.uploads import bring, fetched, uploaded
from irenicon.web.visitor import Visitor, form_of

router = APIRouter(include_in_schema=False)
ROLES: tuple[Role, ...] = ("draft", "rendering", "reporting")


class Asked(msgspec.Struct, frozen=True):
    """Where the documents of a form belong: a plan's id, or "" for a new one, which is named after the first document
    where it has no name."""

    plan: str
    name: str
    role: Role
    date: str | None


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
    failures: list[Failure] = []
    try:
        asked = _asked(form)
        every = [*given, *_fetched(room, who, str(form.get("address", "")))]
        if not every:
            raise IreniconError("wrong_use", "Choose a file, paste a text, or give an address.")
    except IreniconError as error:
        return _form(request, form, (str(error),), 422)
    plan, first = asked.plan, ""
    for one in every:
        try:
            plan, hash = _added(room, who, one, msgspec.structs.replace(asked, plan=plan))
            first = first or hash
        except IreniconError as error:
            failures.append(Failure.of(error, one.name))
    if first:
        stamp = Stamp(who.account, room.now())
        reread(room.workspace, plan, stamp)
        note_changes(room.workspace, plan, stamp.at)
    if failures:
        return _form(request, {**dict(form), "plan": plan}, tuple(one.reason for one in failures), 422)
    return RedirectResponse(f"/plans/{plan}/documents/{first[:SHORT]}", 303)


def _added(room: Room, who: Visitor, given: Given, asked: Asked) -> tuple[str, str]:
    """The plan and the document's hash."""
    stamp = Stamp(who.account, room.now())
    if asked.plan:
        plan_in(room.workspace, asked.plan)
        return asked.plan, bring(room, who, given, Place(asked.plan, asked.role, asked.date)).document
    if asked.name.strip():
        plan = add_plan(room.workspace, asked.name, stamp)
        return plan, bring(room, who, given, Place(plan, asked.role, asked.date)).document
    hash = bring(room, who, given).document
    document = held(room.workspace, hash)
    plan = add_plan(room.workspace, (document.title or document.source)[:300], stamp)
    add_document(room.workspace, given, stamp, Place(plan, asked.role, asked.date))
    return plan, hash


def _fetched(room: Room, who: Visitor, address: str) -> Sequence[Given]:
    return (fetched(room, who, address),) if address.strip() else ()


def _asked(form: FormData) -> Asked:
    """Raises IreniconError "wrong_use" for a date that is none."""
    written = str(form.get("date", "")).strip()
    role: Role = next((one for one in ROLES if one == form.get("role")), ROLES[0])
    try:
        day = date.fromisoformat(written).isoformat() if written else None
    except ValueError as error:
        raise IreniconError("wrong_use", f'"{written[:20]}" is no date; write it as 2031-03-03.') from error
    return Asked(str(form.get("plan", "")), str(form.get("name", ""))[:300], role, day)


def _form(request: Request, asked: Any, failed: tuple[str, ...] = (), status: int = 200) -> Response:
    room = room_of(request)
    return page(
        request,
        "add.html",
        status,
        listed=plans(room.workspace),
        roles=ROLES,
        asked={name: str(asked.get(name, "")) for name in ("plan", "name", "role", "date", "address", "text")},
        failed=failed,
        most=room.settings.limits.upload // 1_000_000,
    )
