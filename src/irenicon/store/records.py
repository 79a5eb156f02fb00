"""Rows of the database as the records that they hold, within a transaction."""

from __future__ import annotations

import msgspec
from sqlalchemy import Connection, select

from irenicon.codebook.model import Codebook
from irenicon.coding.applying import Found, apply
from irenicon.coding.model import Change, Coded, Correction
from irenicon.documents.model import Document
from irenicon.errors import IreniconError
from irenicon.findings.model import Claim, Commitment, Saying
from irenicon.measures.grades import Grade
from irenicon.store import schema


def document_of(connection: Connection, hash: str) -> Document:
    """The document as it was read; raises IreniconError "not_found"."""
    row = connection.execute(select(schema.documents.c.read).where(schema.documents.c.hash == hash)).first()
    if row is None:
        raise IreniconError("not_found", f'There is no document "{hash[:12]}" here.')
    return msgspec.json.decode(row.read, type=Document)


def coded_of(connection: Connection, document: str, codebook: Codebook) -> Coded:
    """What stands of a document's findings, with the corrections applied."""
    return apply(corrections_of(connection, document), found_of(connection, document), codebook)


def found_of(connection: Connection, document: str) -> Found:
    """What the program found in a document, in order of the text."""
    of, said = schema.commitments, schema.claims
    rows = connection.execute(
        select(of.c.found, of.c.saying).where(of.c.document == document).order_by(of.c.number)
    ).all()
    told = connection.execute(select(said.c.found).where(said.c.document == document).order_by(said.c.number)).scalars()
    return Found(
        tuple(msgspec.json.decode(row.found, type=Commitment) for row in rows),
        tuple(msgspec.json.decode(row.saying, type=Saying) if row.saying else None for row in rows),
        tuple(msgspec.json.decode(one, type=Claim) for one in told),
    )


def corrections_of(connection: Connection, document: str) -> tuple[Correction, ...]:
    """All corrections of a document in order of their numbers, undone ones and undoings too."""
    of = schema.corrections
    rows = connection.execute(select(of).where(of.c.document == document).order_by(of.c.number)).mappings()
    return tuple(Correction(**{**row, "change": msgspec.json.decode(row["change"], type=Change)}) for row in rows)


def grades_of(connection: Connection) -> tuple[Grade, ...]:
    """The grades of sources, by name."""
    rows = connection.execute(select(schema.grades.c.grade).order_by(schema.grades.c.name)).scalars()
    return tuple(msgspec.json.decode(one, type=Grade) for one in rows)
