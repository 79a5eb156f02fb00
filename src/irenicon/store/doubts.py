"""What cannot have been meant in a query: fields that there are not, values that a field never has."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from functools import cache
from typing import Literal, get_args

import msgspec

from irenicon.codebook.model import Codebook, Modality
from irenicon.documents.model import DocumentKind
from irenicon.extraction.checks import REASONS
from irenicon.findings.model import ClaimKind, Status
from irenicon.report.wording import Wording

_NEAR = 3
_FEW = 10  # known values that are all named where none is near
_LIKE = 0.6  # share of letters in common from which one is near (difflib)
_SHOWN = 40  # characters of what was typed that are said again


class Doubt(msgspec.Struct, frozen=True):
    """`field` is no field, or has no `value` or none so called, the query holds nothing to look for, or is too long.

    `near` are the known ones that are written most like it.
    """

    sort: Literal["field", "value", "no_value", "nothing", "too_long"]
    field: str = ""
    value: str = ""
    near: tuple[str, ...] = ()


def unknown_field(field: str, value: str, fields: Iterable[str]) -> Doubt:
    """The doubt about a field that there is not."""
    return Doubt("field", field, value, _near(field, tuple(fields)))


def unknown_value(field: str, value: str, codebook: Codebook) -> Doubt | None:
    """The doubt about a value, where the field has a set of them and it is none of these."""
    if not value:
        return Doubt("no_value", field)
    known = _values(codebook).get(field)
    if known is None or value.casefold() in known:
        return None
    return Doubt("value", field, value, _near(value.casefold(), known))


def doubt_said(doubt: Doubt, words: Wording) -> str:
    """A doubt as a sentence, with what to write instead where that is known."""
    shown = doubt.value if len(doubt.value) <= _SHOWN else doubt.value[:_SHOWN] + "…"
    key = "act" if doubt.sort == "value" and doubt.field == "act" else doubt.sort
    said = words(key, "doubt").format(field=doubt.field, value=shown)
    return f"{said} {words('near', 'doubt').format(near=', '.join(doubt.near))}" if doubt.near else said


def _near(written: str, known: tuple[str, ...]) -> tuple[str, ...]:
    found = tuple(get_close_matches(written, known, _NEAR, _LIKE))
    return found or (known if len(known) <= _FEW else ())


@cache
def _values(codebook: Codebook) -> Mapping[str, tuple[str, ...]]:
    return {
        "act": tuple(codebook.acts),
        "vague": tuple(REASONS),
        "modality": get_args(Modality),
        "status": get_args(Status),
        "kind": (*get_args(ClaimKind), *get_args(DocumentKind)),
        "in": ("document", "provision", "claim"),
    }
