"""Following: the feed of what changed, as a page, as Atom, and deadlines as a calendar."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable
from typing import Annotated, get_args
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Query
from starlette.requests import Request
from starlette.responses import Response

from irenicon.errors import IreniconError
from irenicon.store.accounts import account
from irenicon.store.deadlines import deadlines
from irenicon.store.documents import held
from irenicon.store.feed import feed
from irenicon.store.following import Follow, Followed, follow, follows, unfollow
from irenicon.store.model import Stamp
from irenicon.store.plans import plans
from irenicon.web.pages.addresses import subject
from irenicon.web.pages.atom import Entry, Feed, to_atom
from irenicon.web.pages.calendar import Deadline, to_calendar
from irenicon.web.pages.happenings import changed, told
from irenicon.web.pages.opened import SHORT
from irenicon.web.pages.toggling import Button, answered
from irenicon.web.pages.visiting import Reader
from irenicon.web.rendering import page
from irenicon.web.room import Room, room_of
from irenicon.web.visitor import Refused, visitor
from irenicon.web.wording import wording

router = APIRouter(include_in_schema=False)
_SHOWN = 60
_ORDER = ("plan", "party", "person", "organisation", "source")


@router.get("/following")
def following(request: Request, who: Reader) -> Response:
    """What changed in what the account follows, and what that is."""
    room = room_of(request)
    names = _plan_names(room)
    kept = follows(room.workspace, who.account)
    private = _private(room, who.account)
    answer = page(
        request,
        "following.html",
        entries=told(room.workspace, feed(room.workspace, who.account, limit=_SHOWN), names, wording(who.language)),
        followed=_grouped(kept, names),
        follows={(one.sort, one.name) for one in kept},
        feed=f"/following.atom{private}",
        calendar=f"/deadlines.ics{private}",
    )
    answer.background = changed(room_of(request))
    return answer


@router.post("/following")
def set_following(request: Request, who: Reader, button: Button) -> Response:
    """Follows, or follows no longer."""
    room = room_of(request)
    sort = next((one for one in get_args(Followed) if one == button.sort), None)
    if sort is None:
        raise IreniconError("wrong_use", f'"{button.sort}" cannot be followed.')
    if button.on:
        follow(room.workspace, sort, button.name, Stamp(who.account, room.now()))
    else:
        unfollow(room.workspace, sort, button.name, who.account)
    return answered(request, "/following", button)


def keyholder(request: Request, who: Annotated[str, Query(alias="account", max_length=60)] = "", key: str = "") -> str:
    """The account whose feed is asked for: that of the private address, else the one signed in; raises Refused."""
    room = room_of(request)
    if who and key and hmac.compare_digest(key.encode(), _key(room, who).encode()):
        return who
    signed_in = visitor(request)
    if signed_in.role is None:
        raise Refused(401, "sign_in_first")
    return signed_in.account


Keyholder = Annotated[str, Depends(keyholder)]


@router.get("/following.atom")
def atom(request: Request, who: Keyholder) -> Response:
    """The feed as Atom."""
    room = room_of(request)
    words = wording(_language(request, room, who))
    entries = [
        Entry(
            one.id,
            one.at,
            f"{words(one.kind, 'event')}: {one.title}",
            f"{room.settings.address}{one.address}",
            one.said,
        )
        for one in told(room.workspace, feed(room.workspace, who, limit=_SHOWN), _plan_names(room), words)
    ]
    here = f"{room.settings.address}/following"
    made = to_atom(Feed("Irenicon", f"{here}.atom", here, words.language), entries, room.now())
    return Response(made, media_type="application/atom+xml")


@router.get("/deadlines.ics")
def calendar(request: Request, who: Keyholder) -> Response:
    """The deadlines of the plans that the account follows, of all where it follows none, as a calendar."""
    room = room_of(request)
    followed = [one.name for one in follows(room.workspace, who) if one.sort == "plan"]
    chosen = [one.id for one in plans(room.workspace) if one.id in followed or not followed]
    words = wording(_language(request, room, who))
    made = to_calendar(words("calendar_name", "pages"), _deadlines(room, chosen, words.language))
    return Response(
        made,
        media_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": 'inline; filename="deadlines.ics"'},
    )


@router.get("/plans/{plan}/deadlines.ics")
def calendar_of_plan(request: Request, who: Reader, plan: str) -> Response:
    """The deadlines of one plan as a calendar."""
    made = to_calendar(plan, _deadlines(room_of(request), [plan], who.language))
    return Response(
        made,
        media_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": f'inline; filename="{plan}.ics"'},
    )


def _deadlines(room: Room, chosen: Iterable[str], language: str) -> Iterable[Deadline]:
    words, acts = wording(language), room.workspace.codebook.acts
    for plan in chosen:
        for one in deadlines(room.workspace, plan):
            who = ", ".join(one.commitment.obligors) or words("nobody")
            at = urlencode({"at": str(one.key)}, safe=":")
            yield Deadline(
                id=f"{plan}-{one.document[:SHORT]}-{one.key}".replace(":", "-"),
                day=one.day,
                summary=f"{words.act(acts[one.commitment.act])}: {who}",
                said=" ".join(one.commitment.quote.split()),
                address=f"{room.settings.address}/plans/{plan}/documents/{one.document[:SHORT]}?{at}#at",
                known_at=held(room.workspace, one.document).added_at,
            )


def _grouped(kept: Iterable[Follow], names: dict[str, str]) -> list[tuple[str, list[tuple[str, str, str]]]]:
    """By sort: the name, what is shown for it, and where it is read."""
    groups: dict[str, list[tuple[str, str, str]]] = {}
    for one in kept:
        where = f"/plans/{one.name}" if one.sort == "plan" else subject(one.sort, one.name)
        groups.setdefault(one.sort, []).append((one.name, names.get(one.name, one.name), where))
    return sorted(groups.items(), key=lambda group: _ORDER.index(group[0]))


def _plan_names(room: Room) -> dict[str, str]:
    return {one.id: one.name for one in plans(room.workspace)}


def _language(request: Request, room: Room, who: str) -> str:
    found = account(room.workspace, who)
    return (found.language if found else None) or visitor(request).language


def _private(room: Room, who: str) -> str:
    """What makes an address of the account readable without signing in; "" for an account without a password."""
    key = _key(room, who)
    return f"?{urlencode({'account': who, 'key': key})}" if key else ""


def _key(room: Room, who: str) -> str:
    """Known to nobody who does not know the kept password; another one with another password."""
    found = account(room.workspace, who)
    secret = found.password if found and found.closed_at is None else None
    return hmac.new(secret.encode(), b"feed", hashlib.sha256).hexdigest() if secret else ""
