"""A claim, with the fields of the codebook: who says what, and how surely."""

from __future__ import annotations

from typing import Literal

import msgspec

from irenicon.documents.model import Span

ClaimKind = Literal["fact", "assessment", "forecast", "demand", "comparison"]
SourceType = Literal["author", "official", "media", "institute", "party", "unnamed"]
Status = Literal["asserted", "reported", "confirmed", "denied", "hedged"]


class Claim(msgspec.Struct, frozen=True):
    """A stretch of reporting or opinion with its source. `text[start:end] == quote`.

    `source` is as named in the text ("author" where nobody else is). `likelihood` is the estimative word found, if any.
    `leaves_out` tells that it speaks of somebody who had no part in the talks or the text, `absent` whom it names as
    such, `drafters` whom it says to have drawn the text up.
    """

    document: str
    quote: str
    start: int
    end: int
    kind: ClaimKind
    source: str
    source_type: SourceType
    status: Status
    about: tuple[str, ...] = ()
    likelihood: str | None = None
    leaves_out: bool = False
    absent: tuple[str, ...] = ()
    drafters: tuple[str, ...] = ()
    evidence: dict[str, tuple[Span, ...]] = {}


class Saying(msgspec.Struct, frozen=True):
    """Who a document gives as the source of a commitment that it tells of, and how surely."""

    source: str
    source_type: SourceType
    status: Status
