"""Firmness: modality × precision × what is left open."""

import pytest

from irenicon.codebook.loading import load
from irenicon.findings.model import Commitment
from irenicon.measures.firmness import firmness


def commitment(**fields: object) -> Commitment:
    given: dict[str, object] = {
        "document": "d", "point": "1", "quote": "q", "start": 0, "end": 1, "act": "withdraw_forces", "obligors": ("A",),
        "beneficiaries": ("B",), "modality": "obligation",
    }  # fmt: skip
    borne = fields.get("borne_by", fields.get("obligors", given["obligors"]))
    return Commitment(**{**given, **fields, "borne_by": borne})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("modality", "slots", "vague", "expected"),
    [
        ("obligation", {"a": "x", "b": "y"}, (), 1.0),
        ("obligation", {"a": "x", "b": None}, ("no_deadline",), 0.5),
        ("expectation", {"a": "x", "b": "y"}, ("expectation_only",), 0.25),
        ("permission", {"a": "x", "b": None}, ("agreement_to_agree",), 0.125),
        ("declaration", {}, (), 1.0),
    ],
)
def test_firmness(modality: str, slots: dict[str, str | None], vague: tuple[str, ...], expected: float) -> None:
    found = firmness(commitment(modality=modality, slots=slots, vague=vague), load().weights)
    assert found.value == pytest.approx(expected)
    assert found.value == pytest.approx(found.modality * found.precision * found.open)
