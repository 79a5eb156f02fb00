"""Whether a change can be made at all: its field, its value, and its words in the text."""

from __future__ import annotations

from typing import Any, get_type_hints

import msgspec

from irenicon.codebook.model import Codebook
from irenicon.coding.model import AddClaim, AddCommitment, Change, Key, SetField
from irenicon.documents.model import Document
from irenicon.errors import IreniconError
from irenicon.extraction.checks import REASONS
from irenicon.findings.model import Claim, Commitment

_RECORDS: dict[str, type[Commitment] | type[Claim]] = {"commitment": Commitment, "claim": Claim}
_FIXED = frozenset({"document", "quote", "start", "end", "evidence", "slots", "reader", "probability", "alternative"})


def checked(change: Change, document: Document, codebook: Codebook) -> Change:
    """The change as it can be applied, its value in the type of its field.

    Raises IreniconError "wrong_use" for an unknown field or a value that the field cannot have, "bad_data" where words
    are not at their place in the text.
    """
    if isinstance(change, SetField):
        value = value_of(change.target, change.field, change.value, codebook)
        for span in change.evidence:
            _within(span.start, span.end, document)
        return msgspec.structs.replace(change, value=value)
    if isinstance(change, AddCommitment):
        _quoted(change.commitment, document)
        _known(change.commitment, codebook)
    elif isinstance(change, AddClaim):
        _quoted(change.claim, document)
    return change


def fields_of(sort: str) -> tuple[str, ...]:
    """The fields of a commitment or a claim that a person may set."""
    return tuple(name for name in _RECORDS[sort].__struct_fields__ if name not in _FIXED)


def value_of(target: Key, field: str, value: Any, codebook: Codebook) -> Any:
    """A value in the type of its field; raises IreniconError "wrong_use" where it cannot have it."""
    if field not in fields_of(target.sort):
        raise IreniconError("wrong_use", f"A {target.sort} has no field '{field}' to set.")
    try:
        held = msgspec.convert(value, get_type_hints(_RECORDS[target.sort])[field], strict=False)
    except msgspec.ValidationError as error:
        raise IreniconError("wrong_use", f"{field} cannot be {value!r}: {error}.") from error
    if isinstance(held, str | None) and not (held or "").strip():
        held = None if _may_be_none(target.sort, field) else held
    unknown = _unknown(field, held, codebook)
    if unknown is not None:
        raise IreniconError("wrong_use", f"The codebook has no {field} '{unknown}'.")
    return held


def _may_be_none(sort: str, field: str) -> bool:
    return type(None) in getattr(get_type_hints(_RECORDS[sort])[field], "__args__", ())


def _unknown(field: str, value: Any, codebook: Codebook) -> str | None:
    if field == "act":
        return None if value in codebook.acts else str(value)
    if field == "vague":
        return next((reason for reason in value if reason not in REASONS), None)
    return None


def _known(commitment: Commitment, codebook: Codebook) -> None:
    for field in ("act", "vague"):
        unknown = _unknown(field, getattr(commitment, field), codebook)
        if unknown is not None:
            raise IreniconError("wrong_use", f"The codebook has no {field} '{unknown}'.")


def _quoted(one: Commitment | Claim, document: Document) -> None:
    _within(one.start, one.end, document)
    if document.text[one.start : one.end] != one.quote:
        raise IreniconError(
            "bad_data",
            f"The text at {one.start}:{one.end} is not the words selected; load the page again and select them anew.",
            document.source,
        )
    for spans in one.evidence.values():
        for span in spans:
            _within(span.start, span.end, document)


def _within(start: int, end: int, document: Document) -> None:
    if not 0 <= start < end <= len(document.text):
        raise IreniconError("bad_data", f"{start}:{end} is no stretch of the text; select some words.", document.source)
