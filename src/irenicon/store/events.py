"""Events: what changed in a plan, and whom it is about."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from hashlib import sha256
from typing import Literal

import msgspec
from sqlalchemy import Connection, Insert
from sqlalchemy.dialects import postgresql, sqlite

from irenicon.findings.model import Claim, Commitment
from irenicon.store.model import Place, Stamp
from irenicon.store.records import document_of, found_of
from irenicon.store.schema import event_subjects, events

Happening = Literal["added", "contradiction", "confirmation", "deadline"]
Subject = tuple[str, str]
_SORTS = {"official": "person", "institute": "organisation", "media": "organisation", "party": "party"}


class Told(msgspec.Struct, frozen=True):
    """What an event tells: findings as (hash, key), their words, the fields that differ, who says so, the day."""

    findings: tuple[tuple[str, str], ...] = ()
    quotes: tuple[str, ...] = ()
    differs: tuple[str, ...] = ()
    source: str | None = None
    day: str | None = None
    role: str | None = None
    title: str | None = None


class Event(msgspec.Struct, frozen=True):
    """Something that changed in a plan; `id` is the same for the same change, whoever notices it."""

    id: str
    at: datetime
    kind: Happening
    plan: str
    document: str
    told: Told
    subjects: tuple[Subject, ...] = ()


def note_added(connection: Connection, hash: str, where: Place, stamp: Stamp) -> None:
    """Keeps the event that a document was added to a plan, once."""
    document, found = document_of(connection, hash), found_of(connection, hash)
    subjects = parties(found.commitments)
    if document.author:
        subjects.append(("person", document.author))
    subjects += [one for claim in found.claims for one in source(claim)]
    told = Told(((hash, ""),), role=where.role, title=document.title or document.source)
    keep_event(connection, event("added", where.plan, stamp.at, told, subjects))


def keep_event(connection: Connection, one: Event) -> bool:
    """Keeps an event; False where it is known already."""
    row = {**msgspec.structs.asdict(one), "told": msgspec.json.encode(one.told)}
    del row["subjects"]
    if not connection.execute(_new(connection, row)).rowcount:
        return False
    subjects = [{"sort": sort, "name": name, "event": one.id} for sort, name in one.subjects]
    connection.execute(event_subjects.insert(), subjects)
    return True


def _new(connection: Connection, row: dict[str, object]) -> Insert:
    insert = sqlite.insert(events) if connection.dialect.name == "sqlite" else postgresql.insert(events)
    return insert.values(**row).on_conflict_do_nothing()


def event(kind: Happening, plan: str, at: datetime, told: Told, subjects: Iterable[Subject]) -> Event:
    """The event of a change in a plan, with those whom it is about."""
    same = msgspec.json.encode([kind, plan, told.findings[-1], told.differs, told.day])
    about = dict.fromkeys([("plan", plan), *((sort, name.casefold()) for sort, name in subjects if name.strip())])
    return Event(sha256(same).hexdigest(), at, kind, plan, told.findings[-1][0], told, tuple(about))


def parties(commitments: Iterable[Commitment]) -> list[Subject]:
    """The parties that give or get something."""
    return [("party", name) for one in commitments for name in (*one.obligors, *one.beneficiaries)]


def source(claim: Claim) -> list[Subject]:
    """Who says so, as a source and as a person, an organisation or a party."""
    if claim.source_type in ("author", "unnamed"):
        return []
    return [("source", claim.source), (_SORTS[claim.source_type], claim.source)]
