"""What moves on the ground in every output: page, terminal, JSON, map for print."""

import json
import re
from pathlib import Path

import jsonschema
import pytest
from lxml import etree
from rich.console import Console

from irenicon.assessment import Assessment, assess_files, with_ground
from irenicon.codebook.loading import load
from irenicon.errors import IreniconError
from irenicon.report import records
from irenicon.report.page import to_html
from irenicon.report.print_map import to_png, to_svg
from irenicon.report.terminal import show
from irenicon.report.wording import LANGUAGES, wording
from irenicon.territory.ground import Sources

EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.fixture(scope="module")
def assessment() -> Assessment:
    sources = Sources((EXAMPLES / "control",), EXAMPLES / "control" / "units.geojson", costs=EXAMPLES / "costs.toml")
    return with_ground(assess_files([EXAMPLES / "plan.en.md"]), sources, load())


def test_the_example_moves_what_its_points_say(assessment: Assessment) -> None:
    assert assessment.failures == ()
    assert assessment.ground
    assert (assessment.ground.holder, assessment.ground.holder_by) == ("Selmark", "maps")
    given, back = assessment.ground.plans[0].moved
    assert (given.giver, given.receiver, round(given.km2)) == ("Arvenia", "Selmark", 394)
    assert (back.giver, back.receiver, round(back.km2)) == ("Selmark", "Arvenia", 520)


def test_the_dutch_plan_moves_the_same(assessment: Assessment) -> None:
    sources = Sources((EXAMPLES / "control",), EXAMPLES / "control" / "units.geojson")
    dutch = with_ground(assess_files([EXAMPLES / "plan.nl.md"]), sources, load())
    assert dutch.ground
    assert assessment.ground
    assert dutch.ground.plans[0].moved == assessment.ground.plans[0].moved


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_has_the_map_and_a_table_of_the_same(assessment: Assessment, language: str) -> None:
    html = to_html(assessment, language=language)
    words = wording(language)
    assert words("ground", "ground") in html
    section = html[html.index('<section class="ground"') :]
    assert re.search(r'<svg viewBox="[^"]+" data-whole="[^"]+" role="img" aria-label="[^"]+" tabindex="0">', section)
    for point in ("2", "3", "5", "8"):
        assert f">{point}</a></th>" in section
    for place in ("Westkarsk", "Hallow", "394", "520"):
        assert place in section
    assert "style=" not in section


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_terminal_keeps_to_80_columns(assessment: Assessment, language: str) -> None:
    console = Console(width=80, record=True, file=open("/dev/null", "w"))  # noqa: SIM115
    show(assessment, console, wording(language), load())
    shown = console.export_text()
    assert wording(language)("effort", "effort") in shown
    assert max(map(len, shown.splitlines())) <= 80


def test_json_fits_its_schema(assessment: Assessment) -> None:
    made = json.loads(records.to_json(assessment))
    jsonschema.validate(made, records.schema())
    areas = made["ground"]["plans"][0]["areas"]
    assert {one["geometry"]["type"] for one in areas} <= {"Polygon", "MultiPolygon", "MultiLineString"}


def test_the_map_for_print(assessment: Assessment) -> None:
    svg = to_svg(assessment, load(), "en")
    assert etree.fromstring(svg.encode()).tag.endswith("svg")
    assert "Selmark" in svg
    assert to_png(assessment, load(), "en").startswith(b"\x89PNG")


def test_without_anything_drawn_there_is_no_map(tmp_path: Path) -> None:
    plan = tmp_path / "plan.md"
    plan.write_text("1. Kenya will hold elections within 100 days.\n\n2. Two.\n\n3. Three.\n")
    sources = Sources((EXAMPLES / "control",), EXAMPLES / "control" / "units.geojson")
    found = with_ground(assess_files([plan]), sources, load())
    assert wording("en")("none", "ground") in to_html(found)
    with pytest.raises(IreniconError, match="No map was written"):
        to_svg(found, load(), "en")
