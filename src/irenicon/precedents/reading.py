"""Reads official files of PA-X and UCDP that the user has; nothing of them is shipped."""

from __future__ import annotations

import csv
import tomllib
import zipfile
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import msgspec

from irenicon.codebook.model import Codebook
from irenicon.errors import IreniconError
from irenicon.precedents.endings import endings
from irenicon.precedents.model import Imported, Precedent, Project


@cache
def datasets() -> dict[str, Any]:
    """The tables of datasets.toml."""
    return tomllib.loads(files("irenicon.precedents").joinpath("datasets.toml").read_text(encoding="utf-8"))


def read_precedents(project: Project, path: Path, codebook: Codebook) -> tuple[Precedent, ...]:
    """The agreements of an official file, in its order; raises IreniconError where it is not what it should be."""
    try:
        rows = _csv(path) if project == "pax" else _xlsx(path)
        _check(project, rows)
    except OSError as error:
        raise IreniconError("not_found", f"{path} cannot be read: {error.strerror}.", str(path)) from error
    except (UnicodeDecodeError, csv.Error, zipfile.BadZipFile, KeyError, ValueError, EOFError) as error:
        raise _unlike(project, path, str(error).strip("'\"")) from error
    if project == "ucdp-termination":
        return endings(rows, datasets()[project]["outcome"])
    return tuple(_agreement(project, row, tuple(codebook.codes[project])) for row in rows)


def _unlike(project: Project, path: Path, reason: str) -> IreniconError:
    return IreniconError("bad_data", f"{path.name} is not the {datasets()[project]['name']}: {reason}.", str(path))


def _csv(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def _xlsx(path: Path) -> list[dict[str, str]]:
    import openpyxl
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        sheet = openpyxl.load_workbook(path, read_only=True).worksheets[0]
    except InvalidFileException as error:
        raise ValueError(str(error)) from error
    rows = sheet.iter_rows(values_only=True)
    head = [str(name).strip() for name in next(rows, ())]
    return [{name: _cell(value) for name, value in zip(head, row, strict=False)} for row in rows]


def _cell(value: object) -> str:
    return "" if value is None else str(value).strip()


def _check(project: Project, rows: Sequence[Mapping[str, str]]) -> None:
    """Raises ValueError where the rows are not those of the dataset, of another version, or cut off."""
    known = datasets()[project]
    if not rows:
        raise ValueError("it has no rows")
    absent = [name for name in known["columns"] if name not in rows[0]]
    if absent:
        raise ValueError(f"columns are missing: {', '.join(absent)}")
    for number, row in enumerate(rows, 2):
        if None in row.values() or not row[known["id"]]:
            raise ValueError(f"row {number} is cut off; get the file again")
    newest = max((int(row["Ver"]) for row in rows if row.get("Ver", "").isdigit()), default=0)
    if newest > known.get("newest", newest):
        raise ValueError(f"it has agreements of version {newest}, and up to version {known['newest']} is read")
    found = rows[0].get("version", known.get("version", "")).removesuffix(".0")
    if found != known.get("version", found):
        raise ValueError(f"it is version {found}, and {known['version']} is read")


def _agreement(project: Project, row: Mapping[str, str], known: Sequence[str]) -> Precedent:
    held = tuple(code for code in known if row.get(code, "0") not in ("", "0", "NA"))
    if project == "pax":
        return Precedent(
            "pax", row["AgtId"], row["Agt"], row["Dat"], row["Contp"], row["Stage"], held, kind=row["Agtp"]
        )
    return Precedent(
        "ucdp",
        row["paid"],
        row["pa_name"],
        row["pa_date"][:10],
        row["incompatibility"],
        row["pa_type"],
        held,
        row["ended"].lower() in ("true", "1"),
        row["duration"][:10] or None,
    )


def keep(project: Project, found: Sequence[Precedent], workspace: Path) -> Path:
    """Writes the agreements into the workspace folder and gives back the file."""
    path = workspace / f"precedents-{project}.json"
    try:
        workspace.mkdir(parents=True, exist_ok=True)
        path.write_bytes(msgspec.json.encode(list(found)))
    except OSError as error:
        raise IreniconError("wrong_use", f"{path} cannot be written: {error.strerror}.", str(path)) from error
    return path


def kept(project: Project, workspace: Path) -> tuple[Precedent, ...]:
    """The agreements imported into the workspace folder; () where none were."""
    path = workspace / f"precedents-{project}.json"
    if not path.exists():
        return ()
    try:
        return msgspec.json.decode(path.read_bytes(), type=tuple[Precedent, ...])
    except msgspec.MsgspecError as error:
        raise IreniconError("bad_data", f"{path} is damaged; import the file again.", str(path)) from error


def imported(workspace: Path) -> Imported:
    """All that was imported into a folder; raises IreniconError "wrong_use" where nothing was."""
    found = Imported(kept("pax", workspace), kept("ucdp", workspace), kept("ucdp-termination", workspace))
    if found == Imported():
        raise IreniconError(
            "wrong_use", f"{workspace} holds no precedents; irenicon precedents import pax FILE.csv.", str(workspace)
        )
    return found
