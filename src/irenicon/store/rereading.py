"""Documents are read anew where others of their plan define names, or by a newer version of the program."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
from sqlalchemy import Connection, delete, select, update

from irenicon.documents.model import Document
from irenicon.documents.reading import read
from irenicon.languages.names import Name
from irenicon.store.documents import insert_findings, run, said_of
from irenicon.store.index import forget, index_document
from irenicon.store.model import Given, Prepared, Stamp
from irenicon.store.placing import revised_with
from irenicon.store.preparing import found_in, program, unlike
from irenicon.store.records import coded_of, document_of
from irenicon.store.schema import claims, commitments, documents, originals, placements
from irenicon.store.workspace import Workspace, reading, writing


def in_here(given: Given) -> Document:
    """The document that bytes are, read in this process."""
    return read(given.name, data=given.data, language=given.language)


def reread(
    workspace: Workspace, plan: str, stamp: Stamp, reader: Callable[[Given], Document] = in_here
) -> tuple[str, ...]:
    """Searches those documents of a plan anew that were searched without names which others define, or by another
    version of the program; corrections are kept. Gives back their hashes. `reader` reads the bytes of a document anew.
    """
    with reading(workspace) as connection:
        hashes = connection.execute(
            select(placements.c.document).where(placements.c.plan == plan).order_by(placements.c.position)
        ).scalars()
        stale = [hash for hash in hashes if _is_stale(connection, hash)]
    for hash in stale:
        _reread(workspace, hash, stamp, reader)
    return tuple(stale)


def _is_stale(connection: Connection, hash: str) -> bool:
    row = connection.execute(select(documents.c.told, documents.c.program).where(documents.c.hash == hash)).one()
    told = set(msgspec.json.decode(row.told, type=tuple[Name, ...]))
    return row.program != program() or told != set(_told(connection, hash))


def _told(connection: Connection, hash: str) -> tuple[Name, ...]:
    """The names that the other documents of all its plans define."""
    own = connection.execute(select(documents.c.names).where(documents.c.hash == hash)).scalar_one()
    plans = select(placements.c.plan).where(placements.c.document == hash)
    rows = connection.execute(
        select(documents.c.names)
        .join(placements, placements.c.document == documents.c.hash)
        .where(placements.c.plan.in_(plans) & (documents.c.hash != hash))
        .order_by(placements.c.plan, placements.c.position)
    ).scalars()
    names = [name for each in rows for name in msgspec.json.decode(each, type=tuple[Name, ...])]
    return unlike(names, msgspec.json.decode(own, type=tuple[Name, ...]))


def _reread(workspace: Workspace, hash: str, stamp: Stamp, reader: Callable[[Given], Document]) -> None:
    with reading(workspace) as connection:
        row = connection.execute(select(documents).where(documents.c.hash == hash)).one()
        data = connection.execute(select(originals.c.data).where(originals.c.document == hash)).scalar_one()
        document, told = document_of(connection, hash), _told(connection, hash)
    given = Given(bytes(data), row.source, row.origin, row.language)
    if row.program != program():
        document = reader(given)
    prepared = found_in(document, given, workspace.codebook, told)
    with writing(workspace) as connection:
        _replace(workspace, connection, prepared, stamp)


def _replace(workspace: Workspace, connection: Connection, prepared: Prepared, stamp: Stamp) -> None:
    here = documents.c.hash == prepared.hash
    read_as = msgspec.json.encode(prepared.document)
    connection.execute(
        update(documents).where(here).values(read=read_as, **said_of(prepared.document), **run(prepared, stamp))
    )
    for table in (commitments, claims):
        connection.execute(delete(table).where(table.c.document == prepared.hash))
    insert_findings(connection, prepared)
    forget(connection, prepared.hash)
    index_document(
        connection, prepared.hash, prepared.document, coded_of(connection, prepared.hash, workspace.codebook)
    )
    revised_with(connection, prepared.hash)
