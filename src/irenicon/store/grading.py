"""The grades that a workspace gives to sources (STANAG 2511); every assessment shows them at once."""

from __future__ import annotations

import msgspec
from sqlalchemy import delete, update

from irenicon.errors import IreniconError
from irenicon.measures.grades import Grade
from irenicon.store.model import Stamp
from irenicon.store.records import grades_of
from irenicon.store.schema import grades as table
from irenicon.store.schema import plans
from irenicon.store.workspace import Workspace, lock, reading, writing


def grade_source(workspace: Workspace, grade: Grade, stamp: Stamp) -> None:
    """Gives a source its grade, in place of the one it had."""
    if not grade.name.strip():
        raise IreniconError("wrong_use", "A grade needs the name of its source.")
    row = {"name": grade.name.casefold(), "grade": msgspec.json.encode(grade), "by": stamp.by, "at": stamp.at}
    with writing(workspace) as connection:
        lock(connection, "grades")
        connection.execute(update(plans).values(revision=plans.c.revision + 1))
        connection.execute(delete(table).where(table.c.name == row["name"]))
        connection.execute(table.insert().values(**row))


def forget_grade(workspace: Workspace, name: str) -> None:
    """Takes the grade of a source away."""
    with writing(workspace) as connection:
        connection.execute(update(plans).values(revision=plans.c.revision + 1))
        connection.execute(delete(table).where(table.c.name == name.casefold()))


def grades(workspace: Workspace) -> tuple[Grade, ...]:
    """The grades, by the names of their sources."""
    with reading(workspace) as connection:
        return grades_of(connection)
