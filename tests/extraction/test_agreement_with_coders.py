"""The figures that hand-coded texts hold the program to, all documents together."""

from pathlib import Path

import pytest

from irenicon.evaluation.scoring import evaluate

SHARED = Path(__file__).parents[3] / "shared"
PAIRS = [
    (text, SHARED / "gold" / f"{text.stem}.commitments.jsonl")
    for text in sorted((SHARED / "texts").glob("*.[en][nl].*"))
    if (SHARED / "gold" / f"{text.stem}.commitments.jsonl").exists()
]


@pytest.mark.skipif(not PAIRS, reason="the hand-coded texts are not beside the project")
def test_agreement_with_hand_coding() -> None:
    scores = evaluate(PAIRS)["commitments"]
    assert scores.f1.value >= 0.85
    assert scores.fields["obligors"].value >= 0.90
    assert scores.fields["modality"].value >= 0.90
    assert scores.fields["vague"].value >= 0.75
