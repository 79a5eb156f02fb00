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
from irenicon.precedents.model import Precedent, Project


@cache
def codes() -> dict[str, Any]:
    """The tables of codes.toml."""
    return tomllib.loads(files("irenicon.precedents").joinpath("codes.toml").read_text(encoding="utf-8"))


def acts_by_code(project: Project, codebook: Codebook) -> dict[str, tuple[str, ...]]:
    """Each code of a project with the acts that it stands for."""
    if project == "ucdp":
        return {code: tuple(acts) for code, acts in codes()["ucdp"]["acts"].items()}
    found: dict[str, tuple[str, ...]] = {}
    for act in codebook.acts.values():
        for code in act.pax:
            found[code] = (*found.get(code, ()), act.id)
    return found


def read_precedents(project: Project, path: Path, codebook: Codebook) -> tuple[Precedent, ...]:
    """The agreements of an official file, in its order; raises IreniconError where it is not what it should be."""
    try:
        rows = _csv(path) if project == "pax" else _xlsx(path)
    except OSError as error:
        raise IreniconError("not_found", f"{path} cannot be read: {error.strerror}.", str(path)) from error
    except (UnicodeDecodeError, csv.Error, zipfile.BadZipFile, KeyError, ValueError) as error:
        raise _unlike(project, path, str(error)) from error
    if not rows:
        raise _unlike(project, path, "it has no rows")
    absent = [name for name in codes()[project]["columns"] if name not in rows[0]]
    if absent:
        raise _unlike(project, path, f"columns are missing: {', '.join(absent)}")
    return tuple(_agreement(project, row, tuple(acts_by_code(project, codebook))) for row in rows)


def _unlike(project: Project, path: Path, reason: str) -> IreniconError:
    return IreniconError("bad_data", f"{path.name} is not the {codes()[project]['name']}: {reason}.", str(path))


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
    made = [{name: _cell(value) for name, value in zip(head, row, strict=False)} for row in rows]
    version = codes()["ucdp"]["version"]
    if made and "version" in made[0] and not made[0]["version"].startswith(version):
        raise ValueError(f"it is version {made[0]['version']}, and {version} is read")
    return made


def _cell(value: object) -> str:
    return "" if value is None else str(value).strip()


def _agreement(project: Project, row: Mapping[str, str], known: Sequence[str]) -> Precedent:
    held = tuple(code for code in known if row.get(code, "0") not in ("", "0", "NA"))
    if project == "pax":
        return Precedent("pax", row["AgtId"], row["Agt"], row["Dat"], row["Contp"], row["Stage"], held)
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
