"""The place of a document in a plan, within a transaction, and the count of a plan's changes."""

from __future__ import annotations

from sqlalchemy import Connection, func, select, update

from irenicon.errors import IreniconError
from irenicon.store.model import Place
from irenicon.store.schema import documents, placements, plans

ORDER = {"draft": 0, "rendering": 1, "reporting": 2}


def place_in(connection: Connection, document: str, where: Place) -> None:
    """Gives a document its place in a plan; raises IreniconError "not_found" or "wrong_use"."""
    revised(connection, where.plan)  # locks the plan, so that positions are given one after the other
    if where.role not in ORDER:
        raise IreniconError("wrong_use", f'"{where.role}" is no role; a document is a draft, a rendering or reporting.')
    if not connection.execute(select(documents.c.hash).where(documents.c.hash == document)).first():
        raise IreniconError("not_found", f'There is no document "{document[:12]}" here.')
    here = (placements.c.plan == where.plan) & (placements.c.document == document)
    if connection.execute(select(placements.c.plan).where(here)).first():
        connection.execute(update(placements).where(here).values(role=where.role, date=where.date))
        return
    last = connection.execute(select(func.max(placements.c.position)).where(placements.c.plan == where.plan)).scalar()
    row = {"plan": where.plan, "document": document, "role": where.role, "date": where.date}
    connection.execute(placements.insert().values(**row, position=(last or 0) + 1))


def revised(connection: Connection, plan: str) -> None:
    """Counts a change of a plan; raises IreniconError "not_found" for an unknown one."""
    counted = connection.execute(update(plans).where(plans.c.id == plan).values(revision=plans.c.revision + 1))
    if not counted.rowcount:
        raise IreniconError("not_found", f'There is no plan "{plan}" here; irenicon list shows those that there are.')


def revised_with(connection: Connection, document: str) -> None:
    """Counts a change of every plan that a document stands in."""
    having = select(placements.c.plan).where(placements.c.document == document)
    connection.execute(update(plans).where(plans.c.id.in_(having)).values(revision=plans.c.revision + 1))
