"""The whole way of a document: read, find what it commits to, measure it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from irenicon.codebook.loading import load
from irenicon.codebook.model import Codebook, Weights
from irenicon.documents.model import Document
from irenicon.documents.reading import read_all
from irenicon.errors import Failure, IreniconError
from irenicon.extraction.analysed import names_of, signatories
from irenicon.extraction.reader import Reader
from irenicon.findings.model import Claim, Commitment, Saying
from irenicon.languages.names import Name
from irenicon.ledger.joining import join
from irenicon.ledger.model import Entry, Ledger
from irenicon.measures.balance import Balance, balance
from irenicon.measures.firmness import Firmness, firmness
from irenicon.measures.grades import Grade, grade_of
from irenicon.measures.groups import groups
from irenicon.measures.holding import Holding, holding
from irenicon.measures.keeping import Keeping, keeping
from irenicon.measures.missing import Missing, missing
from irenicon.measures.parameters import Parameters
from irenicon.measures.participation import Participation, Table, participation, table
from irenicon.measures.strength import Strength, strength
from irenicon.pipeline import findings
from irenicon.precedents.experience import experience
from irenicon.precedents.model import Experience, Filters, Imported
from irenicon.territory.areas import Ground
from irenicon.territory.ground import Heard, Sources, Told, ground_of

_ANY = Filters()


class DocumentAssessment(msgspec.Struct, frozen=True):
    """What one document commits its parties to, how firmly, and who says so.

    `firmness` and `sayings` go with `commitments` one to one. `experience` (of earlier agreements) and `keeping`
    (whether it pays) are there where the reader gave what they need.
    """

    document: Document
    commitments: tuple[Commitment, ...]
    firmness: tuple[Firmness, ...]
    sayings: tuple[Saying | None, ...]
    claims: tuple[Claim, ...]
    balance: Balance
    missing: Missing
    holding: Holding
    strength: Strength
    participation: Participation
    experience: Experience | None = None
    keeping: Keeping | None = None

    @property
    def entry(self) -> Entry:
        """The document with what was found in it, without the measures: what the ledger joins."""
        return Entry(self.document, self.commitments, self.sayings, self.claims)


class Assessment(msgspec.Struct, frozen=True):
    """Everything that is known of the documents given, in their order, and the failures beside it.

    `ledger` joins the documents, `table` their parties' roles; `grades` are the reader's own for sources; `ground` is
    what they move on maps that the reader names, None without maps.
    """

    documents: tuple[DocumentAssessment, ...]
    failures: tuple[Failure, ...] = ()
    ledger: Ledger = Ledger()
    grades: tuple[Grade, ...] = ()
    table: Table = Table()
    ground: Ground | None = None

    def grade(self, source: str) -> Grade | None:
        """The reader's grade of a source, None where there is none."""
        return grade_of(source, self.grades)


def assess(
    documents: Document | Iterable[Document | Failure],
    *,
    reader: Reader | None = None,
    codebook: Codebook | None = None,
    weights: Weights | None = None,
    grades: tuple[Grade, ...] = (),
    maps: Sources | None = None,
) -> Assessment:
    """The assessment of documents that have been read; one that cannot be assessed is a failure beside the others.

    With `maps` it tells what they move on the ground.
    """
    given = (documents,) if isinstance(documents, Document) else tuple(documents)
    book = codebook or load()
    told = _names(given, book) if len(given) > 1 else ()
    results = tuple(_each(given, book, weights, told, reader))
    assessed = assessment_of(
        (result for result in results if isinstance(result, DocumentAssessment)),
        tuple(result for result in results if isinstance(result, Failure)),
        grades,
    )
    return with_ground(assessed, maps, book) if maps else assessed


def with_ground(assessment: Assessment, maps: Sources, codebook: Codebook, heard: Heard | None = None) -> Assessment:
    """The assessment with what its documents move on the ground; maps that cannot be used are a failure beside it.

    `heard` is told of each map that is summed up, and how many there are.
    """
    told = [Told(one.document, one.commitments) for one in assessment.documents]
    try:
        ground = ground_of(maps, told, codebook, heard)
        return msgspec.structs.replace(assessment, ground=ground, failures=(*assessment.failures, *ground.failures))
    except IreniconError as error:
        failures = (*assessment.failures, Failure.of(error, str(maps.units)))
        return msgspec.structs.replace(assessment, failures=failures)


