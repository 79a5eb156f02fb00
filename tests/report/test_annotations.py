"""Web annotations: what the W3C's model demands, and that another implementation finds the same words again."""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from irenicon.assessment import assess_files
from irenicon.report.annotations import to_annotations

ROOT = Path(__file__).parents[2]
ARTICLE = ROOT / "examples" / "opinion.en.txt"
PLAN = ROOT / "examples" / "plan.en.md"
LIBRARY = "@apache-annotator/selector@0.2.0"


@pytest.fixture(scope="module")
def page() -> dict[str, Any]:
    return dict(json.loads(to_annotations(assess_files([PLAN, ARTICLE]))))


def test_the_page_follows_the_model(page: dict[str, Any]) -> None:
    assert page["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert page["type"] == "AnnotationPage"
    ids = [item["id"] for item in page["items"]]
    assert len(ids) == len(set(ids))
    for item in page["items"]:
        assert item["type"] == "Annotation"
        assert {body["purpose"] for body in item["body"]} == {"tagging", "describing"}
        position, quotation = item["target"]["selector"]
        assert position["type"] == "TextPositionSelector"
        assert 0 <= position["start"] < position["end"]
        assert quotation["type"] == "TextQuoteSelector"


def test_commitments_and_claims_are_both_there(page: dict[str, Any]) -> None:
    tags = {item["body"][0]["value"].split(":")[0] for item in page["items"]}
    assert tags == {"commitment", "claim"}


@pytest.fixture(scope="module")
def modules(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if shutil.which("npm") is None:
        pytest.skip("npm is not installed, so Apache Annotator cannot be")
    folder = tmp_path_factory.mktemp("annotator")
    done = subprocess.run(
        ["npm", "install", "--prefix", str(folder), LIBRARY], capture_output=True, text=True, check=False
    )
    if done.returncode:
        pytest.skip(f"Apache Annotator cannot be installed: {done.stderr.strip()[-200:]}")
    return folder / "node_modules"


@pytest.mark.parametrize("source", [PLAN, ARTICLE])
def test_apache_annotator_finds_the_words_again(source: Path, modules: Path, tmp_path: Path) -> None:
    assessment = assess_files([source])
    written, text = tmp_path / "page.jsonld", tmp_path / "text.txt"
    written.write_bytes(to_annotations(assessment))
    text.write_text(assessment.documents[0].document.text, encoding="utf-8", newline="")
    script = Path(__file__).parent / "reanchor.mjs"
    done = subprocess.run(
        ["node", str(script), str(modules), str(written), str(text)], capture_output=True, text=True, check=True
    )
    items = json.loads(written.read_text(encoding="utf-8"))["items"]
    for item, (by_position, by_quotation) in zip(items, json.loads(done.stdout), strict=True):
        exact = item["target"]["selector"][1]["exact"]
        assert by_position == [exact]
        assert by_quotation == [exact]
