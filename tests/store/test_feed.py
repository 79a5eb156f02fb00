"""Followers are told what changed; deadlines are those that are dates."""

from __future__ import annotations

from datetime import UTC, date, datetime

from irenicon.coding.model import SetField
from irenicon.store.assessing import coded
from irenicon.store.correcting import correct
from irenicon.store.deadlines import deadlines
from irenicon.store.documents import add_document
from irenicon.store.feed import feed, note_changes
from irenicon.store.following import count_view, follow, follows, save, saved, unfollow, unsave, views
from irenicon.store.model import Given, Place, Stamp
from irenicon.store.plans import add_plan
from irenicon.store.workspace import Workspace

STAMP = Stamp("ann", datetime(2031, 4, 1, 12, tzinfo=UTC))
LATER = datetime(2031, 7, 1, 12, tzinfo=UTC)
TEXT = b"""# Plan for the valley

1. Ukraine shall withdraw its forces from the valley by 30 June 2031.
2. Russia shall limit its armed forces to 120,000 personnel.
3. Russia shall release all prisoners within 21 days.
"""
NEWS = b"""# Plan leaves much open

PORT CALDER, 4 March 2031 - By Ida Ness

Russia would have to limit its armed forces to 90,000 personnel, according to the plan that was put on the table.
The ministry confirmed that the talks went on until the morning and that nobody had left the room.
"""


def _filled(workspace: Workspace) -> tuple[str, str, str]:
    plan = add_plan(workspace, "Valley", STAMP)
    text = add_document(workspace, Given(TEXT, "plan.md", language="en"), STAMP, Place(plan))
    news = add_document(workspace, Given(NEWS, "news.md", language="en"), STAMP, Place(plan, "reporting"))
    return plan, text.document, news.document


def test_a_date_is_a_deadline_and_a_term_is_none(workspace: Workspace) -> None:
    plan, text, _ = _filled(workspace)
    found = deadlines(workspace, plan)
    assert [(one.day, one.document, one.commitment.act) for one in found] == [
        (date(2031, 6, 30), text, "withdraw_forces")
    ]


def test_a_corrected_deadline_counts(workspace: Workspace) -> None:
    plan, text, _ = _filled(workspace)
    key = next(one.key for one in coded(workspace, text).commitments if one.key.act == "limit_forces")
    correct(workspace, text, SetField(key, "deadline", "by 1 May 2031"), STAMP)
    assert [one.day.isoformat() for one in deadlines(workspace, plan)] == ["2031-05-01", "2031-06-30"]


def test_a_follower_of_a_party_is_told_of_its_contradiction_once(workspace: Workspace) -> None:
    plan, text, news = _filled(workspace)
    follow(workspace, "party", "Russia", Stamp("reader", STAMP.at))
    new = note_changes(workspace, plan, LATER)
    contradiction = next(one for one in new if one.kind == "contradiction")
    assert contradiction.told.differs == ("quantity",)
    assert {hash for hash, _ in contradiction.told.findings} == {text, news}
    assert note_changes(workspace, plan, LATER) == ()
    seen = feed(workspace, "reader")
    assert contradiction.id in {one.id for one in seen}
    assert {("party", "russia"), ("plan", plan)} <= set(seen[0].subjects)
    assert [one.kind for one in feed(workspace)].count("added") == 2


def test_a_passed_deadline_is_told_to_those_whom_it_binds(workspace: Workspace) -> None:
    plan, text, _ = _filled(workspace)
    follow(workspace, "party", "Ukraine", Stamp("reader", STAMP.at))
    assert all(one.kind != "deadline" for one in note_changes(workspace, plan, STAMP.at))
    note_changes(workspace, plan, LATER)
    told = [one for one in feed(workspace, "reader") if one.kind == "deadline"]
    assert [(one.told.day, one.document) for one in told] == [("2031-06-30", text)]


def test_who_follows_nothing_is_told_nothing(workspace: Workspace) -> None:
    _filled(workspace)
    assert feed(workspace, "reader") == ()


def test_following_and_saving_are_each_readers_own(workspace: Workspace) -> None:
    one, other = Stamp("one", STAMP.at), Stamp("other", STAMP.at)
    for _ in range(2):
        follow(workspace, "plan", "valley", one)
        save(workspace, "plan", "valley", one)
    follow(workspace, "source", "Ida Ness", other)
    assert [(each.sort, each.name) for each in follows(workspace, "one")] == [("plan", "valley")]
    assert [each.target for each in saved(workspace, "one")] == ["valley"]
    assert saved(workspace, "other") == ()
    unfollow(workspace, "plan", "valley", "one")
    unsave(workspace, "plan", "valley", "one")
    assert follows(workspace, "one") == saved(workspace, "one") == ()
    assert len(follows(workspace, "other")) == 1


def test_views_are_counted(workspace: Workspace) -> None:
    assert views(workspace, "plan", "valley") == 0
    assert [count_view(workspace, "plan", "valley") for _ in range(3)] == [1, 2, 3]
    assert views(workspace, "plan", "valley") == 3
