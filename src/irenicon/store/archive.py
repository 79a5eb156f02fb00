"""The whole content of a workspace as one archive, the same bytes for the same content, and back again.

A ZIP of `irenicon.json` (format and schema), one file of JSON lines for each table, and the documents' own bytes. The
index of search is left out, since it is made anew. Sessions are always left out; hashes of passwords and invitations
are in it only on request, so that an archive can be handed on.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

import msgspec
from sqlalchemy import Connection, String, Table, Text, select

from irenicon.errors import IreniconError
from irenicon.store import schema
from irenicon.store.schema import NEWEST, Json
from irenicon.store.workspace import Workspace, reading

FORMAT = 1
HEAD = "irenicon.json"
_SECRET = (schema.invitations,)
TABLES = (
    schema.plans,
    schema.documents,
    schema.placements,
    schema.commitments,
    schema.claims,
    schema.corrections,
    schema.codings,
    schema.grades,
    schema.accounts,
    schema.saved,
    schema.follows,
    schema.events,
    schema.event_subjects,
    schema.views,
    *_SECRET,
    schema.audit,
)
_EPOCH = (1980, 1, 1, 0, 0, 0)
_BATCH = 2_000


class Head(msgspec.Struct, frozen=True):
    """What an archive says of itself."""

    format: int
    schema: str
    secrets: bool = False


def export(workspace: Workspace, path: Path, *, secrets: bool = False) -> None:
    """Writes the archive, whole or not at all; raises IreniconError "wrong_use" where it cannot be written.

    `secrets`: with the hashes of passwords and open invitations.
    """
    part = path.with_name(f".{path.name}.part")
    try:
        with reading(workspace) as connection, zipfile.ZipFile(part, "w") as archive:
            _put(archive, HEAD, msgspec.json.encode(Head(FORMAT, NEWEST, secrets)))
            for table in TABLES:
                if secrets or table not in _SECRET:
                    with archive.open(_info(f"{table.name}.jsonl"), "w", force_zip64=True) as file:
                        _write_rows(connection, table, file, secrets)
            for hash in connection.execute(select(schema.documents.c.hash).order_by(schema.documents.c.hash)).scalars():
                one = select(schema.originals.c.data).where(schema.originals.c.document == hash)
                _put(archive, f"originals/{hash}", bytes(connection.execute(one).scalar_one()))
        part.replace(path)
    except OSError as error:
        raise IreniconError("wrong_use", f"{path} cannot be written: {error.strerror}.", str(path)) from error
    finally:
        part.unlink(missing_ok=True)


def as_json(table: Table, row: dict[str, Any]) -> bytes:
    """A row as a line of JSON, columns in the order of the table; JSON within it stays JSON."""
    return msgspec.json.encode({column.name: _value(column.type, row[column.name]) for column in table.columns})


def _write_rows(connection: Connection, table: Table, file: IO[bytes], secrets: bool) -> None:
    for row in _rows(connection, table):
        if table is schema.accounts and not secrets:
            row["password"] = None
        file.write(as_json(table, row) + b"\n")


def _rows(connection: Connection, table: Table) -> Iterator[dict[str, Any]]:
    """The rows by key, text in the order of its bytes in both databases."""
    postgresql = connection.dialect.name == "postgresql"
    keys = [
        column.collate("C") if postgresql and isinstance(column.type, String | Text) else column
        for column in table.primary_key.columns
    ]
    first = 0
    while rows := connection.execute(select(table).order_by(*keys).limit(_BATCH).offset(first)).mappings().all():
        yield from (dict(row) for row in rows)
        first += len(rows)


def _value(kind: object, value: Any) -> Any:
    return msgspec.Raw(value) if isinstance(kind, Json) and value is not None else value


def _put(archive: zipfile.ZipFile, name: str, data: bytes) -> None:
    with archive.open(_info(name), "w", force_zip64=True) as file:
        file.write(data)


def _info(name: str) -> zipfile.ZipInfo:
    """An entry without anything of this moment or machine."""
    info = zipfile.ZipInfo(name, _EPOCH)
    info.compress_type = zipfile.ZIP_DEFLATED
    info.external_attr = 0o644 << 16
    info.create_system = 3
    return info
