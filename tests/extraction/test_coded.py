"""A person's coding is taken as it is, and what does not stand in the text is told."""

import json
from pathlib import Path

import pytest

from irenicon.assessment import assess
from irenicon.codebook.loading import load
from irenicon.documents.reading import from_text
from irenicon.errors import IreniconError
from irenicon.extraction.coded import Coded

TEXT = (
    "# Accord\n\n1. Kenya shall withdraw its troops from the coast within 30 days.\n\n"
    "2. Somalia shall hold elections.\n"
)


def coding(tmp_path: Path, *rows: dict[str, object]) -> Coded:
    path = tmp_path / "plan.commitments.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return Coded(path)


WITHDRAWAL = {
    "act": "withdraw_forces",
    "quote": "Kenya shall withdraw its troops",
    "obligors": ["Kenya"],
    "borne_by": ["Kenya"],
    "deadline": "within 30 days",
    "vague": ["unnamed_obligor", "no_deadline"],
}


def test_a_row_is_taken_with_its_place_and_what_its_fields_bear_out(tmp_path: Path) -> None:
    (one,) = coding(tmp_path, WITHDRAWAL).read(from_text(TEXT), load()).commitments
    assert TEXT[one.start : one.end] == one.quote == WITHDRAWAL["quote"]
    assert (one.point, one.obligors, one.borne_by, one.reader) == ("1", ("Kenya",), ("Kenya",), "coded")
    assert one.vague == ()
    assert one.slots["deadline"] == "within 30 days"


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"quote": "Kenya must withdraw"}, "does not stand in the text"),
        ({"quote": "shall"}, "stands in the text 2 times"),
        ({"deadline": "within 40 days"}, "the deadline 'within 40 days' does not stand"),
        ({"act": "share_water"}, "the codebook has no act 'share_water'"),
        ({"modality": "duty"}, "Invalid enum value 'duty'"),
        ({"vague": ["whatever"]}, "the codebook has no reason 'whatever'"),
        ({"start": 3, "end": 9}, "the text at 3:9 is not the quote"),
    ],
)
def test_a_row_that_the_text_does_not_bear_out_is_told_and_left_out(
    tmp_path: Path, change: dict[str, object], reason: str
) -> None:
    found = coding(tmp_path, WITHDRAWAL, {**WITHDRAWAL, **change}).read(from_text(TEXT), load())
    assert len(found.commitments) == 1
    assert len(found.notes) == 1
    assert "plan.commitments.jsonl, line 2: " in found.notes[0]
    assert reason in found.notes[0]


def test_one_object_with_commitments_and_claims(tmp_path: Path) -> None:
    path = tmp_path / "answer.json"
    claim = {
        "quote": "Somalia shall hold elections", "kind": "demand", "source": "author", "source_type": "author",
        "status": "asserted",
    }  # fmt: skip
    path.write_text(json.dumps({"commitments": [WITHDRAWAL], "claims": [claim]}, indent=2), encoding="utf-8")
    found = Coded(path).read(from_text(TEXT), load())
    assert (len(found.commitments), len(found.claims), found.notes) == (1, 1, ())


def test_a_text_without_a_coding(tmp_path: Path) -> None:
    with pytest.raises(IreniconError, match="There is no coding of"):
        Coded(tmp_path).read(from_text(TEXT), load())


def test_what_was_left_out_is_said_in_the_assessment(tmp_path: Path) -> None:
    result = assess(from_text(TEXT), reader=coding(tmp_path, {**WITHDRAWAL, "quote": "Never said"}))
    assert "does not stand in the text" in result.documents[0].document.remarks[-1]
