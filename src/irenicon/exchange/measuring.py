"""Measures on what was coded in another program."""

from __future__ import annotations

from irenicon.assessment import Assessment, DocumentAssessment, assessment_of, measured
from irenicon.codebook.model import Codebook, Weights
from irenicon.errors import Failure, IreniconError
from irenicon.exchange.model import Project


def assessed(project: Project, codebook: Codebook, weights: Weights | None = None) -> Assessment:
    """The assessment of a project; what could not be kept, and a document that cannot be measured, are failures."""
    documents: list[DocumentAssessment] = []
    failures = list(project.left)
    for one in project.documents:
        try:
            documents.append(measured(one.entry, codebook, weights))
        except IreniconError as error:
            failures.append(Failure.of(error, one.document.source))
    return assessment_of(documents, tuple(failures))
