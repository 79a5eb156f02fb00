"""The workbook and the CSV: what is on the sheets, and that no text is ever run."""

import csv
import io
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from irenicon.assessment import Assessment, assess, assess_files
from irenicon.documents.reading import read
from irenicon.report.table import to_csv
from irenicon.report.workbook import to_xlsx

ROOT = Path(__file__).parents[2]
PLAN, ARTICLE = ROOT / "examples" / "plan.en.md", ROOT / "examples" / "opinion.en.txt"
HOSTILE = "=HYPERLINK(1)"


@pytest.fixture(scope="module")
def assessment() -> Assessment:
    return assess_files([PLAN, ARTICLE])


def opened(data: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(data))


def test_every_record_has_its_row(assessment: Assessment) -> None:
    book = opened(to_xlsx(assessment))
    count = {sheet.title: sheet.max_row - 1 for sheet in book}
    assert count["Documents"] == 2
    assert count["Commitments"] == sum(len(one.commitments) for one in assessment.documents)
    assert count["Claims"] == sum(len(one.claims) for one in assessment.documents)
    assert count["Balance"] == sum(len(one.balance.parties) for one in assessment.documents)
    assert count["Guarantees"] == sum(len(one.holding.guarantees) for one in assessment.documents)
    assert count["Contradictions"] == len(assessment.ledger.contradictions)


def test_heads_stay_and_filter_and_columns_can_be_read(assessment: Assessment) -> None:
    for sheet in opened(to_xlsx(assessment)):
        assert sheet.freeze_panes == "A2"
        assert (
            sheet.auto_filter.ref == f"A1:{openpyxl.utils.get_column_letter(sheet.max_column)}{max(sheet.max_row, 2)}"
        )
        for width in sheet.column_dimensions.values():
            names = [sheet.cell(1, column).value for column in range(width.min, width.max + 1)]
            assert max(map(len, names)) < width.width <= 62


def test_quotations_are_those_of_the_text(assessment: Assessment) -> None:
    rows = list(opened(to_xlsx(assessment))["Commitments"].iter_rows(values_only=True))
    named = [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]
    texts = {one.document.title: one.document.text for one in assessment.documents}
    assert all(texts[one["Document"]][one["Start"] : one["End"]] == one["Words of the text"] for one in named)


def test_dutch_and_the_same_bytes_twice(assessment: Assessment) -> None:
    data = to_xlsx(assessment, language="nl")
    assert data == to_xlsx(assessment, language="nl")
    assert opened(data).sheetnames[1] == "Toezeggingen"


@pytest.fixture
def hostile() -> Assessment:
    text = f"# {HOSTILE}\n\n1. =1+1 Kenya shall withdraw its forces.\n\n2. -2+3 Somalia shall hold elections.\n"
    return assess(read("=cmd.md", data=text.encode(), language="en"))


def test_text_that_looks_like_a_formula_stays_text(hostile: Assessment) -> None:
    for sheet in opened(to_xlsx(hostile)):
        for row in sheet.iter_rows():
            assert all(one.data_type != "f" for one in row)
    assert opened(to_xlsx(hostile))["Documents"]["B2"].value == "=cmd.md"


def test_no_cell_of_the_csv_begins_like_a_formula(hostile: Assessment) -> None:
    rows = list(csv.reader(io.StringIO(to_csv(hostile))))
    assert len(rows) == 1 + len(hostile.documents[0].commitments) > 1
    assert rows[1][0] == "'=cmd.md"
    assert not any(value.startswith(("=", "+", "-", "@")) for row in rows for value in row)
