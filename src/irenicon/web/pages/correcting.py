"""Correcting what was found: a field, a rejection, an addition by selected words; undoing, and the history."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

import msgspec
from fastapi import APIRouter
from starlette.background import BackgroundTask
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from irenicon.coding.adding import claim_at, commitment_at
from irenicon.coding.keys import keys_of, read_key
from irenicon.coding.model import AddClaim, AddCommitment, Change, CodedClaim, CodedCommitment, Key, Reject, SetField
from irenicon.documents.model import Document, Span
from irenicon.errors import IreniconError
from irenicon.findings.model import Claim, Commitment
from irenicon.report.marked import blocks
from irenicon.store.correcting import correct_together, undo_together
from irenicon.store.feed import note_changes
from irenicon.store.model import Stamp
from irenicon.web.pages.forms import Given, empty_fields, evidence_of, given_fields, places_of, span_of
from irenicon.web.pages.opened import Opened, findings, opened
from irenicon.web.pages.visiting import Analyst, tabs
from irenicon.web.rendering import page
from irenicon.web.room import Room, room_of
from irenicon.web.visitor import Visitor

router = APIRouter(include_in_schema=False)


class Subject(msgspec.Struct, frozen=True, eq=False):
    """What a form is about: a document, and a finding of it (`at`) or the words for a new one (`add`)."""

    found: Opened
    number: int
    add: str
    held: CodedCommitment | CodedClaim | None
    words: Span | None

    @property
    def document(self) -> Document:
        """The document."""
        return self.found.assessment.documents[self.number].document

    @property
    def hash(self) -> str:
        """The document's hash."""
        return self.found.plan.documents[self.number].document.hash

    @property
    def address(self) -> str:
        """The document's address."""
        return self.found.address_of(self.number)

    @property
    def sort(self) -> str:
        """Whether it is a commitment or a claim."""
        return self.add or (self.held.key.sort if self.held else "commitment")


@router.get("/plans/{plan}/documents/{document}/correct")
def correct_page(request: Request, who: Analyst, plan: str, document: str) -> Response:
    """The form for a finding, or for a new one at the words that the address names."""
    return _form(request, _subject(request, who, plan, document, request.query_params), request.query_params)


@router.post("/plans/{plan}/documents/{document}/correct")
def make_correction(request: Request, who: Analyst, plan: str, document: str, form: Given) -> Response:
    """Keeps what the form says, and goes back to the finding."""
    room = room_of(request)
    about = _subject(request, who, plan, document, form)
    try:
        changes = _changes(about, form, room)
        correct_together(
            room.workspace,
            about.hash,
            changes,
            Stamp(who.account, room.now()),
            seen=_number(form.get("seen")),
            note=str(form.get("note", ""))[:500],
        )
    except IreniconError as error:
        if error.kind not in ("wrong_use", "bad_data", "conflict"):
            raise
        return _form(request, about, form, str(error), 409 if error.kind == "conflict" else 422)
    return RedirectResponse(_afterwards(about, changes), 303, background=_noted(room, plan))


@router.post("/plans/{plan}/documents/{document}/undo")
def undo_correction(request: Request, who: Analyst, plan: str, document: str, form: Given) -> Response:
    """Undoes a correction, with all that was kept at once with it."""
    room = room_of(request)
    found = opened(room.workspace, plan, who.language)
    index = found.number_of(document)
    number = _number(form.get("correction"))
    if number is None:
        raise IreniconError("wrong_use", "A correction is undone by its number.")
    undo_together(room.workspace, found.plan.documents[index].document.hash, number, Stamp(who.account, room.now()))
    return RedirectResponse(f"{found.address_of(index)}/history", 303, background=_noted(room, plan))


def _noted(room: Room, plan: str) -> BackgroundTask:
    """What a correction changes in the contradictions and confirmations is told to those who follow."""
    return BackgroundTask(note_changes, room.workspace, plan, room.now())


