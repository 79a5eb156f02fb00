"""What changed: documents added, contradictions, confirmations, deadlines that passed; for those who follow."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import msgspec
from sqlalchemy import Connection, RowMapping, select, tuple_

from irenicon.assessment import Assessment
from irenicon.coding.keys import keys_of
from irenicon.coding.model import Key
from irenicon.ledger.model import Ref
from irenicon.store.assessing import assessment_of_plan
from irenicon.store.deadlines import deadlines
from irenicon.store.events import Event, Subject, Told, event, keep_event, parties, source
from irenicon.store.following import follows
from irenicon.store.plans import plan as plan_named
from irenicon.store.schema import event_subjects, events
from irenicon.store.workspace import Workspace, reading, writing


def note_changes(workspace: Workspace, plan: str, at: datetime) -> tuple[Event, ...]:
    """Looks for contradictions, confirmations and passed deadlines in a plan and keeps those that are new.

    To be called after documents were added or corrected, and once a day for the deadlines. Gives back the new ones.
    """
    assessment = assessment_of_plan(workspace, plan)
    placed = plan_named(workspace, plan).documents
    hashes = [one.document.hash for one in placed]
    drafts = frozenset(number for number, one in enumerate(placed) if one.role == "draft")
    found = [*_contradictions(plan, hashes, drafts, assessment, at), *_confirmations(plan, hashes, assessment, at)]
    for one in deadlines(workspace, plan):
        if one.day < at.date():
            told = Told(((one.document, str(one.key)),), (one.commitment.quote,), day=one.day.isoformat())
            found.append(event("deadline", plan, at, told, parties([one.commitment])))
    with writing(workspace) as connection:
        return tuple(one for one in found if keep_event(connection, one))


def feed(
    workspace: Workspace, account: str | None = None, *, limit: int = 50, before: datetime | None = None
) -> tuple[Event, ...]:
    """The last events about what an account follows (about anything where none is named), the newest first."""
    wanted = select(events).order_by(events.c.at.desc(), events.c.id).limit(limit)
    if before is not None:
        wanted = wanted.where(events.c.at < before)
    if account is not None:
        pairs = [(one.sort, one.name.casefold()) for one in follows(workspace, account)]
        pairs += [("person", name) for sort, name in pairs if sort == "source"]
        pairs += [("organisation", name) for sort, name in pairs if sort == "source"]
        about = select(event_subjects.c.event).where(
            tuple_(event_subjects.c.sort, event_subjects.c.name).in_(pairs or [("", "")])
        )
        wanted = wanted.where(events.c.id.in_(about))
    with reading(workspace) as connection:
        rows = connection.execute(wanted).mappings().all()
        subjects = _subjects(connection, [row["id"] for row in rows])
    return tuple(_read(row, subjects) for row in rows)


def _contradictions(
    plan: str, hashes: list[str], drafts: frozenset[int], assessment: Assessment, at: datetime
) -> Iterator[Event]:
    """One event for each commitment that contradicts an earlier one, with the first that it contradicts.

    What two drafts have otherwise is a change and no contradiction.
    """
    keys = [keys_of(document.commitments) for document in assessment.documents]
    seen: set[Ref] = set()
    for one in assessment.ledger.contradictions:
        if one.other in seen or {one.one.document, one.other.document} <= drafts:
            continue
        seen.add(one.other)
        both = [assessment.documents[ref.document].commitments[ref.index] for ref in (one.one, one.other)]
        findings = tuple(_named(ref, hashes, keys) for ref in (one.one, one.other))
        told = Told(findings, tuple(each.quote for each in both), differs=tuple(one.differs))
        yield event("contradiction", plan, at, told, parties(both))


def _confirmations(plan: str, hashes: list[str], assessment: Assessment, at: datetime) -> Iterator[Event]:
    for number, document in enumerate(assessment.documents):
        for key, claim in zip(keys_of(document.claims), document.claims, strict=True):
            if claim.status == "confirmed":
                told = Told(((hashes[number], str(key)),), (claim.quote,), source=claim.source)
                yield event("confirmation", plan, at, told, [*source(claim), *(("party", one) for one in claim.about)])
        for key, one, saying in zip(keys_of(document.commitments), document.commitments, document.sayings, strict=True):
            if saying is not None and saying.status == "confirmed":
                told = Told(((hashes[number], str(key)),), (one.quote,), source=saying.source)
                yield event("confirmation", plan, at, told, [("source", saying.source), *parties([one])])


def _named(ref: Ref, hashes: list[str], keys: list[tuple[Key, ...]]) -> tuple[str, str]:
    return hashes[ref.document], str(keys[ref.document][ref.index])


def _subjects(connection: Connection, ids: list[str]) -> dict[str, tuple[Subject, ...]]:
    of = event_subjects
    rows = connection.execute(select(of).where(of.c.event.in_(ids)).order_by(of.c.event, of.c.sort, of.c.name))
    found: dict[str, tuple[Subject, ...]] = {}
    for row in rows:
        found[row.event] = (*found.get(row.event, ()), (row.sort, row.name))
    return found


def _read(row: RowMapping, subjects: dict[str, tuple[Subject, ...]]) -> Event:
    told = msgspec.json.decode(row["told"], type=Told)
    return Event(**{**row, "told": told}, subjects=subjects.get(row["id"], ()))
