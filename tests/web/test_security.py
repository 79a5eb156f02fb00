"""What every answer holds, and what never reaches the application."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from irenicon.report.wording import LANGUAGES
from irenicon.web import passwords
from irenicon.web.limits import Rate
from irenicon.web.settings import Limits
from irenicon.web.wording import preferred, wording

from .opened import ADDRESS, AS_THE_ROOM_HASHES, PASSWORD, Opened, opened, own, send


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Opened]:
    with opened(tmp_path, Limits(form=50_000, upload=200_000, drained=5_000_000)) as room:
        yield room


@pytest.mark.parametrize(
    "path", ["/sign-in", "/", "/account", "/static/room.css", "/nothing", "/enter", "/api/nothing"]
)
def test_every_answer_has_its_headers(room: Opened, path: str) -> None:
    headers = room.browser().get(path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "form-action 'self'" in policy
    assert "unsafe" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert headers["referrer-policy"] == "same-origin"
    assert "immutable" in headers["cache-control"] if "static" in path else headers["cache-control"] == "no-store"


def test_an_encrypted_room_stays_encrypted(tmp_path: Path) -> None:
    with opened(tmp_path, address="https://room.example.org") as room:
        assert "max-age" in room.browser().get("/sign-in").headers["strict-transport-security"]


@pytest.mark.parametrize("path", ["/sign-in", "/account", "/accounts", "/audit", "/nothing"])
def test_pages_have_nothing_inline_and_name_nothing_elsewhere(room: Opened, path: str) -> None:
    page = room.signed_in("ada", "owner").get(path).text
    assert not re.search(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=|javascript:", page)
    assert not re.search(r'(?:src|href|action)="(?!/(?!/)|#)', page)


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1", "127.0.0.1:1", "localhost.evil.example:7400", ""])
def test_another_host_is_not_answered(room: Opened, host: str) -> None:
    assert room.browser(Host=host).get("/sign-in").status_code == 421


@pytest.mark.parametrize("host", ["127.0.0.1:7400", "localhost:7400", "[::1]:7400"])
def test_every_loopback_name_is_the_room(room: Opened, host: str) -> None:
    assert room.browser(Host=host).get("/sign-in").status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:9999"},
        {"Origin": "https://127.0.0.1:7400"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
def test_a_page_of_another_site_changes_nothing(room: Opened, headers: dict[str, str]) -> None:
    browser = room.signed_in("ada")
    form = {"csrf": own(browser, "/account"), "language": "nl"}
    assert browser.post("/account/language", data=form, headers=headers).status_code == 403
    assert '<html lang="en">' in browser.get("/account").text


def test_a_change_needs_the_visitors_own_value(room: Opened) -> None:
    browser, other = room.signed_in("ada"), room.signed_in("bea")
    for value in ("", "0" * 64, own(other, "/account"), "é"):
        assert browser.post("/account/language", data={"csrf": value, "language": "nl"}).status_code == 403
    header = {"X-CSRF-Token": own(browser, "/account")}
    assert browser.post("/account/language", data={"language": "nl"}, headers=header).status_code == 303
    same_site = {"Origin": ADDRESS, "Sec-Fetch-Site": "same-origin", **header}
    assert browser.post("/account/language", data={"language": "en"}, headers=same_site).status_code == 303


def test_nobody_is_signed_in_by_another_site(room: Opened) -> None:
    room.account("ada")
    stranger = room.browser()
    assert stranger.post("/sign-in", data={"name": "ada", "password": PASSWORD}).status_code == 403


def test_a_link_from_elsewhere_works_and_nothing_else_from_there(room: Opened) -> None:
    browser = room.browser(**{"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"})
    assert browser.get("/sign-in").status_code == 200
    browser = room.browser(**{"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors"})
    assert browser.get("/static/room.css").status_code == 403


def test_what_people_write_is_escaped(room: Opened) -> None:
    owner = room.signed_in("ada", "owner")
    send(owner, "/accounts/invite", "/accounts", role="reader")
    wild = "<script>alert(1)</script>'\"&"
    page = send(room.browser(), "/sign-in", "/sign-in", name=wild, password="nothing at all").text
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page
    assert "<script>alert" not in owner.get("/audit").text


def test_a_long_body_ends_before_it_is_read(room: Opened) -> None:
    browser = room.signed_in("ada", "analyst")
    token = {"X-CSRF-Token": own(browser, "/account")}
    long = browser.post("/account/language", data={"language": "x" * 60_000}, headers=token)
    assert long.status_code == 413
    assert "content-security-policy" in long.headers
    pieces = (b"language=" + b"x" * 10_000 for _ in range(20))  # without a length in advance
    kind = {"Content-Type": "application/x-www-form-urlencoded", **token}
    assert browser.post("/account/language", content=pieces, headers=kind).status_code == 413
    file = {"file": ("plan.md", b"x" * 400_000)}
    assert browser.post("/account/language", files=file, headers=token).status_code == 413
    assert browser.get("/account").status_code == 200


def test_strangers_and_readers_send_no_files(room: Opened) -> None:
    file = {"file": ("plan.md", b"x" * 1_000)}
    assert room.browser().post("/account/language", files=file).status_code == 303
    reader = room.signed_in("bea")
    token = {"X-CSRF-Token": own(reader, "/account")}
    assert reader.post("/account/language", files=file, headers=token).status_code == 403


def test_who_asks_too_often_waits(tmp_path: Path) -> None:
    with opened(tmp_path, Limits(pages=40)) as room:
        browser = room.browser()
        answers = [browser.get("/sign-in") for _ in range(12)]
        assert [one.status_code for one in answers] == [200] * 10 + [429] * 2
        assert int(answers[-1].headers["retry-after"]) >= 1


def test_a_rate_fills_again_with_time() -> None:
    now = [0.0]
    rate = Rate(a_minute=60, burst=2, clock=lambda: now[0])
    assert [rate.take("a"), rate.take("a"), rate.take("b")] == [0, 0, 0]
    assert rate.take("a") == pytest.approx(1)
    now[0] = 1.0
    assert rate.take("a") == 0
    assert rate.take("a") > 0


def test_both_languages_have_the_same_words() -> None:
    keys = [{(section, key) for section, words in wording(one).sections.items() for key in words} for one in LANGUAGES]
    assert keys[0] == keys[1]


@pytest.mark.parametrize(
    ("accepted", "language"),
    [
        ("nl", "nl"),
        ("nl-BE,nl;q=0.9", "nl"),
        ("de, en;q=0.4, nl;q=0.7", "nl"),
        ("", "en"),
        ("*;q=x,,;", "en"),
        ("nl;q=0", "en"),
    ],
)
def test_the_language_that_a_browser_asks_for(accepted: str, language: str) -> None:
    assert preferred(accepted) == language


@pytest.mark.parametrize("name", ["../app.py", "..%2fapp.py", "vendor/../../app.py", "/etc/passwd", ""])
def test_only_the_rooms_own_files_are_served(room: Opened, name: str) -> None:
    assert room.browser().get(f"/static/{name}").status_code == 404


def test_passwords_are_hashed_with_argon2id(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passwords, "_hasher", AS_THE_ROOM_HASHES)
    kept = passwords.hashed("a long way home")
    assert re.match(r"\$argon2id\$v=19\$m=65536,t=3,p=4\$", kept)
    assert passwords.is_right("a long way home", kept)
    assert not passwords.is_right("a long way home ", kept)
    assert not passwords.is_right("a long way home", None)
