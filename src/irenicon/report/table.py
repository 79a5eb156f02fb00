"""The ledger as rows: one commitment a row, for CSV and spreadsheets."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

import msgspec

from irenicon.assessment import Assessment
from irenicon.ledger.model import Row
from irenicon.report.cells import safe
from irenicon.report.records import CommitmentRecord, document_records

COLUMNS = (
    "document", "point", "act", "obligors", "beneficiaries", "borne_by", "modality", "reported", "quantity", "place",
    "deadline",
    "condition", "in_return_for", "vague", "precision", "firmness", "explanation", "said_by", "source_type", "status",
    "row", "standing", "reader", "probability", "alternative", "start", "end", "quote",
)  # fmt: skip


CLAIM_COLUMNS = (
    "document", "kind", "source", "source_type", "status", "grade", "about", "likelihood", "likelihood_percent",
    "start", "end", "quote",
)  # fmt: skip


def to_csv(assessment: Assessment) -> str:
    """The commitments as CSV (RFC 4180) with a head row; several values in a field are parted by "; ".

    Text that a spreadsheet would run as a formula stands behind an apostrophe.
    """
    out = io.StringIO()
    rows = csv.writer(out)
    rows.writerow(COLUMNS)
    joined = assessment.ledger.rows
    for document in document_records(assessment):
        for one in document.commitments:
            rows.writerow([safe(value) for value in _row(one, joined)])
    return out.getvalue()


def claims_to_csv(assessment: Assessment) -> str:
    """The claims as CSV (RFC 4180) with a head row."""
    out = io.StringIO()
    rows = csv.writer(out)
    rows.writerow(CLAIM_COLUMNS)
    for document in document_records(assessment):
        for one in document.claims:
            values = {**msgspec.structs.asdict(one), "grade": str(one.grade) if one.grade else None}
            rows.writerow([safe(values[name]) for name in CLAIM_COLUMNS])
    return out.getvalue()


def _row(one: CommitmentRecord, joined: Sequence[Row]) -> list[object]:
    said = one.said_by
    values = {
        **msgspec.structs.asdict(one),
        "firmness": one.firmness.value,
        "said_by": said and said.source,
        "source_type": said and said.source_type,
        "status": said and said.status,
        "standing": None if one.row is None else joined[one.row].standing,
    }
    return [values[name] for name in COLUMNS]
