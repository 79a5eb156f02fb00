"""The whole workspace goes out and comes back identical, from either database into either; a broken archive changes
nothing."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from irenicon.coding.model import Reject, SetField
from irenicon.errors import IreniconError
from irenicon.measures.grades import Grade
from irenicon.store.accounts import Account, Invitation, Session, account, accounts, add_account, begin_session, invite
from irenicon.store.archive import TABLES, export
from irenicon.store.assessing import assessment_of_plan, coded
from irenicon.store.auditing import audit_log, record_audit
from irenicon.store.codings import begin_coding
from irenicon.store.correcting import correct, history
from irenicon.store.documents import add_document, documents, original
from irenicon.store.feed import feed
from irenicon.store.following import count_view, follow, save
from irenicon.store.grading import grade_source
from irenicon.store.model import Given, Place, Stamp
from irenicon.store.plans import add_plan, plans
from irenicon.store.schema import metadata
from irenicon.store.searching import search
from irenicon.store.settling import settle
from irenicon.store.unpacking import import_archive
from irenicon.store.workspace import Workspace, close, open_workspace

STAMP = Stamp("ann", datetime(2031, 7, 1, 12, 30, 5, 123, tzinfo=UTC))
EXAMPLES = Path(__file__).parents[2] / "examples"


def _fill(workspace: Workspace) -> None:
    ister = add_plan(workspace, "Lower Ister – Íster", STAMP)
    for name, role in (("plan.en.md", "draft"), ("opinion.en.txt", "reporting")):
        given = Given((EXAMPLES / name).read_bytes(), name, f"https://example.org/{name}")
        add_document(workspace, given, STAMP, Place(ister, role))  # type: ignore[arg-type]
    settle(workspace, ister, STAMP)
    hash = documents(workspace)[0].hash
    findings = coded(workspace, hash).findings
    correct(workspace, hash, Reject(findings[0].key), STAMP, note='"quoted" – ü')
    add_account(workspace, Account("ann", "Ann", "owner", "$argon2id$secret", "nl", STAMP.at))
    begin_session(workspace, Session("token-of-a-session", "ann", STAMP.at, STAMP.at + timedelta(days=1)))
    invite(workspace, Invitation("token-of-an-invitation", "reader", "ann", STAMP.at, STAMP.at + timedelta(days=7)))
    grade_source(workspace, Grade("Calder Courier", "B", 2), STAMP)
    follow(workspace, "party", "Ärvenia", STAMP)
    follow(workspace, "party", "arvenia", STAMP)
    follow(workspace, "party", "Zealand", STAMP)
    save(workspace, "plan", ister, STAMP)
    count_view(workspace, "plan", ister)
    begin_coding(workspace, hash, STAMP)
    record_audit(workspace, STAMP, "filled", ister, number=1)


@pytest.fixture
def filled(tmp_path: Path) -> Path:
    """An archive with secrets, exported from SQLite."""
    workspace = open_workspace(tmp_path / "first.sqlite")
    _fill(workspace)
    export(workspace, tmp_path / "first.zip", secrets=True)
    close(workspace)
    return tmp_path / "first.zip"


def test_it_comes_back_identical(workspace: Workspace, filled: Path, tmp_path: Path) -> None:
    import_archive(workspace, filled)
    export(workspace, tmp_path / "again.zip", secrets=True)
    assert (tmp_path / "again.zip").read_bytes() == filled.read_bytes()
    assert search(workspace, "act:withdraw_forces obligor:Selmark").total > 0
    assert original(workspace, documents(workspace)[0].hash).startswith((b"# ", b"What"))
    record_audit(workspace, STAMP, "after")
    assert audit_log(workspace)[0].what == "after"
    first = open_workspace(filled.with_name("first.sqlite"))
    ister = plans(first)[0].id
    assert assessment_of_plan(workspace, ister) == assessment_of_plan(first, ister)
    assert feed(workspace) == feed(first)
    for query in ("withdraw forces", "in:claim", "vague:no_deadline"):
        assert {hit.key for hit in search(workspace, query).hits} == {hit.key for hit in search(first, query).hits}
    hash = documents(workspace)[0].hash
    correct(workspace, hash, SetField(coded(workspace, hash).findings[1].key, "vague", []), STAMP)
    assert [one.number for one in history(workspace, hash)] == [1, 2]
    close(first)


def test_it_goes_from_postgresql_to_sqlite(workspace: Workspace, tmp_path: Path) -> None:
    _fill(workspace)
    export(workspace, tmp_path / "one.zip")
    other = open_workspace(tmp_path / "other.sqlite")
    import_archive(other, tmp_path / "one.zip")
    export(other, tmp_path / "two.zip")
    close(other)
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()


def test_secrets_stay_out_unless_they_are_asked_for(filled: Path, tmp_path: Path) -> None:
    workspace = open_workspace(filled.with_name("first.sqlite"))
    export(workspace, tmp_path / "open.zip")
    close(workspace)
    with_secrets, without = _content(filled), _content(tmp_path / "open.zip")
    assert b"argon2id" in with_secrets
    assert b"token-of-an-invitation" in with_secrets
    assert b"token-of-a-session" not in with_secrets
    for secret in (b"argon2id", b"token-of-an-invitation", b"token-of-a-session"):
        assert secret not in without
    other = open_workspace(tmp_path / "other.sqlite")
    import_archive(other, tmp_path / "open.zip")
    kept = account(other, "Ann")
    close(other)
    assert kept is not None
    assert (kept.password, kept.role) == (None, "owner")


def test_every_table_is_in_it_or_left_out_on_purpose() -> None:
    left_out = {"sessions", "entries", "originals"}
    assert {table.name for table in TABLES} | left_out == set(metadata.tables)


def _content(path: Path) -> bytes:
    with zipfile.ZipFile(path) as archive:
        return b"".join(archive.read(name) for name in archive.namelist())


def _changed(path: Path, change: Callable[[str, bytes], bytes | None]) -> None:
    with zipfile.ZipFile(path) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in files.items():
            new = change(name, data)
            if new is not None:
                archive.writestr(name, new)


_BREAKS: dict[str, Callable[[str, bytes], bytes | None]] = {
    "a table is missing": lambda name, data: None if name == "corrections.jsonl" else data,
    "bytes are missing": lambda name, data: None if name.startswith("originals/") else data,
    "the head is missing": lambda name, data: None if name == "irenicon.json" else data,
    "other bytes": lambda name, data: data + b" " if name.startswith("originals/") else data,
    "no JSON": lambda name, data: data.replace(b"{", b"[", 1) if name == "claims.jsonl" else data,
    "no commitment": lambda name, data: data.replace(b'"act"', b'"acts"') if name == "commitments.jsonl" else data,
    "another document": lambda name, data: data.replace(b":\"", b":\"f", 1) if name == "claims.jsonl" else data,
    "twice the same": lambda name, data: data * 2 if name == "plans.jsonl" else data,
    "no moment": lambda name, data: data.replace(b"2031-", b"20x1-") if name == "follows.jsonl" else data,
}  # fmt: skip


@pytest.mark.parametrize("broken", _BREAKS)
def test_a_broken_archive_is_said_and_changes_nothing(filled: Path, tmp_path: Path, broken: str) -> None:
    _changed(filled, _BREAKS[broken])
    workspace = open_workspace(tmp_path / "new.sqlite")
    with pytest.raises(IreniconError, match="no whole archive") as caught:
        import_archive(workspace, filled)
    assert caught.value.kind == "bad_data"
    assert "Nothing was changed" in str(caught.value)
    assert "\n" not in str(caught.value)
    assert plans(workspace) == documents(workspace) == accounts(workspace) == ()
    close(workspace)


@pytest.mark.parametrize("cut", ["half", "none", "text", "flipped"])
def test_what_is_no_whole_zip_is_said(workspace: Workspace, filled: Path, cut: str) -> None:
    data = filled.read_bytes()
    middle = data.index(b"documents.jsonl") + 300
    flipped = data[:middle] + bytes(255 - one for one in data[middle : middle + 40]) + data[middle + 40 :]
    filled.write_bytes({"half": data[: len(data) // 2], "none": b"", "text": b"a plan", "flipped": flipped}[cut])
    with pytest.raises(IreniconError, match="no whole archive"):
        import_archive(workspace, filled)
    assert plans(workspace) == ()


def test_an_archive_of_a_newer_version_is_said(filled: Path, tmp_path: Path) -> None:
    newer = {"irenicon.json": b'{"format":2,"schema":"0001"}'}
    _changed(filled, lambda name, data: newer.get(name, data))
    workspace = open_workspace(tmp_path / "new.sqlite")
    with pytest.raises(IreniconError) as caught:
        import_archive(workspace, filled)
    assert caught.value.kind == "newer"
    close(workspace)


def test_an_archive_fills_an_empty_workspace_alone(workspace: Workspace, filled: Path) -> None:
    add_plan(workspace, "Valley", STAMP)
    with pytest.raises(IreniconError, match="holds plans already") as caught:
        import_archive(workspace, filled)
    assert caught.value.kind == "conflict"
    assert [one.name for one in plans(workspace)] == ["Valley"]


def test_an_archive_that_cannot_be_written_leaves_nothing(workspace: Workspace, tmp_path: Path) -> None:
    with pytest.raises(IreniconError, match="cannot be written"):
        export(workspace, tmp_path / "none" / "room.zip")
    (tmp_path / "room.zip").mkdir()
    with pytest.raises(IreniconError, match="cannot be written"):
        export(workspace, tmp_path / "room.zip")
    assert not list(tmp_path.glob(".room.zip*"))
