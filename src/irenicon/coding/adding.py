"""Findings that a person adds by selecting words of the text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

import msgspec

from irenicon.codebook.model import Codebook
from irenicon.coding.applying import refilled
from irenicon.coding.model import AddClaim, AddCommitment
from irenicon.documents.model import Document, Span
from irenicon.errors import IreniconError
from irenicon.findings.model import Claim, Commitment

Finding = TypeVar("Finding", Commitment, Claim)


def commitment_at(document: Document, words: Span, fields: Mapping[str, Any], codebook: Codebook) -> AddCommitment:
    """The addition of the commitment that stands at `words`; `fields` gives its act and what else is known of it.

    Raises IreniconError "wrong_use" where a field is unknown or cannot have its value.
    """
    made = _made(document, words, {"modality": "obligation", "obligors": (), "beneficiaries": (), **fields}, Commitment)
    act = codebook.acts.get(made.act)
    if act is None:
        raise IreniconError("wrong_use", f"The codebook has no act '{made.act}'.")
    return AddCommitment(refilled(made, codebook))


def claim_at(document: Document, words: Span, fields: Mapping[str, Any]) -> AddClaim:
    """The addition of the claim that stands at `words`; `fields` gives its kind, source and status.

    Raises IreniconError "wrong_use" where a field is unknown or cannot have its value.
    """
    usual = {"kind": "fact", "source": "author", "source_type": "author", "status": "asserted"}
    return AddClaim(_made(document, words, {**usual, **fields}, Claim))


def _made(document: Document, words: Span, fields: Mapping[str, Any], record: type[Finding]) -> Finding:
    where = {
        "document": document.source,
        "start": words.start,
        "end": words.end,
        "quote": document.text[words.start : words.end],
    }
    point = {"point": document.point_at(words.start)} if record is Commitment else {}
    unknown = next((name for name in fields if name not in record.__struct_fields__), None)
    if unknown is not None:
        raise IreniconError("wrong_use", f"There is no field '{unknown}'.")
    try:
        return msgspec.convert({**point, **fields, **where}, record, strict=False)
    except msgspec.ValidationError as error:
        raise IreniconError("wrong_use", f"This cannot be added: {error}.") from error
