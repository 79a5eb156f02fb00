"""Scores: one-to-one matching, and codings that do not belong to their text."""

from pathlib import Path

import pytest

from irenicon.errors import IreniconError
from irenicon.evaluation.gold import GoldCommitment, read_gold
from irenicon.evaluation.scores import scores, tally_commitments

TEXT = "Kenya shall withdraw its troops. Somalia shall hold elections."


def coded(act: str, start: int, end: int, **fields: object) -> GoldCommitment:
    return GoldCommitment(act=act, start=start, end=end, quote=TEXT[start:end], **fields)  # type: ignore[arg-type]


def test_a_found_commitment_matches_one_coded_one_only() -> None:
    gold = [coded("withdraw_forces", 0, 31), coded("hold_elections", 33, 62)]
    found = [coded("withdraw_forces", 0, 12), coded("withdraw_forces", 13, 31), coded("hold_elections", 0, 31)]
    result = scores([tally_commitments(found, gold)])
    assert (result.matched, result.found, result.coded) == (1, 3, 2)
    assert result.precision.value == pytest.approx(1 / 3)
    assert result.recall.value == pytest.approx(1 / 2)


def test_reasons_are_scored_by_their_f1() -> None:
    gold = [coded("hold_elections", 33, 62, vague=("no_deadline", "open_standard"))]
    found = [coded("hold_elections", 33, 62, vague=("no_deadline",))]
    assert scores([tally_commitments(found, gold)]).fields["vague"].value == pytest.approx(2 / 3)


def test_a_quotation_that_is_not_in_the_text_is_refused_by_line(tmp_path: Path) -> None:
    path = tmp_path / "x.commitments.jsonl"
    path.write_text('\n{"act": "withdraw_forces", "start": 0, "end": 5, "quote": "Other"}\n', encoding="utf-8")
    with pytest.raises(IreniconError, match="line 2"):
        read_gold(path, GoldCommitment, TEXT)
