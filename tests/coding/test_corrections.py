"""Corrections applied to what was found: the original stays, undo brings it back, nothing else moves."""

from __future__ import annotations

from datetime import UTC, datetime

import msgspec
import pytest

from irenicon.codebook.loading import load
from irenicon.coding.adding import claim_at, commitment_at
from irenicon.coding.applying import Found, apply, counting
from irenicon.coding.blind import both_done, visible
from irenicon.coding.checking import checked, fields_of
from irenicon.coding.keys import keys_of, placed, read_key
from irenicon.coding.model import AddCommitment, Change, Coding, Correction, Key, Reject, SetField, Undo
from irenicon.documents.model import Span
from irenicon.documents.reading import from_text
from irenicon.errors import IreniconError
from irenicon.extraction.analysed import analysed
from irenicon.extraction.checks import REASONS
from irenicon.extraction.claims.finding import find_claims
from irenicon.extraction.rules.finding import find_in
from irenicon.report.wording import wording

AT = datetime(2031, 4, 1, 12, tzinfo=UTC)
BOOK = load()
DOCUMENT = from_text(
    "# Plan\n\n1. Ukraine shall withdraw its forces from the valley.\n\n"
    "2. Security guarantees will be given to Ukraine.\n\n"
    "3. The border stays shut.\n",
    source="plan.md",
    media_type="text/markdown",
    language="en",
)
_READING = analysed(DOCUMENT, BOOK)
_COMMITMENTS = find_in(_READING, BOOK)
_TOLD = find_claims(_READING, _COMMITMENTS)
FOUND = Found(_COMMITMENTS, _TOLD.sayings, _TOLD.claims)
WITHDRAWAL, GUARANTEE = keys_of(_COMMITMENTS)


def _made(*changes: Change) -> list[Correction]:
    return [Correction("0" * 64, number, change, "ann", AT) for number, change in enumerate(changes, 1)]


def test_without_corrections_all_stands_as_it_was_found() -> None:
    coded = apply((), FOUND, BOOK)
    assert coded.standing_commitments == FOUND.commitments
    assert coded.standing_claims == FOUND.claims
    assert coded.standing_sayings == FOUND.sayings


def test_a_field_that_a_person_fills_settles_its_vagueness_and_the_original_stays() -> None:
    coded = apply(_made(SetField(GUARANTEE, "obligors", ("United States",))), FOUND, BOOK)
    guarantee = coded.commitments[1]
    assert guarantee.now is not None
    assert guarantee.original is not None
    assert guarantee.now.obligors == ("United States",)
    assert "unnamed_obligor" in guarantee.original.vague
    assert "unnamed_obligor" not in guarantee.now.vague
    assert guarantee.original == FOUND.commitments[1]
    assert guarantee.corrections == (1,)
    assert coded.commitments[0].now == FOUND.commitments[0]


def test_taking_the_obligor_away_leaves_nobody_named() -> None:
    now = apply(_made(SetField(WITHDRAWAL, "obligors", ())), FOUND, BOOK).commitments[0].now
    assert now is not None
    assert "unnamed_obligor" in now.vague


def test_a_deadline_fills_its_slot() -> None:
    now = apply(_made(SetField(WITHDRAWAL, "deadline", "by 1 May 2031")), FOUND, BOOK).commitments[0].now
    assert now is not None
    assert "no_deadline" not in now.vague
    assert "by 1 May 2031" in now.slots.values()
    assert now.precision > FOUND.commitments[0].precision


def test_another_act_has_its_own_slots_and_the_key_stays() -> None:
    coded = apply(_made(SetField(WITHDRAWAL, "act", "limit_forces")), FOUND, BOOK)
    now = coded.commitments[0].now
    assert now is not None
    assert set(now.slots) == set(BOOK.acts["limit_forces"].slots)
    assert coded.commitments[0].key == WITHDRAWAL


def test_what_is_rejected_stands_no_more() -> None:
    coded = apply(_made(Reject(WITHDRAWAL)), FOUND, BOOK)
    assert coded.standing_commitments == FOUND.commitments[1:]
    assert len(coded.standing_sayings) == 1
    assert coded.commitments[0].original == FOUND.commitments[0]


def test_selected_words_become_a_commitment_in_its_place() -> None:
    start = DOCUMENT.text.index("The border stays shut")
    fields = {"act": "open_passage", "obligors": ["Russia"], "modality": "prohibition"}
    added = commitment_at(DOCUMENT, Span(start, start + 21), fields, BOOK)
    assert added.commitment.quote == "The border stays shut"
    assert added.commitment.point == "3"
    coded = apply(_made(added), FOUND, BOOK)
    assert [one.point for one in coded.standing_commitments] == ["1", "2", "3"]
    assert coded.commitments[2].original is None
    assert apply(_made(added, Reject(coded.commitments[2].key)), FOUND, BOOK).standing_commitments == FOUND.commitments


def test_selected_words_become_a_claim() -> None:
    fields = {"kind": "assessment", "source": "Ida Ness", "source_type": "media", "status": "reported"}
    added = claim_at(DOCUMENT, Span(0, 6), fields)
    assert [one.source for one in apply(_made(added), FOUND, BOOK).standing_claims] == ["Ida Ness"]


