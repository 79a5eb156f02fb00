"""Corrections in a workspace: at once in every measure, never lost to another writer, kept through a new reading."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from threading import Barrier, Thread

import msgspec
import pytest

from irenicon.coding.applying import saved_together
from irenicon.coding.model import Coding, Key, Reject, SetField, Undo
from irenicon.errors import IreniconError
from irenicon.evaluation.gold import GoldCommitment
from irenicon.measures.grades import Grade
from irenicon.store.assessing import assessment_of_plan, coded
from irenicon.store.codings import begin_coding, coders, codings, finish_coding, save_coding
from irenicon.store.correcting import correct, correct_together, history, undo, undo_together
from irenicon.store.documents import add_document, held
from irenicon.store.gold import gold
from irenicon.store.grading import forget_grade, grade_source, grades
from irenicon.store.model import Given, Place, Stamp
from irenicon.store.plans import add_plan, plan
from irenicon.store.rereading import reread
from irenicon.store.searching import search
from irenicon.store.settling import settle
from irenicon.store.workspace import Workspace

ANN, BEN = (Stamp(name, datetime(2031, 4, 1, 12, tzinfo=UTC)) for name in ("ann", "ben"))
TEXT = b"1. Ukraine shall withdraw its forces from the valley.\n\n2. Security guarantees will be given to Ukraine.\n"


@pytest.fixture
def added(workspace: Workspace) -> tuple[str, str, Key, Key]:
    """A plan, its document, and the keys of its two commitments."""
    valley = add_plan(workspace, "Valley", ANN)
    document = add_document(workspace, Given(TEXT, "plan.txt", language="en"), ANN, Place(valley)).document
    one, other = (each.key for each in coded(workspace, document).commitments)
    return valley, document, one, other


Added = tuple[str, str, Key, Key]


def test_a_correction_is_in_the_assessment_at_once(workspace: Workspace, added: Added) -> None:
    valley, document, withdrawal, guarantee = added
    before = assessment_of_plan(workspace, valley).documents[0]
    correct(workspace, document, SetField(guarantee, "obligors", ["United States"]), ANN)
    correct(workspace, document, Reject(withdrawal), BEN)
    after = assessment_of_plan(workspace, valley).documents[0]
    assert [one.obligors for one in after.commitments] == [("United States",)]
    assert len(after.firmness) == len(after.sayings) == 1
    assert {one.party for one in after.balance.parties} != {one.party for one in before.balance.parties}
    assert len(after.missing.nobody_named) == len(before.missing.nobody_named) - 1


def test_history_tells_who_and_when_and_keeps_what_was_undone(workspace: Workspace, added: Added) -> None:
    _, document, withdrawal, guarantee = added
    correct(workspace, document, SetField(withdrawal, "quantity", "half"), ANN, note="see annex")
    correct(workspace, document, Reject(guarantee), BEN)
    undo(workspace, document, 1, BEN)
    assert [(one.number, one.by, one.note) for one in history(workspace, document)] == [
        (1, "ann", "see annex"),
        (2, "ben", ""),
        (3, "ben", ""),
    ]
    assert [one.number for one in history(workspace, document, withdrawal)] == [1, 3]
    assert [one.number for one in history(workspace, document, guarantee)] == [2]
    assert coded(workspace, document).commitments[0].now == coded(workspace, document).commitments[0].original


def test_what_is_kept_at_once_is_kept_and_undone_whole(workspace: Workspace, added: Added) -> None:
    _, document, withdrawal, guarantee = added
    stood = coded(workspace, document)
    both = (SetField(withdrawal, "deadline", "by May"), SetField(withdrawal, "quantity", "half"))
    correct_together(workspace, document, both, ANN)
    correct(workspace, document, SetField(guarantee, "quantity", "all"), ANN)
    undo_together(workspace, document, 2, BEN)
    after = coded(workspace, document)
    assert after.commitments[0].now == stood.commitments[0].now
    assert after.commitments[1].now != stood.commitments[1].now
    assert [[one.number for one in save] for save in saved_together(history(workspace, document))] == [
        [1, 2],
        [3],
        [4, 5],
    ]
    with pytest.raises(IreniconError):
        undo_together(workspace, document, 1, BEN)
    with pytest.raises(IreniconError):
        correct_together(workspace, document, (both[0], SetField(withdrawal, "no_field", "x")), ANN)
    assert len(history(workspace, document)) == 5


def test_two_who_change_the_same_field_do_not_overwrite_each_other(workspace: Workspace, added: Added) -> None:
    _, document, withdrawal, guarantee = added
    seen = held(workspace, document).revision
    correct(workspace, document, SetField(withdrawal, "quantity", "half"), ANN, seen=seen)
    with pytest.raises(IreniconError, match="ann has changed this in the meantime") as caught:
        correct(workspace, document, SetField(withdrawal, "quantity", "all"), BEN, seen=seen)
    assert caught.value.kind == "conflict"
    correct(workspace, document, SetField(withdrawal, "deadline", "by May"), BEN, seen=seen)
    correct(workspace, document, Reject(guarantee), BEN, seen=seen)
    now = coded(workspace, document).commitments[0].now
    assert now is not None
    assert (now.quantity, now.deadline) == ("half", "by May")
    assert len(history(workspace, document)) == 3


def test_many_writers_at_once_lose_nothing(workspace: Workspace, added: Added) -> None:
    _, document, withdrawal, _ = added
    fields = ("quantity", "deadline", "condition", "in_return_for")
    start = Barrier(len(fields))
    errors: list[Exception] = []

    def write(field: str) -> None:
        start.wait()
        try:
            for number in range(3):
                correct(workspace, document, SetField(withdrawal, field, f"{field} {number}"), ANN)
        except Exception as error:
            errors.append(error)

    writers = [Thread(target=write, args=(field,)) for field in fields]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert errors == []
    assert [one.number for one in history(workspace, document)] == list(range(1, 13))
    now = coded(workspace, document).commitments[0].now
    assert now is not None
    assert all(getattr(now, field) == f"{field} 2" for field in fields)


@pytest.mark.parametrize(
    ("change", "kind"),
    [
        (SetField(Key("commitment", "monitor", 0, 5), "quantity", "x"), "not_found"),
        (Reject(Key("claim", "", 0, 5)), "not_found"),
        (Undo(7), "not_found"),
    ],
)
def test_what_is_not_there_cannot_be_corrected(
    workspace: Workspace, added: Added, change: SetField | Reject | Undo, kind: str
) -> None:
    with pytest.raises(IreniconError) as caught:
        correct(workspace, added[1], change, ANN)
    assert caught.value.kind == kind
    assert held(workspace, added[1]).revision == 0
    assert history(workspace, added[1]) == ()


def test_what_is_rejected_or_undone_already_is_a_conflict(workspace: Workspace, added: Added) -> None:
    _, document, withdrawal, _ = added
    correct(workspace, document, Reject(withdrawal), ANN)
    with pytest.raises(IreniconError, match="rejected") as rejected:
        correct(workspace, document, SetField(withdrawal, "quantity", "x"), BEN)
    undo(workspace, document, 1, ANN)
    with pytest.raises(IreniconError, match="undone already") as undone:
        undo(workspace, document, 1, BEN)
    assert rejected.value.kind == undone.value.kind == "conflict"
    undo(workspace, document, 2, ANN)
    assert coded(workspace, document).commitments[0].now is None


def test_corrections_are_kept_when_a_document_is_read_anew(workspace: Workspace) -> None:
    """A later text of the plan tells who Selmark is; the first one is then searched again."""
    valley = add_plan(workspace, "Valley", ANN)
    first = b"1. Selmark shall withdraw its forces from the valley by 1 May 2031.\n"
    second = (Path(__file__).parents[2] / "examples" / "plan.en.md").read_bytes()
    document = add_document(workspace, Given(first, "a.txt", language="en"), ANN, Place(valley)).document
    key = next(one.key for one in coded(workspace, document).commitments if one.key.act == "withdraw_forces")
    correct(workspace, document, SetField(key, "quantity", "half"), ANN)
    add_document(workspace, Given(second, "b.txt", language="en"), ANN, Place(valley))
    assert coded(workspace, document).commitments[0].now.obligors == ()  # type: ignore[union-attr]
    settle(workspace, valley, ANN)
    assert reread(workspace, valley, ANN) == ()
    now = next(one for one in coded(workspace, document).commitments if one.key.act == "withdraw_forces").now
    assert now is not None
    assert (now.quantity, now.obligors) == ("half", ("Selmark",))
    assert search(workspace, f"document:{document} obligor:Selmark").total == 1


def test_a_plans_revision_changes_with_all_that_its_assessment_shows(workspace: Workspace, added: Added) -> None:
    valley, document, withdrawal, _ = added
    revisions = [plan(workspace, valley).revision]
    correct(workspace, document, Reject(withdrawal), ANN)
    revisions.append(plan(workspace, valley).revision)
    grade_source(workspace, Grade("Calder Courier", "B", 2), ANN)
    revisions.append(plan(workspace, valley).revision)
    assert assessment_of_plan(workspace, valley).grade("calder courier") == Grade("Calder Courier", "B", 2)
    grade_source(workspace, Grade("CALDER COURIER", "C"), BEN)
    assert [str(one) for one in grades(workspace)] == ["C"]
    forget_grade(workspace, "Calder Courier")
    revisions.append(plan(workspace, valley).revision)
    assert grades(workspace) == ()
    assert len(set(revisions)) == 4


def test_codings_are_hidden_until_all_are_done(workspace: Workspace, added: Added) -> None:
    document = added[1]
    found = coded(workspace, document).standing_commitments
    ann, ben = begin_coding(workspace, document, ANN), begin_coding(workspace, document, BEN)
    ann = save_coding(workspace, msgspec.structs.replace(ann, commitments=found[:1]))
    ann = finish_coding(workspace, ann, ANN.at)
    assert codings(workspace, document, "ann") == (ann,)
    assert codings(workspace, document, "ben") == (ben,)
    assert codings(workspace, document, "reader") == ()
    assert coders(workspace, document) == (("ann", True), ("ben", False))
    ben = finish_coding(workspace, save_coding(workspace, msgspec.structs.replace(ben, commitments=found)), BEN.at)
    assert codings(workspace, document, "ann") == codings(workspace, document, "reader") == (ann, ben)
    assert begin_coding(workspace, document, ANN) == ann


def test_a_coding_is_not_overwritten_from_another_window_and_not_after_its_end(
    workspace: Workspace, added: Added
) -> None:
    coding = begin_coding(workspace, added[1], ANN)
    newer = save_coding(workspace, coding)
    for late in (coding, msgspec.structs.replace(finish_coding(workspace, newer, ANN.at), done=None)):
        with pytest.raises(IreniconError) as caught:
            save_coding(workspace, late)
        assert caught.value.kind == "conflict"


def test_a_coding_must_quote_its_text(workspace: Workspace, added: Added) -> None:
    coding = begin_coding(workspace, added[1], ANN)
    wrong = msgspec.structs.replace(coded(workspace, added[1]).standing_commitments[0], start=0)
    with pytest.raises(IreniconError) as caught:
        save_coding(workspace, msgspec.structs.replace(coding, commitments=(wrong,)))
    assert caught.value.kind == "bad_data"


def test_corrections_and_codings_come_out_as_gold(workspace: Workspace, added: Added) -> None:
    _, document, withdrawal, guarantee = added
    correct(workspace, document, Reject(withdrawal), ANN)
    correct(workspace, document, SetField(guarantee, "obligors", ["NATO"]), ANN)
    lines = gold(workspace, document).commitments.splitlines()
    assert [msgspec.json.decode(line, type=GoldCommitment).obligors for line in lines] == [("NATO",)]
    with pytest.raises(IreniconError, match="no finished coding"):
        gold(workspace, document, "ben")
    coding: Coding = begin_coding(workspace, document, BEN)
    finish_coding(workspace, coding, BEN.at)
    assert gold(workspace, document, "ben").commitments == b""
