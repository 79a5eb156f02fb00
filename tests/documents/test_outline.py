"""The outline: labels of points, articles and paragraphs; spans that lie within the text and nest."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from irenicon.documents.model import Document
from irenicon.documents.reading import from_text
from irenicon.errors import IreniconError


def labelled(text: str, media_type: str = "text/plain") -> dict[str, str]:
    document = from_text(text, media_type=media_type)
    return {p.label: document.text[p.start : p.end] for p in document.passages if p.label}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1. One.\n2. Two.\n3. Three.\n", {"1": "One.", "2": "Two.", "3": "Three."}),
        (
            "10. Ten:\n   a) First.\n   b) Second.\n11. More.\n",
            {"10": "Ten:", "10.a": "First.", "10.b": "Second.", "11": "More."},
        ),
        ("I. One.\n\nII. Two.\n\nIII. Three.\n", {"I": "One.", "II": "Two.", "III": "Three."}),
        (
            "Article I\n1. One.\n2. Two.\n\nArticle II\n1. Three.\n2. Four:\n(a) Five.\n(b) Six.\n",
            {"I.1": "One.", "II.1": "Three.", "II.2.a": "Five.", "II.2.b": "Six."},
        ),
        (
            "The first paragraph.\n\nThe second paragraph.\n",
            {"¶1": "The first paragraph.", "¶2": "The second paragraph."},
        ),
    ],
)
def test_labels(text: str, expected: dict[str, str]) -> None:
    found = labelled(text)
    assert {label: found.get(label) for label in expected} == expected


def test_hard_wrapped_points_are_one() -> None:
    found = labelled("1. The Parties shall\n   cease fire.\n2. The monitors shall\n   have access.\n3. Three.\n")
    assert found["1"].split() == ["The", "Parties", "shall", "cease", "fire."]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mr. Rehn came on 5 Mar. 2031. He left at 3 p.m. and said nothing.", 2),
        ("Dhr. Rehn kwam op 5 mrt. 2031 aan. Hij vertrok o.a. vanwege de regen.", 2),
        ("It ended. “Nobody won,” he said. Then it began again!", 3),
    ],
)
def test_sentences(text: str, expected: int) -> None:
    assert sum(len(passage.sentences) for passage in from_text(text).passages) == expected


def test_a_thousand_levels() -> None:
    document = from_text("\n".join(f"{'  ' * level}- level {level} of the outline" for level in range(1000)))
    assert max(passage.depth for passage in document.passages) > 100
    check(document)


def check(document: Document) -> None:
    for passage in document.passages:
        assert 0 <= passage.start <= passage.end <= len(document.text)
        assert passage.parent is None or 0 <= passage.parent < len(document.passages)
        reach = passage.start
        for sentence in passage.sentences:
            assert reach <= sentence.start < sentence.end <= passage.end
            reach = sentence.end


PARTS = [
    "1.",
    "2.",
    "a)",
    "(b)",
    "Article 3",
    "III.",
    "§ 4",
    "¶",
    "-",
    "•",
    "#",
    "Word",
    "shall end.",
    "\n",
    "\n\n",
    "    ",
    "“",
    ":",
]


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(PARTS), max_size=60), st.sampled_from(["text/plain", "text/markdown"]))
def test_any_outline_can_be_read(parts: list[str], media_type: str) -> None:
    try:
        document = from_text(" ".join(parts), media_type=media_type)
    except IreniconError:
        return
    assert document.text == " ".join(parts)
    check(document)


def test_markers_in_bold_are_markers() -> None:
    text = "# Plan\n\n**1.** Kenya withdraws.\n\n**2.** Somalia votes.\n\n*3)* Both meet.\n\n**4. No** marker here.\n"
    document = from_text(text, source="plan.md")
    assert [one.label for one in document.passages if one.kind == "point"][:3] == ["1", "2", "3"]


def test_a_wrapped_first_paragraph_is_no_title() -> None:
    text = "Opinion\n\nThe envoys wrote the plan in secret. Washington sent it\nto Kyiv on Monday. Nobody asked.\n"
    document = from_text(text)
    assert document.title is None
    assert document.text[document.passages[-1].start :].startswith("The envoys")
