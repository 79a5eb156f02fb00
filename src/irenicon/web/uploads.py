"""Documents that people bring: files, pasted text, the address of a page; read aside, then kept."""

from __future__ import annotations

from hashlib import sha256
from pathlib import PurePosixPath

from starlette.datastructures import UploadFile
from starlette.requests import Request

from irenicon.errors import IreniconError
from irenicon.store.auditing import record_audit
from irenicon.store.documents import add_document, holds, keep, names_told
from irenicon.store.model import Added, Given, Place, Stamp
from irenicon.web.fetching import fetch
from irenicon.web.reader_process import Task
from irenicon.web.room import Room, room_of
from irenicon.web.visitor import Refused, Visitor, form_of

_LONGEST_NAME = 150


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
    return Given(text.encode(), file_name(first[:60].rstrip(". ") + ".md"))


def fetched(room: Room, who: Visitor, address: str) -> Given:
    """The page at an address; raises as `fetch` does, and Refused where the account fetches too often."""
    seconds = room.fetches.take(who.key)
    if seconds:
        raise Refused(429, "too_often", seconds)
    record_audit(room.workspace, Stamp(who.account, room.now()), "fetch", address[:500])
    page = fetch(address.strip(), room.settings.limits)
    return Given(page.data, page.address, origin=page.address)


def bring(room: Room, who: Visitor, given: Given, where: Place | None = None) -> Added:
    """Reads a document aside and keeps it, in its place in a plan where one is named; one that is there keeps what it
    has. Raises IreniconError where it cannot be read or kept."""
    stamp = Stamp(who.account, room.now())
    if holds(room.workspace, sha256(given.data).hexdigest()):
        return add_document(room.workspace, given, stamp, where)
    prepared = room.readers.read(Task(given, names_told(room.workspace, where)))
    if prepared.hash != sha256(given.data).hexdigest() or prepared.data != given.data:
        raise IreniconError(
            "unreadable", f"{given.name} was changed while it was read; nothing of it was kept.", given.name
        )
    added = keep(room.workspace, prepared, stamp, where)
    record_audit(room.workspace, stamp, "add_document", added.document, name=given.name)
    return added


def file_name(name: str) -> str:
    """The last part of a file's name as somebody's machine gives it, without what does not print."""
    last = PurePosixPath(name.replace("\\", "/")).name
    return "".join(one for one in last if one.isprintable())[-_LONGEST_NAME:].strip() or "document"
