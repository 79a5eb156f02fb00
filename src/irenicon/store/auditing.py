"""The audit log: only added to, which the database itself holds."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import select

from irenicon.store import schema
from irenicon.store.model import Stamp
from irenicon.store.workspace import Workspace, reading, writing


class Audited(msgspec.Struct, frozen=True):
    """An entry of the audit log: who did what, when, to which target; `detail` is what else is known."""

    id: int
    at: datetime
    who: str
    what: str
    target: str
    detail: dict[str, Any]


def record_audit(workspace: Workspace, stamp: Stamp, what: str, target: str = "", **detail: Any) -> None:
    """Writes an entry into the audit log, which the database itself lets nobody change."""
    row = {"at": stamp.at, "who": stamp.by, "what": what, "target": target, "detail": msgspec.json.encode(detail)}
    with writing(workspace) as connection:
        connection.execute(schema.audit.insert().values(**row))


def audit_log(workspace: Workspace, limit: int = 200, before: int | None = None) -> tuple[Audited, ...]:
    """The last entries of the audit log, the newest first; `before` an id, for the page after."""
    of = schema.audit
    wanted = select(of).order_by(of.c.id.desc()).limit(limit)
    if before is not None:
        wanted = wanted.where(of.c.id < before)
    with reading(workspace) as connection:
        rows = connection.execute(wanted).mappings()
        return tuple(Audited(**{**row, "detail": msgspec.json.decode(row["detail"])}) for row in rows)
