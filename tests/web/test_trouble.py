"""Trouble of the workspace while the room is open: a clear page, nothing lost, and the room goes on."""

from __future__ import annotations

import socket
import sys
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event, text

from irenicon.cli.root import main
from irenicon.store.plans import plans
from irenicon.store.schema import NEWEST
from irenicon.store.workspace import reading, writing
from irenicon.web.room import Watch

from .opened import Opened, opened, own

PLAN = (Path(__file__).parents[2] / "examples" / "plan.en.md").read_bytes()


class Wire:
    """A connection to a database that can be cut: passes on what arrives at its port."""

    def __init__(self, to: int) -> None:
        self._to = to
        self._open: list[socket.socket] = []
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port = self._listening.getsockname()[1]
        threading.Thread(target=self._accept, args=(self._listening,), daemon=True).start()

    def cut(self) -> None:
        for one in (self._listening, *self._open):
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
            one.close()
        self._open.clear()

    def mend(self) -> None:
        self._listening = socket.create_server(("127.0.0.1", self.port))
        threading.Thread(target=self._accept, args=(self._listening,), daemon=True).start()

    def _accept(self, listening: socket.socket) -> None:
        while True:
            try:
                here, _ = listening.accept()
                there = socket.create_connection(("127.0.0.1", self._to))
            except OSError:
                return
            self._open += [here, there]
            for one, other in ((here, there), (there, here)):
                threading.Thread(target=self._pass_on, args=(one, other), daemon=True).start()

    def _pass_on(self, one: socket.socket, other: socket.socket) -> None:
        try:
            while data := one.recv(65_536):
                other.sendall(data)
        except OSError:
            pass
        for each in (one, other):
            each.close()


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Opened]:
    with opened(tmp_path) as room:
        yield room


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
def test_a_lost_database_is_told_and_the_room_recovers(database: str) -> None:
    server, _, name = database.rpartition("/")
    address, _, port = server.rpartition(":")
    wire = Wire(int(port))
    with opened(f"{address}:{wire.port}/{name}") as room:
        browser = room.signed_in("ada", "analyst")
        form = {"csrf": own(browser, "/account"), "language": "nl"}
        wire.cut()
        for answer in (browser.get("/"), browser.post("/account/language", data=form)):
            assert answer.status_code == 503
            assert "does not answer" in answer.text
            assert "irenicon@" not in answer.text
            assert answer.headers["retry-after"] == "5"
        assert browser.get("/api/plans").json()["kind"] == "unreachable"
        assert browser.get("/static/room.css").status_code == 200
        wire.mend()
        assert browser.get("/account").status_code == 200
        assert browser.post("/account/language", data=form).status_code == 303
        assert '<html lang="nl">' in browser.get("/account").text
    wire.cut()


def test_a_full_disk_is_told_and_nothing_is_lost(room: Opened) -> None:
    browser = room.signed_in("ada", "analyst")
    sent = {"csrf": own(browser, "/add"), "text": PLAN.decode(), "name": "First"}
    assert browser.post("/add", data=sent).status_code == 303
    limit = [0]

    def set_limit(connection: Any, record: object) -> None:
        connection.execute(f"PRAGMA max_page_count = {limit[0]}")

    event.listen(room.workspace.engine, "connect", set_limit)
    with reading(room.workspace) as connection:
        limit[0] = int(connection.execute(text("PRAGMA page_count")).scalar_one()) + 2
    room.workspace.engine.dispose()
    more = {**sent, "text": PLAN.decode() * 40, "name": "Second"}
    answer = browser.post("/add", data=more)
    assert answer.status_code == 507
    assert "Nothing of this was kept" in answer.text
    assert browser.get("/").status_code == 200
    assert [one.documents for one in plans(room.workspace) if one.name == "First"] == [1]
    limit[0] = 1_000_000
    room.workspace.engine.dispose()
    assert browser.post("/add", data=more).status_code == 303


def test_a_workspace_that_a_newer_program_took_over_is_left_alone(room: Opened) -> None:
    browser = room.signed_in("ada")
    now = [0.0]
    object.__setattr__(room.room, "watch", Watch(room.workspace, lambda: now[0]))
    _set_version(room, "9999")
    assert browser.get("/account").status_code == 200  # not looked yet
    now[0] += 60
    answer = browser.get("/account")
    assert answer.status_code == 503
    assert "newer version" in answer.text
    assert browser.post("/account/language", data={"language": "nl"}).status_code == 503
    assert browser.get("/api/plans").json()["kind"] == "newer"
    _set_version(room, NEWEST)
    assert browser.get("/account").status_code == 200


def test_a_newer_workspace_is_not_opened(
    room: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    _set_version(room, "9999")
    database = str(tmp_path / "workspace.sqlite")
    monkeypatch.setattr(sys, "argv", ["irenicon", "serve", "--port", "7405", "--database", database])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 2
    assert "newer version" in capsys.readouterr().err


def test_a_fault_of_the_program_is_told_without_its_details(room: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    browser = room.signed_in("ada")

    def broken(*_: object) -> None:
        raise RuntimeError("the secret of the house")

    monkeypatch.setattr("irenicon.web.pages.home.plans", broken)
    quiet = type(browser)(room.application, room.settings.address, raise_server_exceptions=False)
    quiet.cookies = browser.cookies
    answer = quiet.get("/")
    assert answer.status_code == 500
    assert "secret" not in answer.text
    assert "The room made a mistake" in answer.text
    assert "content-security-policy" in answer.headers
    monkeypatch.undo()
    assert quiet.get("/").status_code == 200


def _set_version(room: Opened, version: str) -> None:
    with writing(room.workspace) as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = :version"), {"version": version})
