"""Documents that people bring: files, pasted text, the address of a page; read aside, then kept."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from pathlib import PurePosixPath
from textwrap import shorten

import msgspec
from starlette.datastructures import UploadFile
from starlette.requests import Request

from irenicon.errors import Failure, IreniconError
from irenicon.store.auditing import record_audit
from irenicon.store.documents import add_document, document, holds, keep, names_told
from irenicon.store.model import Added, Given, Place, Prepared, Role, Stamp
from irenicon.store.plans import add_plan
from irenicon.store.settling import settle
from irenicon.web.fetching import fetch
from irenicon.web.reader_process import Task
from irenicon.web.room import Room, room_of
from irenicon.web.visitor import Refused, Visitor, form_of

_LONGEST_NAME = 150
_ENDS_ALL = ("no_space", "unreachable", "busy", "newer")  # trouble of the workspace, not of a document


class Target(msgspec.Struct, frozen=True):
    """Where documents belong: in the plan of an id, or where that is "" in the one of a name, else of their title."""

    plan: str = ""
    name: str = ""
    role: Role = "draft"
    date: str | None = None


class Brought(msgspec.Struct, frozen=True):
    """What became of documents: the plan that they are in, those that were kept, and why others were not."""

    plan: str
    added: tuple[Added, ...]
    failures: tuple[Failure, ...]


async def uploaded(request: Request) -> tuple[Given, ...]:
    """The dependency of a form with documents: its files (`file`) and its pasted text (`text`), those that are there.

    Raises IreniconError "wrong_use" where a file is too long.
    """
    form, most = await form_of(request), room_of(request).settings.limits.upload
    given = []
    for one in form.getlist("file"):
        if isinstance(one, UploadFile) and one.filename:
            if (one.size or 0) > most:
                raise IreniconError("wrong_use", f"{one.filename} is longer than {most // 1_000_000} MB.", one.filename)
            given.append(Given(await one.read(), file_name(one.filename)))
    text = form.get("text")
    if isinstance(text, str) and text.strip():
        given.append(pasted(text))
    return tuple(given)


def pasted(text: str) -> Given:
    """Pasted text as a document, named by its first line."""
    first = next((line.strip("#* \t") for line in text.splitlines() if line.strip("#* \t")), "")
    return Given(text.encode(), file_name(shorten(first, 60, placeholder="").rstrip(".,;: ") + ".md"))


def fetched(room: Room, who: Visitor, address: str) -> Given:
    """The page at an address; raises as `fetch` does, and Refused where the account fetches too often."""
    seconds = room.fetches.take(who.key)
    if seconds:
        raise Refused(429, "too_often", seconds)
    record_audit(room.workspace, Stamp(who.account, room.now()), "fetch", address[:500])
    page = fetch(address.strip(), room.settings.limits)
    return Given(page.data, page.address, origin=page.address)


def bring_all(room: Room, who: Visitor, given: Sequence[Given], target: Target) -> Brought:
    """Reads documents aside and keeps them in their plan; what cannot be read is a failure beside the others.

    A new plan is made once a document of it was read. Raises IreniconError where the workspace cannot keep them.
    """
    plan, added, failures = target.plan, [], []
    stamp = Stamp(who.account, room.now())
    for one in given:
        try:
            prepared = _prepared(room, one, Place(plan, target.role, target.date) if plan else None)
            if not plan:
                title = (
                    document(room.workspace, prepared).title if isinstance(prepared, str) else prepared.document.title
                )
                plan = add_plan(room.workspace, target.name or title or one.name.removesuffix(".md"), stamp)
            added.append(_kept(room, one, prepared, Place(plan, target.role, target.date), stamp))
        except IreniconError as error:
            if error.kind in _ENDS_ALL:
                raise
            failures.append(Failure.of(error, one.name))
    if added:
        settle(room.workspace, plan, stamp, lambda given: room.readers.read(Task(given)).document)
    return Brought(plan, tuple(added), tuple(failures))


def _prepared(room: Room, given: Given, where: Place | None) -> Prepared | str:
    """The document as it is to be kept, or the hash of one that is there already."""
    hash = sha256(given.data).hexdigest()
    if holds(room.workspace, hash):
        return hash
    prepared = room.readers.read(Task(given, names_told(room.workspace, where)))
    if prepared.hash != hash or prepared.data != given.data:
        said = f"{given.name} was changed while it was read; nothing of it was kept."
        raise IreniconError("unreadable", said, given.name)
    return prepared


def _kept(room: Room, given: Given, prepared: Prepared | str, where: Place, stamp: Stamp) -> Added:
    if isinstance(prepared, str):
        return add_document(room.workspace, given, stamp, where)
    added = keep(room.workspace, prepared, stamp, where)
    record_audit(room.workspace, stamp, "add_document", added.document, name=given.name)
    return added


def file_name(name: str) -> str:
    """The last part of a file's name as somebody's machine gives it, without what does not print."""
    last = PurePosixPath(name.replace("\\", "/")).name
    return "".join(one for one in last if one.isprintable())[-_LONGEST_NAME:].strip() or "document"
