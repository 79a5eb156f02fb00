"""The assessment of what the workspace holds: found by the program, corrected by people, measured anew."""

from __future__ import annotations

from functools import lru_cache

import msgspec
from sqlalchemy import Connection, select

from irenicon.assessment import Assessment, DocumentAssessment, assessment_of, measured
from irenicon.claims.grades import Grade
from irenicon.claims.model import Claim, Saying
from irenicon.coding.applying import Found, apply
from irenicon.coding.model import Change, Coded, Correction
from irenicon.commitments.model import Commitment
from irenicon.ledger.model import Entry
from irenicon.store import schema
from irenicon.store.documents import document_of
from irenicon.store.plans import plan_of
from irenicon.store.workspace import Workspace, reading

_KEPT = 32  # assessments of plans kept in memory


def assessment_of_plan(workspace: Workspace, plan: str) -> Assessment:
    """The assessment of a plan's documents in their order in the plan, corrections applied.

    Kept in memory until the plan changes. Raises IreniconError "not_found".
    """
    return revised_assessment(workspace, plan, revision_of(workspace, plan))


def revision_of(workspace: Workspace, plan: str) -> int:
    """A number that changes whenever anything in the plan does; raises IreniconError "not_found"."""
    with reading(workspace) as connection:
        return plan_of(connection, plan).revision


@lru_cache(maxsize=_KEPT)
def revised_assessment(workspace: Workspace, plan: str, revision: int) -> Assessment:
    """The assessment of a plan at a revision, which must be its present one."""
    with reading(workspace) as connection:
        hashes = [placed.document.hash for placed in plan_of(connection, plan).documents]
        documents = [_measured(workspace, connection, hash) for hash in hashes]
        return assessment_of(documents, grades=grades_of(connection))


def assessment_of_document(workspace: Workspace, document: str) -> DocumentAssessment:
    """The assessment of one document, corrections applied; raises IreniconError "not_found"."""
    with reading(workspace) as connection:
        return _measured(workspace, connection, document)


def coded(workspace: Workspace, document: str) -> Coded:
    """Every finding of a document as it stands beside what the program found; raises IreniconError "not_found"."""
    with reading(workspace) as connection:
        document_of(connection, document)
        return coded_of(workspace, connection, document)


def coded_of(workspace: Workspace, connection: Connection, document: str) -> Coded:
    """As `coded`, within a transaction."""
    return apply(corrections_of(connection, document), found_of(connection, document), workspace.codebook)


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


def _measured(workspace: Workspace, connection: Connection, hash: str) -> DocumentAssessment:
    document = document_of(connection, hash)
    held = coded_of(workspace, connection, hash)
    entry = Entry(document, held.standing_commitments, held.standing_sayings, held.standing_claims)
    return measured(entry, workspace.codebook)
