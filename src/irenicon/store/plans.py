"""Plans, and the place of documents in them."""

from __future__ import annotations

import re
import unicodedata

from sqlalchemy import Connection, func, select, update

from irenicon.errors import IreniconError
from irenicon.store.documents import HELD, held_of
from irenicon.store.model import Listed, Place, Placed, Plan, Stamp
from irenicon.store.placing import ORDER, place_in, revised
from irenicon.store.schema import documents, placements
from irenicon.store.schema import plans as table
from irenicon.store.workspace import Workspace, lock, reading, writing

_LONGEST = 60


def plans(workspace: Workspace) -> tuple[Listed, ...]:
    """The plans, the one last changed by date of its documents first, then by name."""
    date = func.coalesce(placements.c.date, documents.c.date)
    rows = (
        select(table, func.count(documents.c.hash).label("documents"), func.max(date).label("latest"))
        .outerjoin(placements, placements.c.plan == table.c.id)
        .outerjoin(documents, documents.c.hash == placements.c.document)
        .group_by(table.c.id)
    )
    with reading(workspace) as connection:
        found = [Listed(**row) for row in connection.execute(rows).mappings()]
    by_name = sorted(found, key=lambda one: (one.name.casefold(), one.id))
    return tuple(sorted(by_name, key=lambda one: one.latest or "", reverse=True))


def plan(workspace: Workspace, id: str) -> Plan:
    """A plan with its documents; raises IreniconError "not_found"."""
    with reading(workspace) as connection:
        return plan_of(connection, id)


def plan_of(connection: Connection, id: str) -> Plan:
    """As `plan`, within a transaction."""
    row = connection.execute(select(table).where(table.c.id == id)).mappings().one_or_none()
    if row is None:
        raise IreniconError("not_found", f'There is no plan "{id}" here; irenicon list shows those that there are.')
    rows = connection.execute(
        select(*HELD, placements.c.role, placements.c.date.label("placed"), placements.c.position)
        .join(placements, placements.c.document == documents.c.hash)
        .where(placements.c.plan == id)
    ).mappings()
    placed = [(Placed(held_of(one), one["role"], one["placed"] or one["date"]), one["position"]) for one in rows]
    placed.sort(key=lambda pair: (ORDER[pair[0].role], pair[0].date or "~", pair[1]))
    return Plan(**row, documents=tuple(one for one, _ in placed))


def plans_with(workspace: Workspace, document: str) -> tuple[str, ...]:
    """The ids of the plans that a document stands in."""
    having = select(placements.c.plan).where(placements.c.document == document).order_by(placements.c.plan)
    with reading(workspace) as connection:
        return tuple(connection.execute(having).scalars())


def add_plan(workspace: Workspace, name: str, stamp: Stamp) -> str:
    """The id of the plan of that name, which is made where there is none; an id holds letters a–z, figures and "-"."""
    if not name.strip():
        raise IreniconError("wrong_use", "A plan needs a name.")
    with writing(workspace) as connection:
        lock(connection, "plans")
        known = connection.execute(select(table.c.id).where(table.c.name == name.strip())).scalar()
        if known is not None:
            return str(known)
        id = _free(connection, _slug(name))
        row = {"id": id, "name": name.strip(), "revision": 0, "added_at": stamp.at, "added_by": stamp.by}
        connection.execute(table.insert().values(row))
        return id


def rename_plan(workspace: Workspace, id: str, name: str) -> None:
    """Gives a plan another name; its id and so its address stay."""
    if not name.strip():
        raise IreniconError("wrong_use", "A plan needs a name.")
    with writing(workspace) as connection:
        plan_of(connection, id)
        connection.execute(update(table).where(table.c.id == id).values(name=name.strip()))
        revised(connection, id)


def place(workspace: Workspace, document: str, where: Place) -> None:
    """Gives a document its place in a plan, or another role or date there; raises IreniconError "not_found"."""
    with writing(workspace) as connection:
        place_in(connection, document, where)


def take_out(workspace: Workspace, document: str, plan: str) -> None:
    """Takes a document out of a plan; the document itself stays in the workspace."""
    with writing(workspace) as connection:
        here = (placements.c.plan == plan) & (placements.c.document == document)
        connection.execute(placements.delete().where(here))
        revised(connection, plan)


def _slug(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:_LONGEST].strip("-") or "plan"


def _free(connection: Connection, slug: str) -> str:
    taken = set(connection.execute(select(table.c.id).where(table.c.id.startswith(slug, autoescape=True))).scalars())
    number = 2
    id = slug
    while id in taken:
        id, number = f"{slug}-{number}", number + 1
    return id
