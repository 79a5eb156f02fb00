"""Reads an archive into an empty workspace, all of it or nothing."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy import Connection, Table, func, select, text
from sqlalchemy.exc import DataError, IntegrityError, StatementError

from irenicon.codebook.model import Codebook
from irenicon.coding.model import Change
from irenicon.documents.model import Document
from irenicon.errors import IreniconError
from irenicon.findings.model import Claim, Commitment, Saying
from irenicon.languages.names import Name
from irenicon.measures.grades import Grade
from irenicon.store import schema
from irenicon.store.archive import FORMAT, HEAD, TABLES, Head
from irenicon.store.codings import Findings
from irenicon.store.events import Told
from irenicon.store.index import index_document
from irenicon.store.records import coded_of, document_of
from irenicon.store.schema import NEWEST, Json, Moment
from irenicon.store.workspace import Workspace, writing

_BATCH = 500
_HELD: Mapping[str, Any] = {
    "documents.read": Document,
    "documents.names": tuple[Name, ...],
    "documents.told": tuple[Name, ...],
    "commitments.found": Commitment,
    "commitments.saying": Saying | None,
    "claims.found": Claim,
    "corrections.change": Change,
    "codings.coded": Findings,
    "grades.grade": Grade,
    "events.told": Told,
    "audit.detail": dict[str, Any],
}


def import_archive(workspace: Workspace, path: Path, progress: Callable[[int, int], None] | None = None) -> None:
    """Fills an empty workspace with an archive; `progress` is told how many of how many documents are in.

    Raises IreniconError "bad_data" for an archive that is broken or none, "newer" for one of a newer version,
    "conflict" where the workspace is not empty; nothing is then changed.
    """
    try:
        with zipfile.ZipFile(path) as archive, writing(workspace) as connection:
            _check(connection, archive, path)
            for table in TABLES:
                _fill(connection, archive, table)
                if table is schema.documents:
                    _originals(connection, archive)
            _count_on(connection)
            _index(connection, workspace.codebook, progress or (lambda done, of: None))
    except FileNotFoundError as error:
        raise IreniconError("not_found", f"There is no file {path}; check the path.", str(path)) from error
    except OSError as error:
        raise IreniconError("unreadable", f"{path} cannot be read: {error.strerror or error}.", str(path)) from error
    except (
        zipfile.BadZipFile, zlib.error, EOFError, KeyError, msgspec.MsgspecError, UnicodeDecodeError, ValueError,
        NotImplementedError, RuntimeError, IntegrityError, DataError, StatementError,
    ) as error:  # fmt: skip
        raise _broken(path, _reason(error)) from error


def _broken(path: Path, reason: str) -> IreniconError:
    said = f"{path.name} is no whole archive of Irenicon: {reason}. Nothing was changed; export it again."
    return IreniconError("bad_data", said, str(path))


def _reason(error: Exception) -> str:
    if isinstance(error, StatementError):
        return "its records do not fit together"
    return " ".join(str(error).strip("'\"").split())[:200] or type(error).__name__


def _check(connection: Connection, archive: zipfile.ZipFile, path: Path) -> None:
    head = msgspec.json.decode(archive.read(HEAD), type=Head)
    if head.format > FORMAT or head.schema > NEWEST:
        raise IreniconError(
            "newer", f"{path.name} was written by a newer version of Irenicon. Nothing was changed.", str(path)
        )
    for table in TABLES:
        if connection.execute(select(func.count()).select_from(table)).scalar():
            raise IreniconError(
                "conflict",
                f"The workspace holds {table.name} already, and an archive fills an empty one. Name a new --database.",
            )


def _fill(connection: Connection, archive: zipfile.ZipFile, table: Table) -> None:
    name = f"{table.name}.jsonl"
    if name not in archive.namelist():
        if table is schema.invitations:
            return
        raise KeyError(f"{name} is missing")
    batch: list[dict[str, Any]] = []
    for row in _read_rows(archive, name, table):
        batch.append(row)
        if len(batch) == _BATCH:
            connection.execute(table.insert(), batch)
            batch = []
    if batch:
        connection.execute(table.insert(), batch)


def _read_rows(archive: zipfile.ZipFile, name: str, table: Table) -> Iterator[dict[str, Any]]:
    columns = {column.name: column for column in table.columns}
    with archive.open(name) as file:
        for number, line in enumerate(file, 1):
            row = msgspec.json.decode(line, type=dict[str, msgspec.Raw])
            if row.keys() != columns.keys():
                raise ValueError(f"{name}, line {number} has other columns")
            try:
                yield {key: _value(table.name, columns[key], value) for key, value in row.items()}
            except (msgspec.MsgspecError, ValueError) as error:
                raise ValueError(f"{name}, line {number}: {error}") from error


def _value(table: str, column: Any, raw: msgspec.Raw) -> Any:
    held = bytes(raw)
    if isinstance(column.type, Json):
        if held == b"null" and column.nullable:
            return None
        msgspec.json.decode(held, type=_HELD[f"{table}.{column.name}"])
        return held
    kind = datetime if isinstance(column.type, Moment) else column.type.python_type
    return msgspec.json.decode(held, type=kind | None if column.nullable else kind)


def _originals(connection: Connection, archive: zipfile.ZipFile) -> None:
    for hash in connection.execute(select(schema.documents.c.hash)).scalars().all():
        data = archive.read(f"originals/{hash}")
        if sha256(data).hexdigest() != hash:
            raise ValueError(f"the bytes of {hash[:12]} are not those that were added")
        connection.execute(schema.originals.insert().values(document=hash, data=data))


def _count_on(connection: Connection) -> None:
    """Lets the next entry of the audit log follow the last one."""
    if connection.dialect.name == "postgresql":
        last = "(SELECT max(id) FROM audit)"
        connection.execute(text(f"SELECT setval(pg_get_serial_sequence('audit', 'id'), {last}) WHERE {last} > 0"))


def _index(connection: Connection, codebook: Codebook, progress: Callable[[int, int], None]) -> None:
    hashes = connection.execute(select(schema.documents.c.hash).order_by(schema.documents.c.hash)).scalars().all()
    for done, hash in enumerate(hashes, 1):
        index_document(connection, hash, document_of(connection, hash), coded_of(connection, hash, codebook))
        progress(done, len(hashes))