def _changes(about: Subject, form: FormData, room: Room) -> list[Change]:
    fields = given_fields(about.sort, form)
    if about.add:
        if about.words is None:
            raise IreniconError("wrong_use", "Select the words of the text first.")
        if about.add == "claim":
            return [claim_at(about.document, about.words, fields)]
        return [commitment_at(about.document, about.words, fields, room.workspace.codebook)]
    if about.held is None or about.held.now is None:
        raise IreniconError("conflict", "It has been rejected; undo that first.")
    if form.get("do") == "reject":
        return [Reject(about.held.key)]
    now = about.held.now
    taken = evidence_of(form, about.document.text)
    return [
        SetField(about.held.key, name, value, taken.get(name, ()))
        for name, value in fields.items()
        if _plain(getattr(now, name)) != value
    ]


def _plain(value: Any) -> Any:
    return value if value != "" else None


def _subject(request: Request, who: Visitor, plan: str, document: str, asked: Any) -> Subject:
    found = opened(room_of(request).workspace, plan, who.language)
    number = found.number_of(document)
    text = found.assessment.documents[number].document.text
    add = str(asked.get("add", ""))
    if add:
        if add not in ("commitment", "claim"):
            raise IreniconError("wrong_use", f'"{add[:40]}" cannot be added; a commitment or a claim can.')
        return Subject(found, number, add, None, span_of(str(asked.get("start", "")), str(asked.get("end", "")), text))
    key = read_key(str(asked.get("at", "")))
    return Subject(found, number, "", _held(found, number, key), None)


def _held(found: Opened, number: int, key: Key) -> CodedCommitment | CodedClaim:
    for one in findings(found.coded[number]):
        if one.key == key:
            return one
    raise IreniconError("not_found", f"There is no {key.sort} {key} in this document.")


def _form(request: Request, about: Subject, asked: Any, failed: str = "", status: int = 200) -> Response:
    now = about.held.now if about.held else None
    original = about.held.original if about.held else None
    text = about.document.text
    quote = now.quote if now else text[about.words.start : about.words.end] if about.words else ""
    found = places_of(about.document, str(asked.get("from", "")), str(asked.get("to", ""))) if about.add else ()
    return page(
        request,
        "correct.html",
        status,
        **tabs(about.found, "text", about.number),
        one=about.found.assessment.documents[about.number],
        acts=room_of(request).workspace.codebook.acts,
        add=about.add,
        sort=about.sort,
        purpose=f"new_{about.add}" if about.add else f"set_{about.sort}",
        quote=quote,
        start=about.words.start if about.words else "",
        end=about.words.end if about.words else "",
        choices=[{"start": one.start, "end": one.end, "point": about.document.point_at(one.start)} for one in found],
        first=str(asked.get("from", "")),
        last=str(asked.get("to", "")),
        key=str(about.held.key) if about.held else "",
        original=original,
        changed=_changed(original, now),
        fields=_filled(about.sort, now, asked if failed else {}),
        seen=about.found.plan.documents[about.number].document.revision,
        blocks=blocks(about.document, [now] if isinstance(now, Commitment) else []),
        back=_back(about),
        failed=failed,
        unfound=bool(asked.get("from")) and not found,
    )


def _filled(sort: str, now: Commitment | Claim | None, asked: Any) -> dict[str, Any]:
    if asked:
        return given_fields(sort, asked)
    if now is not None:
        return msgspec.structs.asdict(now)
    return empty_fields()


def _changed(original: Commitment | Claim | None, now: Commitment | Claim | None) -> list[str]:
    if original is None or now is None:
        return []
    kept = (name for name in now.__struct_fields__ if name not in ("evidence", "slots", "document"))
    return [name for name in kept if getattr(now, name) != getattr(original, name)]


def _back(about: Subject) -> str:
    return f"{about.address}?{urlencode({'at': str(about.held.key)})}" if about.held else about.address


def _afterwards(about: Subject, changes: list[Change]) -> str:
    """Where one goes on: to the finding, which the page opens."""
    for one in changes:
        if isinstance(one, AddCommitment | AddClaim):
            made = one.commitment if isinstance(one, AddCommitment) else one.claim
            return f"{about.address}?{urlencode({'at': str(keys_of([made])[0])})}#at"
    rejected = any(isinstance(one, Reject) for one in changes)
    return about.address if rejected else f"{_back(about)}#at"


def _number(value: Any) -> int | None:
    return int(value) if isinstance(value, str) and value.isdigit() and len(value) < 10 else None
