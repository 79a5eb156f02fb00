"""Claims, sources and statuses against the hand-coded article, where it is at hand."""

from pathlib import Path

import pytest

from irenicon.evaluation.scoring import evaluate

SHARED = Path(__file__).parents[3] / "shared"


@pytest.mark.skipif(not (SHARED / "gold").is_dir(), reason="the hand-coded texts are not beside the project")
def test_claims_agree_with_the_coded_article() -> None:
    text = SHARED / "texts" / "opinion-2025-11-22.nl.txt"
    found = evaluate([(text, SHARED / "gold" / "opinion-2025-11-22.nl.claims.jsonl")])["claims"]
    assert found.f1.value >= 0.75
    assert found.fields["source"].value >= 0.85
    assert found.fields["status"].value >= 0.85
