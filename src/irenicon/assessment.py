"""The whole way of a document: read, find what it commits to, measure it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from irenicon.codebook.loading import load
from irenicon.codebook.model import Codebook, Weights
from irenicon.commitments.finding import find
from irenicon.commitments.model import Commitment
from irenicon.documents.model import Document
from irenicon.documents.reading import read_all
from irenicon.errors import Failure, IreniconError
from irenicon.measures.balance import Balance, balance
from irenicon.measures.firmness import Firmness, firmness
from irenicon.measures.missing import Missing, missing


class DocumentAssessment(msgspec.Struct, frozen=True):
    """What one document commits its parties to, and how firmly; `firmness` goes with `commitments` one to one."""

    document: Document
    commitments: tuple[Commitment, ...]
    firmness: tuple[Firmness, ...]
    balance: Balance
    missing: Missing


class Assessment(msgspec.Struct, frozen=True):
    """Everything that is known of the documents given, in their order, and the failures beside it."""

    documents: tuple[DocumentAssessment, ...]
    failures: tuple[Failure, ...] = ()


def assess(
    documents: Document | Iterable[Document | Failure],
    *,
    codebook: Codebook | None = None,
    weights: Weights | None = None,
) -> Assessment:
    """The assessment of documents that have been read; one that cannot be assessed is a failure beside the others."""
    given = (documents,) if isinstance(documents, Document) else documents
    results = tuple(_each(given, codebook or load(), weights))
    return Assessment(
        tuple(result for result in results if isinstance(result, DocumentAssessment)),
        tuple(result for result in results if isinstance(result, Failure)),
    )


def assess_files(sources: Iterable[str | Path], *, codebook: Codebook | None = None) -> Assessment:
    """The assessment of files, directories, "-" for standard input, or addresses of pages."""
    return assess(read_all(sources), codebook=codebook)


def assess_one(document: Document, codebook: Codebook, weights: Weights | None = None) -> DocumentAssessment:
    """The assessment of one document; raises IreniconError "unknown_language" where there is no pack for it."""
    commitments = find(document, codebook)
    return DocumentAssessment(
        document=document,
        commitments=commitments,
        firmness=tuple(firmness(one, weights or codebook.weights) for one in commitments),
        balance=balance(commitments, codebook, weights),
        missing=missing(commitments),
    )


def _each(
    documents: Iterable[Document | Failure], codebook: Codebook, weights: Weights | None
) -> Iterator[DocumentAssessment | Failure]:
    for document in documents:
        if isinstance(document, Failure):
            yield document
            continue
        try:
            yield assess_one(document, codebook, weights)
        except IreniconError as error:
            yield Failure.of(error, document.source)
