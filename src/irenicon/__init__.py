"""Reads a peace plan and shows who gives what, for what, how firmly, and what makes it hold.

plan = irenicon.read("plan.pdf")
assessment = irenicon.assess(plan)
assessment.documents[0].commitments[0].obligors
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from irenicon.assessment import assess, assess_files
    from irenicon.documents.reading import read, read_all
    from irenicon.report.page import to_html
    from irenicon.report.pdf import to_pdf
    from irenicon.report.records import to_json
    from irenicon.report.word import to_docx
    from irenicon.report.workbook import to_xlsx

__all__ = ["assess", "assess_files", "read", "read_all", "to_docx", "to_html", "to_json", "to_pdf", "to_xlsx"]

_HOMES = {
    "assess": "irenicon.assessment",
    "assess_files": "irenicon.assessment",
    "read": "irenicon.documents.reading",
    "read_all": "irenicon.documents.reading",
    "to_docx": "irenicon.report.word",
    "to_html": "irenicon.report.page",
    "to_json": "irenicon.report.records",
    "to_pdf": "irenicon.report.pdf",
    "to_xlsx": "irenicon.report.workbook",
}


def __getattr__(name: str) -> object:
    """The public functions, loaded when first used so that the command line starts quickly."""
    if name not in _HOMES:
        raise AttributeError(f"module 'irenicon' has no attribute '{name}'")
    return getattr(import_module(_HOMES[name]), name)
