"""Pages of accounts: one's own, and for owners those of all, the invitations and the audit log."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Form
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from irenicon.errors import IreniconError
from irenicon.report.wording import LANGUAGES
from irenicon.store.accounts import AccountRole
from irenicon.store.accounts import accounts as all_accounts
from irenicon.store.auditing import audit_log
from irenicon.store.model import Stamp
from irenicon.web import accounts
from irenicon.web.accounts import ROLES
from irenicon.web.rendering import page
from irenicon.web.room import room_of
from irenicon.web.visitor import Visitor, give_cookie, require
from irenicon.web.wording import wording

router = APIRouter(include_in_schema=False)
Reader = Annotated[Visitor, Depends(require("reader"))]
Owner = Annotated[Visitor, Depends(require("owner"))]
Text = Annotated[str, Form(max_length=300)]


@router.get("/account")
def account(request: Request, who: Reader) -> Response:
    """One's own account."""
    return page(request, "account.html", failed="", languages=LANGUAGES)


@router.post("/account/language")
def set_language(request: Request, who: Reader, language: Text = "") -> Response:
    """Sets the language of the interface; any other value leaves it to the browser."""
    accounts.set_language(room_of(request).workspace, who.account, language if language in LANGUAGES else None)
    return RedirectResponse("/account", 303)


@router.post("/account/password")
def set_password(request: Request, who: Reader, old: Text, new: Text, again: Text) -> Response:
    """Changes the password; every session ends and a new one begins here."""
    room = room_of(request)
    try:
        if new != again:
            raise IreniconError("wrong_use", wording(who.language)("passwords_differ", "room"))
        accounts.change_password(room.workspace, old, new, _stamp(request, who))
    except IreniconError as error:
        if error.kind != "wrong_use":
            raise
        return page(request, "account.html", 422, failed=str(error), languages=LANGUAGES)
    answer = RedirectResponse("/account", 303)
    token = accounts.begin_session(room.workspace, who.account, room.now(), room.settings.session_days)
    give_cookie(answer, token, room.settings)
    return answer


@router.post("/account/sign-out-everywhere")
def sign_out_everywhere(request: Request, who: Reader) -> Response:
    """Ends every session of the account."""
    room = room_of(request)
    accounts.sign_out_everywhere(room.workspace, _stamp(request, who))
    answer = RedirectResponse("/sign-in", 303, {"Clear-Site-Data": '"cache"'})
    give_cookie(answer, "", room.settings)
    return answer


@router.get("/accounts")
def everybody(request: Request, who: Owner) -> Response:
    """All accounts and the open accounts."""
    return _everybody(request)


@router.post("/accounts/invite")
def invite(request: Request, who: Owner, role: Annotated[AccountRole, Form()]) -> Response:
    """Makes an invitation and shows its address, this once."""
    room = room_of(request)
    token = accounts.invite(room.workspace, role, room.settings.invitation_days, _stamp(request, who))
    return _everybody(request, link=f"{room.settings.address}/invitation?token={token}")


@router.post("/accounts/withdraw")
def withdraw(request: Request, who: Owner, id: Text) -> Response:
    """Withdraws an invitation."""
    room = room_of(request)
    accounts.withdraw(room.workspace, id, _stamp(request, who))
    return RedirectResponse("/accounts", 303)


@router.post("/accounts/role")
def set_role(request: Request, who: Owner, name: Text, role: Annotated[AccountRole, Form()]) -> Response:
    """Gives an account another role."""
    room = room_of(request)
    accounts.set_role(room.workspace, name, role, _stamp(request, who))
    return RedirectResponse("/accounts", 303)


@router.post("/accounts/close")
def close(request: Request, who: Owner, name: Text) -> Response:
    """Closes an account."""
    room = room_of(request)
    accounts.close_account(room.workspace, name, _stamp(request, who))
    return RedirectResponse("/accounts", 303)


@router.get("/audit")
def audit(request: Request, who: Owner) -> Response:
    """What was done lately, by whom."""
    return page(request, "audit.html", lines=audit_log(room_of(request).workspace))


def _stamp(request: Request, who: Visitor) -> Stamp:
    return Stamp(who.account, room_of(request).now())


def _everybody(request: Request, link: str = "") -> Response:
    room = room_of(request)
    return page(
        request,
        "accounts.html",
        accounts=all_accounts(room.workspace),
        invitations=accounts.open_invitations(room.workspace, room.now()),
        roles=ROLES,
        link=link,
    )
