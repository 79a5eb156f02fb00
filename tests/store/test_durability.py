"""What was told to be kept is there whatever happens; what goes wrong is said and leaves nothing half-written."""

from __future__ import annotations

import signal
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from threading import Barrier, Thread
from typing import Any

import pytest
from sqlalchemy import event, select, text

from irenicon.errors import Failure, IreniconError
from irenicon.store.assessing import coded
from irenicon.store.auditing import audit_log, record_audit
from irenicon.store.documents import add_document, document, documents
from irenicon.store.importing import add_files, files_in
from irenicon.store.model import Given, Place, Stamp
from irenicon.store.plans import add_plan, plan
from irenicon.store.preparing import prepare
from irenicon.store.schema import entries
from irenicon.store.searching import search
from irenicon.store.workspace import Workspace, close, open_workspace, reading, writing

STAMP = Stamp("ann", datetime(2031, 4, 1, 12, tzinfo=UTC))
_WRITER = """
import sys
from datetime import UTC, datetime
from irenicon.store.documents import add_document
from irenicon.store.model import Given, Stamp
from irenicon.store.workspace import open_workspace
workspace = open_workspace(sys.argv[1])
stamp = Stamp("ann", datetime(2031, 4, 1, tzinfo=UTC))
for number in range(10_000):
    text = f"{number}. Ukraine shall release {number} prisoners within {number} days.\\n".encode()
    print(add_document(workspace, Given(text, f"{number}.txt", language="en"), stamp).document, flush=True)
"""


def _given(number: int) -> Given:
    return Given(f"{number}. Ukraine shall release {number} prisoners.\n".encode(), f"{number}.txt", language="en")


def test_nothing_that_was_told_to_be_kept_is_lost_when_the_writer_is_killed(database: str) -> None:
    writer = subprocess.Popen([sys.executable, "-c", _WRITER, database], stdout=subprocess.PIPE, text=True)
    assert writer.stdout is not None
    told = [writer.stdout.readline().strip() for _ in range(12)]
    writer.send_signal(signal.SIGKILL)
    told += [line.strip() for line in writer.stdout.read().splitlines() if len(line.strip()) == 64]
    assert writer.wait() == -signal.SIGKILL
    workspace = open_workspace(database)
    try:
        kept = [one.hash for one in documents(workspace)]
        assert set(told) <= set(kept)
        for hash in kept:
            read = document(workspace, hash)
            whole = prepare(Given(read.text.encode(), read.source, language="en"), workspace.codebook)
            assert coded(workspace, hash).standing_commitments == whole.commitments
        with reading(workspace) as connection:
            found = set(connection.execute(select(entries.c.document)).scalars())
            if workspace.is_sqlite:
                assert connection.execute(text("PRAGMA integrity_check")).scalar() == "ok"
        assert found == set(kept)
        assert add_document(workspace, _given(99_999), STAMP).new
    finally:
        close(workspace)


