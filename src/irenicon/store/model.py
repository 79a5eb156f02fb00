"""What a workspace holds, as records."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

import msgspec

from irenicon.documents.model import Document
from irenicon.findings.model import Claim, Commitment, Saying
from irenicon.languages.names import Name

Role = Literal["draft", "rendering", "reporting"]


class Stamp(msgspec.Struct, frozen=True):
    """Who does something, and when (with its time zone)."""

    by: str
    at: datetime


class Given(msgspec.Struct, frozen=True):
    """A document as somebody brings it: its bytes, the name of its file or its address, and where it was got from.

    `language` is its ISO 639-1 code where it is known.
    """

    data: bytes
    name: str
    origin: str | None = None
    language: str | None = None


class Prepared(msgspec.Struct, frozen=True):
    """A document that was read and searched through, ready to be kept; plain data, so that another process can make it.

    `names` are those that it defines, `told` those that it was read with beside its own.
    """

    hash: str
    data: bytes
    origin: str | None
    document: Document
    commitments: tuple[Commitment, ...]
    sayings: tuple[Saying | None, ...]
    claims: tuple[Claim, ...]
    names: tuple[Name, ...]
    told: tuple[Name, ...]
    program: str


class Place(msgspec.Struct, frozen=True):
    """Where a document stands in a plan; `date` (ISO 8601) in place of the date that the document gives itself."""

    plan: str
    role: Role = "draft"
    date: str | None = None


class Added(msgspec.Struct, frozen=True):
    """A document that was added; `new` is False where the workspace had it already."""

    document: str
    new: bool


class Held(msgspec.Struct, frozen=True):
    """A document of the workspace by what is said of it; `size` in bytes. `revision` counts its corrections."""

    hash: str
    source: str
    origin: str | None
    media_type: str
    kind: str
    language: str
    title: str | None
    date: str | None
    author: str | None
    words: int
    size: int
    program: str
    found_at: datetime
    revision: int
    added_at: datetime
    added_by: str


class Placed(msgspec.Struct, frozen=True):
    """A document in its place in a plan; `date` is that of the placement, else the document's own."""

    document: Held
    role: Role
    date: str | None


class Listed(msgspec.Struct, frozen=True):
    """A plan in a list: how many documents it has, and the last date that one of them bears."""

    id: str
    name: str
    revision: int
    added_at: datetime
    added_by: str
    documents: int
    latest: str | None


class Plan(msgspec.Struct, frozen=True):
    """A plan with its documents: drafts by date, then renderings, then reporting.

    `revision` changes whenever anything in the plan does: a document, a correction, a grade of a source.
    """

    id: str
    name: str
    revision: int
    added_at: datetime
    added_by: str
    documents: tuple[Placed, ...]
