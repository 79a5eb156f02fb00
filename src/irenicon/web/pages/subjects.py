"""A person, organisation, party or source: what the plans say of them, and following them."""

from __future__ import annotations

from typing import Any, Literal

import msgspec
from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from irenicon.findings.model import Claim, Commitment
from irenicon.report.wording import Wording
from irenicon.store.feed import feed
from irenicon.store.following import follows
from irenicon.store.plans import plans
from irenicon.store.searching import Hit, search
from irenicon.web.pages.happenings import told
from irenicon.web.pages.searching import address_of
from irenicon.web.pages.visiting import Reader
from irenicon.web.rendering import page
from irenicon.web.room import room_of
from irenicon.web.wording import wording

Sort = Literal["person", "organisation", "party", "source"]

router = APIRouter(include_in_schema=False)
_SHOWN = 60
_LATELY = 20
_FIELDS = {"party": ("obligor", "beneficiary", "about"), "source": ("source",), "person": ("author", "source", "about"),
           "organisation": ("source", "obligor", "beneficiary", "about")}  # fmt: skip


class Line(msgspec.Struct, frozen=True):
    """A finding about somebody: what and who in words, the quotation, where it is read."""

    what: str
    who: str
    quote: str
    address: str


class Group(msgspec.Struct, frozen=True):
    """The findings in one document."""

    title: str
    date: str | None
    address: str
    lines: tuple[Line, ...]


@router.get("/about/{sort}/{name:path}")
def subject_page(request: Request, who: Reader, sort: Sort, name: str) -> Response:
    """What is said of somebody."""
    workspace = room_of(request).workspace
    words = wording(who.language)
    hits: dict[tuple[str, str], Hit] = {}
    for field in _FIELDS[sort]:
        for hit in search(workspace, f'{field}:"{name.replace(chr(34), "")}"', limit=_SHOWN).hits:
            hits.setdefault((hit.document, hit.key), hit)
    names = {one.id: one.name for one in plans(workspace)}
    recent = [one for one in feed(workspace, limit=500) if (sort, name.casefold()) in one.subjects][:_LATELY]
    return page(
        request,
        "subject.html",
        sort=sort,
        name=name,
        found=_grouped(hits.values(), words, workspace.codebook.acts),
        entries=told(workspace, recent, names, words),
        follows={(one.sort, one.name) for one in follows(workspace, who.account)},
    )


def _grouped(hits: Any, words: Wording, acts: Any) -> list[Group]:
    groups: dict[str, list[Hit]] = {}
    for hit in hits:
        groups.setdefault(hit.document, []).append(hit)
    return [
        Group(
            found[0].title or found[0].source,
            found[0].date,
            address_of(found[0]).partition("?")[0],
            tuple(_line(hit, words, acts) for hit in found if hit.stands is not None),
        )
        for found in groups.values()
    ]


def _line(hit: Hit, words: Wording, acts: Any) -> Line:
    one = hit.stands
    if isinstance(one, Commitment):
        who = ", ".join(one.obligors) or words("nobody")
        whom = f" → {', '.join(one.beneficiaries)}" if one.beneficiaries else ""
        return Line(f"{one.point} {words.act(acts[one.act])}".strip(), who + whom, one.quote, address_of(hit))
    assert isinstance(one, Claim)
    source = words("author", "source_type") if one.source == "author" else one.source
    return Line(source, f"{words(one.status, 'status')}, {words(one.kind, 'claim_kind')}", one.quote, address_of(hit))
