"""Trouble of a database, said so that the reader knows what to do."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, InterfaceError, SQLAlchemyError, TimeoutError

from irenicon.errors import IreniconError, Kind

_FULL, _READ_ONLY, _BUSY = ("13", "53100"), ("8", "25006"), ("5", "6", "55P03", "40001", "40P01")
_FOREIGN = ("11", "26")
_REFUSED = ("28", "3D")  # classes of PostgreSQL: wrong user or password, no such database


@contextmanager
def told(name: str) -> Iterator[None]:
    """Raises what goes wrong in the database at `name` as an IreniconError; a fault of the program stays what it is."""
    try:
        yield
    except (SQLAlchemyError, ConnectionError) as error:
        found = _said(error, name)
        if found is None:
            raise
        raise found from error


def _said(error: SQLAlchemyError | ConnectionError, name: str) -> IreniconError | None:
    code = _code(error)
    said = {
        "no_space": f"There is no room left for {name}: nothing of this was kept. Free some space and do it again.",
        "busy": f"{name} is being written by others: nothing of this was kept. Do it again in a moment.",
        "read_only": f"{name} may only be read by you; give yourself the right to write it.",
        "bad_data": f"{name} is no workspace of Irenicon, or it is damaged; name another file.",
        "unreachable": f"{name} does not answer: nothing of this was kept. Check that it runs and may be reached.",
        "refused": f"{name} refuses the user, the password or the name of the database; check the address.",
    }
    key = _key(error, code)
    known: dict[str, Kind] = {"no_space": "no_space", "busy": "busy", "bad_data": "bad_data"}
    return IreniconError(known.get(key, "unreachable"), said[key], name) if key else None


def _key(error: SQLAlchemyError | ConnectionError, code: str) -> str | None:
    for key, codes in (("no_space", _FULL), ("busy", _BUSY), ("read_only", _READ_ONLY), ("bad_data", _FOREIGN)):
        if code in codes:
            return key
    if code.startswith(_REFUSED):
        return "refused"
    if isinstance(error, ConnectionError) or code in ("10", "14") or code.startswith(("08", "57P")):
        return "unreachable"
    if isinstance(error, TimeoutError):
        return "busy"
    lost = isinstance(error, InterfaceError) or (isinstance(error, DBAPIError) and error.connection_invalidated)
    return "unreachable" if lost else None


def _code(error: SQLAlchemyError | ConnectionError) -> str:
    """The result code of SQLite ("13") or the SQLSTATE of PostgreSQL ("53100"), "" where there is none."""
    orig = error.orig if isinstance(error, DBAPIError) else None
    if isinstance(orig, sqlite3.Error):
        return str(getattr(orig, "sqlite_errorcode", 0) & 0xFF)
    details = orig.args[0] if orig is not None and orig.args else None
    return str(details.get("C", "")) if isinstance(details, dict) else ""