def test_a_full_disk_is_said_and_leaves_nothing_half_written(tmp_path: Path) -> None:
    workspace = open_workspace(tmp_path / "room.sqlite")
    add_document(workspace, _given(1), STAMP)
    limit = [0]

    def set_limit(connection: Any, record: object) -> None:
        connection.execute(f"PRAGMA max_page_count = {limit[0]}")

    event.listen(workspace.engine, "connect", set_limit)
    with reading(workspace) as connection:
        limit[0] = int(connection.execute(text("PRAGMA page_count")).scalar_one()) + 2
    workspace.engine.dispose()
    long = Given(b"".join(_given(number).data for number in range(300)), "long.txt", language="en")
    with pytest.raises(IreniconError, match="no room left") as caught:
        add_document(workspace, long, STAMP)
    assert caught.value.kind == "no_space"
    assert len(documents(workspace)) == 1
    assert search(workspace, "in:document").total == 1
    limit[0] = 1_000_000
    workspace.engine.dispose()
    assert add_document(workspace, _given(2), STAMP).new
    with reading(workspace) as connection:
        assert connection.execute(text("PRAGMA integrity_check")).scalar() == "ok"
    close(workspace)


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
def test_a_lost_connection_is_said_and_the_next_one_works(workspace: Workspace, database: str) -> None:
    add_document(workspace, _given(1), STAMP)
    valley = add_plan(workspace, "Valley", STAMP)
    other = open_workspace(database)

    def cut_off() -> None:
        with writing(workspace) as connection:
            connection.execute(text("UPDATE plans SET name = 'half-written'"))
            own = connection.execute(text("SELECT pg_backend_pid()")).scalar()
            with writing(other) as second:
                second.execute(text("SELECT pg_terminate_backend(:pid, 2000)"), {"pid": own})
            connection.execute(text("UPDATE plans SET name = 'more'"))

    with pytest.raises(IreniconError, match="does not answer") as caught:
        cut_off()
    assert caught.value.kind == "unreachable"
    assert plan(workspace, valley).name == "Valley"
    assert add_document(workspace, _given(2), STAMP, Place(valley)).new
    close(other)


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_a_writer_waits_for_another_and_says_when_it_waits_in_vain(workspace: Workspace, database: str) -> None:
    other = open_workspace(database)

    def hurry(connection: Any, record: object) -> None:
        connection.execute("PRAGMA busy_timeout = 50")

    event.listen(other.engine, "connect", hurry)
    other.engine.dispose()
    with writing(workspace) as connection:
        connection.execute(text("UPDATE plans SET name = name"))
        with pytest.raises(IreniconError, match="being written by others") as caught:
            add_plan(other, "Valley", STAMP)
    assert caught.value.kind == "busy"
    assert add_plan(other, "Valley", STAMP) == "valley"
    close(other)


def test_the_same_document_added_by_many_at_once_is_kept_once(workspace: Workspace) -> None:
    valley = add_plan(workspace, "Valley", STAMP)
    start = Barrier(4)
    results: list[object] = []

    def add() -> None:
        start.wait()
        try:
            results.append(add_document(workspace, _given(1), STAMP, Place(valley)).new)
        except Exception as error:
            results.append(error)

    writers = [Thread(target=add) for _ in range(4)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert sorted(map(str, results)) == ["False", "False", "False", "True"]
    assert len(documents(workspace)) == len(plan(workspace, valley).documents) == 1


def test_an_import_that_was_stopped_goes_on_and_failures_do_not_stop_it(workspace: Workspace, tmp_path: Path) -> None:
    folder = tmp_path / "files"
    folder.mkdir()
    for number in range(30):
        (folder / f"{number:02}.txt").write_bytes(_given(number).data)
    (folder / "05.pdf").write_bytes(b"%PDF-1.4 broken")
    (folder / "06.txt").write_bytes(b"")
    files = files_in([folder])
    valley = Place(add_plan(workspace, "Valley", STAMP))
    stopped = add_files(workspace, files, STAMP, valley, "en")
    first = [next(stopped) for _ in range(12)]
    stopped.close()  # type: ignore[attr-defined]
    assert sum(not isinstance(one, Failure) for one in first) == len(documents(workspace)) == 10
    again = list(add_files(workspace, files, STAMP, valley, "en"))
    assert [Path(one.source).name for one in again if isinstance(one, Failure)] == ["05.pdf", "06.txt"]
    assert sum(not isinstance(one, Failure) and one.new for one in again) == 19
    assert len(documents(workspace)) == len(plan(workspace, valley.plan).documents) == 29


def test_trouble_of_the_workspace_ends_an_import(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*given: object) -> None:
        raise IreniconError("no_space", "full")

    monkeypatch.setattr("irenicon.store.importing.add_document", full)
    with pytest.raises(IreniconError, match="full"):
        list(add_files(workspace, [__file__], STAMP))


def test_the_audit_log_is_only_added_to(workspace: Workspace) -> None:
    record_audit(workspace, STAMP, "signed in", "ann", address="127.0.0.1")
    record_audit(workspace, STAMP, "added", "0" * 64)
    for statement in ("UPDATE audit SET who = 'nobody'", "DELETE FROM audit"):
        with pytest.raises(Exception, match="only added to"), writing(workspace) as connection:
            connection.execute(text(statement))
    assert [(one.who, one.what) for one in audit_log(workspace)] == [("ann", "added"), ("ann", "signed in")]
    assert audit_log(workspace, limit=1)[0].detail == {}
    assert audit_log(workspace, before=2)[0].detail == {"address": "127.0.0.1"}
