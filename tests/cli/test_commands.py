"""The commands as a user runs them: what they print, where they write, how they end."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PLAN = ROOT / "examples" / "plan.en.md"


def irenicon(*arguments: str | Path, given: bytes = b"") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from irenicon.cli import main; main()", *map(str, arguments)]
    done = subprocess.run(command, input=given, capture_output=True, cwd=ROOT, check=False)
    return subprocess.CompletedProcess(command, done.returncode, done.stdout.decode(), done.stderr.decode())


def test_assess_prints_head_ledger_balance_and_what_is_missing() -> None:
    done = irenicon("assess", PLAN)
    assert done.returncode == 0
    assert done.stderr == ""
    for part in ("Framework for ending the war", "Ledger", "Balance", "What is missing", "Withdraw forces"):
        assert part in done.stdout
    assert max(len(line) for line in done.stdout.splitlines()) <= 80


def test_assess_writes_files(tmp_path: Path) -> None:
    done = irenicon(
        "assess", PLAN, "--html", tmp_path / "a.html", "--json", tmp_path / "a.json", "--csv", tmp_path / "a.csv"
    )
    assert done.returncode == 0
    assert json.loads((tmp_path / "a.json").read_text())["commitments"]
    assert (tmp_path / "a.html").read_text().startswith("<!doctype html>")
    assert (tmp_path / "a.csv").read_text().startswith("document,point,act")


def test_standard_input_and_output() -> None:
    done = irenicon("assess", "-", "--json", "-", given=PLAN.read_bytes())
    assert done.returncode == 0
    assert len(json.loads(done.stdout)["commitments"]) > 10


def test_one_bad_input_never_stops_the_others(tmp_path: Path) -> None:
    empty = tmp_path / "empty.txt"
    empty.write_text("")
    done = irenicon("assess", empty, PLAN, tmp_path / "absent.md")
    assert done.returncode == 1
    assert "Framework for ending the war" in done.stdout
    assert "empty.txt" in done.stderr
    assert "absent.md" in done.stderr


def test_a_directory_is_what_is_in_it() -> None:
    done = irenicon("assess", ROOT / "examples", "--csv", "-")
    assert done.returncode == 0
    assert {Path(line.split(",")[0]).name for line in done.stdout.splitlines()[1:]} >= {"plan.en.md", "plan.nl.md"}


@pytest.mark.parametrize(
    "arguments",
    [
        ["assess"],
        ["assess", "--no-such-option", "x"],
        ["assess", str(PLAN), "--words", "fr"],
        ["evaluate", str(PLAN)],
        ["nothing"],
    ],
)
def test_wrong_use_ends_with_two_and_no_traceback(arguments: list[str]) -> None:
    done = irenicon(*arguments)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


def test_own_weights(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    shipped = (ROOT / "src/irenicon/codebook/weights.toml").read_text(encoding="utf-8")
    own.write_text(shipped.replace("security = 1.0", "security = 0.0"), encoding="utf-8")
    plain, changed = irenicon("assess", PLAN, "--json", "-"), irenicon("assess", PLAN, "--json", "-", "--weights", own)
    balances = [json.loads(done.stdout)["documents"][0]["balance"]["parties"] for done in (plain, changed)]
    assert balances[0] != balances[1]
    own.write_text(shipped.replace("security = 1.0", "security = -1.0"), encoding="utf-8")
    refused = irenicon("assess", PLAN, "--weights", own)
    assert refused.returncode == 2
    assert "own.toml, line" in refused.stderr


def test_schema_is_json_schema() -> None:
    described = json.loads(irenicon("schema").stdout)
    assert described["$schema"].startswith("https://json-schema.org/")


def test_evaluate_scores_a_coding_against_the_program(tmp_path: Path) -> None:
    assessed = json.loads(irenicon("assess", PLAN, "--json", "-").stdout)["commitments"]
    fields = (
        "act",
        "start",
        "end",
        "quote",
        "obligors",
        "beneficiaries",
        "modality",
        "vague",
        "deadline",
        "quantity",
        "condition",
    )
    gold = tmp_path / "plan.commitments.jsonl"
    gold.write_text(
        "\n".join(json.dumps({name: one[name] for name in fields}) for one in assessed[1:]), encoding="utf-8"
    )
    scores = json.loads(irenicon("evaluate", PLAN, gold, "--json").stdout)["commitments"]
    assert scores["recall"]["value"] == 1
    assert scores["precision"]["value"] == pytest.approx((len(assessed) - 1) / len(assessed))
    assert scores["fields"]["obligors"]["value"] == 1
    assert scores["f1"]["low"] <= scores["f1"]["value"] <= scores["f1"]["high"]


def test_the_command_line_starts_without_heavy_rooms() -> None:
    heavy = [
        "numpy",
        "polars",
        "sqlalchemy",
        "altair",
        "scipy",
        "shapely",
        "trafilatura",
        "docx",
        "simplemma",
        "jinja2",
        "spacy",
    ]
    script = (
        "import sys; sys.argv = ['irenicon', '--help']\n"
        "from irenicon.cli import main\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        f"print([name for name in {heavy!r} if name in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stderr.strip() == "[]"
    assert "assess" in done.stdout
