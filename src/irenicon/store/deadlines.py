"""Deadlines of commitments that are dates of the calendar."""

from __future__ import annotations

from datetime import date

import msgspec

from irenicon.coding.model import Key
from irenicon.documents.dates import dates_in
from irenicon.findings.model import Commitment
from irenicon.store.model import Plan
from irenicon.store.plans import plan_of
from irenicon.store.records import coded_of
from irenicon.store.workspace import Workspace, reading

_DAY = len("2031-06-30")


class Deadline(msgspec.Struct, frozen=True):
    """A day by which (or from which) something is due, and the commitment that says so."""

    day: date
    plan: str
    document: str
    key: Key
    commitment: Commitment


def deadlines(workspace: Workspace, plan: str) -> tuple[Deadline, ...]:
    """The deadlines of a plan's last draft (of all its documents where it has no draft), first to last.

    Only days that are written as dates; "within 21 days" hangs on another day and is none. Raises "not_found".
    """
    with reading(workspace) as connection:
        found = plan_of(connection, plan)
        return tuple(
            sorted(
                (
                    Deadline(day, plan, hash, one.key, one.now)
                    for hash, language in _binding(found)
                    for one in coded_of(connection, hash, workspace.codebook).commitments
                    if one.now is not None and (day := _day(one.now, language)) is not None
                ),
                key=lambda one: (one.day, one.document, one.key),
            )
        )


def _binding(plan: Plan) -> list[tuple[str, str]]:
    """(hash, language) of the documents whose deadlines hold."""
    drafts = [placed for placed in plan.documents if placed.role == "draft"]
    return [(placed.document.hash, placed.document.language) for placed in drafts[-1:] or plan.documents]


def _day(commitment: Commitment, language: str) -> date | None:
    """The last full date in the words of a deadline."""
    words = commitment.deadline or ""
    found = [one.iso for one in dates_in(words, 0, len(words), None if language == "en" else True)]
    days = [iso for iso in found if len(iso) == _DAY]
    return date.fromisoformat(days[-1]) if days else None
