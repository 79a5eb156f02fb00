"""Coming in and going out: sign in, accept an invitation, the door of one person's own room."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from irenicon.errors import IreniconError
from irenicon.web import accounts
from irenicon.web.accounts import Newcomer
from irenicon.web.rendering import page
from irenicon.web.room import room_of
from irenicon.web.visitor import Refused, Visitor, give_cookie, token_of, visitor
from irenicon.web.wording import wording

router = APIRouter()
Text = Annotated[str, Form(max_length=300)]


@router.get("/sign-in", include_in_schema=False)
def sign_in_page(request: Request, next: str = "/") -> Response:
    """Where one signs in; in one person's own room, which has no passwords, how one comes back."""
    room = room_of(request)
    own = room.settings.alone and not accounts.has_password(room.workspace)
    return page(request, "sign_in.html", next=within(next), failed="", name="", own_room=own)


@router.post("/sign-in", include_in_schema=False)
def sign_in(request: Request, name: Text, password: Text, next: Text = "/") -> Response:
    """Signs in, with a new token; the old one is worth nothing."""
    room, who = room_of(request), visitor(request)
    token = signed_in(request, who, name, password)
    if token is None:
        return page(request, "sign_in.html", 422, next=within(next), failed="wrong_password", name=name, own_room=False)
    answer = RedirectResponse(within(next), 303)
    give_cookie(answer, token, room.settings)
    return answer


def signed_in(request: Request, who: Visitor, name: str, password: str) -> str | None:
    """The token of a session, None where name and password are not of one account; raises Refused for the many who
    guess."""
    room = room_of(request)
    keys = (
        (f"{name.strip().casefold()} {who.address}", room.attempts),
        (who.address, room.guesses),
        (name, room.guesses),
    )
    seconds = max(rate.take(key) for key, rate in keys)
    if seconds:
        raise Refused(429, "too_many_attempts", seconds)
    token = accounts.sign_in(room.workspace, name, password, room.now(), room.settings.session_days)
    if token is not None:
        for key, rate in keys:
            rate.forget(key)
        if who.account:
            accounts.sign_out(room.workspace, token_of(request))
    return token


@router.post("/sign-out", include_in_schema=False)
def sign_out(request: Request) -> Response:
    """Ends the session; the browser forgets its token and the pages it kept."""
    room = room_of(request)
    accounts.sign_out(room.workspace, token_of(request))
    answer = RedirectResponse("/sign-in", 303, {"Clear-Site-Data": '"cache"'})
    give_cookie(answer, "", room.settings)
    return answer


@router.get("/enter", include_in_schema=False)
def enter(request: Request, token: str = "") -> Response:
    """Lets the one person at this machine in, by the address that was printed; it opens once."""
    room = room_of(request)
    if not room.door.opens(token):
        raise Refused(403, "door_used")
    answer = RedirectResponse("/", 303)
    session = accounts.begin_session(room.workspace, room.door.owner, room.now(), room.settings.session_days)
    give_cookie(answer, session, room.settings)
    return answer


@router.get("/invitation", include_in_schema=False)
def invitation(request: Request, token: str = "") -> Response:
    """Where somebody who is invited makes an account."""
    room = room_of(request)
    role = accounts.invited(room.workspace, token, room.now())
    if role is None:
        raise Refused(404, "no_invitation")
    return page(request, "invitation.html", role=role, token=token, failed="", name="", shown="")


@router.post("/invitation", include_in_schema=False)
def accept(request: Request, token: Text, name: Text, password: Text, again: Text, shown: Text = "") -> Response:
    """Makes the account and signs in."""
    room, who = room_of(request), visitor(request)
    role = accounts.invited(room.workspace, token, room.now())
    if role is None:
        raise Refused(404, "no_invitation")
    try:
        if password != again:
            raise IreniconError("wrong_use", wording(who.language)("passwords_differ", "room"))
        new = Newcomer(name, shown, role, password, who.language)
        made = accounts.accept(room.workspace, token, new, room.now())
    except IreniconError as error:
        if error.kind not in ("wrong_use", "conflict"):
            raise
        return page(request, "invitation.html", 422, role=role, token=token, failed=str(error), name=name, shown=shown)
    session = accounts.begin_session(room.workspace, made.name, room.now(), room.settings.session_days)
    answer = RedirectResponse("/", 303)
    give_cookie(answer, session, room.settings)
    return answer


def within(path: str) -> str:
    """A path of this room; its first page for what leads elsewhere."""
    inside = path.startswith("/") and not path.startswith(("//", "/\\")) and path.isprintable() and "\\" not in path
    return path if inside else "/"
