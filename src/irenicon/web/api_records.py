"""What programs send to the room and get from it, as records; the rest are the workspace's own."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec

from irenicon.coding.model import Change
from irenicon.findings.model import Claim, Commitment
from irenicon.store.doubts import Doubt
from irenicon.store.model import Role
from irenicon.store.searching import Hit, Hits
from irenicon.store.snippets import Part

Name = Annotated[str, msgspec.Meta(min_length=1, max_length=200)]
Day = Annotated[str, msgspec.Meta(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$")]


class Trouble(msgspec.Struct, frozen=True):
    """What was not done: `kind` for programs, `reason` for people."""

    kind: str
    reason: str


class Credentials(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An account's name and password."""

    name: Name
    password: Annotated[str, msgspec.Meta(max_length=200)]


class SessionToken(msgspec.Struct, frozen=True):
    """The token of a session, to be sent as `Authorization: Bearer …`."""

    token: str


class NewPlan(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A plan to make."""

    name: Name


class PlanId(msgspec.Struct, frozen=True):
    """The id of a plan."""

    id: str


class NewPage(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A page to fetch into a plan; `date` in place of its own."""

    address: Annotated[str, msgspec.Meta(min_length=1, max_length=2000)]
    role: Role = "draft"
    date: Day | None = None


class NewCorrection(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A change to what was found in a document; `seen` is the `revision` of the document that its maker saw."""

    change: Change
    seen: Annotated[int, msgspec.Meta(ge=0, le=2**31 - 1)] | None = None
    note: Annotated[str, msgspec.Meta(max_length=2000)] = ""


class Found(msgspec.Struct, frozen=True):
    """A document that was found, or a provision or claim in it; `commitment` or `claim` is what stands there."""

    sort: Literal["document", "provision", "claim"]
    document: str
    source: str
    title: str | None
    date: str | None
    plans: tuple[str, ...]
    key: str
    start: int
    end: int
    snippet: tuple[Part, ...]
    commitment: Commitment | None
    claim: Claim | None
    score: float


class SearchResult(msgspec.Struct, frozen=True):
    """A page of what was found; `total` counts all of it, `ranked` is false where it is too much to put in order,
    `doubts` are what cannot have been meant."""

    found: tuple[Found, ...]
    total: int
    ranked: bool
    doubts: tuple[Doubt, ...] = ()


def search_result(hits: Hits) -> SearchResult:
    """What a search found."""
    return SearchResult(tuple(_found(one) for one in hits.hits), hits.total, hits.ranked, hits.query.doubts)


def _found(hit: Hit) -> Found:
    stands = hit.stands
    fields = {name: getattr(hit, name) for name in Found.__struct_fields__ if name not in ("commitment", "claim")}
    commitment = stands if isinstance(stands, Commitment) else None
    return Found(**fields, commitment=commitment, claim=stands if isinstance(stands, Claim) else None)
