"""Opens a workspace, and runs transactions on it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy import Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.engine import URL
from sqlalchemy.exc import ArgumentError

from irenicon.codebook.loading import load
from irenicon.codebook.model import Codebook
from irenicon.errors import IreniconError
from irenicon.store.migrating import migrate
from irenicon.store.trouble import told

_PATIENCE = 15_000  # ms that a writer waits for another
_WRITES = "irenicon_writes"
_POOL = {"pool_size": 16, "max_overflow": 32}


class Workspace(msgspec.Struct, frozen=True, eq=False):
    """An open workspace; compared by identity. May be used from several threads."""

    engine: Engine
    codebook: Codebook

    @property
    def is_sqlite(self) -> bool:
        """Whether it is a file of SQLite and not a database of PostgreSQL."""
        return self.engine.dialect.name == "sqlite"

    @property
    def name(self) -> str:
        """Its path or address, without a password."""
        url = self.engine.url
        return url.database or "" if self.is_sqlite else url.set(drivername="postgresql").render_as_string()


def open_workspace(where: str | Path, *, codebook: Codebook | None = None) -> Workspace:
    """The workspace at a path (SQLite) or an address postgresql://…, made where there is none, brought up to date.

    Raises IreniconError: "newer" for one of a newer version of the program, "bad_data" for a file or database that is
    no workspace, "unreachable" where the database does not answer or the file cannot be opened.
    """
    engine = _postgresql(str(where)) if str(where).startswith("postgres") else _sqlite(Path(where))
    workspace = Workspace(engine, codebook or load())
    try:
        with writing(workspace) as connection:
            migrate(connection, workspace.name)
    except BaseException:
        engine.dispose()
        raise
    return workspace


def close(workspace: Workspace) -> None:
    """Closes its connections."""
    workspace.engine.dispose()


@contextmanager
def reading(workspace: Workspace) -> Iterator[Connection]:
    """A transaction that reads one state of the workspace; trouble of the database is an IreniconError."""
    with told(workspace.name), workspace.engine.connect() as connection, connection.begin():
        yield connection


@contextmanager
def writing(workspace: Workspace) -> Iterator[Connection]:
    """A transaction that writes: all of it is kept at its end, or nothing where anything goes wrong.

    Raises IreniconError "no_space", "unreachable" or "busy" for what goes wrong in the database.
    """
    with told(workspace.name), workspace.engine.connect() as connection:
        options = {_WRITES: True} if workspace.is_sqlite else {"isolation_level": "READ COMMITTED"}
        with connection.execution_options(**options).begin():
            yield connection


def lock(connection: Connection, what: str) -> None:
    """Lets no other writer past here for the same thing until the transaction ends. In SQLite there is one writer."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(hashtextextended(:what, 0))"), {"what": what})


def _postgresql(address: str) -> Engine:
    try:
        url: URL = make_url(address).set(drivername="postgresql+pg8000")
    except ArgumentError as error:
        raise IreniconError("wrong_use", f"{address} is no address; one looks like postgresql://user@host/name.") from (
            error
        )
    return create_engine(
        url, pool_pre_ping=True, connect_args={"timeout": 30}, isolation_level="REPEATABLE READ", **_POOL
    )


def _sqlite(path: Path) -> Engine:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise IreniconError("unreachable", f"{path} cannot be made: {error.strerror}.", str(path)) from error
    engine = create_engine(URL.create("sqlite", database=str(path)), connect_args={"isolation_level": None}, **_POOL)
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _prepare(connection: Any, record: object) -> None:
    for statement in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON", f"busy_timeout = {_PATIENCE}"):
        connection.execute(f"PRAGMA {statement}")


def _begin(connection: Connection) -> None:
    """A writer takes its lock at once, so that two wait for each other and neither fails half-way."""
    writes = connection.get_execution_options().get(_WRITES)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
