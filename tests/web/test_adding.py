"""Adding documents as an analyst does; what cannot be read is told and the room stays up."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from sqlalchemy import text

from irenicon.store.auditing import audit_log
from irenicon.store.plans import plan, plans
from irenicon.store.workspace import writing
from irenicon.web.fetching import Fetched
from irenicon.web.settings import Limits

from .opened import Opened, listening, opened, own, sign_in

EXAMPLES = Path(__file__).parents[2] / "examples"
PLAN, OPINION = EXAMPLES / "plan.en.md", EXAMPLES / "opinion.en.txt"


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Opened]:
    with opened(tmp_path) as room:
        yield room


def add(browser: httpx.Client, *files: tuple[str, bytes], **fields: str) -> httpx.Response:
    data = {"csrf": own(browser, "/add"), **fields}
    return browser.post("/add", data=data, files=[("file", one) for one in files] or [("file", ("", b""))])


def test_a_plan_and_reporting_on_it_are_added(room: Opened) -> None:
    analyst = room.signed_in("ada", "analyst")
    sent = add(analyst, ("C:\\mine\\plan.en.md", PLAN.read_bytes()))
    assert sent.status_code == 303
    made = plans(room.workspace)[0]
    assert made.name == "Framework for ending the war on the Lower Ister"
    assert sent.headers["location"].startswith(f"/plans/{made.id}/documents/")
    assert add(analyst, ("opinion.txt", OPINION.read_bytes()), plan=made.id, role="reporting").status_code == 303
    assert [one.role for one in plan(room.workspace, made.id).documents] == ["draft", "reporting"]
    assert [one.document.source for one in plan(room.workspace, made.id).documents] == ["plan.en.md", "opinion.txt"]
    assert [one.what for one in audit_log(room.workspace)][:2] == ["add_document", "add_document"]


def test_pasted_text_is_a_document_with_a_name_and_a_date(room: Opened) -> None:
    analyst = room.signed_in("ada", "analyst")
    text = "# A truce\n\n1. The Parties shall cease fire on 3 May 2031."
    assert add(analyst, text=text, name="The truce", date="2031-05-01").status_code == 303
    (made,) = plans(room.workspace)
    placed = plan(room.workspace, made.id).documents[0]
    assert (made.name, placed.date, placed.document.source) == ("The truce", "2031-05-01", "A truce.md")


def test_a_page_is_fetched_by_an_analyst_alone(room: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def fetch(address: str, limits: Limits) -> Fetched:
        asked.append(address)
        return Fetched(f"{address}/moved", b"<html><body><p>1. The Parties shall cease fire.</p></body></html>")

    monkeypatch.setattr("irenicon.web.uploads.fetch", fetch)
    token = {"csrf": own(room.signed_in("bea"), "/account"), "address": "https://plans.example/a"}
    assert room.signed_in("cid").post("/add", data=token).status_code == 403
    assert asked == []
    assert add(room.signed_in("ada", "analyst"), address="https://plans.example/a").status_code == 303
    placed = plan(room.workspace, plans(room.workspace)[0].id).documents[0].document
    assert (asked, placed.origin) == (["https://plans.example/a"], "https://plans.example/a/moved")


def test_the_room_does_not_fetch_from_itself(room: Opened) -> None:
    answer = add(room.signed_in("ada", "analyst"), address="http://localhost/account")
    assert answer.status_code == 422
    assert "not on the open network" in answer.text


def test_what_cannot_be_read_is_told_beside_what_was_kept(room: Opened) -> None:
    analyst = room.signed_in("ada", "analyst")
    files = (
        ("plan.md", PLAN.read_bytes()),
        ("broken.docx", b"PK\x03\x04 broken"),
        ("a.png", b"\x89PNG\r\n\x1a\n\xff\xfe"),
    )
    answer = add(analyst, *files)
    assert answer.status_code == 422
    assert "broken.docx" in answer.text
    assert "a.png" in answer.text
    (made,) = plans(room.workspace)
    assert made.documents == 1
    assert f"/plans/{made.id}/documents/" in answer.text


@pytest.mark.parametrize(
    "fields", [{}, {"text": "x", "plan": "no-such-plan"}, {"text": "Peace now.", "date": "tomorrow"}]
)
def test_wrong_use_is_told(room: Opened, fields: dict[str, str]) -> None:
    answer = add(room.signed_in("ada", "analyst"), **fields)
    assert answer.status_code == 422
    assert plans(room.workspace) == ()


def test_a_reader_that_dies_leaves_nothing_behind(room: Opened) -> None:
    analyst = room.signed_in("ada", "analyst")
    right, room.room.readers.command = room.room.readers.command, ["/bin/false"]
    answer = add(analyst, ("plan.md", PLAN.read_bytes()))
    assert answer.status_code == 422
    assert "brought its reader down" in answer.text
    assert plans(room.workspace) == ()
    room.room.readers.close()
    room.room.readers.command = right
    assert add(analyst, ("plan.md", PLAN.read_bytes())).status_code == 303


def test_what_an_older_program_read_is_read_again_aside(room: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    analyst = room.signed_in("ada", "analyst")
    add(analyst, ("plan.md", PLAN.read_bytes()))
    with writing(room.workspace) as connection:
        connection.execute(text("UPDATE documents SET program = 'older'"))
    inside: list[object] = []
    monkeypatch.setattr("irenicon.store.rereading.read", lambda *given, **_: inside.append(given))
    id = plans(room.workspace)[0].id
    assert add(analyst, ("opinion.txt", OPINION.read_bytes()), plan=id, role="reporting").status_code == 303
    assert inside == []
    assert "older" not in {one.document.program for one in plan(room.workspace, id).documents}


def test_200_megabytes_are_refused_in_words_over_a_real_connection(room: Opened) -> None:
    room.account("ada", "analyst")
    with listening(room), httpx.Client(base_url=room.settings.address, timeout=60) as browser:
        assert sign_in(browser, "ada").status_code == 303
        answer = add(browser, ("plan.md", bytes(200_000_000)))
        assert answer.status_code == 413
        assert "longer than the 30 MB" in answer.text
        assert browser.get("/account").status_code == 200
