"""What a reader saves and follows, and how often a page was seen."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

import msgspec
from sqlalchemy import Table, delete, select, update
from sqlalchemy.dialects import postgresql, sqlite

from irenicon.errors import IreniconError
from irenicon.store import schema
from irenicon.store.model import Stamp
from irenicon.store.workspace import Workspace, reading, writing

Followed = Literal["person", "organisation", "party", "plan", "source"]
SavedSort = Literal["plan", "document", "commitment", "claim", "search"]


class Follow(msgspec.Struct, frozen=True):
    """Somebody or something that an account follows; `name` is a plan's id, or the name of the others."""

    sort: Followed
    name: str
    at: datetime


class Saved(msgspec.Struct, frozen=True):
    """Something that an account saved: a plan's id, a document's hash, "hash/key" of a finding, or a search."""

    sort: SavedSort
    target: str
    at: datetime


def follow(workspace: Workspace, sort: Followed, name: str, stamp: Stamp) -> None:
    """Follows; following again changes nothing."""
    _wanted(name)
    _once(workspace, schema.follows, {"account": stamp.by, "sort": sort, "name": name, "at": stamp.at})


def unfollow(workspace: Workspace, sort: Followed, name: str, account: str) -> None:
    """Follows no longer."""
    of = schema.follows
    with writing(workspace) as connection:
        connection.execute(delete(of).where((of.c.account == account) & (of.c.sort == sort) & (of.c.name == name)))


def follows(workspace: Workspace, account: str) -> tuple[Follow, ...]:
    """What an account follows, by sort and name."""
    of = schema.follows
    with reading(workspace) as connection:
        rows = connection.execute(select(of).where(of.c.account == account).order_by(of.c.sort, of.c.name))
        return tuple(Follow(row.sort, row.name, row.at) for row in rows)


def save(workspace: Workspace, sort: SavedSort, target: str, stamp: Stamp) -> None:
    """Saves; saving again changes nothing."""
    _wanted(target)
    _once(workspace, schema.saved, {"account": stamp.by, "sort": sort, "target": target, "at": stamp.at})


def unsave(workspace: Workspace, sort: SavedSort, target: str, account: str) -> None:
    """Saves no longer."""
    of = schema.saved
    with writing(workspace) as connection:
        connection.execute(delete(of).where((of.c.account == account) & (of.c.sort == sort) & (of.c.target == target)))


def saved(workspace: Workspace, account: str) -> tuple[Saved, ...]:
    """What an account saved, the last first."""
    of = schema.saved
    with reading(workspace) as connection:
        rows = connection.execute(select(of).where(of.c.account == account).order_by(of.c.at.desc(), of.c.target))
        return tuple(Saved(row.sort, row.target, row.at) for row in rows)


def count_view(workspace: Workspace, sort: Literal["plan", "document"], target: str) -> int:
    """Counts a view of a page and gives back how many there have been."""
    of = schema.views
    here = (of.c.sort == sort) & (of.c.target == target)
    with writing(workspace) as connection:
        if not connection.execute(update(of).where(here).values(count=of.c.count + 1)).rowcount:
            connection.execute(_unless_there(workspace, of, {"sort": sort, "target": target, "count": 0}))
            connection.execute(update(of).where(here).values(count=of.c.count + 1))
        return int(connection.execute(select(of.c.count).where(here)).scalar_one())


def views(workspace: Workspace, sort: Literal["plan", "document"], target: str) -> int:
    """How often a page was seen."""
    of = schema.views
    with reading(workspace) as connection:
        found = connection.execute(select(of.c.count).where((of.c.sort == sort) & (of.c.target == target)))
        return int(found.scalar() or 0)


def _wanted(name: str) -> None:
    if not name.strip():
        raise IreniconError("wrong_use", "A name is needed to follow or save something.")


def _once(workspace: Workspace, table: Table, row: dict[str, object]) -> None:
    with writing(workspace) as connection:
        connection.execute(_unless_there(workspace, table, row))


def _unless_there(workspace: Workspace, table: Table, row: dict[str, object]) -> sqlite.Insert | postgresql.Insert:
    insert = sqlite.insert(table) if workspace.is_sqlite else postgresql.insert(table)
    return insert.values(**row).on_conflict_do_nothing()
