"""Balance: who gives and gets, what stands against it, and how firm the figure is."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from irenicon.codebook.loading import load
from irenicon.documents.model import Span
from irenicon.findings.model import Commitment
from irenicon.measures.balance import NOBODY, Balance, PartyBalance, balance
from irenicon.measures.counterperformance import returns
from irenicon.measures.missing import missing

from .test_firmness import commitment

PARTIES = ("Kenya", "Somalia", "Ethiopia")


def party(found: Balance, name: str) -> PartyBalance:
    return next(row for row in found.parties if row.party == name)


def test_given_and_received_are_shared_among_those_named() -> None:
    found = balance(
        [
            commitment(obligors=("Kenya", "Somalia"), beneficiaries=("Ethiopia",), slots={"a": "x"}),
            commitment(point="2", obligors=("Ethiopia",), beneficiaries=("Kenya",), slots={"a": None, "b": "x"}),
        ],
        load(),
    )
    assert party(found, "Kenya").gives.weight == pytest.approx(0.5)
    assert party(found, "Kenya").gets.weight == pytest.approx(0.5)
    assert party(found, "Kenya").balance == pytest.approx(0.0)
    assert party(found, "Somalia").balance == pytest.approx(-1.0)
    assert party(found, "Ethiopia").balance == pytest.approx((1 - 0.5) / (1 + 0.5))
    assert {(pair.giver, pair.receiver) for pair in found.pairs} == {
        ("Kenya", "Ethiopia"),
        ("Somalia", "Ethiopia"),
        ("Ethiopia", "Kenya"),
    }


def test_a_weight_that_turns_the_sign_is_told() -> None:
    give = commitment(act="withdraw_forces", obligors=("Kenya",), beneficiaries=("Somalia",), slots={"a": "x"})
    get = commitment(point="2", act="pay_or_invest", obligors=("Somalia",), beneficiaries=("Kenya",), slots={"a": "x"})
    less = commitment(
        point="3", act="pay_or_invest", obligors=("Kenya",), beneficiaries=("Somalia",), slots={"a": None, "b": "x"}
    )
    found = party(balance([give, get, get, less], load()), "Kenya")
    assert found.balance is not None
    assert found.balance > 0
    assert found.sign_can_change
    assert {swing.weight for swing in found.swings} >= {"group.security", "group.economy"}


def test_nobody_stands_for_who_is_not_named() -> None:
    found = balance([commitment(obligors=(), beneficiaries=("Kenya",))], load())
    assert [(pair.giver, pair.receiver) for pair in found.pairs] == [(NOBODY, "Kenya")]
    assert party(found, "Kenya").unrequited is None


def test_counter_performance_is_what_the_text_links() -> None:
    exchanged = commitment(
        point="2",
        act="limit_forces",
        obligors=("Somalia",),
        beneficiaries=("Kenya",),
        in_return_for="1, withdraw_forces",
    )
    given_up = commitment(point="1", obligors=("Kenya",), beneficiaries=("Somalia",))
    mutual = commitment(point="3", act="cease_hostilities", obligors=("Kenya", "Somalia"))
    alone = commitment(point="4", act="amnesty", obligors=("Kenya",), beneficiaries=("Somalia",))
    links = returns([given_up, exchanged, mutual, alone])
    assert [link and (link.link, link.partner) for link in links] == [
        ("exchange", 1),
        ("exchange", 0),
        ("mutual", 2),
        None,
    ]


def test_what_another_hangs_on_is_met() -> None:
    met = commitment(point="1", start=10, end=20, obligors=("Kenya",))
    hangs = commitment(
        point="1",
        act="lift_sanctions",
        start=30,
        end=40,
        obligors=("Somalia",),
        condition="if …",
        evidence={"condition": (Span(5, 25),)},
    )
    assert [link and (link.link, link.partner) for link in returns([met, hangs])] == [("condition", 1), None]


def test_missing() -> None:
    found = missing(
        [
            commitment(vague=("unnamed_obligor", "no_deadline"), slots={"monitor": None}),
            commitment(vague=("open_standard",), slots={"monitor": "OSCE"}),
            commitment(),
        ]
    )
    assert (found.nobody_named, found.no_deadline) == ((0,), (0,))
    assert (found.nothing_to_verify, found.nobody_verifies) == ((1,), (0,))


commitments = st.lists(
    st.builds(
        commitment,
        point=st.sampled_from("123"),
        act=st.sampled_from(["withdraw_forces", "lift_sanctions", "hold_elections"]),
        obligors=st.lists(st.sampled_from(PARTIES), unique=True, max_size=2).map(tuple),
        beneficiaries=st.lists(st.sampled_from(PARTIES), unique=True, max_size=2).map(tuple),
        modality=st.sampled_from(["obligation", "permission", "expectation"]),
        slots=st.sampled_from([{"a": "x"}, {"a": None, "b": "x"}]),
    ),
    max_size=8,
)


@given(commitments)
def test_exchanging_two_parties_exchanges_their_rows(made: list[Commitment]) -> None:
    swap = {"Kenya": "Somalia", "Somalia": "Kenya"}

    def exchanged(names: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(swap.get(name, name) for name in names)

    mirrored = [
        msgspec.structs.replace(
            one,
            obligors=exchanged(one.obligors),
            beneficiaries=exchanged(one.beneficiaries),
            borne_by=exchanged(one.borne_by),
        )
        for one in made
    ]
    before, after = balance(made, load()), balance(mirrored, load())
    renamed = tuple(msgspec.structs.replace(row, party=swap.get(row.party, row.party)) for row in after.parties)
    assert renamed == before.parties
    assert all(row.balance is None or -1 <= row.balance <= 1 for row in before.parties)
