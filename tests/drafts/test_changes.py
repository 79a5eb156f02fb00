"""What became of commitments between two drafts written for the test."""

from pathlib import Path

import pytest

from irenicon.assessment import assess, assess_files
from irenicon.documents.reading import read
from irenicon.drafts.collation import collate
from irenicon.drafts.comparing import compare
from irenicon.drafts.model import Draft, Step
from irenicon.pipeline import reader_named

FIRST = """# Draft peace plan

1. Kenya shall withdraw its forces from Somalia within 30 days.

2. Somalia shall hold elections within 100 days.

3. It is expected that Kenya will not invade Somalia.

4. Somalia will limit its armed forces to 20,000 personnel.
"""


def drafts(*texts: str) -> list[Draft]:
    found = assess([read(f"{number}.md", data=text.encode()) for number, text in enumerate(texts)])
    return [Draft(one.document, one.commitments) for one in found.documents]


def step(second: str) -> Step:
    (only,) = compare(drafts(FIRST, second))
    return only


def change_of(changed: Step, point: int) -> tuple[str, ...]:
    return next(change.classes for change in changed.changes if change.before == (point - 1,))


@pytest.mark.parametrize(
    ("old", "new", "point", "expected"),
    [
        ("within 30 days", "within 60 days", 1, "softened"),
        ("within 30 days", "within 10 days", 1, "hardened"),
        (" within 100 days", " as soon as possible", 2, "softened"),
        ("It is expected that Kenya will not invade", "Kenya will not invade", 3, "hardened"),
        ("20,000", "30,000", 4, "quantity_changed"),
        ("2. Somalia shall", "2. Kenya shall", 2, "obligor_changed"),
        ("2. Somalia shall hold", "2. If Kenya agrees, Somalia shall hold", 2, "condition_added"),
        ("shall withdraw its forces", "will pull back its forces", 1, "reworded"),
    ],
)
def test_a_change_has_its_class(old: str, new: str, point: int, expected: str) -> None:
    assert old in FIRST
    assert expected in change_of(step(FIRST.replace(old, new)), point)


def test_a_figure_shows_the_difference() -> None:
    changed = step(FIRST.replace("20,000", "30,000"))
    (quantity,) = [change.quantity for change in changed.changes if change.quantity]
    assert quantity.share == pytest.approx(0.5)


def test_dropped_and_new() -> None:
    changed = step(
        FIRST.replace(
            "4. Somalia will limit its armed forces to 20,000 personnel.", "4. Kenya will release all prisoners of war."
        )
    )
    assert change_of(changed, 4) == ("dropped",)
    assert any(change.change == "new" for change in changed.changes)


def test_numbers_alone_do_not_align() -> None:
    swapped = FIRST.replace("1. Kenya", "9. Kenya").replace("2. Somalia", "1. Somalia").replace("9. Kenya", "2. Kenya")
    changed = step(swapped)
    assert "dropped" not in {change.change for change in changed.changes}


def test_the_same_text_twice() -> None:
    assert step(FIRST).nothing_changed


def test_nothing_in_common() -> None:
    assert step(
        "# Plan\n\n1. France will pay 3 billion euros to Mali.\n\n2. Mali shall adopt a law on land.\n\n3. Three.\n"
    ).nothing_common


def test_who_moved() -> None:
    changed = step(FIRST.replace(" within 100 days", " as soon as possible"))
    (somalia,) = [move for move in changed.moves if move.party == "Somalia"]
    assert somalia.obligations_softened == 1


def test_twenty_drafts_have_nineteen_steps() -> None:
    steps = compare(drafts(*(FIRST.replace("20,000", f"{number},000") for number in range(10, 30))))
    assert len(steps) == 19


def test_renderings_agree_or_differ_in_a_field() -> None:
    readings = collate(
        drafts(FIRST, FIRST.replace("It is expected that Kenya", "Kenya").replace("4. Somalia", "4. Three.\n\n5. Mali"))
    )
    by_act = {reading.act: reading for reading in readings}
    assert by_act["non_aggression"].differs == ("modality",)
    assert by_act["withdraw_forces"].differs == ()
    assert by_act["withdraw_forces"].lacking == ()


def test_a_translated_rendering_is_joined_point_by_point() -> None:
    folder = Path(__file__).parents[2] / "examples"
    found = assess_files([folder / "plan.en.md", folder / "plan.nl.md"], reader=reader_named("rules")).documents
    one, other = (Draft(each.document, each.commitments) for each in found)
    (only,) = compare([one, other])
    pairs = {
        (one.commitments[a].point, other.commitments[b].point)
        for change in only.changes
        for a in change.before
        for b in change.after
    }
    assert {("6", "6"), ("6.a", "6.a")} <= pairs
