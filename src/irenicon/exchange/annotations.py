"""W3C Web Annotations in: of this program, which come back as they were, and of others, as far as they are tagged."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import unquote

import msgspec

from irenicon.codebook.model import Codebook
from irenicon.documents.model import Document, Span
from irenicon.errors import Failure, IreniconError
from irenicon.exchange.anchoring import Quotation, anchor
from irenicon.exchange.codes import ACT, Meaning, meanings
from irenicon.exchange.foreign import coded
from irenicon.exchange.model import Coded, Coding, Project
from irenicon.findings.model import Claim, Commitment, Saying

Json = dict[str, Any]


def from_annotations(data: bytes, documents: Sequence[Document], codebook: Codebook, source: str) -> Project:
    """The annotations of a page, a list or a single one, on the documents that they are about.

    Their words are looked for in the texts again, and found where the text has changed a little; evidence goes with
    words that only moved. What cannot be kept is told. Raises IreniconError "bad_data" where it is no JSON.
    """
    try:
        held = msgspec.json.decode(data)
    except (msgspec.MsgspecError, RecursionError) as error:
        raise IreniconError("bad_data", f"{source} is no JSON: {error}.", source) from error
    known = meanings(codebook)
    codings: dict[int, list[Coding]] = {number: [] for number in range(len(documents))}
    left: list[Failure] = []
    for number, item in enumerate(_items(held, source), 1):
        try:
            index = _about(item, documents)
            codings[index].append(_coding(item, documents[index], known, codebook))
        except _UnkeptError as reason:
            left.append(Failure(source, "bad_data", f"Annotation {number}: {reason}"))
    coded_ones = (Coded(document, tuple(codings[number])) for number, document in enumerate(documents))
    return Project(source, tuple(coded_ones), tuple(left))


class _UnkeptError(Exception):
    """Why an annotation cannot be kept."""


def _items(held: Any, source: str) -> Sequence[Any]:
    if isinstance(held, dict) and isinstance(held.get("first"), dict):
        held = held["first"]
    if isinstance(held, dict):
        held = held.get("items", [held])
    if not isinstance(held, list):
        raise IreniconError("bad_data", f"{source} holds no annotations: neither a page nor a list of them.", source)
    return held


def _several(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _target(item: Any) -> Json:
    if not isinstance(item, dict) or item.get("type") not in ("Annotation", None):
        raise _UnkeptError("it is no annotation.")
    target = next(iter(_several(item.get("target"))), None)
    if not isinstance(target, dict):
        raise _UnkeptError("it selects no words of its target.")
    return target


def _about(item: Any, documents: Sequence[Document]) -> int:
    target = _target(item).get("source")
    address = target.get("id", "") if isinstance(target, dict) else target if isinstance(target, str) else ""
    names = {unquote(address), address}
    for number, document in enumerate(documents):
        if document.source in names:
            return number
    last = {name.rsplit("/", 1)[-1] for name in names}
    alike = [number for number, document in enumerate(documents) if document.source.rsplit("/", 1)[-1] in last]
    if len(alike) == 1:
        return alike[0]
    raise _UnkeptError(f"its text, {address or 'unnamed'}, is not among those given.")


def _coding(item: Json, document: Document, known: Mapping[str, Meaning], codebook: Codebook) -> Coding:
    quotation = _quotation(_target(item))
    place = anchor(document.text, quotation)
    if place is None:
        raise _UnkeptError(f"its words are not found in {document.source}: “{quotation.exact[:60]}”.")
    meaning = next((known[tag] for tag in _tags(item) if tag in known), None)
    if meaning is None:
        raise _UnkeptError(f"none of its tags is in the codebook: {', '.join(_tags(item)) or 'it has none'}.")
    creator = item.get("creator")
    who = creator.get("name") or creator.get("id") if isinstance(creator, dict) else creator
    when = item.get("created")
    stated = _stated(item, meaning, document, quotation, place)
    record, saying = stated or (coded(meaning, document, place, codebook), None)
    return Coding(record, saying, *(value if isinstance(value, str) else None for value in (who, when)))


def _quotation(target: Json) -> Quotation:
    found: Json = {}
    for selector in _several(target.get("selector")):
        if not isinstance(selector, dict):
            continue
        if selector.get("type") == "TextPositionSelector":
            found |= {name: selector.get(name) for name in ("start", "end")}
        elif selector.get("type") == "TextQuoteSelector":
            found |= {name: selector.get(name) or "" for name in ("exact", "prefix", "suffix")}
    try:
        return msgspec.convert({"exact": "", **found}, Quotation)
    except msgspec.ValidationError as error:
        raise _UnkeptError(f"its selector is malformed: {error}.") from error


def _bodies(item: Json) -> Iterator[Json]:
    for body in _several(item.get("body")):
        if isinstance(body, dict):
            yield body
        elif isinstance(body, str):
            yield {"value": body, "purpose": "tagging"}


def _tags(item: Json) -> list[str]:
    values = (body.get("value") for body in _bodies(item) if body.get("purpose") == "tagging")
    tags = [" ".join(value.split()).casefold() for value in values if isinstance(value, str)]
    return [tag.removeprefix("commitment:").removeprefix("claim:") for tag in tags]


def _stated(
    item: Json, meaning: Meaning, document: Document, quotation: Quotation, place: Span
) -> tuple[Commitment | Claim, Saying | None] | None:
    """The record that an annotation of this program describes, at its place of now; None where its tag is another."""
    described = (body.get("value") for body in _bodies(item) if body.get("purpose") == "describing")
    for value in described:
        try:
            fields = msgspec.json.decode(value) if isinstance(value, str) else None
            if isinstance(fields, dict) and meaning.id in (fields.get("act"), fields.get("kind")):
                return _record(fields, meaning, document, quotation, place)
        except msgspec.MsgspecError:
            continue
    return None


def _record(
    fields: Json, meaning: Meaning, document: Document, quotation: Quotation, place: Span
) -> tuple[Commitment | Claim, Saying | None]:
    quote = document.text[place.start : place.end]
    now = {"document": document.source, "quote": quote, "start": place.start, "end": place.end}
    whole = {**fields, **now}
    record = msgspec.convert(whole, Commitment) if meaning.sort == ACT else msgspec.convert(whole, Claim)
    said = fields.get("said_by")
    saying = None if said is None else msgspec.convert(said, Saying)
    if (place.start, place.end) == (quotation.start, quotation.end):
        return record, saying
    return msgspec.structs.replace(record, evidence=_moved(record, quotation, place)), saying


def _moved(record: Commitment | Claim, quotation: Quotation, place: Span) -> dict[str, tuple[Span, ...]]:
    """The evidence within words that stand elsewhere now, unchanged; what stood outside them is not known to."""
    if quotation.start is None or quotation.end is None or record.quote != quotation.exact:
        return {}
    by = place.start - quotation.start
    low, high = quotation.start, quotation.end
    within = {
        name: tuple(Span(one.start + by, one.end + by) for one in spans if low <= one.start and one.end <= high)
        for name, spans in record.evidence.items()
    }
    return {name: spans for name, spans in within.items() if spans}
