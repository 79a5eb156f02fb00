"""Coding a text without seeing what was found or what others coded, and the agreement of those who did."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

import msgspec
from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from irenicon.coding.adding import claim_at, commitment_at
from irenicon.coding.agreement import Agreement, Disagreement, agreement
from irenicon.coding.fields import CLAIMS, COMMITMENTS
from irenicon.coding.model import Coding
from irenicon.errors import IreniconError
from irenicon.report.marked import blocks
from irenicon.store.codings import begin_coding, coders, codings, finish_coding, save_coding
from irenicon.store.model import Stamp
from irenicon.web.pages.forms import Given, empty_fields, given_fields, places_of, span_of
from irenicon.web.pages.opened import Opened, opened
from irenicon.web.pages.visiting import Analyst, tabs
from irenicon.web.rendering import page
from irenicon.web.room import room_of
from irenicon.web.visitor import Visitor

router = APIRouter(include_in_schema=False)
_HERE = "/plans/{plan}/documents/{document}"


@router.get(_HERE + "/coding")
def coding_page(request: Request, who: Analyst, plan: str, document: str) -> Response:
    """The text with one's own coding alone; a form for the words that the address names."""
    return _page(request, who, *_place(request, who, plan, document), request.query_params)


@router.post(_HERE + "/coding/begin")
def begin(request: Request, who: Analyst, plan: str, document: str) -> Response:
    """Begins one's own coding."""
    room = room_of(request)
    found, number = _place(request, who, plan, document)
    begin_coding(room.workspace, _hash(found, number), Stamp(who.account, room.now()))
    return RedirectResponse(f"{found.address_of(number)}/coding", 303)


@router.post(_HERE + "/coding")
def code(request: Request, who: Analyst, plan: str, document: str, form: Given) -> Response:
    """Adds what the form says to one's coding."""
    found, number = _place(request, who, plan, document)
    try:
        save_coding(room_of(request).workspace, _with(request, found, number, who, form))
    except IreniconError as error:
        if error.kind not in ("wrong_use", "bad_data"):
            raise
        return _page(request, who, found, number, form, str(error))
    return RedirectResponse(f"{found.address_of(number)}/coding#yours", 303)


@router.post(_HERE + "/coding/remove")
def remove(request: Request, who: Analyst, plan: str, document: str, form: Given) -> Response:
    """Takes an item out of one's coding, by its sort and place."""
    found, number = _place(request, who, plan, document)
    own = _own(request, found, number, who)
    sort, at = ("claims" if form.get("sort") == "claim" else "commitments"), str(form.get("at", ""))
    kept = tuple(one for one in getattr(own, sort) if f"{one.start}-{one.end}" != at) if own else ()
    if own is not None:
        save_coding(room_of(request).workspace, msgspec.structs.replace(own, **{sort: kept}))
    return RedirectResponse(f"{found.address_of(number)}/coding#yours", 303)


@router.post(_HERE + "/coding/done")
def done(request: Request, who: Analyst, plan: str, document: str) -> Response:
    """Ends one's coding; the agreement is shown where another analyst is done too."""
    room = room_of(request)
    found, number = _place(request, who, plan, document)
    own = _own(request, found, number, who)
    if own is not None and own.done is None:
        finish_coding(room.workspace, own, room.now())
    return RedirectResponse(f"{found.address_of(number)}/agreement", 303)


@router.get(_HERE + "/agreement")
def agreement_page(request: Request, who: Analyst, plan: str, document: str) -> Response:
    """How far those who are done agree, and what they have to settle."""
    found, number = _place(request, who, plan, document)
    workspace = room_of(request).workspace
    seen = [one for one in codings(workspace, _hash(found, number), who.account) if one.done is not None]
    text = found.assessment.documents[number].document.text
    return page(
        request,
        "agreement.html",
        **tabs(found, "history", number),
        agreements=agreements(seen, len(text)),
        settle=lambda sort, one: _settle(found, number, sort, one),
        coders=coders(workspace, _hash(found, number)),
        acts=workspace.codebook.acts,
    )


def agreements(done: list[Coding], length: int) -> list[tuple[str, Agreement]]:
    """The agreement on commitments and on claims, those of them that anybody coded; none for fewer than two coders."""
    names = [one.analyst for one in done]
    if len(done) < 2:
        return []
    made: list[tuple[str, Agreement]] = []
    if any(one.commitments for one in done):
        made.append(("commitment", agreement([one.commitments for one in done], length, names, COMMITMENTS)))
    if any(one.claims for one in done):
        made.append(("claim", agreement([one.claims for one in done], length, names, CLAIMS)))
    return made


def _settle(found: Opened, number: int, sort: str, one: Disagreement) -> str:
    """Where a disagreement is settled: at the finding that stands there, else at the form for a new one."""
    held = found.commitments[number] if sort == "commitment" else found.claims[number]
    for each in held:
        shared = min(each.key.end, one.end) - max(each.key.start, one.start)
        if shared > (max(each.key.end, one.end) - min(each.key.start, one.start)) / 2:
            return f"{found.address_of(number)}/correct?{urlencode({'at': str(each.key)}, safe=':')}"
    words = {"add": sort, "start": one.start, "end": one.end}
    return f"{found.address_of(number)}/correct?{urlencode(words)}"


def _with(request: Request, found: Opened, number: int, who: Visitor, form: Any) -> Coding:
    own = _own(request, found, number, who)
    document = found.assessment.documents[number].document
    words = span_of(str(form.get("start", "")), str(form.get("end", "")), document.text)
    if own is None or words is None:
        raise IreniconError("wrong_use", "Select the words of the text first.")
    if form.get("add") == "claim":
        return msgspec.structs.replace(
            own, claims=(*own.claims, claim_at(document, words, given_fields("claim", form)).claim)
        )
    made = commitment_at(document, words, given_fields("commitment", form), room_of(request).workspace.codebook)
    return msgspec.structs.replace(own, commitments=(*own.commitments, made.commitment))


def _page(request: Request, who: Visitor, found: Opened, number: int, asked: Any, failed: str = "") -> Response:
    workspace = room_of(request).workspace
    one = found.assessment.documents[number]
    own = _own(request, found, number, who)
    words = span_of(str(asked.get("start", "")), str(asked.get("end", "")), one.document.text)
    add = str(asked.get("add", ""))
    places = places_of(one.document, str(asked.get("from", "")), str(asked.get("to", "")))
    return page(
        request,
        "coding.html",
        422 if failed else 200,
        **tabs(found, "history", number),
        mine=own,
        fields=empty_fields() if not failed else given_fields(add, asked),
        one=one,
        blocks=blocks(one.document, own.commitments if own else ()),
        acts=workspace.codebook.acts,
        coders=coders(workspace, _hash(found, number)),
        add=add if add in ("commitment", "claim") else "",
        sort=add,
        quote=one.document.text[words.start : words.end] if words else "",
        words_at=words,
        choices=[{"start": each.start, "end": each.end, "point": one.document.point_at(each.start)} for each in places],
        first=str(asked.get("from", "")),
        last=str(asked.get("to", "")),
        failed=failed,
    )


def _place(request: Request, who: Visitor, plan: str, document: str) -> tuple[Opened, int]:
    found = opened(room_of(request).workspace, plan, who.language)
    return found, found.number_of(document)


def _hash(found: Opened, number: int) -> str:
    return found.plan.documents[number].document.hash


def _own(request: Request, found: Opened, number: int, who: Visitor) -> Coding | None:
    seen = codings(room_of(request).workspace, _hash(found, number), who.account)
    return next((one for one in seen if one.analyst == who.account), None)
