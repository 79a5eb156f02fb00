"""The assessment of what the workspace holds: found by the program, corrected by people, measured anew."""

from __future__ import annotations

from functools import lru_cache

from sqlalchemy import Connection

from irenicon.assessment import Assessment, DocumentAssessment, assessment_of, measured
from irenicon.coding.model import Coded
from irenicon.ledger.model import Entry
from irenicon.store.plans import plan_of
from irenicon.store.records import coded_of, document_of, grades_of
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
        return coded_of(connection, document, workspace.codebook)


def _measured(workspace: Workspace, connection: Connection, hash: str) -> DocumentAssessment:
    document = document_of(connection, hash)
    held = coded_of(connection, hash, workspace.codebook)
    entry = Entry(document, held.standing_commitments, held.standing_sayings, held.standing_claims)
    return measured(entry, workspace.codebook)
