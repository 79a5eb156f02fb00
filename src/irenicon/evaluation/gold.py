"""Hand-coded documents: one JSON record a line, checked against the text that they code."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TypeVar

import msgspec

from irenicon.errors import IreniconError


class GoldCommitment(msgspec.Struct, frozen=True):
    """A hand-coded commitment, by the fields of the codebook."""

    act: str
    start: int
    end: int
    quote: str
    obligors: tuple[str, ...] = ()
    beneficiaries: tuple[str, ...] = ()
    borne_by: tuple[str, ...] = ()
    modality: str = "obligation"
    reported: bool = False
    quantity: str | None = None
    place: tuple[str, ...] = ()
    deadline: str | None = None
    condition: str | None = None
    vague: tuple[str, ...] = ()
    point: str = ""
    in_return_for: str | None = None


class GoldClaim(msgspec.Struct, frozen=True):
    """A hand-coded claim, by the fields of the codebook."""

    quote: str
    start: int
    end: int
    kind: str
    source: str
    source_type: str
    status: str
    about: tuple[str, ...] = ()


Record = TypeVar("Record", GoldCommitment, GoldClaim)


def read_gold(path: Path, record: type[Record], text: str) -> tuple[Record, ...]:
    """The records of a JSONL file, in its order.

    Raises IreniconError "not_found" or "unreadable" for the file; "bad_data", naming file and line, where a line is
    malformed or its quotation is not in the text.
    """
    found = []
    for number, line in enumerate(_lines(path), 1):
        if not line.strip():
            continue
        try:
            coded = msgspec.json.decode(line, type=record)
        except msgspec.MsgspecError as error:
            raise IreniconError("bad_data", f"{path.name}, line {number}: {error}", str(path)) from error
        if text[coded.start : coded.end] != coded.quote:
            raise IreniconError(
                "bad_data",
                f"{path.name}, line {number}: the text at {coded.start}:{coded.end} is not the quotation. "
                "Check that the coding belongs to this text.",
                str(path),
            )
        found.append(coded)
    return tuple(found)


def to_lines(found: Iterable[object], record: type[GoldCommitment] | type[GoldClaim]) -> bytes:
    """Commitments or claims as the lines of such a file, by the fields that are coded by hand."""
    coded = (record(**{name: getattr(one, name) for name in record.__struct_fields__}) for one in found)
    return b"".join(msgspec.json.encode(one) + b"\n" for one in coded)


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8").split("\n")
    except FileNotFoundError as error:
        raise IreniconError("not_found", f"There is no file {path}.", str(path)) from error
    except (OSError, UnicodeDecodeError) as error:
        raise IreniconError(
            "unreadable", f"{path} cannot be read as JSON Lines in UTF-8: {error}.", str(path)
        ) from error


def is_claims(path: Path) -> bool:
    """Whether a file codes claims and not commitments, by its name."""
    return path.name.endswith(".claims.jsonl")
