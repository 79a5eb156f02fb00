"""The assessment as a workbook for spreadsheets: a sheet for each kind of record, every text a text."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from datetime import datetime

import msgspec
import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from irenicon.assessment import Assessment, DocumentAssessment
from irenicon.codebook.loading import load
from irenicon.codebook.model import Codebook
from irenicon.extraction.claims.sources import AUTHOR
from irenicon.report.cells import cell
from irenicon.report.dossier import disagreements, joined
from irenicon.report.heading import points, title
from irenicon.report.wording import Wording, explain, said_by, wording

_NARROW, _WIDE = 6, 60  # characters
_LONGEST = 32_767  # characters that a cell may hold
_CREATED = datetime(2000, 1, 1)  # no clock reaches a result


class Sheet(msgspec.Struct, frozen=True):
    """A sheet: its name and the keys of its columns in the words of reports, and its rows."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[object, ...], ...]


def to_xlsx(assessment: Assessment, *, language: str = "en", codebook: Codebook | None = None) -> bytes:
    """The workbook, in English or Dutch; raises IreniconError "wrong_use" for another language."""
    words = wording(language)
    out = io.BytesIO()
    plain = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(out, plain) as book:
        book.set_properties({"created": _CREATED, "author": "Irenicon"})
        head = book.add_format({"bold": True, "bottom": 1, "valign": "top"})
        body = book.add_format({"text_wrap": True, "valign": "top"})
        for sheet in sheets(assessment, codebook or load(), words):
            _write(book.add_worksheet(words(sheet.name, "sheet")), sheet, words, (head, body))
    return out.getvalue()


def sheets(assessment: Assessment, codebook: Codebook, words: Wording) -> Iterator[Sheet]:
    """The sheets; those of several documents and of failures only where there are any."""
    documents = assessment.documents
    yield Sheet("documents", _DOCUMENT, tuple(_document(one, words) for one in documents))
    yield Sheet(
        "commitments", _COMMITMENT, tuple(row for one in documents for row in _commitments(one, codebook, words))
    )
    yield Sheet("claims", _CLAIM, tuple(row for one in documents for row in _claims(one, assessment, words)))
    yield Sheet("balance", _BALANCE, tuple(row for one in documents for row in _balance(one, words)))
    yield Sheet("pairs", _PAIRS, tuple(row for one in documents for row in _pairs(one, words)))
    yield Sheet("guarantees", _GUARANTEE, tuple(row for one in documents for row in _guarantees(one)))
    yield Sheet("missing", _MISSING, tuple(row for one in documents for row in _missing(one, words)))
    if assessment.ledger.rows:
        yield Sheet("ledger", _LEDGER, tuple(_ledger(assessment, codebook, words)))
        yield Sheet("contradictions", _CONTRADICTION, tuple(_contradictions(assessment, codebook, words)))
    if assessment.failures:
        yield Sheet("failures", ("source", "reason"), tuple((one.source, one.reason) for one in assessment.failures))


_DOCUMENT = (
    "document", "source", "kind", "language", "date", "author", "role", "words", "points", "commitments", "firm",
    "claims",
    "remarks",
)  # fmt: skip
_COMMITMENT = (
    "document", "point", "act", "group", "obligors", "beneficiaries", "borne_by", "modality", "reported", "quantity",
    "place",
    "deadline", "condition", "exchange", "vague", "precision", "firmness", "returned", "said_by", "explanation",
    "quote",
    "start", "end",
)  # fmt: skip
_CLAIM = ("document", "source", "source_type", "grade", "status", "claim_kind", "about", "quote", "start", "end")
_BALANCE = (
    "document", "party", "gives_firm", "gives_vague", "gets_firm", "gets_vague", "gives_weight", "gets_weight",
    "balance",
    "low", "high", "unrequited", "sign",
)  # fmt: skip
_PAIRS = ("document", "giver", "receiver", "firm", "vague", "points_of")
_GUARANTEE = (
    "document", "point", "guarantors", "protected", "trigger", "response", "duration", "legal_form", "lapses",
    "quote",
)  # fmt: skip
_MISSING = ("document", "missing", "point", "quote")
_LEDGER = ("row", "act", "standing", "document", "point", "said_by", "quote")
_CONTRADICTION = ("act", "differs", "document", "quote", "other_document", "other_quote")


def _document(one: DocumentAssessment, words: Wording) -> tuple[object, ...]:
    document = one.document
    return (
        title(document), document.source, words(document.kind, "kind"), words(document.language, "language"),
        document.date,
        document.author, document.author_role, document.words, points(document), len(one.commitments),
        sum(each.firm for each in one.commitments), len(one.claims), document.remarks,
    )  # fmt: skip


