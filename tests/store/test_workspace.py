"""A workspace is opened, brought up to date, and refuses what it cannot read."""

from __future__ import annotations

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text

from irenicon.errors import IreniconError
from irenicon.store.schema import NEWEST, metadata
from irenicon.store.workspace import Workspace, close, open_workspace, reading, writing


def test_the_steps_make_the_tables_that_the_program_knows(workspace: Workspace) -> None:
    own = {"include_object": lambda thing, name, *rest: not str(name).startswith("term")}
    with reading(workspace) as connection:
        assert compare_metadata(MigrationContext.configure(connection, opts=own), metadata) == []


def test_the_newest_step_is_the_one_that_is_looked_for() -> None:
    config = Config()
    config.set_main_option("script_location", "irenicon.store:migrations")
    assert ScriptDirectory.from_config(config).get_current_head() == NEWEST


def test_a_workspace_of_a_newer_version_is_refused_unchanged(workspace: Workspace, database: str) -> None:
    with writing(workspace) as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(IreniconError, match=r"newer version of Irenicon") as caught:
        open_workspace(database)
    assert caught.value.kind == "newer"
    with reading(workspace) as connection:
        assert connection.execute(text("SELECT version_num FROM alembic_version")).scalar() == "9999"


def test_another_database_is_refused(tmp_path: Path) -> None:
    import sqlite3

    path = tmp_path / "other.db"
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE letters (id)")
    other.commit()
    with pytest.raises(IreniconError, match="no workspace of Irenicon") as caught:
        open_workspace(path)
    assert caught.value.kind == "bad_data"
    assert [row[0] for row in other.execute("SELECT name FROM sqlite_master")] == ["letters"]


def test_a_file_that_is_no_database_is_refused_unchanged(tmp_path: Path) -> None:
    path = tmp_path / "plan.db"
    path.write_bytes(b"The Parties shall cease all hostilities. " * 100)
    with pytest.raises(IreniconError) as caught:
        open_workspace(path)
    assert caught.value.kind == "bad_data"
    assert path.read_bytes().startswith(b"The Parties")


def test_a_server_that_does_not_answer_is_said() -> None:
    with pytest.raises(IreniconError, match="does not answer") as caught:
        open_workspace("postgresql://nobody@127.0.0.1:7399/none")
    assert caught.value.kind == "unreachable"


def test_an_unknown_database_is_said(postgresql: str) -> None:
    with pytest.raises(IreniconError, match="refuses") as caught:
        open_workspace(f"{postgresql}/none")
    assert caught.value.kind == "unreachable"


def test_a_folder_is_no_workspace(tmp_path: Path) -> None:
    with pytest.raises(IreniconError) as caught:
        open_workspace(tmp_path)
    assert caught.value.kind == "unreachable"


def test_opening_twice_changes_nothing(workspace: Workspace, database: str) -> None:
    close(open_workspace(database))
    with reading(workspace) as connection:
        assert connection.execute(text("SELECT count(*) FROM alembic_version")).scalar() == 1
