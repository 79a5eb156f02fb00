"""The same searches find the same in both databases, and nothing that is typed breaks them."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from irenicon.coding.keys import read_key
from irenicon.coding.model import Reject, SetField
from irenicon.errors import IreniconError
from irenicon.findings.model import Commitment
from irenicon.report.wording import wording
from irenicon.store import index
from irenicon.store.assessing import coded
from irenicon.store.correcting import correct, undo
from irenicon.store.documents import add_document
from irenicon.store.doubts import doubt_said
from irenicon.store.model import Given, Place, Stamp
from irenicon.store.plans import add_plan
from irenicon.store.searching import like_this, search
from irenicon.store.workspace import Workspace

STAMP = Stamp("ann", datetime(2031, 4, 1, 12, tzinfo=UTC))
EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.fixture
def filled(workspace: Workspace) -> Workspace:
    """The example plan in English and Dutch in one plan, the opinion on it in another."""
    ister, press = (add_plan(workspace, name, STAMP) for name in ("Lower Ister", "Press"))
    for name, plan in (("plan.en.md", ister), ("plan.nl.md", ister), ("opinion.en.txt", press)):
        add_document(workspace, Given((EXAMPLES / name).read_bytes(), name), STAMP, Place(plan))
    return workspace


def _found(workspace: Workspace, typed: str) -> list[tuple[str, str]]:
    return [(hit.source, hit.key.split(":")[1] if hit.key else hit.sort) for hit in search(workspace, typed).hits]


def test_fields_find_provisions_in_every_language(filled: Workspace) -> None:
    expected = {("plan.en.md", "withdraw_forces"), ("plan.nl.md", "withdraw_forces")}
    assert set(_found(filled, "act:withdraw_forces obligor:Selmark")) == expected
    assert set(_found(filled, 'act:"Withdraw forces" obligor:selmark in:provision')) == expected
    assert _found(filled, "act:withdraw_forces obligor:Arvenia") == []


def test_values_of_one_field_are_alternatives(filled: Workspace) -> None:
    acts = {act for _, act in _found(filled, "act:amnesty act:monitor language:en")}
    assert acts == {"amnesty", "monitor"}


def test_reasons_for_vagueness_are_a_field(filled: Workspace) -> None:
    assert ("plan.en.md", "negotiate_further") in _found(filled, "vague:agreement_to_agree in:provision")


def test_words_are_found_by_their_dictionary_form_capitals_and_accents_apart(filled: Workspace) -> None:
    plain = _found(filled, "withdraw forces in:provision")
    assert ("plan.en.md", "withdraw_forces") in plain
    assert _found(filled, "WITHDRAW Forcés in:provision") == plain


def test_a_phrase_needs_its_words_in_a_row(filled: Workspace) -> None:
    assert _found(filled, '"heavy weapons" in:provision') == [("plan.en.md", "withdraw_weapons")]
    assert _found(filled, '"weapons heavy"') == []


def test_a_star_finds_what_begins_so(filled: Workspace) -> None:
    assert ("plan.en.md", "monitor") in _found(filled, "withdraw* in:provision")
    assert _found(filled, "withdra in:provision") == []


def test_a_plan_and_a_document_bound_the_search(filled: Workspace) -> None:
    hits = search(filled, "plan:press in:claim", limit=100).hits
    assert hits
    assert {hit.source for hit in hits} == {"opinion.en.txt"}
    assert {hit.plans for hit in hits} == {("press",)}
    assert {hit.source for hit in search(filled, f"document:{hits[0].document[:9]} army").hits} == {"opinion.en.txt"}


def test_a_snippet_is_the_text_with_the_words_marked(filled: Workspace) -> None:
    hit = next(hit for hit in search(filled, "withdraw weapons in:provision").hits)
    shown = "".join(part.text for part in hit.snippet)
    assert shown == "Both sides shall withdraw heavy weapons at least 30 km from the line of contact within 21 days."
    assert [part.text for part in hit.snippet if part.marked] == ["withdraw", "weapons"]


def test_a_long_search_comes_in_pages(filled: Workspace) -> None:
    all_of_it = search(filled, "in:provision", limit=1000)
    assert all_of_it.total == len(all_of_it.hits) > 40
    pages = [
        hit
        for start in range(0, all_of_it.total, 7)
        for hit in search(filled, "in:provision", limit=7, offset=start).hits
    ]
    assert pages == list(all_of_it.hits)


def test_a_correction_is_found_at_once_and_undoing_it_too(filled: Workspace) -> None:
    hit = search(filled, "act:withdraw_forces language:en").hits[0]
    made = correct(filled, hit.document, SetField(read_key(hit.key), "obligors", ["Coastal League"]), STAMP)
    assert _found(filled, 'act:withdraw_forces obligor:"coastal league"') == [("plan.en.md", "withdraw_forces")]
    assert _found(filled, "act:withdraw_forces obligor:Selmark language:en") == []
    undo(filled, hit.document, made.number, STAMP)
    assert _found(filled, "act:withdraw_forces obligor:Selmark language:en") == [("plan.en.md", "withdraw_forces")]
    correct(filled, hit.document, Reject(read_key(hit.key)), STAMP)
    assert _found(filled, "act:withdraw_forces language:en") == []


def test_provisions_like_one_are_found_in_another_language(filled: Workspace) -> None:
    hit = search(filled, "act:limit_forces language:en in:provision").hits[0]
    like = like_this(filled, hit.document, read_key(hit.key))
    assert isinstance(like[0].stands, Commitment)
    assert like[0].stands.act == "limit_forces"
    assert like[0].source != hit.source or like[0].key != hit.key
    assert "plan.nl.md" in {one.source for one in like}
    assert list(like) == sorted(like, key=lambda one: -one.score)


def test_provisions_like_none_are_said(filled: Workspace) -> None:
    document = search(filled, "act:monitor").hits[0].document
    with pytest.raises(IreniconError) as caught:
        like_this(filled, document, read_key("commitment:monitor:0-3"))
    assert caught.value.kind == "not_found"


BAD = (
    "", "   ", '"', '""', "act:", ":", "*", "-a", "NOT", "a AND (", "NEAR(a b)", "words : a", "{words} : a", "a^2",
    "' OR 1=1 --", "a*b", 'obligor:"', "\0", "in:nothing", "kk", "!&|<->", "a:*", "\ud800", "act:\0", "🕊", "%",
    "document:%", "document:", "plan:\0", "plan:\ud800",
)  # fmt: skip


def test_no_query_breaks_it(filled: Workspace) -> None:
    assert all(search(filled, typed).total >= 0 for typed in BAD)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(typed=st.text(max_size=40) | st.text(alphabet='ab*"():-^ANDORNT ', max_size=20))
def test_nothing_typed_breaks_it(filled: Workspace, typed: str) -> None:
    found = search(filled, typed)
    assert len(found.hits) <= 20


DOUBTED = {
    "act:nonsense": ("value", "act"), "act:": ("no_value", "act"), 'act:""': ("no_value", "act"),
    "foo:bar": ("field", "foo"), '"': ("nothing", ""), "*": ("nothing", ""), "vague:no_dedline": ("value", "vague"),
    "in:nothing": ("value", "in"), "a " * 30: ("too_long", ""),
}  # fmt: skip


@pytest.mark.parametrize("typed", DOUBTED)
def test_what_cannot_be_meant_is_told(typed: str, filled: Workspace) -> None:
    (doubt,) = search(filled, typed).query.doubts
    assert (doubt.sort, doubt.field) == DOUBTED[typed]


def test_near_ones_are_named_in_both_languages(filled: Workspace) -> None:
    (reason,) = search(filled, "vague:no_dedline").query.doubts
    assert doubt_said(reason, wording("en")) == "vague: is never no_dedline. Near: no_deadline."
    (field,) = search(filled, "obligr:Selmark").query.doubts
    assert doubt_said(field, wording("nl")).endswith("Lijkt op: obligor.")


@pytest.mark.parametrize(
    "typed", ["", "withdraw", 'act:"Withdraw forces"', "vague:no_deadline kind:plan", "status:denied", "in:claim"]
)
def test_nothing_is_doubted_without_reason(typed: str, filled: Workspace) -> None:
    assert search(filled, typed).query.doubts == ()


def test_words_of_the_query_language_are_words(filled: Workspace) -> None:
    assert search(filled, "NOT withdraw").total <= search(filled, "withdraw").total
    assert search(filled, "qqq OR withdraw").total == 0


def test_a_document_longer_than_an_entry_is_found_at_its_end(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index, "_LONGEST", 50)
    text = "Arvenia is a country.\n\n" * 100 + "The lighthouse of Orlen stands."
    hash = add_document(workspace, Given(text.encode(), "long.txt", language="en"), STAMP).document
    hits = search(workspace, "lighthouse in:document").hits
    assert [(hit.document, hit.sort) for hit in hits] == [(hash, "document")]
    assert "lighthouse" in [part.text for part in hits[0].snippet if part.marked]
    assert coded(workspace, hash).unplaced == ()