def _commitments(one: DocumentAssessment, codebook: Codebook, words: Wording) -> Iterator[tuple[object, ...]]:
    for each, firm, met, saying in zip(one.commitments, one.firmness, one.balance.returns, one.sayings, strict=True):
        act = codebook.acts[each.act]
        yield (
            title(one.document), each.point, words.act(act), words(act.group, "group"), each.obligors,
            each.beneficiaries, each.borne_by,
            words(each.modality, "modality"), words("yes" if each.reported else "no", "column"), each.quantity,
            each.place, each.deadline, each.condition, each.in_return_for,
            tuple(words(reason, "vague") for reason in each.vague), each.precision, firm.value,
            words(met.link, "link") if met else None, said_by(saying, words), explain(each, words), each.quote,
            each.start, each.end,
        )  # fmt: skip


def _claims(one: DocumentAssessment, assessment: Assessment, words: Wording) -> Iterator[tuple[object, ...]]:
    for each in one.claims:
        grade = assessment.grade(each.source)
        who = words("author", "source_type") if each.source == AUTHOR else each.source
        yield (
            title(one.document), who, words(each.source_type, "source_type"), str(grade) if grade else None,
            words(each.status, "status"), words(each.kind, "claim_kind"), each.about, each.quote, each.start,
            each.end,
        )  # fmt: skip


def _balance(one: DocumentAssessment, words: Wording) -> Iterator[tuple[object, ...]]:
    for each in one.balance.parties:
        low, high = each.interval or (None, None)
        yield (
            title(one.document), each.party, each.gives.firm, each.gives.vague, each.gets.firm, each.gets.vague,
            each.gives.weight, each.gets.weight, each.balance, low, high, each.unrequited,
            words("yes" if each.sign_can_change else "no", "column"),
        )  # fmt: skip


def _pairs(one: DocumentAssessment, words: Wording) -> Iterator[tuple[object, ...]]:
    for each in one.balance.pairs:
        sides = (each.giver or words("nobody"), each.receiver or words("nobody"))
        yield (title(one.document), *sides, each.firm, each.vague, _points(one, each.commitments))


def _guarantees(one: DocumentAssessment) -> Iterator[tuple[object, ...]]:
    for each in one.holding.guarantees:
        given = one.commitments[each.commitment]
        yield (
            title(one.document), given.point, each.guarantors, each.protected, each.trigger, each.response,
            each.duration,
            each.legal_form, _points(one, each.lapses), given.quote,
        )  # fmt: skip


def _missing(one: DocumentAssessment, words: Wording) -> Iterator[tuple[object, ...]]:
    for kind in one.missing.__struct_fields__:
        for index in getattr(one.missing, kind):
            each = one.commitments[index]
            yield title(one.document), words(kind, "missing"), each.point, each.quote


def _ledger(assessment: Assessment, codebook: Codebook, words: Wording) -> Iterator[tuple[object, ...]]:
    for number, row in enumerate(joined(assessment), 1):
        for voice in row.voices:
            yield (
                number, words.act(codebook.acts[row.act]), words(row.standing, "standing"), voice.document,
                voice.commitment.point, said_by(voice.said_by, words), voice.commitment.quote,
            )  # fmt: skip


def _contradictions(assessment: Assessment, codebook: Codebook, words: Wording) -> Iterator[tuple[object, ...]]:
    for each in disagreements(assessment):
        fields = tuple(words(field, "differs") for field in each.differs)
        told = (side for voice in (each.one, each.other) for side in (voice.document, voice.commitment.quote))
        yield (words.act(codebook.acts[each.act]), fields, *told)


def _points(one: DocumentAssessment, indices: Sequence[int]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.commitments[index].point for index in indices))


def _write(page: Worksheet, sheet: Sheet, words: Wording, formats: tuple[Format, Format]) -> None:
    head, body = formats
    titles = [words(column, "column") for column in sheet.columns]
    rows = [[cell(value) for value in row] for row in sheet.rows]
    for column, name in enumerate(titles):
        page.write_string(0, column, name, head)
        longest = max((len(str(row[column])) for row in rows), default=0)
        page.set_column(column, column, max(_NARROW, len(name) + 3, min(longest + 1, _WIDE)), body)
    for number, row in enumerate(rows, 1):
        for column, value in enumerate(row):
            if isinstance(value, str):
                page.write_string(number, column, value[:_LONGEST], body)
            else:
                page.write_number(number, column, value, body)
    page.freeze_panes(1, 0)
    page.autofilter(0, 0, max(len(rows), 1), len(titles) - 1)
    page.set_landscape()
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)
