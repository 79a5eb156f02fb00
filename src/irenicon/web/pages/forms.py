"""What a form about a finding says: values of fields, and words of the text."""

from __future__ import annotations

import re
from typing import Annotated, Any

from fastapi import Depends
from starlette.datastructures import FormData

from irenicon.documents.model import Document, Span
from irenicon.findings.model import Claim, Commitment
from irenicon.web.visitor import form_of

_SEVERAL = re.compile(r"\s*[;\n]\s*")
_FIELDS: dict[str, tuple[str, ...]] = {
    "commitment": ("act", "modality", "quantity", "deadline", "condition", "in_return_for"),
    "claim": ("source", "source_type", "kind", "status", "likelihood"),
}
_LISTS = {"commitment": ("obligors", "beneficiaries", "borne_by", "place"), "claim": ("about",)}
_MARKED = {"commitment": "reported", "claim": "leaves_out"}
_MOST_EVIDENCE = 60
_MOST = 12  # places of the same words that are offered


Given = Annotated[FormData, Depends(form_of)]


def given_fields(sort: str, form: Any) -> dict[str, Any]:
    """The values that a form gives for a commitment or a claim, in the fields' own types; None for an empty one."""
    fields: dict[str, Any] = {name: str(form.get(name, "")).strip() or None for name in _FIELDS[sort]}
    fields |= {
        name: tuple(one for one in _SEVERAL.split(str(form.get(name, "")).strip()) if one) for name in _LISTS[sort]
    }
    if sort == "commitment":
        fields["vague"] = tuple(str(one) for one in form.getlist("vague"))
    fields[_MARKED[sort]] = bool(form.get(_MARKED[sort]))
    return fields


def evidence_of(form: Any, text: str) -> dict[str, tuple[Span, ...]]:
    """The stretches of the text that the values of fields were taken from, by field ("deadline:120-135")."""
    found: dict[str, tuple[Span, ...]] = {}
    for one in form.getlist("evidence")[:_MOST_EVIDENCE]:
        field, _, places = str(one).partition(":")
        start, _, end = places.partition("-")
        span = span_of(start, end, text)
        if span is not None:
            found[field] = (*found.get(field, ()), span)
    return found


def empty_fields() -> dict[str, Any]:
    """What the form of a new finding shows at first: every field empty, and what most findings have."""
    names = (*Commitment.__struct_fields__, *Claim.__struct_fields__)
    several = dict.fromkeys(("obligors", "beneficiaries", "borne_by", "place", "vague", "about"), ())
    return {**dict.fromkeys(names), **several, "modality": "obligation", "source": "author"}


def span_of(start: str, end: str, text: str) -> Span | None:
    """The stretch of a text between two positions, without blank space at its ends; None where it is none."""
    if not (start.isdigit() and end.isdigit() and len(start) < 10 and len(end) < 10):
        return None
    first, last = int(start), min(int(end), len(text))
    words = text[first:last]
    first, last = first + len(words) - len(words.lstrip()), first + len(words.rstrip())
    return Span(first, last) if first < last else None


def places_of(document: Document, first: str, last: str) -> tuple[Span, ...]:
    """Where a text has the words that begin with `first` and end with the nearest `last`, the shortest."""
    if not first.strip():
        return ()
    begins = _pattern(first)
    pattern = rf"{begins}(?:(?!{begins}).)*?{_pattern(last)}" if last.strip() else begins
    found = re.finditer(pattern, document.text, re.IGNORECASE | re.DOTALL)
    return tuple(Span(one.start(), one.end()) for one, _ in zip(found, range(_MOST), strict=False))


def _pattern(words: str) -> str:
    return r"\s+".join(re.escape(one) for one in words.split())
