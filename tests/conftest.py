"""A workspace in SQLite and the same in a private PostgreSQL, which is made for the tests and stopped after them."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import create_engine, text

from irenicon.store.workspace import Workspace, close, open_workspace

_PORTS = range(7320, 7400)


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """The address of a server without databases of its own, such as "postgresql://irenicon@127.0.0.1:7320"."""
    programs = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    found = programs[-1] if programs else Path(shutil.which("initdb") or "absent").parent
    if not (found / "initdb").exists():
        pytest.skip("PostgreSQL is not installed")
    home = Path(tempfile.mkdtemp(prefix="irenicon-pg-"))
    who = _unprivileged(home)
    try:
        _run([found / "initdb", "-D", home / "data", "-U", "irenicon", "-A", "trust", "--no-sync"], who, home)
        port = _started(found, who, home)
        try:
            yield f"postgresql://irenicon@127.0.0.1:{port}"
        finally:
            _run([found / "pg_ctl", "-D", home / "data", "-m", "immediate", "-w", "stop"], who, home)
    finally:
        shutil.rmtree(home, ignore_errors=True)


@pytest.fixture(scope="session")
def migrated(postgresql: str) -> str:
    """The name of a database that holds an empty workspace, to be copied."""
    _in(postgresql, "CREATE DATABASE migrated")
    close(open_workspace(f"{postgresql}/migrated"))
    return "migrated"


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The path or address of an empty workspace of its own."""
    if request.param == "sqlite":
        yield str(tmp_path / "room.db")
        return
    server, template = request.getfixturevalue("postgresql"), request.getfixturevalue("migrated")
    name = f"t{uuid4().hex}"
    _in(server, f"CREATE DATABASE {name} TEMPLATE {template}")
    yield f"{server}/{name}"
    _in(server, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def workspace(database: str) -> Iterator[Workspace]:
    """An empty workspace."""
    opened = open_workspace(database)
    yield opened
    close(opened)


def _unprivileged(home: Path) -> str | None:
    """Whom the server runs as where the tests run as root, which PostgreSQL refuses."""
    if os.geteuid() != 0:
        return None
    who = next((name for name in ("postgres", "nobody") if any(one.pw_name == name for one in pwd.getpwall())), None)
    if who is None:
        pytest.skip("there is no unprivileged user to run PostgreSQL as")
    shutil.chown(home, who)
    return who


def _started(programs: Path, who: str | None, home: Path) -> int:
    """The port of the server once it answers; where another run of the tests takes a port first, the next is tried."""
    first = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")) * 10 % len(_PORTS)
    for port in (*_PORTS[first:], *_PORTS[:first]):
        if not _is_free(port):
            continue
        options = f"-p {port} -k {home} -c listen_addresses=127.0.0.1 -c fsync=off -c full_page_writes=off"
        start = [programs / "pg_ctl", "-D", home / "data", "-o", options, "-w", "-l", home / "log", "start"]
        if _ends_well(start, who, home):
            return port
        if "already in use" not in (home / "log").read_text():
            break
    pytest.skip(f"PostgreSQL does not start: {(home / 'output').read_text()[-300:]}")


def _run(command: list[str | Path], who: str | None, home: Path) -> None:
    if not _ends_well(command, who, home):
        pytest.skip(f"PostgreSQL does not start: {(home / 'output').read_text()[-300:]}")


def _ends_well(command: list[str | Path], who: str | None, home: Path) -> bool:
    given = {"user": who, "group": pwd.getpwnam(who).pw_gid, "extra_groups": []} if who else {}
    # output goes to a file: the server keeps it open, and a pipe would never end
    with (home / "output").open("ab") as output:
        return not subprocess.run(command, stdout=output, stderr=output, cwd="/", check=False, **given).returncode


def _is_free(port: int) -> bool:
    with socket.socket() as tried:
        return bool(tried.connect_ex(("127.0.0.1", port)))


def _in(server: str, statement: str) -> None:
    address = server.replace("postgresql:", "postgresql+pg8000:") + "/postgres"
    engine = create_engine(address, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(statement))
    engine.dispose()
