"""Codings as JSON Lines, one record a line, as `irenicon evaluate` and `irenicon agreement` read them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import PurePosixPath

import msgspec

from irenicon.claims.model import Claim
from irenicon.commitments.model import Commitment
from irenicon.exchange.model import Coded, Project

_UNFIT = re.compile(r"[^\w.-]+")
_LEFT_OUT = frozenset({"document", "slots", "evidence"})


def to_gold(project: Project) -> dict[str, bytes]:
    """Files by name: of each document its text, its commitments and its claims, those that it has."""
    files: dict[str, bytes] = {}
    for one in project.documents:
        name = _named(one, files)
        files[f"{name}.txt"] = one.document.text.encode()
        entry = one.entry
        for sort, items in (("commitments", entry.commitments), ("claims", entry.claims)):
            if items:
                files[f"{name}.{sort}.jsonl"] = _lines(items)
    return files


def _named(one: Coded, taken: dict[str, bytes]) -> str:
    stem = _UNFIT.sub("-", PurePosixPath(one.document.source).stem).strip("-.") or "text"
    number = 1
    while f"{stem if number == 1 else f'{stem}-{number}'}.txt" in taken:
        number += 1
    return stem if number == 1 else f"{stem}-{number}"


def _lines(items: Sequence[Commitment | Claim]) -> bytes:
    records = (
        {name: value for name, value in msgspec.structs.asdict(item).items() if name not in _LEFT_OUT} for item in items
    )
    return b"".join(msgspec.json.encode(record) + b"\n" for record in records)
