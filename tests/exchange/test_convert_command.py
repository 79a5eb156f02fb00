"""`irenicon convert` and `irenicon codebook` as a user runs them."""

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
PLAN = ROOT / "examples" / "plan.en.md"


def irenicon(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from irenicon.cli import main; main()", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_out_in_and_to_agreement(tmp_path: Path) -> None:
    page, project = tmp_path / "a.jsonld", tmp_path / "a.qdpx"
    assert irenicon("assess", PLAN, "--qdpx", project, "--annotations", page).returncode == 0
    for arguments in ((project,), (page, PLAN)):
        done = irenicon("convert", *arguments, "--coding", tmp_path / "codings", "--json", tmp_path / "a.json")
        assert (done.returncode, done.stderr) == (0, "")
        assert "24 commitments" in done.stdout
        assert len(json.loads((tmp_path / "a.json").read_text())["commitments"]) == 24
    coding = tmp_path / "codings" / "plan.en.commitments.jsonl"
    agreed = irenicon("agreement", tmp_path / "codings" / "plan.en.txt", coding, coding)
    assert "0 to settle" in agreed.stdout


def test_a_text_that_cannot_be_read_never_stops_the_others(tmp_path: Path) -> None:
    page = tmp_path / "a.jsonld"
    assert irenicon("assess", PLAN, "--annotations", page).returncode == 0
    done = irenicon("convert", page, tmp_path / "absent.txt", PLAN)
    assert done.returncode == 1
    assert "24 commitments" in done.stdout
    assert "absent.txt" in done.stderr


def test_the_codebook_out_and_compared(tmp_path: Path) -> None:
    book = tmp_path / "book.qdc"
    assert irenicon("codebook", "--qdc", book).returncode == 0
    compared = irenicon("codebook", "--compare", book)
    assert compared.returncode == 0
    assert "Withdraw forces: act withdraw_forces" in compared.stdout


def test_wrong_use_and_bad_files_end_with_two_and_no_traceback(tmp_path: Path) -> None:
    bad = tmp_path / "bad.qdpx"
    bad.write_bytes(b"PK no archive")
    for arguments in (["codebook"], ["convert", bad], ["convert", tmp_path / "absent.qdpx"], ["convert", PLAN]):
        done = irenicon(*arguments)
        assert done.returncode == 2
        assert "Traceback" not in done.stderr
