"""The workspace on the command line: what the commands print, and how they end."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from irenicon.coding.model import Reject
from irenicon.store.assessing import coded
from irenicon.store.correcting import correct
from irenicon.store.documents import documents
from irenicon.store.model import Stamp
from irenicon.store.workspace import close, open_workspace

ROOT = Path(__file__).parents[2]
PLAN, OPINION = (ROOT / "examples" / name for name in ("plan.en.md", "opinion.en.txt"))


def irenicon(*arguments: str | Path, given: bytes = b"") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from irenicon.cli import main; main()", *map(str, arguments)]
    done = subprocess.run(command, input=given, capture_output=True, cwd=ROOT, check=False)
    return subprocess.CompletedProcess(command, done.returncode, done.stdout.decode(), done.stderr.decode())


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with the example plan and the opinion on it."""
    path = tmp_path_factory.mktemp("room") / "workspace.sqlite"
    for file, role in ((PLAN, "draft"), (OPINION, "reporting")):
        done = irenicon("add", file, "--plan", "Lower Ister", "--as", role, "--database", path)
        assert (done.returncode, done.stdout) == (0, "1 added, 0 there already, 0 failed\n")
    return path


def test_adding_again_changes_nothing_and_failures_are_listed(room: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text("")
    done = irenicon("add", PLAN, tmp_path, tmp_path / "absent.md", "--database", room)
    assert done.returncode == 1
    assert done.stdout == "0 added, 1 there already, 2 failed\n"
    assert "empty.txt is empty" in done.stderr
    assert "no file" in done.stderr
    assert "Traceback" not in done.stderr


def test_list_fits_80_columns(room: Path) -> None:
    done = irenicon("list", "--database", room)
    assert done.returncode == 0
    lines = done.stdout.splitlines()
    assert lines[0].startswith("Lower Ister")
    assert lines[0].endswith("lower-ister")
    assert lines[1].split()[:2] == ["draft", "2031-03-03"]
    assert lines[2].split()[:2] == ["reporting", "2031-03-10"]
    assert max(map(len, lines)) <= 80


def test_show_tells_of_a_plan_or_a_document(room: Path) -> None:
    plan = irenicon("show", "lower-ister", "--database", room)
    assert plan.returncode == 0
    assert "Where they disagree" in plan.stdout
    assert max(map(len, plan.stdout.splitlines())) <= 80
    hash = irenicon("list", "--database", room).stdout.splitlines()[1].split()[-1]
    document = irenicon("show", hash, "--words", "nl", "--database", room)
    assert "24 verbintenissen" in document.stdout or "24 " in document.stdout
    assert "Where they disagree" not in document.stdout


def test_search_prints_the_words_around(room: Path) -> None:
    done = irenicon("search", "act:withdraw_forces", "obligor:Selmark", "--database", room)
    assert done.stdout.startswith("1 found\n")
    assert "Selmark shall withdraw its forces" in done.stdout
    assert irenicon("search", "heavy weapons", "in:provision", "--database", room).stdout.startswith("1 found\n")
    assert irenicon("search", "obligor:coastal league", "--database", room).stdout.startswith("2 found\n")
    assert irenicon("search", "weapons heavy", "--database", room).stdout == "Nothing was found.\n"


def test_a_search_in_one_argument_is_the_same_as_in_several(room: Path) -> None:
    def found(*typed: str) -> str:
        return irenicon("search", *typed, "--database", room).stdout

    apart = found("act:withdraw_forces", "obligor:Selmark")
    assert apart.startswith("1 found\n")
    assert found("act:withdraw_forces obligor:Selmark") == apart
    assert found("act:withdraw forces obligor:Selmark") != apart
    assert found('act:"withdraw forces" obligor:Selmark') == found("act:withdraw forces", "obligor:Selmark") == apart
    assert found("act:withdraw_forces Selmark") == found("act:withdraw_forces", "Selmark")
    assert found('"heavy weapons" in:provision') == found("heavy weapons", "in:provision")
    assert found("in:provision obligor:coastal league") == found("in:provision", "obligor:coastal", "league")


def test_a_search_that_cannot_be_meant_is_said(room: Path) -> None:
    def said(typed: str) -> str:
        return " ".join(irenicon("search", typed, "--database", room).stdout.split())

    assert said("act:withdraw_force").startswith("There is no act withdraw_force;")
    assert "Near: withdraw_forces" in said("act:withdraw_force")
    assert said("obligr:Selmark").startswith("There is no field obligr:")
    assert said("act:").startswith("act: needs a value behind it.")
    assert said("*").startswith("There is nothing to look for in *")


def test_export_and_import_and_export_are_the_same(room: Path, tmp_path: Path) -> None:
    one, two, other = tmp_path / "one.zip", tmp_path / "two.zip", tmp_path / "new" / "other.sqlite"
    assert irenicon("export", one, "--database", room).returncode == 0
    assert irenicon("import", one, "--database", other).stdout == f"2 documents are in {other}\n"
    assert irenicon("export", two, "--database", other).returncode == 0
    assert one.read_bytes() == two.read_bytes()
    again = irenicon("import", one, "--database", other)
    assert again.returncode == 2
    assert "fills an empty one" in again.stderr


def test_the_program_is_scored_against_a_corrected_version(room: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.sqlite"
    archive, gold, text = tmp_path / "room.zip", tmp_path / "gold.jsonl", tmp_path / "plan.md"
    irenicon("export", archive, "--database", room)
    irenicon("import", archive, "--database", copy)
    workspace = open_workspace(copy)
    plan = next(one for one in documents(workspace) if one.source == PLAN.name)
    for finding in coded(workspace, plan.hash).commitments[:4]:
        correct(workspace, plan.hash, Reject(finding.key), Stamp("ann", plan.added_at))
    close(workspace)
    done = irenicon("export", gold, "--gold", plan.hash[:8], "--text", text, "--database", copy)
    assert (done.returncode, done.stderr) == (0, "")
    assert text.read_bytes() == PLAN.read_bytes()
    scores = irenicon("evaluate", text, gold).stdout
    assert "20 coded, 24 found, 20 matched" in scores
    assert "rejected" in irenicon("show", "lower-ister", "--database", copy).stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("list", "--database", "absent.sqlite"), "no workspace at absent.sqlite"),
        (("show", "nothing", "--database", "ROOM"), 'no document here that begins with "nothing"'),
        (("import", "absent.zip", "--database", "new.sqlite"), "no file absent.zip"),
        (("import", str(PLAN), "--database", "NEW"), "no whole archive"),
        (("export", "/nowhere/room.zip", "--database", "ROOM"), "cannot be written"),
        (("export", "x.jsonl", "--by", "ann", "--database", "ROOM"), "--gold"),
        (("export", "-", "--gold", "zz", "--database", "ROOM"), "no document here"),
        (("list", "--database", str(PLAN)), "no workspace of Irenicon"),
        (("list", "--database", "postgresql://nobody@127.0.0.1:7399/none"), "does not answer"),
    ],
)
def test_wrong_use_is_said_in_a_sentence(room: Path, tmp_path: Path, arguments: tuple[str, ...], said: str) -> None:
    places = {"ROOM": str(room), "NEW": str(tmp_path / "new.sqlite")}
    done = irenicon(*(places.get(one, one) for one in arguments))
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr
