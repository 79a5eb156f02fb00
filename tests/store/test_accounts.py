"""Accounts, sessions and invitations as they are kept; hashes are given."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from threading import Barrier, Thread

import pytest

from irenicon.errors import IreniconError
from irenicon.store.accounts import (
    Account,
    Invitation,
    Session,
    accept,
    account,
    accounts,
    add_account,
    begin_session,
    change_account,
    end_session,
    end_sessions,
    has_accounts,
    invitations,
    invite,
    session_account,
    withdraw_invitation,
)
from irenicon.store.workspace import Workspace

NOW = datetime(2031, 4, 1, 12, tzinfo=UTC)
ANN = Account("Ann", "Ann", "owner", "hash", None, NOW)
BEN = Account("ben", "Ben", "reader", "hash", "nl", NOW)


def _session(token: str, who: str, hours: int = 1) -> Session:
    return Session(token, who, NOW, NOW + timedelta(hours=hours))


def test_a_name_is_one_in_any_case(workspace: Workspace) -> None:
    assert not has_accounts(workspace)
    assert add_account(workspace, ANN).name == "ann"
    assert account(workspace, " ANN ") == account(workspace, "ann")
    with pytest.raises(IreniconError, match="taken") as caught:
        add_account(workspace, ANN)
    assert caught.value.kind == "conflict"
    assert has_accounts(workspace)
    with pytest.raises(IreniconError, match="needs a name"):
        add_account(workspace, Account(" ", "", "reader", None, None, NOW))


def test_a_session_ends(workspace: Workspace) -> None:
    add_account(workspace, ANN)
    begin_session(workspace, _session("one", "Ann"))
    found = session_account(workspace, "one", NOW)
    assert found is not None
    assert found.role == "owner"
    assert session_account(workspace, "one", NOW + timedelta(hours=1)) is None
    assert session_account(workspace, "two", NOW) is None
    end_session(workspace, "one")
    assert session_account(workspace, "one", NOW) is None


@pytest.mark.parametrize("change", [{"password": "new"}, {"role": "analyst"}, {"closed_at": NOW}])
def test_sessions_end_with_what_they_rest_on(workspace: Workspace, change: dict[str, object]) -> None:
    for one in (ANN, BEN):
        add_account(workspace, one)
    begin_session(workspace, _session("one", "ben"))
    change_account(workspace, "ben", shown="Benjamin")
    assert session_account(workspace, "one", NOW) is not None
    change_account(workspace, "ben", **change)
    assert session_account(workspace, "one", NOW) is None


def test_all_sessions_of_an_account_can_be_ended(workspace: Workspace) -> None:
    for one in (ANN, BEN):
        add_account(workspace, one)
    for token, who in (("one", "ann"), ("two", "ann"), ("three", "ben")):
        begin_session(workspace, _session(token, who))
    end_sessions(workspace, "Ann")
    assert [session_account(workspace, token, NOW) is None for token in ("one", "two", "three")] == [True, True, False]


@pytest.mark.parametrize("change", [{"role": "reader"}, {"closed_at": NOW}])
def test_the_last_owner_stays(workspace: Workspace, change: dict[str, object]) -> None:
    add_account(workspace, ANN)
    with pytest.raises(IreniconError, match="only owner"):
        change_account(workspace, "ann", **change)
    add_account(workspace, Account("eve", "Eve", "owner", None, None, NOW))
    change_account(workspace, "ann", **change)
    assert [one.name for one in accounts(workspace)] == ["ann", "eve"]


def test_what_an_account_has_not_cannot_be_changed(workspace: Workspace) -> None:
    with pytest.raises(IreniconError) as unknown:
        change_account(workspace, "nobody", shown="x")
    with pytest.raises(IreniconError) as wrong:
        change_account(workspace, "nobody", name="x")
    assert (unknown.value.kind, wrong.value.kind) == ("not_found", "wrong_use")


def test_an_invitation_is_used_once_and_gives_its_role(workspace: Workspace) -> None:
    invite(workspace, Invitation("token", "analyst", "ann", NOW, NOW + timedelta(days=7)))
    start = Barrier(2)
    results: list[str] = []

    def enter(name: str) -> None:
        start.wait()
        try:
            results.append(accept(workspace, "token", Account(name, name, "owner", "hash", None, NOW)).role)
        except IreniconError as error:
            results.append(error.kind)

    both = [Thread(target=enter, args=(name,)) for name in ("ben", "cas")]
    for one in both:
        one.start()
    for one in both:
        one.join()
    assert sorted(results) == ["analyst", "not_found"]
    assert len(accounts(workspace)) == 1
    assert invitations(workspace)[0].used_by == accounts(workspace)[0].name


def test_an_invitation_ends_and_can_be_withdrawn(workspace: Workspace) -> None:
    for token in ("ended", "withdrawn"):
        invite(workspace, Invitation(token, "reader", "ann", NOW - timedelta(days=8), NOW - timedelta(days=1)))
    withdraw_invitation(workspace, "withdrawn")
    assert [one.token for one in invitations(workspace)] == ["ended"]
    for token in ("ended", "withdrawn", "unknown"):
        with pytest.raises(IreniconError) as caught:
            accept(workspace, token, BEN)
        assert caught.value.kind == "not_found"


def test_an_invitation_stays_where_the_name_is_taken(workspace: Workspace) -> None:
    add_account(workspace, BEN)
    invite(workspace, Invitation("token", "reader", "ann", NOW, NOW + timedelta(days=7)))
    with pytest.raises(IreniconError, match="taken"):
        accept(workspace, "token", BEN)
    assert invitations(workspace)[0].used_at is None
