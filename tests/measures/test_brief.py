"""The brief says the same of every plan, from its commitments alone."""

from irenicon.assessment import assess
from irenicon.codebook.loading import load
from irenicon.documents.reading import from_text
from irenicon.findings.model import Commitment
from irenicon.measures.balance import balance
from irenicon.measures.brief import brief, is_concrete


def commitment(act: str, borne_by: str, gains: str, **fields: object) -> Commitment:
    given = {
        "document": "plan", "point": "1", "quote": "x", "start": 0, "end": 1, "act": act, "obligors": (borne_by,),
        "borne_by": (borne_by,), "beneficiaries": (gains,), "modality": "obligation", **fields,
    }  # fmt: skip
    return Commitment(**given)  # type: ignore[arg-type]


PLAN = (
    commitment("limit_forces", "Kenya", "Somalia", quantity="80,000 troops"),
    commitment("withdraw_forces", "Kenya", "Somalia", vague=("no_deadline",)),
    commitment("pay_or_invest", "Somalia", "Kenya", vague=("unquantified",)),
    commitment("amnesty", "Somalia", "Kenya", vague=("open_standard",)),
)


def points(plan: tuple[Commitment, ...]) -> dict[tuple[str, tuple[str, ...]], tuple[int, int]]:
    found = brief(plan, balance(plan, load()), load())
    return {(one.kind, one.parties): (one.count, one.concrete) for one in found}


def test_concrete_is_about_content_and_not_about_a_date() -> None:
    assert [is_concrete(one) for one in PLAN] == [True, True, False, False]


def test_each_side_s_concessions_are_counted_and_how_concrete_they_are() -> None:
    found = points(PLAN)
    assert found["gives_up", ("Kenya",)] == (2, 2)
    assert found["gives_up", ("Somalia",)] == (2, 0)
    assert found["gains", ("Kenya",)] == (2, 0)
    assert ("no_guarantee", ()) in found


def test_exchanged_names_give_the_exchanged_brief() -> None:
    other = {"Kenya": "Somalia", "Somalia": "Kenya"}
    turned = tuple(
        commitment(one.act, other[one.borne_by[0]], other[one.beneficiaries[0]], quantity=one.quantity, vague=one.vague)
        for one in PLAN
    )
    mirrored = {(kind, tuple(other[name] for name in who)): said for (kind, who), said in points(PLAN).items()}
    assert points(turned) == mirrored


def test_nothing_is_said_that_has_no_commitment_behind_it() -> None:
    result = assess(from_text("# Accord\n\n1. Kenya shall withdraw its troops from Somalia.\n"))
    (one,) = result.documents
    for point in brief(one.commitments, one.balance, load()):
        assert point.kind == "no_guarantee" or point.commitments
        assert all(index < len(one.commitments) for index in (*point.commitments, *point.told))
