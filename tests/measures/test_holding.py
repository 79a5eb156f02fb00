"""Guarantees, strength and participation on a plan written for the test."""

import pytest

from irenicon.assessment import DocumentAssessment, assess
from irenicon.documents.reading import read

PLAN = """# Peace plan

1. Kenya shall withdraw its forces from Somalia within 30 days.

2. The guarantee of the United States:
    a. If Kenya invades Somalia, the United States will respond with a decisive military response.
    b. If Somalia invades Kenya, it will lose the guarantee.

3. The OSCE will monitor the withdrawal.

4. France will pay 2 billion euros to Somalia.
"""


@pytest.fixture(scope="module")
def one() -> DocumentAssessment:
    return assess(read("plan.md", data=PLAN.encode())).documents[0]


def test_a_guarantee_says_against_what_and_how_it_lapses(one: DocumentAssessment) -> None:
    (given,) = one.holding.guarantees
    assert given.guarantors == ("United States",)
    assert given.protected == ("Somalia",)
    assert given.trigger == "If Kenya invades Somalia"
    assert given.duration is None
    assert [one.commitments[index].point for index in given.lapses] == ["2.b"]


def test_only_one_side_can_lose_the_guarantee(one: DocumentAssessment) -> None:
    (alone,) = [each for each in one.holding.asymmetries if each.kind == "guarantee"]
    assert alone.party == "Somalia"


def test_components_are_present_or_absent(one: DocumentAssessment) -> None:
    states = {part.name: part.state for part in one.strength.components}
    assert states["withdrawal"] == "present"
    assert states["monitoring"] == "present"
    assert states["demilitarised_zone"] == "absent"


def test_every_commitment_stands_on_one_level(one: DocumentAssessment) -> None:
    for levels in (one.strength.obligation, one.strength.precision, one.strength.delegation):
        assert sorted(index for level in levels for index in level.commitments) == list(range(len(one.commitments)))


def test_coverage_is_a_share_of_what_needs_it(one: DocumentAssessment) -> None:
    assert one.holding.dated.share is not None
    assert set(one.holding.dated.having) <= set(one.holding.dated.of)


def test_bound_without_a_part(one: DocumentAssessment) -> None:
    assert "France" in [role.party for role in one.participation.bound_unheard]
    assert "OSCE" not in [role.party for role in one.participation.bound_unheard]


def test_groups_that_a_text_names_and_does_not(one: DocumentAssessment) -> None:
    assert all(not group.spans for group in one.participation.groups)
    text = PLAN + "\n5. All prisoners of war and abducted children shall be returned.\n"
    named = {
        group.name
        for group in assess(read("p.md", data=text.encode())).documents[0].participation.groups
        if group.spans
    }
    assert named == {"children", "prisoners_and_missing"}


def test_who_signs_has_a_part() -> None:
    text = PLAN + "\nSigned by:\n\nFor France: J. Doe (signed)\n\nFor Kenya: M. Roe (signed)\n"
    found = assess(read("p.md", data=text.encode())).documents[0].participation
    assert set(found.signatories) == {"France", "Kenya"}
    assert "France" not in [role.party for role in found.bound_unheard]
