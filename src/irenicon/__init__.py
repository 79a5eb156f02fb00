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
    from irenicon.report.records import to_json

__all__ = ["assess", "assess_files", "read", "read_all", "to_html", "to_json"]

_HOMES = {
    "assess": "irenicon.assessment",
    "assess_files": "irenicon.assessment",
    "read": "irenicon.documents.reading",
    "read_all": "irenicon.documents.reading",
    "to_html": "irenicon.report.page",
    "to_json": "irenicon.report.records",
}


def __getattr__(name: str) -> object:
    """The public functions, loaded when first used so that the command line starts quickly."""
    if name not in _HOMES:
        raise AttributeError(f"module 'irenicon' has no attribute '{name}'")
    return getattr(import_module(_HOMES[name]), name)
