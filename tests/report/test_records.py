"""The assessment as data: valid against its schema, and every quotation in the text."""

import csv
import io
import json
from pathlib import Path

import jsonschema
import pytest

from irenicon.assessment import assess_files
from irenicon.report.records import schema, to_json
from irenicon.report.table import COLUMNS, to_csv

EXAMPLES = Path(__file__).parents[2] / "examples"
CODEBOOK_FIELDS = {
    "point", "quote", "act", "obligors", "beneficiaries", "modality", "reported", "quantity", "place", "deadline",
    "condition", "in_return_for", "vague",
}  # fmt: skip


@pytest.mark.parametrize("name", ["plan.en.md", "plan.nl.md"])
def test_json_is_valid_and_quotes_its_text(name: str) -> None:
    data = json.loads(to_json(assess_files([EXAMPLES / name])))
    jsonschema.validate(data, schema())
    assert data["text"] == (EXAMPLES / name).read_text(encoding="utf-8")
    assert data["commitments"]
    for one in data["commitments"]:
        assert one.keys() >= CODEBOOK_FIELDS | {"start", "end", "firmness", "explanation"}
        assert data["text"][one["start"] : one["end"]] == one["quote"]


def test_several_documents_keep_their_own_text() -> None:
    data = json.loads(to_json(assess_files([EXAMPLES / "plan.en.md", EXAMPLES / "plan.nl.md", "absent.md"])))
    assert [one["language"] for one in data["documents"]] == ["en", "nl"]
    assert len(data["failures"]) == 1
    assert "absent.md" in data["failures"][0]["reason"]
    texts = {one["source"]: one["text"] for one in data["documents"]}
    for one in data["commitments"]:
        assert texts[one["document"]][one["start"] : one["end"]] == one["quote"]


def test_the_same_input_gives_the_same_bytes() -> None:
    assert to_json(assess_files([EXAMPLES / "plan.en.md"])) == to_json(assess_files([EXAMPLES / "plan.en.md"]))


def test_csv_has_a_row_for_each_commitment() -> None:
    assessment = assess_files([EXAMPLES / "plan.en.md"])
    rows = list(csv.DictReader(io.StringIO(to_csv(assessment))))
    assert list(rows[0]) == list(COLUMNS)
    assert len(rows) == len(assessment.documents[0].commitments)
    assert {row["act"] for row in rows} >= {"cease_hostilities", "withdraw_forces"}
