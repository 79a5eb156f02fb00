"""Web annotations in: those of this program come back whole, others by their tags; words are found again, or told."""

import json
from pathlib import Path

import pytest

from irenicon.assessment import Assessment, assess_files
from irenicon.codebook.loading import load
from irenicon.documents.reading import from_text
from irenicon.errors import IreniconError
from irenicon.exchange.anchoring import Quotation, anchor
from irenicon.exchange.annotations import from_annotations
from irenicon.exchange.model import Project, project_of
from irenicon.findings.model import Claim, Commitment
from irenicon.report.annotations import to_annotations

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def assessment() -> Assessment:
    return assess_files([ROOT / "examples" / "plan.en.md", ROOT / "examples" / "opinion.en.txt"])


def test_out_and_in_is_the_same(assessment: Assessment) -> None:
    found = from_annotations(
        to_annotations(assessment), [one.document for one in assessment.documents], load(), "x.jsonld"
    )
    assert found.left == ()
    assert found.documents == project_of(assessment).documents


def test_words_are_found_again_in_a_text_that_changed_a_little(assessment: Assessment) -> None:
    old = assessment.documents[0].document
    text = "A line before.\n\n" + old.text.replace("hold elections", "hold free elections").replace("\n   ", " ")
    changed = from_text(text, source=old.source, media_type=old.media_type)
    page = json.loads(to_annotations(assessment))
    page["items"] = [one for one in page["items"] if old.source in one["target"]["source"]]
    found = from_annotations(json.dumps(page).encode(), [changed], load(), "x")
    assert found.left == ()
    items = [one.item for one in found.documents[0].codings]
    before = assessment.documents[0].commitments
    assert [one.act for one in items if isinstance(one, Commitment)] == [one.act for one in before]
    for one in items:
        assert text[one.start : one.end] == one.quote
        for spans in one.evidence.values():
            assert all(one.start <= span.start < span.end <= one.end for span in spans)
    assert any("free elections" in one.quote for one in items)
    assert items[0].evidence == {
        name: tuple(type(span)(span.start + 16, span.end + 16) for span in spans)
        for name, spans in before[0].evidence.items()
    }


TEXT = "Kenya shall pay. Mali shall withdraw its\nforces. Chad shall pay. Mali shall sign."


@pytest.mark.parametrize(
    ("quotation", "words"),
    [
        (Quotation("shall pay", 6, 15), "shall pay"),
        (Quotation("Mali shall withdraw its forces", 0, 30), "Mali shall withdraw its\nforces"),
        (Quotation("Mali shall really withdraw its forces", 0, 37), "Mali shall withdraw its\nforces"),
        (Quotation("Kenya shall never ever have to leave the eastern valley", 0, 55), None),
        (Quotation("", None, None), None),
        (Quotation("", 0, 5), "Kenya"),
        (Quotation("shall pay", 500, 509), "shall pay"),
    ],
)
def test_anchoring(quotation: Quotation, words: str | None) -> None:
    place = anchor(TEXT, quotation)
    assert (TEXT[place.start : place.end] if place else None) == words


def test_of_several_places_the_context_decides_and_then_the_distance() -> None:
    second = TEXT.rindex("shall pay")
    by_context = anchor(TEXT, Quotation("shall pay", None, None, prefix="forces. Chad ", suffix=". Mali shall sign"))
    by_distance = anchor(TEXT, Quotation("shall pay", second + 3, second + 12))
    assert by_context == by_distance
    assert by_context is not None
    assert by_context.start == second


def annotation(**changes: object) -> dict[str, object]:
    return {
        "type": "Annotation",
        "creator": {"type": "Person", "name": "Anna"},
        "created": "2031-01-01T00:00:00Z",
        "body": {"type": "TextualBody", "purpose": "tagging", "value": "Withdraw forces"},
        "target": {"source": "https://x.org/a.txt", "selector": {"type": "TextQuoteSelector", "exact": "withdraw its"}},
        **changes,
    }


def given(*items: object) -> Project:
    document = from_text(TEXT, source="a.txt", language="en")
    return from_annotations(json.dumps(items).encode(), [document], load(), "x.json")


def test_annotations_of_other_programs_are_kept_by_their_tags() -> None:
    found = given(annotation(), annotation(body="demand"))
    commitment, claim = found.documents[0].codings
    assert isinstance(commitment.item, Commitment)
    assert (commitment.item.act, commitment.who, commitment.when) == ("withdraw_forces", "Anna", "2031-01-01T00:00:00Z")
    assert isinstance(claim.item, Claim)
    assert claim.item.kind == "demand"


@pytest.mark.parametrize(
    ("item", "reason"),
    [
        ("text", "no annotation"),
        (annotation(target="https://x.org/a.txt"), "selects no words"),
        (annotation(target={"source": "b.txt", "selector": []}), "not among those given"),
        (annotation(body="nothing known"), "none of its tags"),
        (annotation(body=None), "it has none"),
        (
            annotation(target={"source": "a.txt", "selector": {"type": "TextQuoteSelector", "exact": "absent"}}),
            "not found",
        ),
        (annotation(target={"source": "a.txt", "selector": {"type": "TextQuoteSelector", "exact": 5}}), "malformed"),
    ],
)
def test_what_cannot_be_kept_is_told_and_stops_nothing(item: object, reason: str) -> None:
    found = given(item, annotation())
    assert len(found.documents[0].codings) == 1
    assert reason in found.left[0].reason


@pytest.mark.parametrize("data", [b"", b"{", b'"x"', b"7", b"\xff\xfe"])
def test_what_is_no_page_of_annotations_is_refused(data: bytes) -> None:
    with pytest.raises(IreniconError):
        from_annotations(data, [], load(), "x.json")
