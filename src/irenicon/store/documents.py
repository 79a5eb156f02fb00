"""Documents: added once by the hash of their bytes, with what was found in them."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from typing import Any

import msgspec
from sqlalchemy import Connection, select

from irenicon.codebook.model import Codebook
from irenicon.coding.applying import Found, apply
from irenicon.documents.model import Document
from irenicon.errors import IreniconError
from irenicon.languages.names import Name
from irenicon.store.events import note_added
from irenicon.store.index import index_document
from irenicon.store.model import Added, Given, Held, Place, Prepared, Stamp
from irenicon.store.placing import place_in
from irenicon.store.preparing import prepare
from irenicon.store.records import document_of
from irenicon.store.schema import claims, commitments, originals, placements
from irenicon.store.schema import documents as table
from irenicon.store.workspace import Workspace, lock, reading, writing

_OF_DOCUMENT = ("source", "media_type", "kind", "language", "title", "date", "author", "words")
HELD = tuple(table.c[name] for name in Held.__struct_fields__)


def add_document(workspace: Workspace, given: Given, stamp: Stamp, where: Place | None = None) -> Added:
    """Reads a document, finds what is in it, and keeps it, in its place in a plan where one is named.

    Adding the same bytes again changes nothing but their place. Raises IreniconError where it cannot be read.
    """
    hash = sha256(given.data).hexdigest()
    if not holds(workspace, hash):
        return keep(workspace, prepare(given, workspace.codebook, names_told(workspace, where)), stamp, where)
    if where is not None:
        with writing(workspace) as connection:
            _place(connection, hash, where, stamp)
    return Added(hash, new=False)


def keep(workspace: Workspace, prepared: Prepared, stamp: Stamp, where: Place | None = None) -> Added:
    """Keeps a document that was prepared, all of it or nothing; changes nothing but its place where it is known."""
    with writing(workspace) as connection:
        lock(connection, prepared.hash)
        new = not _holds(connection, prepared.hash)
        if new:
            _insert(connection, prepared, stamp, workspace.codebook)
        if where is not None:
            _place(connection, prepared.hash, where, stamp)
    return Added(prepared.hash, new)


def holds(workspace: Workspace, hash: str) -> bool:
    """Whether the workspace has the document of that hash."""
    with reading(workspace) as connection:
        return _holds(connection, hash)


def documents(workspace: Workspace) -> tuple[Held, ...]:
    """All documents, the last added first."""
    with reading(workspace) as connection:
        rows = connection.execute(select(*HELD).order_by(table.c.added_at.desc(), table.c.hash)).mappings()
        return tuple(held_of(row) for row in rows)


def held(workspace: Workspace, hash: str) -> Held:
    """A document by its hash or the beginning of it; raises IreniconError "not_found"."""
    with reading(workspace) as connection:
        beginning = table.c.hash.startswith(hash, autoescape=True)
        rows = connection.execute(select(*HELD).where(beginning).limit(2)).mappings().all()
    if len(rows) != 1 or not hash:
        many = "More than one document begins" if rows and hash else "There is no document here that begins"
        raise IreniconError("not_found", f'{many} with "{hash}"; irenicon list shows those that there are.')
    return held_of(rows[0])


def document(workspace: Workspace, hash: str) -> Document:
    """The document as it was read; raises IreniconError "not_found"."""
    with reading(workspace) as connection:
        return document_of(connection, hash)


def original(workspace: Workspace, hash: str) -> bytes:
    """The bytes of a document as they were added; raises IreniconError "not_found"."""
    with reading(workspace) as connection:
        data = connection.execute(select(originals.c.data).where(originals.c.document == hash)).scalar()
    if data is None:
        raise IreniconError("not_found", f'There is no document "{hash[:12]}" here.')
    return bytes(data)


def held_of(row: Mapping[Any, Any]) -> Held:
    """The record of a row that has the columns `HELD`."""
    return Held(**{name: row[name] for name in Held.__struct_fields__})


def names_told(workspace: Workspace, where: Place | None) -> tuple[Name, ...]:
    """The names that the documents of a plan define, in their order there."""
    if where is None:
        return ()
    with reading(workspace) as connection:
        rows = connection.execute(
            select(table.c.names)
            .join(placements, placements.c.document == table.c.hash)
            .where(placements.c.plan == where.plan)
            .order_by(placements.c.position)
        ).scalars()
        return tuple(name for names in rows for name in msgspec.json.decode(names, type=tuple[Name, ...]))


def _place(connection: Connection, hash: str, where: Place, stamp: Stamp) -> None:
    place_in(connection, hash, where)
    note_added(connection, hash, where, stamp)


def _holds(connection: Connection, hash: str) -> bool:
    return connection.execute(select(table.c.hash).where(table.c.hash == hash)).first() is not None


def _insert(connection: Connection, prepared: Prepared, stamp: Stamp, codebook: Codebook) -> None:
    read = prepared.document
    connection.execute(
        table.insert().values(
            hash=prepared.hash,
            origin=prepared.origin,
            size=len(prepared.data),
            read=msgspec.json.encode(read),
            revision=0,
            added_at=stamp.at,
            added_by=stamp.by,
            **said_of(read),
            **run(prepared, stamp),
        )
    )
    connection.execute(originals.insert().values(document=prepared.hash, data=prepared.data))
    insert_findings(connection, prepared)
    found = Found(prepared.commitments, prepared.sayings, prepared.claims)
    index_document(connection, prepared.hash, read, apply((), found, codebook))


def said_of(document: Document) -> dict[str, Any]:
    """The columns of what a document says of itself; PostgreSQL keeps no null characters."""
    values = {name: getattr(document, name) for name in _OF_DOCUMENT}
    return {name: value.replace("\0", " ") if isinstance(value, str) else value for name, value in values.items()}


def run(prepared: Prepared, stamp: Stamp) -> dict[str, Any]:
    """The columns that tell by what, when and with which names a document was searched."""
    return {
        "names": msgspec.json.encode(prepared.names),
        "told": msgspec.json.encode(prepared.told),
        "program": prepared.program,
        "found_at": stamp.at,
    }


def insert_findings(connection: Connection, prepared: Prepared) -> None:
    """Writes what was found in a document."""
    found = [
        {
            "document": prepared.hash,
            "number": number,
            "act": one.act,
            "found": msgspec.json.encode(one),
            "saying": msgspec.json.encode(saying) if saying else None,
        }
        for number, (one, saying) in enumerate(zip(prepared.commitments, prepared.sayings, strict=True))
    ]
    said = [
        {"document": prepared.hash, "number": number, "source": one.source, "found": msgspec.json.encode(one)}
        for number, one in enumerate(prepared.claims)
    ]
    if found:
        connection.execute(commitments.insert(), found)
    if said:
        connection.execute(claims.insert(), said)
