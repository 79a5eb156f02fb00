"""Grades that a reader gives to sources, by NATO STANAG 2511: reliability A–F of the source, credibility 1–6."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Literal

import msgspec

from irenicon.errors import IreniconError


class Grade(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A source's grade: reliability from A (completely reliable) to E (unreliable), F (cannot be judged); credibility
    of its information from 1 (confirmed) to 5 (improbable), 6 (cannot be judged)."""

    name: str
    reliability: Literal["A", "B", "C", "D", "E", "F"]
    credibility: Literal[1, 2, 3, 4, 5, 6] | None = None
    note: str | None = None

    def __str__(self) -> str:
        return f"{self.reliability}{self.credibility or ''}"


class _Workspace(msgspec.Struct, frozen=True):
    source: tuple[Grade, ...] = ()


def read_grades(path: Path) -> tuple[Grade, ...]:
    """The grades of a workspace file (TOML, a `[[source]]` table each); raises IreniconError "bad_data"."""
    try:
        return msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), _Workspace).source
    except OSError as error:
        raise IreniconError("not_found", f"{path} cannot be read: {error.strerror}.", str(path)) from error
    except (tomllib.TOMLDecodeError, msgspec.ValidationError, UnicodeDecodeError) as error:
        reason = f"{path.name}: {error}. Give each source a name and a reliability from A to F."
        raise IreniconError("bad_data", reason, str(path)) from error


def grade_of(source: str, grades: tuple[Grade, ...]) -> Grade | None:
    """The grade of a source by its name, in any case; None where the reader has given none."""
    return next((grade for grade in grades if grade.name.casefold() == source.casefold()), None)
