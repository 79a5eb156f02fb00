"""Every quotation is in the text, letter for letter, whatever the text."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from irenicon.documents.reading import from_text, read
from irenicon.errors import IreniconError
from irenicon.extraction.rules.finding import find

ROOT = Path(__file__).parents[2]
TEXTS = sorted([*(ROOT / "examples").glob("*.*"), *(ROOT.parent / "shared" / "texts").glob("*.[en][nl].*")])
WORDS = [
    *("Kenya", "Somalia", "OSCE", "the parties", "both sides", "it", "troops", "the guarantee", "elections", "30 km"),
    *(
        "shall",
        "will",
        "not",
        "no",
        "withdraw",
        "monitor",
        "is expected that",
        "agree",
        "guarantee",
        "hold",
        "cease-fire",
    ),
    *("if", "within 90 days", "by 1 May 2031", "in return", "and", "or", "of", "from", "to", "that", "which"),
    *(",", ".", ":", ";", "(", ")", "“", "”", "-", "1.", "a)"),
]


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.name)
def test_quotations_and_evidence_lie_in_the_text(path: Path) -> None:
    document = read(path)
    for one in find(document):
        assert one.quote
        assert document.text[one.start : one.end] == one.quote
        for spans in one.evidence.values():
            assert all(0 <= span.start < span.end <= len(document.text) for span in spans)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from([*WORDS, "\n", "\n\n"]), min_size=1, max_size=60))
def test_any_run_of_words_can_be_read(words: list[str]) -> None:
    try:
        document = from_text("The parties agree to the following plan of the two states. " + " ".join(words))
        found = find(document)
    except IreniconError:
        return
    for one in found:
        assert document.text[one.start : one.end] == one.quote