def test_undoing_brings_back_and_undoing_that_too() -> None:
    reject = _made(Reject(WITHDRAWAL), Undo(1))
    assert apply(reject, FOUND, BOOK).standing_commitments == FOUND.commitments
    again = _made(Reject(WITHDRAWAL), Undo(1), Undo(2))
    assert apply(again, FOUND, BOOK).standing_commitments == FOUND.commitments[1:]
    assert [one.number for one in counting(again)] == [1]


def test_the_order_of_the_numbers_counts_and_not_that_of_the_records() -> None:
    both = _made(SetField(WITHDRAWAL, "quantity", "half"), SetField(WITHDRAWAL, "quantity", "all"))
    now = apply(both[::-1], FOUND, BOOK).commitments[0].now
    assert now is not None
    assert now.quantity == "all"


def test_corrections_survive_their_way_through_json() -> None:
    changes = (
        SetField(WITHDRAWAL, "obligors", ("Russia",), (Span(11, 18),)),
        Reject(GUARANTEE),
        Undo(1),
        AddCommitment(FOUND.commitments[0]),
    )
    through = [msgspec.json.decode(msgspec.json.encode(one), type=Correction) for one in _made(*changes)]
    assert apply(through, FOUND, BOOK) == apply(_made(*changes), FOUND, BOOK)


def test_a_correction_finds_its_commitment_again_where_the_quotation_has_grown() -> None:
    longer = Key("commitment", WITHDRAWAL.act, WITHDRAWAL.start - 3, WITHDRAWAL.end)
    coded = apply(_made(SetField(longer, "quantity", "half")), FOUND, BOOK)
    assert coded.commitments[0].now is not None
    assert coded.commitments[0].now.quantity == "half"


def test_a_correction_whose_commitment_is_gone_is_told_and_harms_nothing() -> None:
    coded = apply(_made(SetField(Key("commitment", "monitor", 0, 5), "quantity", "half")), FOUND, BOOK)
    assert coded.unplaced == (1,)
    assert coded.standing_commitments == FOUND.commitments


def test_two_findings_of_one_act_at_the_same_words_have_two_keys() -> None:
    one, other = keys_of([FOUND.commitments[0], FOUND.commitments[0]])
    assert (one.number, other.number) == (0, 1)
    assert placed(other, (one, other)) == other
    assert read_key(str(other)) == other


@pytest.mark.parametrize("written", ["", "commitment", "plan:a:1-2", "commitment:a:1", "claim::5-9x", "claim::-1-2"])
def test_what_is_no_key_is_said(written: str) -> None:
    with pytest.raises(IreniconError, match="no key"):
        read_key(written)


@pytest.mark.parametrize(
    ("change", "kind"),
    [
        (SetField(WITHDRAWAL, "quote", "x"), "wrong_use"),
        (SetField(WITHDRAWAL, "colour", "x"), "wrong_use"),
        (SetField(WITHDRAWAL, "act", "invade"), "wrong_use"),
        (SetField(WITHDRAWAL, "modality", "wish"), "wrong_use"),
        (SetField(WITHDRAWAL, "vague", ["blurry"]), "wrong_use"),
        (SetField(WITHDRAWAL, "obligors", 5), "wrong_use"),
        (SetField(WITHDRAWAL, "quantity", "half", (Span(5, 100_000),)), "bad_data"),
        (AddCommitment(msgspec.structs.replace(_COMMITMENTS[0], start=0, end=4)), "bad_data"),
        (AddCommitment(msgspec.structs.replace(_COMMITMENTS[0], start=-4, end=-1)), "bad_data"),
        (AddCommitment(msgspec.structs.replace(_COMMITMENTS[0], act="invade")), "wrong_use"),
    ],
)
def test_what_cannot_be_applied_is_refused(change: Change, kind: str) -> None:
    with pytest.raises(IreniconError) as caught:
        checked(change, DOCUMENT, BOOK)
    assert caught.value.kind == kind


def test_an_empty_field_of_a_form_is_no_value() -> None:
    fit = checked(SetField(WITHDRAWAL, "quantity", "  "), DOCUMENT, BOOK)
    assert isinstance(fit, SetField)
    assert fit.value is None


def test_every_reason_and_field_is_known() -> None:
    assert set(REASONS) == set(wording("en").sections["vague"])
    assert {"act", "obligors", "vague", "deadline"} <= set(fields_of("commitment"))
    assert {"source", "status"} <= set(fields_of("claim"))


def test_nobody_sees_another_coding_before_both_are_done() -> None:
    ann, ben = (Coding("0", name, AT) for name in ("ann", "ben"))
    ben_done = msgspec.structs.replace(ben, done=AT)
    ann_done = msgspec.structs.replace(ann, done=AT)
    assert visible([ann, ben_done], "ann") == (ann,)
    assert visible([ann, ben_done], "ben") == (ben_done,)
    assert visible([ann, ben_done], "reader") == ()
    assert visible([ann_done, ben_done], "ann") == visible([ann_done, ben_done], "reader") == (ann_done, ben_done)
    assert both_done([ann_done, ben_done])
    assert not both_done([ann, ben_done])
    assert not both_done([ann_done])
