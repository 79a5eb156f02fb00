"""Codings as JSON Lines, one record a line, as `irenicon evaluate` and `irenicon agreement` read them."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from irenicon.evaluation.gold import GoldClaim, GoldCommitment, to_lines
from irenicon.exchange.model import Coded, Project

_UNFIT = re.compile(r"[^\w.-]+")


def to_gold(project: Project) -> dict[str, bytes]:
    """Files by name: of each document its text, its commitments and its claims, those that it has."""
    files: dict[str, bytes] = {}
    for one in project.documents:
        name = _named(one, files)
        files[f"{name}.txt"] = one.document.text.encode()
        entry = one.entry
        if entry.commitments:
            files[f"{name}.commitments.jsonl"] = to_lines(entry.commitments, GoldCommitment)
        if entry.claims:
            files[f"{name}.claims.jsonl"] = to_lines(entry.claims, GoldClaim)
    return files


def _named(one: Coded, taken: dict[str, bytes]) -> str:
    stem = _UNFIT.sub("-", PurePosixPath(one.document.source).stem).strip("-.") or "text"
    number = 1
    while f"{stem if number == 1 else f'{stem}-{number}'}.txt" in taken:
        number += 1
    return stem if number == 1 else f"{stem}-{number}"
