"""`irenicon serve` and `irenicon account` as people run them."""

from __future__ import annotations

import io
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from irenicon.cli.root import main

COMMAND = [sys.executable, "-c", "from irenicon.cli import main; main()"]
PASSWORD = "a long way home"


def irenicon(*arguments: str, given: str = "", folder: Path | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*COMMAND, *arguments], input=given, capture_output=True, text=True, cwd=folder, check=False)


@contextmanager
def serving(folder: Path, *arguments: str) -> Iterator[list[str]]:
    """A room as it is opened from a terminal; the lines that it has printed, up to the address."""
    room = subprocess.Popen([*COMMAND, "serve", *arguments], cwd=folder, stderr=subprocess.PIPE, text=True)
    assert room.stderr
    lines: list[str] = []
    try:
        for line in room.stderr:
            lines.append(line.rstrip())
            if re.search(r"https?://", line):
                break
        yield lines
    finally:
        room.terminate()
        room.wait(20)
        lines += room.stderr.read().splitlines()
        room.stderr.close()


def _arrive(browser: httpx.Client, address: str) -> httpx.Response:
    return browser.get(address, follow_redirects=True)


def test_one_person_is_in_at_once_and_nobody_else(tmp_path: Path) -> None:
    with serving(tmp_path, "--port", "7401") as lines:
        address = re.search(r"http://127\.0\.0\.1:7401/enter\?token=\S+", lines[-1])
        assert address
        transport = httpx.HTTPTransport(retries=5)
        with httpx.Client(transport=transport) as mine, httpx.Client(transport=transport) as other:
            assert other.get("http://127.0.0.1:7401/account").status_code == 303
            assert _arrive(mine, address[0]).status_code == 200
            assert mine.get("http://127.0.0.1:7401/accounts").status_code == 200
            assert _arrive(other, address[0]).status_code == 403
    assert (tmp_path / ".irenicon" / "workspace.sqlite").exists()
    again = next(line for line in lines[len(lines) - 3 :] if "/enter?token=" in line)
    assert again.strip() != address[0]


def test_a_team_begins_with_an_invitation_and_then_signs_in(tmp_path: Path) -> None:
    options = ("--port", "7402", "--address", "http://127.0.0.1:7402")
    with serving(tmp_path, *options) as lines:
        pass
    printed = next(line for line in lines if "/invitation?token=" in line)
    made = irenicon("account", "create", "ada", "--role", "owner", given=PASSWORD + "\n", folder=tmp_path)
    assert (made.returncode, made.stdout) == (0, "ada is owner.\n")
    with serving(tmp_path, *options) as lines, httpx.Client(transport=httpx.HTTPTransport(retries=5)) as browser:
        page = browser.get("http://127.0.0.1:7402/sign-in")
        csrf = re.search(r'name="csrf" value="(\w+)"', page.text)
        assert csrf
        form = {"csrf": csrf[1], "name": "ada", "password": PASSWORD}
        assert browser.post("http://127.0.0.1:7402/sign-in", data=form).status_code == 303
        assert browser.get(printed.strip()).status_code == 200  # until it is used or a day has passed
    assert not any("token=" in line for line in lines)
    with serving(tmp_path, "--port", "7402") as lines:  # on loopback too, now that there are accounts
        pass
    assert lines == ["The reading room is open at http://127.0.0.1:7402"]


def test_accounts_from_the_command_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def account(*arguments: str, given: str = "") -> int:
        monkeypatch.setattr(sys, "argv", ["irenicon", "account", *arguments, "--database", str(tmp_path / "w.sqlite")])
        monkeypatch.setattr(sys, "stdin", io.StringIO(given))
        with pytest.raises(SystemExit) as ended:
            main()
        return int(ended.value.code or 0)

    assert account("create", "bea", given=PASSWORD) == 0
    assert account("create", "BEA", given=PASSWORD) == 2
    assert account("create", "cid", given="short") == 2
    assert account("invite", "--role", "analyst") == 0
    assert "/invitation?token=" in capsys.readouterr().out
    assert account("password", "bea", given="another way home") == 0
    assert account("close", "bea") == 0
    assert account("list") == 0
    assert re.search(r"^bea\s+reader\s+closed", capsys.readouterr().out, re.MULTILINE)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--host", "0.0.0.0"], "--address"),
        (["--address", "ftp://room"], "how a room is reached"),
        (["--address", "https://room.example.org/path"], "how a room is reached"),
        (["--host", "no-such-host.invalid"], "cannot be opened"),
        (["--database", "/proc/nothing/here.sqlite"], "cannot be"),
        (["--port", "99999"], "--port"),
    ],
)
def test_wrong_use_is_told_in_a_sentence(tmp_path: Path, options: list[str], said: str) -> None:
    done = irenicon("serve", *options, folder=tmp_path)
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr
