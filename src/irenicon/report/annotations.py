"""Commitments and claims as W3C Web Annotations (Web Annotation Data Model, W3C Recommendation 2017), in JSON-LD."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote
from uuid import NAMESPACE_URL, uuid5

import msgspec

from irenicon.assessment import Assessment
from irenicon.report.records import ClaimRecord, CommitmentRecord, DocumentRecord, document_records

_CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_AROUND = 32  # characters of prefix and suffix
_LEFT_OUT = frozenset({"document", "quote", "start", "end"})


def to_annotations(assessment: Assessment) -> bytes:
    """One AnnotationPage over all documents; each item selects its words by position and by quotation."""
    items = [one for document in document_records(assessment) for one in _items(document)]
    page = {"@context": _CONTEXT, "id": _name("page", *(one["id"] for one in items)), "type": "AnnotationPage"}
    return msgspec.json.format(msgspec.json.encode({**page, "items": items}), indent=2) + b"\n"


def _items(document: DocumentRecord) -> Iterator[dict[str, Any]]:
    for purpose, found in (("commitment", document.commitments), ("claim", document.claims)):
        for one in found:
            yield _annotation(document, purpose, one)


def _annotation(document: DocumentRecord, sort: str, one: CommitmentRecord | ClaimRecord) -> dict[str, Any]:
    text = document.text
    fields = {name: value for name, value in msgspec.structs.asdict(one).items() if name not in _LEFT_OUT}
    tag = one.act if isinstance(one, CommitmentRecord) else one.kind
    return {
        "@context": _CONTEXT,
        "id": _name(document.source, sort, str(one.start), str(one.end), tag),
        "type": "Annotation",
        "motivation": "classifying",
        "body": [
            {"type": "TextualBody", "purpose": "tagging", "value": f"{sort}:{tag}"},
            {
                "type": "TextualBody",
                "purpose": "describing",
                "format": "application/json",
                "value": msgspec.json.encode(fields).decode(),
            },
        ],
        "target": {
            "source": _address(document.source),
            "selector": [
                {"type": "TextPositionSelector", "start": one.start, "end": one.end},
                {
                    "type": "TextQuoteSelector",
                    "exact": one.quote,
                    "prefix": text[max(0, one.start - _AROUND) : one.start],
                    "suffix": text[one.end : one.end + _AROUND],
                },
            ],
        },
    }


def _address(source: str) -> str:
    return source if "://" in source else quote(source)


def _name(*parts: str) -> str:
    return f"urn:uuid:{uuid5(NAMESPACE_URL, chr(10).join(parts))}"
