"""Saved items."""

from __future__ import annotations

from datetime import datetime
from typing import get_args
from urllib.parse import urlencode

import msgspec
from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from irenicon.coding.keys import placed, read_key
from irenicon.errors import IreniconError
from irenicon.store.assessing import coded
from irenicon.store.documents import held
from irenicon.store.following import Saved, SavedSort, save, saved, unsave
from irenicon.store.model import Stamp
from irenicon.store.plans import plan, plans_with
from irenicon.store.workspace import Workspace
from irenicon.web.pages.opened import SHORT, findings
from irenicon.web.pages.toggling import Button, answered
from irenicon.web.pages.visiting import Reader
from irenicon.web.rendering import page
from irenicon.web.room import room_of

router = APIRouter(include_in_schema=False)


class Item(msgspec.Struct, frozen=True):
    """Something saved as its page shows it; `quote` is "" for what has no words of its own."""

    sort: SavedSort
    target: str
    at: datetime
    title: str
    quote: str
    address: str


@router.get("/saved")
def saved_page(request: Request, who: Reader) -> Response:
    """What the account saved, the last first; what is no longer there is left out."""
    workspace = room_of(request).workspace
    kept = saved(workspace, who.account)
    items = [item for one in kept if (item := _item(workspace, one)) is not None]
    return page(request, "saved.html", items=items, saved={(one.sort, one.target) for one in kept})


@router.post("/saved")
def set_saved(request: Request, who: Reader, button: Button) -> Response:
    """Saves, or saves no longer."""
    room = room_of(request)
    sort = next((one for one in get_args(SavedSort) if one == button.sort), None)
    if sort is None:
        raise IreniconError("wrong_use", f'"{button.sort}" cannot be saved.')
    if button.on:
        save(room.workspace, sort, button.name, Stamp(who.account, room.now()))
    else:
        unsave(room.workspace, sort, button.name, who.account)
    return answered(request, "/saved", button)


def _item(workspace: Workspace, one: Saved) -> Item | None:
    try:
        if one.sort == "search":
            return Item(one.sort, one.target, one.at, one.target, "", f"/search?{urlencode({'q': one.target})}")
        if one.sort == "plan":
            return Item(one.sort, one.target, one.at, plan(workspace, one.target).name, "", f"/plans/{one.target}")
        return _in_document(workspace, one)
    except IreniconError as error:
        if error.kind not in ("not_found", "wrong_use"):
            raise
        return None


def _in_document(workspace: Workspace, one: Saved) -> Item | None:
    hash, _, written = one.target.partition("/")
    document = held(workspace, hash)
    plans = plans_with(workspace, document.hash)
    if not plans:
        return None
    address = f"/plans/{plans[0]}/documents/{document.hash[:SHORT]}"
    title = document.title or document.source
    if not written:
        return Item(one.sort, one.target, one.at, title, "", address)
    found = {each.key: each.now or each.original for each in findings(coded(workspace, document.hash))}
    key = placed(read_key(written), tuple(found))
    stands = found[key] if key else None
    quote = stands.quote if stands else ""
    return Item(one.sort, one.target, one.at, title, quote, f"{address}?{urlencode({'at': written}, safe=':')}#at")
