"""The ledger as rows: one commitment a row, for CSV and spreadsheets."""

from __future__ import annotations

import csv
import io

from irenicon.assessment import Assessment
from irenicon.report.records import CommitmentRecord, report

COLUMNS = (
    "document", "point", "act", "obligors", "beneficiaries", "modality", "reported", "quantity", "place", "deadline",
    "condition", "in_return_for", "vague", "precision", "firmness", "explanation", "start", "end", "quote",
)  # fmt: skip


def to_csv(assessment: Assessment) -> str:
    """The commitments as CSV (RFC 4180) with a head row; several values in a field are parted by "; "."""
    out = io.StringIO()
    rows = csv.writer(out)
    rows.writerow(COLUMNS)
    rows.writerows(_row(one) for one in report(assessment).commitments)
    return out.getvalue()


def _row(one: CommitmentRecord) -> list[str | int | float]:
    return [_cell(name, one) for name in COLUMNS]


def _cell(name: str, one: CommitmentRecord) -> str | int | float:
    value = one.firmness.value if name == "firmness" else getattr(one, name)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return "; ".join(value)
    if isinstance(value, float):
        return round(value, 4)
    return "" if value is None else value
