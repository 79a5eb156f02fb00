"""What changed, as pages and feeds tell it: a title, a sentence, an address."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time
from functools import lru_cache
from urllib.parse import urlencode

import msgspec
from starlette.background import BackgroundTask

from irenicon.report.wording import Wording
from irenicon.store.events import Event
from irenicon.store.feed import note_changes
from irenicon.store.model import Plan
from irenicon.store.plans import plan as plan_in
from irenicon.store.plans import plans
from irenicon.store.workspace import Workspace
from irenicon.web.pages.opened import SHORT
from irenicon.web.pages.saying import called_in
from irenicon.web.room import Room

_QUOTE = 160  # characters of a quotation


class Happening(msgspec.Struct, frozen=True):
    """A change to read about at `address`, a path of the room."""

    id: str
    at: datetime
    kind: str
    title: str
    said: str
    address: str


def told(workspace: Workspace, events: Iterable[Event], names: dict[str, str], words: Wording) -> tuple[Happening, ...]:
    """The events in a language; `names` are the names of the plans by id."""
    held: dict[str, Plan | None] = {}
    made = []
    for one in events:
        if one.plan not in held:
            held[one.plan] = plan_in(workspace, one.plan) if one.plan in names else None
        made.append(_told(one, names.get(one.plan, one.plan), _called(one, held[one.plan], words), words))
    return tuple(made)


def changed(room: Room) -> BackgroundTask:
    """What is to be done after a page that tells of changes: once a day, to note the deadlines that have passed."""
    return BackgroundTask(_note_deadlines, room.workspace, room.now().date())


@lru_cache(maxsize=8)
def _note_deadlines(workspace: Workspace, today: date) -> None:
    for one in plans(workspace):
        note_changes(workspace, one.id, datetime.combine(today, time(), UTC))


def _called(event: Event, plan: Plan | None, words: Wording) -> str:
    """What the document of an event is known by in its plan, "" where it is not there."""
    hashes = [one.document.hash for one in plan.documents] if plan else []
    return called_in(plan, hashes.index(event.document), words) if plan and event.document in hashes else ""


def _told(event: Event, plan: str, called: str, words: Wording) -> Happening:
    what = event.told
    kind = f"added_{what.role or 'draft'}" if event.kind == "added" else event.kind
    quotes = " / ".join(_short(quote) for quote in what.quotes)
    differs = ", ".join(words(field, "differs") for field in what.differs)
    said = {
        "added": " · ".join(one for one in (called, plan if what.title and what.title != plan else "") if one),
        "contradiction": f"{differs}: {quotes}",
        "confirmation": f"{what.source}: {quotes}" if what.source else quotes,
        "deadline": f"{what.day}: {quotes}",
    }[event.kind]
    title = what.title if event.kind == "added" and what.title else plan
    return Happening(event.id, event.at, kind, title, said, _address(event))


def _address(event: Event) -> str:
    hash, key = event.told.findings[-1] if event.told.findings else (event.document, "")
    path = f"/plans/{event.plan}/documents/{hash[:SHORT]}"
    if event.kind == "contradiction":
        return f"/plans/{event.plan}/reporting"
    return f"{path}?{urlencode({'at': key}, safe=':')}#at" if key else path


def _short(quote: str) -> str:
    plain = " ".join(quote.split())
    return plain if len(plain) <= _QUOTE else f"{plain[: _QUOTE - 1]}…"
