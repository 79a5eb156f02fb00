"""An assessment as data: the records of the JSON output, whose schema is drawn from them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from irenicon.assessment import Assessment, DocumentAssessment
from irenicon.codebook.loading import load
from irenicon.codebook.model import Codebook, Modality
from irenicon.documents.model import Passage, Span
from irenicon.errors import Failure
from irenicon.extraction.claims.words import percentages
from irenicon.findings.model import Claim, ClaimKind, Commitment, Saying, SourceType, Status
from irenicon.ledger.model import Ledger, Ref
from irenicon.measures.balance import Balance
from irenicon.measures.counterperformance import Return
from irenicon.measures.firmness import Firmness
from irenicon.measures.grades import Grade
from irenicon.measures.holding import Holding
from irenicon.measures.keeping import Keeping
from irenicon.measures.missing import Missing
from irenicon.measures.participation import Participation, Table
from irenicon.measures.strength import Strength
from irenicon.precedents.model import Experience
from irenicon.report.brief import BriefSentence, sentences
from irenicon.report.ground_records import GroundRecord, ground_record
from irenicon.report.heading import points
from irenicon.report.wording import explain, wording


class CommitmentRecord(msgspec.Struct, frozen=True):
    """A commitment with the fields of the codebook; `start:end` are character offsets into its document's `text`."""

    document: str
    point: str
    quote: str
    start: int
    end: int
    act: str
    obligors: tuple[str, ...]
    beneficiaries: tuple[str, ...]
    borne_by: tuple[str, ...]
    modality: Modality
    reported: bool
    quantity: str | None
    place: tuple[str, ...]
    deadline: str | None
    condition: str | None
    in_return_for: str | None
    vague: tuple[str, ...]
    precision: float
    firmness: Firmness
    slots: dict[str, str | None]
    explanation: str
    counterperformance: Return | None
    said_by: Saying | None
    row: int | None
    reader: str
    probability: float | None
    alternative: str | None
    evidence: dict[str, tuple[Span, ...]]


class ClaimRecord(msgspec.Struct, frozen=True):
    """A claim with the fields of the codebook; `likelihood_percent` is the range that ICD 203 gives its estimative
    word, `grade` the reader's own for the source."""

    document: str
    quote: str
    start: int
    end: int
    kind: ClaimKind
    source: str
    source_type: SourceType
    status: Status
    about: tuple[str, ...]
    likelihood: str | None
    leaves_out: bool
    absent: tuple[str, ...]
    drafters: tuple[str, ...]
    likelihood_percent: tuple[int, int] | None
    grade: Grade | None
    evidence: dict[str, tuple[Span, ...]]


class DocumentRecord(msgspec.Struct, frozen=True):
    """A document, what it says of itself, and what was measured on it; indices count its own commitments."""

    source: str
    media_type: str
    language: str
    kind: str
    title: str | None
    date: str | None
    author: str | None
    author_role: str | None
    section: str | None
    reading_minutes: int | None
    views: int | None
    words: int
    points: int
    remarks: tuple[str, ...]
    text: str
    outline: tuple[Passage, ...]
    commitments: tuple[CommitmentRecord, ...]
    claims: tuple[ClaimRecord, ...]
    balance: Balance
    missing: Missing
    holding: Holding
    strength: Strength
    participation: Participation
    experience: Experience | None
    keeping: Keeping | None


class Report(msgspec.Struct, frozen=True):
    """An assessment: `brief` is what a reader must know first, in English; `text` is that of the first document.

    `commitments` and `claims` are those of all, document by document. `ledger` joins several documents, `table` their
    parties' roles; a commitment's `row` is its row there. `ground` is what they move on the maps given, None without
    maps.
    """

    brief: tuple[BriefSentence, ...]
    text: str
    commitments: tuple[CommitmentRecord, ...]
    claims: tuple[ClaimRecord, ...]
    documents: tuple[DocumentRecord, ...]
    ledger: Ledger
    table: Table
    failures: tuple[Failure, ...]
    ground: GroundRecord | None


def document_records(assessment: Assessment) -> tuple[DocumentRecord, ...]:
    """The records of the documents, each with its commitments and claims."""
    rows = {ref: number for number, row in enumerate(assessment.ledger.rows) for ref in row.versions}
    return tuple(_document(number, one, rows, assessment) for number, one in enumerate(assessment.documents))


def report(assessment: Assessment, codebook: Codebook | None = None) -> Report:
    """The records of an assessment; `codebook` is the one that it was read with, by default the one Irenicon brings."""
    documents = document_records(assessment)
    return Report(
        brief=sentences(assessment, codebook or load(), wording("en")),
        text=documents[0].text if documents else "",
        commitments=tuple(one for document in documents for one in document.commitments),
        claims=tuple(one for document in documents for one in document.claims),
        documents=documents,
        ledger=assessment.ledger,
        table=assessment.table,
        failures=assessment.failures,
        ground=ground_record(assessment.ground) if assessment.ground else None,
    )


def to_json(assessment: Assessment, codebook: Codebook | None = None) -> bytes:
    """The assessment as JSON in UTF-8, indented; `schema()` describes it."""
    return msgspec.json.format(msgspec.json.encode(report(assessment, codebook)), indent=2) + b"\n"


def schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of `to_json`."""
    described = msgspec.json.schema(Report)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "Irenicon assessment", **described}


def _document(number: int, one: DocumentAssessment, rows: Mapping[Ref, int], assessment: Assessment) -> DocumentRecord:
    document = one.document
    return DocumentRecord(
        source=document.source,
        media_type=document.media_type,
        language=document.language,
        kind=document.kind,
        title=document.title,
        date=document.date,
        author=document.author,
        author_role=document.author_role,
        section=document.section,
        reading_minutes=document.reading_minutes,
        views=document.views,
        words=document.words,
        points=points(document),
        remarks=document.remarks,
        text=document.text,
        outline=document.passages,
        commitments=tuple(
            _commitment(*each, rows.get(Ref(number, index)))
            for index, each in enumerate(
                zip(one.commitments, one.firmness, one.balance.returns, one.sayings, strict=True)
            )
        ),
        claims=tuple(_claim(claim, document.language, assessment) for claim in one.claims),
        balance=one.balance,
        missing=one.missing,
        holding=one.holding,
        strength=one.strength,
        participation=one.participation,
        experience=one.experience,
        keeping=one.keeping,
    )


def _claim(claim: Claim, language: str, assessment: Assessment) -> ClaimRecord:
    return ClaimRecord(
        **msgspec.structs.asdict(claim),
        likelihood_percent=percentages(claim.likelihood, language) if claim.likelihood else None,
        grade=assessment.grade(claim.source),
    )


def _commitment(
    commitment: Commitment, firmness: Firmness, met: Return | None, said_by: Saying | None, row: int | None
) -> CommitmentRecord:
    fields = msgspec.structs.asdict(commitment)
    return CommitmentRecord(
        **fields,
        precision=round(commitment.precision, 6),
        firmness=firmness,
        explanation=explain(commitment, wording("en")),
        counterperformance=met,
        said_by=said_by,
        row=row,
    )
