"""Hand codings: each analyst's own, hidden from the others until they are done."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import Connection, RowMapping, select, update

from irenicon.coding.blind import visible
from irenicon.coding.checking import checked
from irenicon.coding.model import AddClaim, AddCommitment, Coding
from irenicon.errors import IreniconError
from irenicon.findings.model import Claim, Commitment
from irenicon.store.model import Stamp
from irenicon.store.records import document_of
from irenicon.store.schema import codings as table
from irenicon.store.workspace import Workspace, lock, reading, writing


class Findings(msgspec.Struct, frozen=True):
    """What an analyst has coded so far."""

    commitments: tuple[Commitment, ...] = ()
    claims: tuple[Claim, ...] = ()


def begin_coding(workspace: Workspace, document: str, stamp: Stamp) -> Coding:
    """The analyst's coding of a document, begun where there is none yet; raises IreniconError "not_found"."""
    with writing(workspace) as connection:
        document_of(connection, document)
        lock(connection, f"{document} {stamp.by}")
        known = _own(connection, document, stamp.by)
        if known is not None:
            return known
        begun = Coding(document, stamp.by, stamp.at)
        connection.execute(table.insert().values(**_row(begun)))
        return begun


def save_coding(workspace: Workspace, coding: Coding) -> Coding:
    """Keeps what an analyst has coded so far and gives it back with its next version.

    Raises IreniconError "conflict" where it has been changed since (in another window) or is done, "bad_data" where a
    quotation is not in the text, "wrong_use" for an act or reason that the codebook does not know.
    """
    with writing(workspace) as connection:
        document = document_of(connection, coding.document)
        for commitment in coding.commitments:
            checked(AddCommitment(commitment), document, workspace.codebook)
        for claim in coding.claims:
            checked(AddClaim(claim), document, workspace.codebook)
        return _replaced(connection, coding, msgspec.structs.replace(coding, version=coding.version + 1, done=None))


def finish_coding(workspace: Workspace, coding: Coding, at: datetime) -> Coding:
    """Ends a coding as it was last saved: others may see it, and it changes no more; raises as `save_coding`."""
    with writing(workspace) as connection:
        return _replaced(connection, coding, msgspec.structs.replace(coding, version=coding.version + 1, done=at))


def codings(workspace: Workspace, document: str, who: str) -> tuple[Coding, ...]:
    """The codings of a document that `who` may see (`irenicon.coding.blind.visible`), by analyst."""
    with reading(workspace) as connection:
        rows = connection.execute(select(table).where(table.c.document == document).order_by(table.c.analyst))
        return visible([_coding(row) for row in rows.mappings()], who)


def coders(workspace: Workspace, document: str) -> tuple[tuple[str, bool], ...]:
    """Who codes a document, and whether they are done; tells nothing of what they coded."""
    wanted = select(table.c.analyst, table.c.done).where(table.c.document == document).order_by(table.c.analyst)
    with reading(workspace) as connection:
        return tuple((row.analyst, row.done is not None) for row in connection.execute(wanted))


def _own(connection: Connection, document: str, analyst: str) -> Coding | None:
    here = (table.c.document == document) & (table.c.analyst == analyst)
    row = connection.execute(select(table).where(here)).mappings().first()
    return _coding(row) if row else None


def _replaced(connection: Connection, before: Coding, now: Coding) -> Coding:
    here = (table.c.document == before.document) & (table.c.analyst == before.analyst)
    unchanged = here & (table.c.version == before.version) & table.c.done.is_(None)
    row = {name: value for name, value in _row(now).items() if name in ("coded", "done", "version")}
    if not connection.execute(update(table).where(unchanged).values(**row)).rowcount:
        raise IreniconError(
            "conflict", "This coding is done, or was changed in another window. Nothing was kept; load the page again."
        )
    return now


def _row(coding: Coding) -> dict[str, Any]:
    fields = {name: getattr(coding, name) for name in ("document", "analyst", "begun", "done", "version")}
    return {**fields, "coded": msgspec.json.encode(Findings(coding.commitments, coding.claims))}


def _coding(row: RowMapping) -> Coding:
    coded = msgspec.json.decode(row["coded"], type=Findings)
    fields = {name: row[name] for name in ("document", "analyst", "begun", "done", "version")}
    return Coding(commitments=coded.commitments, claims=coded.claims, **fields)
