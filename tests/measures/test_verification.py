"""Who could tell whether each commitment is kept, and what follows where it is not, on a plan written for the test."""

import pytest

from irenicon.assessment import DocumentAssessment, assess
from irenicon.documents.reading import read
from irenicon.measures.verification import Check

PLAN = """# Peace plan

1. Kenya and Somalia shall observe a cease-fire from 1 May 2031.

2. Kenya shall withdraw its forces from Somalia within 30 days.

3. The OSCE will monitor the withdrawal.

4. If Kenya invades Somalia, all sanctions against Kenya will be restored.

5. France will pay 2 billion euros to Somalia.

6. Somalia shall hold elections.
"""
WHOLE = (
    PLAN
    + """
7. The implementation of this agreement will be monitored by the Peace Council. Sanctions will be imposed for
violations of this agreement.
"""
)


def assessed(text: str) -> DocumentAssessment:
    return assess(read("plan.md", data=text.encode())).documents[0]


def checks(one: DocumentAssessment) -> dict[str, Check]:
    return {one.commitments[check.commitment].act: check for check in one.holding.checks}


def test_a_monitor_reaches_the_acts_of_its_subject_only() -> None:
    found = checks(assessed(PLAN))
    assert (found["withdraw_forces"].reach, found["withdraw_forces"].verifiers) == ("named", ("OSCE",))
    assert found["hold_elections"].reach == "none"


def test_a_penalty_on_an_attacker_follows_the_breach_of_the_cease_fire() -> None:
    found = checks(assessed(PLAN))
    assert found["cease_hostilities"].breach == "named"
    assert found["pay_or_invest"].breach == "none"


def test_a_body_for_the_whole_is_no_verifier_of_its_own() -> None:
    one = assessed(WHOLE)
    found = checks(one)
    assert (found["hold_elections"].reach, found["hold_elections"].verifiers) == ("whole", ("Peace Council",))
    assert found["hold_elections"].breach == "whole"
    assert found["hold_elections"].bare
    assert found["withdraw_forces"].reach == "named"


@pytest.mark.parametrize("text", [PLAN, WHOLE])
def test_coverage_counts_what_is_checked(text: str) -> None:
    holding = assessed(text).holding
    for name in ("verified", "overseen", "accessible", "sanctioned", "answerable", "complete", "bare"):
        coverage = getattr(holding, name)
        assert coverage.of == tuple(check.commitment for check in holding.checks)
        assert set(coverage.having) <= set(coverage.of)
        assert coverage.share == pytest.approx(len(coverage.having) / len(coverage.of))


def test_a_text_without_commitments_has_no_shares() -> None:
    holding = assessed("# Note\n\nThe weather was fine.\n").holding
    assert holding.checks == ()
    assert holding.verified.share is None


def test_a_guarantee_among_themselves_is_no_third_party() -> None:
    text = "# Plan\n\n1. All parties will guarantee the security of the negotiators.\n"
    states = {part.name: part.state for part in assessed(text).strength.components}
    assert states["third_party_guarantee"] == "absent"


def test_jets_at_a_host_are_no_peacekeeping() -> None:
    jets = "# Plan\n\n1. French fighter jets will be stationed in Poland.\n"
    troops = "# Plan\n\n1. A United Nations peacekeeping force of 5,000 troops will be deployed in Somalia.\n"
    for text, state in ((jets, False), (troops, True)):
        part = next(p for p in assessed(text).strength.components if p.name == "peacekeeping")
        assert bool(part.commitments) is state
