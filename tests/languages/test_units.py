"""Units of a sentence, and finite verbs told by form and place."""

import pytest

from irenicon.codebook.loading import load
from irenicon.documents.reading import from_text
from irenicon.extraction.analysed import analysed as read
from irenicon.languages.model import Analysis


def analysed(sentence: str) -> Analysis:
    return read(from_text(sentence), load()).sentences[0].analysis


def cut(sentence: str) -> list[tuple[str, str]]:
    found = analysed(sentence)
    return [
        (unit.role, " ".join(token.text for token in found.tokens[unit.opener : unit.last] if token.text not in ",."))
        for unit in found.units
        if any(token.text not in ",." for token in found.tokens[unit.opener : unit.last])
    ]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "If Kenya attacks Somalia, all sanctions will be restored.",
            [("condition", "Kenya attacks Somalia"), ("main", "all sanctions will be restored")],
        ),
        (
            "Kenya, Somalia and Ethiopia will conclude a total and complete agreement.",
            [("main", "Kenya Somalia and Ethiopia will conclude a total and complete agreement")],
        ),
        (
            "Kenya will withdraw its troops, and Somalia will hold elections.",
            [("main", "Kenya will withdraw its troops"), ("main", "Somalia will hold elections")],
        ),
        (
            "It is expected that Kenya will not invade Somalia.",
            [("main", "It is expected"), ("complement", "Kenya will not invade Somalia")],
        ),
        (
            "Als Kenia Somalië aanvalt, worden de sancties van de Verenigde Naties weer van kracht.",
            [
                ("condition", "Kenia Somalië aanvalt"),
                ("main", "worden de sancties van de Verenigde Naties weer van kracht"),
            ],
        ),
    ],
)
def test_units(sentence: str, expected: list[tuple[str, str]]) -> None:
    assert cut(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "verb"),
    [
        ("Kenya commits not to recover its land by force in the years to come.", "commits"),
        ("If Kenya wins the war, it loses the guarantee at once.", "loses"),
        ("Kenia trekt de troepen van het leger binnen een jaar terug.", "trekt"),
        ("De landen onderhandelen over de grens en Kenia erkent de haven.", "erkent"),
    ],
)
def test_finite_verbs(sentence: str, verb: str) -> None:
    found = analysed(sentence)
    assert verb in [found.tokens[hit.first].text for hit in found.hits if hit.word_class == "FINITE"]
