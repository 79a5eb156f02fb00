"""Buttons that stay pressed: followed, saved."""

from __future__ import annotations

from typing import Annotated

import msgspec
from fastapi import Depends
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from irenicon.errors import IreniconError
from irenicon.web.entrance import within
from irenicon.web.pages.forms import Given
from irenicon.web.rendering import page

_LONGEST = 300


class Pressed(msgspec.Struct, frozen=True):
    """What a button's form says: what it is about, what stands on it, whether it is to be on, and where one was."""

    sort: str
    name: str
    said: str
    on: bool
    next: str


def pressed(form: Given) -> Pressed:
    """The dependency of a button's form; raises IreniconError "wrong_use" for a name that is too long."""
    given = {name: str(form.get(name, "")) for name in ("sort", "name", "said", "on", "next")}
    if any(len(given[name]) > _LONGEST for name in ("sort", "name", "said", "on")):
        raise IreniconError("wrong_use", f"A name has at most {_LONGEST} letters.")
    return Pressed(given["sort"], given["name"], given["said"], bool(given["on"]), given["next"])


Button = Annotated[Pressed, Depends(pressed)]


def answered(request: Request, action: str, button: Pressed) -> Response:
    """The button as it now is, for htmx; else back to where one was."""
    if request.headers.get("hx-request"):
        told = {**msgspec.structs.asdict(button), "path": button.next}
        return page(request, "toggle.html", action=action, **told)
    return RedirectResponse(within(button.next or "/"), 303)
