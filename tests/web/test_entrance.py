"""Accounts as people use them: sign in and out, invitations, roles, passwords, the door of one's own room."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from irenicon.store.auditing import audit_log
from irenicon.web import passwords
from irenicon.web.door import owner_of
from irenicon.web.wording import wording

from .opened import PASSWORD, Opened, opened, send, sign_in


@pytest.fixture
def room(database: str) -> Iterator[Opened]:
    with opened(database) as room:
        yield room


def test_somebody_unknown_is_sent_to_sign_in_and_back(room: Opened) -> None:
    room.account("ada")
    browser = room.browser()
    sent = browser.get("/account?x=1")
    assert (sent.status_code, sent.headers["location"]) == (303, "/sign-in?next=%2Faccount%3Fx%3D1")
    back = sign_in(browser, "ada", next="/account?x=1")
    assert (back.status_code, back.headers["location"]) == (303, "/account?x=1")
    assert "Ada" in browser.get("/account").text


def test_the_token_changes_at_sign_in_and_is_worth_nothing_after_sign_out(room: Opened) -> None:
    browser = room.browser()
    browser.get("/sign-in")
    before = dict(browser.cookies)
    room.account("ada")
    sign_in(browser, "ada")
    signed_in = dict(browser.cookies)
    assert signed_in.keys() == before.keys()
    assert signed_in != before
    assert send(browser, "/sign-out").headers["location"] == "/sign-in"
    other = room.browser()
    other.cookies.update(signed_in)
    assert other.get("/account").status_code == 303


def test_only_the_hash_of_a_token_is_kept(tmp_path: Path) -> None:
    with opened(tmp_path) as room:
        token = next(iter(room.signed_in("ada").cookies.values()))
        held = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert b"ada" in held
    assert token.encode() not in held
    assert PASSWORD.encode() not in held


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(room: Opened, tmp_path: Path) -> None:
    given = room.browser().get("/sign-in").headers["set-cookie"]
    assert "HttpOnly" in given
    assert "SameSite=lax" in given
    (tmp_path / "tls").mkdir()
    with opened(tmp_path / "tls", address="https://room.example.org") as encrypted:
        given = encrypted.browser().get("/sign-in").headers["set-cookie"]
    assert given.startswith("__Host-irenicon=")
    assert "Secure" in given
    assert "Path=/" in given


def test_a_session_ends(room: Opened) -> None:
    browser = room.signed_in("ada")
    room.clock.pass_(days=13)
    assert browser.get("/account").status_code == 200
    room.clock.pass_(days=2)
    assert browser.get("/account").status_code == 303


def test_signing_out_everywhere_ends_the_other_sessions(room: Opened) -> None:
    here, there = room.signed_in("ada"), room.browser()
    sign_in(there, "ada")
    assert send(here, "/account/sign-out-everywhere").status_code == 303
    assert there.get("/account").status_code == 303


def test_a_wrong_password_and_an_unknown_name_read_the_same(room: Opened) -> None:
    room.account("ada")
    wrong = sign_in(room.browser(), "ada", "not the password")
    unknown = sign_in(room.browser(), "adb", "not the password")
    assert wrong.status_code == unknown.status_code == 422
    assert _without_values(wrong.text) == _without_values(unknown.text)


def test_an_unknown_name_costs_a_hash_too(monkeypatch: pytest.MonkeyPatch, room: Opened) -> None:
    hashes: list[str] = []
    hasher = passwords._hasher()
    verify = type(hasher).verify
    monkeypatch.setattr(
        type(hasher), "verify", lambda self, kept, given: hashes.append(kept) or verify(self, kept, given)
    )
    sign_in(room.browser(), "nobody", PASSWORD)
    assert len(hashes) == 1


def test_guessing_is_slowed_and_the_right_password_waits_too(room: Opened) -> None:
    room.account("ada")
    browser = room.browser()
    answers = [sign_in(browser, "ada", f"guess number {number}").status_code for number in range(6)]
    assert answers == [422] * 5 + [429]
    assert int(sign_in(browser, "ada").headers["retry-after"]) > 1


def test_an_invitation_makes_one_account_with_its_role(room: Opened) -> None:
    owner = room.signed_in("ada", "owner")
    shown = send(owner, "/accounts/invite", "/accounts", role="analyst").text
    link = re.search(r"http://127\.0\.0\.1:7400(/invitation\?token=([\w-]+))", shown)
    assert link
    invited = room.browser()
    fields = {"token": link[2], "name": "Bea", "shown": "", "password": PASSWORD, "again": PASSWORD}
    assert send(invited, "/invitation", link[1], **{**fields, "again": "another one"}).status_code == 422
    assert send(invited, "/invitation", link[1], **fields).status_code == 303
    assert "analyst" in invited.get("/account").text
    assert room.browser().get(link[1]).status_code == 404


def test_an_invitation_ends_and_can_be_withdrawn(room: Opened) -> None:
    owner = room.signed_in("ada", "owner")
    old = re.search(r"/invitation\?token=[\w-]+", send(owner, "/accounts/invite", "/accounts", role="reader").text)
    room.clock.pass_(days=8)
    assert old
    assert room.browser().get(old[0]).status_code == 404
    page = send(owner, "/accounts/invite", "/accounts", role="reader").text
    fresh = re.search(r"/invitation\?token=[\w-]+", page)
    id = re.search(r'name="id" value="(\w+)"', page)
    assert fresh
    assert id
    send(owner, "/accounts/withdraw", "/accounts", id=id[1])
    assert room.browser().get(fresh[0]).status_code == 404


@pytest.mark.parametrize("role", ["reader", "analyst"])
def test_only_owners_see_accounts(room: Opened, role: str) -> None:
    browser = room.signed_in("bea", role)  # type: ignore[arg-type]
    assert browser.get("/accounts").status_code == 403
    assert browser.get("/audit").status_code == 403
    assert send(browser, "/accounts/role", name="bea", role="owner").status_code == 403


def test_the_last_owner_stays(room: Opened) -> None:
    owner = room.signed_in("ada", "owner")
    assert send(owner, "/accounts/role", "/accounts", name="ada", role="reader").status_code == 409
    assert send(owner, "/accounts/close", "/accounts", name="ada").status_code == 409


def test_a_closed_account_is_out_at_once(room: Opened) -> None:
    owner, reader = room.signed_in("ada", "owner"), room.signed_in("bea")
    assert send(owner, "/accounts/close", "/accounts", name="bea").status_code == 303
    assert reader.get("/account").status_code == 303
    assert sign_in(room.browser(), "bea").status_code == 422


def test_changing_the_password_asks_for_the_old_one_and_ends_other_sessions(room: Opened) -> None:
    here, there = room.signed_in("ada"), room.browser()
    sign_in(there, "ada")
    new = {"new": "another way home", "again": "another way home"}
    assert send(here, "/account/password", old="not it at all", **new).status_code == 422
    assert send(here, "/account/password", old=PASSWORD, **new).status_code == 303
    assert here.get("/account").status_code == 200
    assert there.get("/account").status_code == 303
    assert sign_in(room.browser(), "ada").status_code == 422
    assert sign_in(room.browser(), "ada", "another way home").status_code == 303


@pytest.mark.parametrize("password", ["short", "x" * 201, "aaaaaaaaaaaa"])
def test_passwords_that_would_be_guessed_are_refused(room: Opened, password: str) -> None:
    browser = room.signed_in("ada")
    assert send(browser, "/account/password", old=PASSWORD, new=password, again=password).status_code == 422


def test_the_door_opens_once_and_only_with_its_key(room: Opened) -> None:
    door = room.room.door
    owner_of(room.workspace, room.clock())
    told: list[str] = []
    key = door.key(lambda: told.append("used"))
    assert room.browser().get("/enter?token=").status_code == 403
    assert room.browser().get("/enter?token=wrong").status_code == 403
    browser = room.browser()
    assert browser.get(f"/enter?token={key}").status_code == 303
    assert "owner" in browser.get("/account").text
    assert told == ["used"]
    assert room.browser().get(f"/enter?token={key}").status_code == 403


def test_who_leaves_their_own_room_reads_how_to_come_back(tmp_path: Path) -> None:
    with opened(tmp_path, alone=True) as room:
        owner_of(room.workspace, room.clock())
        mine = room.browser()
        mine.get(f"/enter?token={room.room.door.key()}")
        left = send(mine, "/sign-out")
        page = mine.get(left.headers["location"]).text
        assert wording("en")("come_back_how", "room") in page
        assert 'type="password"' not in page
        room.account("ada")
        assert 'type="password"' in room.browser().get("/sign-in").text


def test_the_interface_speaks_the_readers_language(room: Opened) -> None:
    assert "Inloggen" in room.browser(**{"Accept-Language": "fr, nl-BE;q=0.8, en;q=0.5"}).get("/sign-in").text
    browser = room.signed_in("ada")
    send(browser, "/account/language", language="nl")
    assert '<html lang="nl">' in browser.get("/account").text


@pytest.mark.parametrize(
    "elsewhere", ["//evil.example", "https://evil.example", "/\\evil.example", "/\x09/evil.example"]
)
def test_signing_in_never_leads_elsewhere(room: Opened, elsewhere: str) -> None:
    room.account("ada")
    assert sign_in(room.browser(), "ada", next=elsewhere).headers["location"] == "/"


def test_what_matters_is_in_the_audit_log(room: Opened) -> None:
    owner = room.signed_in("ada", "owner")
    sign_in(room.browser(), "ada", "not the password")
    send(owner, "/accounts/invite", "/accounts", role="reader")
    noted = [(one.who, one.what) for one in audit_log(room.workspace)]
    assert noted == [("ada", "invite"), ("ada", "sign_in_failed"), ("ada", "sign_in"), ("test", "make_account")]
    assert "invited" in owner.get("/audit").text


def _without_values(page: str) -> str:
    return re.sub('[0-9a-f]{64}|value="[^"]*"', "", page)