def assess_files(
    sources: Iterable[str | Path], *, reader: Reader | None = None, codebook: Codebook | None = None
) -> Assessment:
    """The assessment of files, directories, "-" for standard input, or addresses of pages."""
    return assess(read_all(sources), reader=reader, codebook=codebook)


def assess_one(
    document: Document,
    codebook: Codebook,
    weights: Weights | None = None,
    told: tuple[Name, ...] = (),
    reader: Reader | None = None,
) -> DocumentAssessment:
    """The assessment of one document; `told` are names that others of its dossier define.

    Raises IreniconError "unknown_language" where there is no pack for it.
    """
    found = findings(document, codebook, reader, told)
    if found.notes:
        document = msgspec.structs.replace(document, remarks=(*document.remarks, *found.notes))
    return measured(Entry(document, found.commitments, found.sayings, found.claims), codebook, weights)


def measured(entry: Entry, codebook: Codebook, weights: Weights | None = None) -> DocumentAssessment:
    """Every measure on what was found in one document, or on what a person made of it."""
    document, commitments, claims = entry.document, entry.commitments, entry.claims
    return DocumentAssessment(
        document=document,
        commitments=commitments,
        firmness=tuple(firmness(one, weights or codebook.weights) for one in commitments),
        sayings=entry.sayings,
        claims=claims,
        balance=balance(commitments, codebook, weights),
        missing=missing(commitments),
        holding=holding(document, commitments),
        strength=strength(document, commitments),
        participation=participation(commitments, claims, signatories(document, codebook), groups(document)),
    )


def assessment_of(
    assessed: Iterable[DocumentAssessment], failures: tuple[Failure, ...] = (), grades: tuple[Grade, ...] = ()
) -> Assessment:
    """One assessment from those of its documents, with the ledger that joins them where there are several."""
    documents = tuple(assessed)
    entries = [one.entry for one in documents]
    if len(entries) < 2:
        return Assessment(documents, failures, grades=grades)
    return Assessment(documents, failures, join(entries), grades, table(one.participation for one in documents))


def with_precedents(assessment: Assessment, known: Imported, codebook: Codebook, filters: Filters = _ANY) -> Assessment:
    """The assessment with what earlier agreements tell of each published text in it."""
    return msgspec.structs.replace(
        assessment,
        documents=tuple(
            msgspec.structs.replace(
                one, experience=experience({each.act for each in one.commitments}, known, codebook, filters)
            )
            if one.entry.is_text
            else one
            for one in assessment.documents
        ),
    )


def with_keeping(assessment: Assessment, parameters: Parameters) -> Assessment:
    """The assessment with whether keeping its first published text pays, over ranges that the reader states.

    Raises IreniconError "wrong_use" where there is no such text with commitments, "bad_data" where an input names a
    point that it has not.
    """
    number = next(
        (index for index, one in enumerate(assessment.documents) if one.entry.is_text and one.commitments), None
    )
    if number is None:
        raise IreniconError("wrong_use", "No plan with commitments was given that keeping could be asked of.")
    documents = list(assessment.documents)
    found = keeping(parameters, documents[number].commitments)
    documents[number] = msgspec.structs.replace(documents[number], keeping=found)
    return msgspec.structs.replace(assessment, documents=tuple(documents))


def _names(documents: Iterable[Document | Failure], codebook: Codebook) -> tuple[Name, ...]:
    found = [name for one in documents if isinstance(one, Document) for name in names_of(one, codebook)]
    return tuple({name.written: name for name in reversed(found)}.values())


def _each(
    documents: Iterable[Document | Failure],
    codebook: Codebook,
    weights: Weights | None,
    told: tuple[Name, ...],
    reader: Reader | None,
) -> Iterator[DocumentAssessment | Failure]:
    for document in documents:
        if isinstance(document, Failure):
            yield document
            continue
        try:
            yield assess_one(document, codebook, weights, told, reader)
        except IreniconError as error:
            yield Failure.of(error, document.source)
