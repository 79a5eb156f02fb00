"""Opens rooms for tests: the real application, asked as a browser asks."""

from __future__ import annotations

import re
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import uvicorn
from fastapi.testclient import TestClient

from irenicon.store.accounts import AccountRole
from irenicon.store.model import Stamp
from irenicon.store.workspace import Workspace, close, open_workspace
from irenicon.web import passwords
from irenicon.web.accounts import Newcomer, make_account
from irenicon.web.app import make_app
from irenicon.web.room import open_room
from irenicon.web.serving import bound
from irenicon.web.settings import Limits, Settings

ADDRESS = "http://127.0.0.1:7400"
AS_THE_ROOM_HASHES = passwords._hasher
PASSWORD = "a long way home"
_FORM = re.compile(r'name="csrf" value="([0-9a-f]{64})"')


class Clock:
    """A clock that tests set."""

    def __init__(self) -> None:
        self.at = datetime(2031, 3, 3, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.at

    def pass_(self, **time: float) -> None:
        self.at += timedelta(**time)


class Opened:
    """An open room: new browsers for it, its clock, its workspace."""

    def __init__(self, workspace: Workspace, settings: Settings) -> None:
        self.clock = Clock()
        self.workspace = workspace
        self.settings = settings
        self.room = open_room(settings, workspace, self.clock)
        self.application = make_app(self.room)

    def browser(self, **headers: str) -> TestClient:
        return TestClient(self.application, self.settings.address, headers=headers, follow_redirects=False)

    def account(self, name: str, role: AccountRole = "reader") -> None:
        make_account(self.workspace, Newcomer(name, name.title(), role, PASSWORD), Stamp("test", self.clock()))

    def signed_in(self, name: str, role: AccountRole = "reader") -> TestClient:
        self.account(name, role)
        browser = self.browser()
        assert sign_in(browser, name).status_code == 303
        return browser


@contextmanager
def opened(
    where: Path | str, limits: Limits | None = None, address: str = ADDRESS, *, alone: bool = False
) -> Iterator[Opened]:
    """A room in a folder, or on the workspace of an address."""
    workspace = open_workspace(where / "workspace.sqlite" if isinstance(where, Path) else where)
    made = Opened(workspace, Settings(address, alone=alone, limits=limits or Limits()))
    yield made
    made.room.readers.close()
    close(workspace)


def free_port() -> int:
    """A port of loopback that nobody listens on."""
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])


@contextmanager
def listening(room: Opened) -> Iterator[None]:
    """The room on its port, as a server of its own."""
    server = uvicorn.Server(uvicorn.Config(room.application, log_level="critical"))
    at = bound("127.0.0.1", int(room.settings.address.rpartition(":")[2]))
    at.listen()
    thread = threading.Thread(target=server.run, kwargs={"sockets": [at]}, daemon=True)
    thread.start()
    try:
        yield
    finally:
        server.should_exit = True
        thread.join(20)
        at.close()


def own(browser: httpx.Client, page: str) -> str:
    """What a form of a page must carry."""
    found = _FORM.search(browser.get(page).text)
    assert found, page
    return found[1]


def send(browser: httpx.Client, path: str, page: str = "/account", **fields: str) -> httpx.Response:
    """Sends a form of a page."""
    return browser.post(path, data={"csrf": own(browser, page), **fields})


def sign_in(browser: httpx.Client, name: str, password: str = PASSWORD, next: str = "/") -> httpx.Response:
    return send(browser, "/sign-in", "/sign-in", name=name, password=password, next=next)
