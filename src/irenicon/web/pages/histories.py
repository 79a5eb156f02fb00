"""The history of a document's corrections: who changed what, when, from what to what."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import msgspec
from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from irenicon.coding.applying import counting, saved_together
from irenicon.coding.model import AddClaim, AddCommitment, Coded, Correction, Key, SetField, Undo
from irenicon.store.correcting import history
from irenicon.web.pages.opened import findings, opened
from irenicon.web.pages.reading import chosen_key
from irenicon.web.pages.visiting import Reader, tabs
from irenicon.web.rendering import page
from irenicon.web.room import room_of

router = APIRouter(include_in_schema=False)
_WHAT = {SetField: "set", AddCommitment: "add_commitment", AddClaim: "add_claim", Undo: "undo"}


class Line(msgspec.Struct, frozen=True):
    """A correction as its history tells it; `field` is "" where it set none, `undid` is what an undoing took back."""

    number: int
    at: datetime
    by: str
    what: str
    quote: str
    field: str
    before: Any
    after: Any
    note: str
    counts: bool
    undoable: bool
    undid: Line | None = None


@router.get("/plans/{plan}/documents/{document}/history")
def history_page(request: Request, who: Reader, plan: str, document: str) -> Response:
    """The corrections of a document, the last first; of one finding where the address chooses it."""
    workspace = room_of(request).workspace
    found = opened(workspace, plan, who.language)
    number = found.number_of(document)
    hash = found.plan.documents[number].document.hash
    only = chosen_key(request)
    shown = {one.number for one in history(workspace, hash, only)}
    made = history(workspace, hash)
    lines = {one.number: one for one in lines_of(made, found.coded[number])}
    saves = [[lines[one.number] for one in save] for save in saved_together(made) if save[0].number in shown]
    return page(
        request,
        "history.html",
        **tabs(found, "history", number),
        saves=saves[::-1],
        only=only,
        acts=workspace.codebook.acts,
    )


def lines_of(corrections: Sequence[Correction], coded: Coded) -> list[Line]:
    """The corrections of a document, first to last."""
    counts = {one.number for one in counting(corrections)}
    words = {one.key: one.now or one.original for one in findings(coded)}
    quotes = {key: one.quote for key, one in words.items() if one is not None}
    lines: dict[int, Line] = {}
    for place, one in enumerate(corrections):
        line = _line(one, corrections[:place], coded, quotes, counts)
        undid = lines.get(one.change.correction) if isinstance(one.change, Undo) else None
        quote = undid.quote if undid else line.quote
        lines[one.number] = msgspec.structs.replace(line, quote=quote, undid=undid)
    return list(lines.values())


def _line(
    one: Correction, earlier: Sequence[Correction], coded: Coded, quotes: dict[Key, str], counts: set[int]
) -> Line:
    change = one.change
    field, before, after, quote = "", None, None, ""
    if isinstance(change, SetField):
        field, before, after = change.field, _before(change, earlier, coded), change.value
    if isinstance(change, AddCommitment):
        quote = change.commitment.quote
    elif isinstance(change, AddClaim):
        quote = change.claim.quote
    elif isinstance(change, Undo):
        quote = f"№ {change.correction}"
    else:
        quote = quotes.get(change.target, str(change.target))
    what = _WHAT.get(type(change), "reject")
    counted = one.number in counts or isinstance(change, Undo)
    undoable = one.number in counts and not isinstance(change, Undo)
    return Line(one.number, one.at, one.by, what, quote, field, before, after, one.note, counted, undoable)


def _before(change: SetField, earlier: Sequence[Correction], coded: Coded) -> Any:
    """What the field was set to before, else what the program found."""
    for one in reversed(counting(earlier)):
        if isinstance(one.change, SetField) and (one.change.target, one.change.field) == (change.target, change.field):
            return one.change.value
    held = next((one for one in findings(coded) if one.key == change.target), None)
    if held is None:
        return None
    if held.original is not None:
        return getattr(held.original, change.field)
    added = (one.change for one in earlier if one.number in held.corrections)
    for first in added:
        if isinstance(first, AddCommitment):
            return getattr(first.commitment, change.field)
        if isinstance(first, AddClaim):
            return getattr(first.claim, change.field)
    return None
