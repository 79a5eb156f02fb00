"""Who asks: an account with its role, or somebody who has not signed in; and what each may do.

A browser holds one random token in a cookie that no script can read. The token of a session stands hashed in the
workspace; forms carry a value derived from it, which another site's page cannot know. A program sends the token of its
session as `Authorization: Bearer`, which no browser adds by itself.
"""

from __future__ import annotations

import hmac
from collections.abc import Callable

import msgspec
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from irenicon.errors import IreniconError
from irenicon.store.accounts import Account, AccountRole
from irenicon.web.accounts import ROLES, account_of
from irenicon.web.room import room_of
from irenicon.web.security import SAFE
from irenicon.web.settings import Settings
from irenicon.web.tokens import csrf_of, new_token
from irenicon.web.wording import preferred

_DAY = 86_400
_LONGEST = 200
_FIELDS = 200


class Visitor(msgspec.Struct, frozen=True):
    """Who sent a request: `account` is "" and `role` None for somebody who has not signed in.

    `csrf` is what a form of this visitor must carry, `address` the client's, `chosen` the language that the account has
    set, `fresh` the token to give a browser that had none; `bearer` is true for a program.
    """

    account: str
    shown: str
    role: AccountRole | None
    language: str
    csrf: str
    address: str
    chosen: str | None = None
    fresh: str = ""
    bearer: bool = False

    @property
    def key(self) -> str:
        """What limits are counted by: the account, or the address where nobody has signed in."""
        return self.account or self.address

    def may(self, role: AccountRole) -> bool:
        """Whether the visitor may do what an account of a role may."""
        return self.role is not None and ROLES.index(self.role) >= ROLES.index(role)


class Refused(Exception):  # noqa: N818  an answer, no error of the program
    """The visitor may not: `status` 401 (sign in first), 403 (the role, or not a form of ours), 429 (wait `seconds`);
    `reason` is a key of the room's words."""

    def __init__(self, status: int, reason: str, seconds: float = 0.0) -> None:
        super().__init__(reason)
        self.status = status
        self.reason = reason
        self.seconds = seconds


def visitor(request: Request) -> Visitor:
    """Who sent a request; raises IreniconError where the workspace cannot be asked."""
    found: Visitor | None = getattr(request.state, "visitor", None)
    if found is None:
        token = token_of(request)
        account = account_of(room_of(request).workspace, token, room_of(request).now()) if token else None
        found = request.state.visitor = _visitor(request, token, account)
    return found


def anybody(request: Request) -> Visitor:
    """Who sent a request, somebody unknown where the workspace cannot be asked; for pages that tell of trouble."""
    try:
        return visitor(request)
    except IreniconError:
        return _visitor(request, token_of(request), None)


def require(role: AccountRole) -> Callable[[Request], Visitor]:
    """The dependency of what only accounts of a role may do; raises Refused."""

    def allowed(request: Request) -> Visitor:
        who = visitor(request)
        if who.role is None:
            raise Refused(401, "sign_in_first")
        if not who.may(role):
            raise Refused(403, f"only_{role}")
        return who

    return allowed


def counted(request: Request) -> None:
    """The dependency of every page: not more often than the room allows, nor in a workspace that a newer program has
    taken over; raises Refused or IreniconError."""
    room = room_of(request)
    room.watch.look()
    rate = room.pages if request.method in SAFE else room.changes
    seconds = rate.take(visitor(request).key)
    if seconds:
        raise Refused(429, "too_often", seconds)


async def own_form(request: Request) -> None:
    """The dependency of every change: the visitor's own value in the header `X-CSRF-Token` or the field `csrf`.

    Raises Refused, and for an upload before it is received where the visitor may not send one.
    """
    if request.method in SAFE or bearer_of(request):
        return
    if is_multipart(request) and not visitor(request).may("analyst"):
        raise Refused(403 if visitor(request).role else 401, "only_analyst")
    form = await form_of(request)
    if any(isinstance(value, str) and "\0" in value for value in form.values()):
        raise Refused(422, "cannot")  # U+0000 is in no text, and no database keeps it
    given = request.headers.get("x-csrf-token") or form.get("csrf")
    token = request.cookies.get(cookie_name(room_of(request).settings), "")
    if not token or not isinstance(given, str) or not hmac.compare_digest(given.encode(), csrf_of(token).encode()):
        raise Refused(403, "not_our_form")


def is_multipart(request: Request) -> bool:
    """Whether a request is a form with files."""
    return request.headers.get("content-type", "").lower().startswith("multipart/form-data")


async def form_of(request: Request) -> FormData:
    """The form that was sent, within the limits."""
    limits = room_of(request).settings.limits
    return await request.form(max_files=limits.files, max_fields=_FIELDS, max_part_size=limits.form)


def token_of(request: Request) -> str:
    """The token that a browser or a program holds, "" where it has none."""
    given = bearer_of(request) or request.cookies.get(cookie_name(room_of(request).settings), "")
    return given if len(given) <= _LONGEST else ""


def bearer_of(request: Request) -> str:
    """The token of a program."""
    kind, _, token = request.headers.get("authorization", "").partition(" ")
    return token.strip() if kind.lower() == "bearer" else ""


def give_cookie(response: Response, token: str, settings: Settings) -> None:
    """Lets a browser hold a token; "" takes it away."""
    response.set_cookie(
        cookie_name(settings),
        token,
        max_age=settings.session_days * _DAY if token else 0,
        secure=settings.https,
        httponly=True,
        samesite="lax",
    )


def cookie_name(settings: Settings) -> str:
    """Bound to the host where the connection is encrypted; with the port else, since ports share cookies."""
    return "__Host-irenicon" if settings.https else f"irenicon-{settings.address.rpartition(':')[2]}"


def _visitor(request: Request, token: str, account: Account | None) -> Visitor:
    fresh = "" if token else new_token()
    language = account.language if account else None
    return Visitor(
        account=account.name if account else "",
        shown=account.shown if account else "",
        role=account.role if account else None,
        language=language or preferred(request.headers.get("accept-language", "")),
        csrf=csrf_of(token or fresh),
        address=request.client.host if request.client else "",
        chosen=account.language if account else None,
        fresh=fresh,
        bearer=bool(bearer_of(request)),
    )
