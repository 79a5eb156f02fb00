from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import etree
from typer.testing import CliRunner

from irenicon.cli.root import app
from irenicon.report.control_page import pace_to_html
from irenicon.report.control_pictures import HEIGHT, WIDTH, course_picture, fan_picture, to_png, to_svg
from irenicon.report.wording import wording
from irenicon.territory.model import Summary
from irenicon.territory.reckoning import Reckoning, moved_units, reckon
from irenicon.territory.summary import summarise
from irenicon.territory.units import read_units

EXAMPLE = Path(__file__).parents[2] / "examples" / "control"


@pytest.fixture(scope="module")
def found() -> Summary:
    return summarise([EXAMPLE], read_units(EXAMPLE / "units.geojson"))


@pytest.fixture(scope="module")
def reckoning(found: Summary) -> Reckoning:
    return reckon(found, "Orlen valley")


def _numbers(path: str) -> list[float]:
    return [float(one) for one in re.findall(r"-?[\d.]+", path)]


def test_the_course_ends_at_the_share_that_is_held(found: Summary) -> None:
    picture = course_picture(found, ["Orlen valley", "Karsk district"], wording("en"))
    ends = {one.text: one.y for one in picture.labels}
    shares = {row.unit: row.share for row in found.rows[-5:]}
    ticks = {float(one.text.split()[0]) / 100: one.y for one in picture.values}
    for unit in ("Orlen valley", "Karsk district"):
        y = ticks[0.0] + (ticks[1.0] - ticks[0.0]) * shares[unit]
        assert ends[unit] == pytest.approx(y, abs=0.2)
        assert f"{unit}: " in picture.description


def test_the_fan_opens_from_what_is_held_and_ends_at_the_whole(reckoning: Reckoning) -> None:
    picture = fan_picture(reckoning, wording("en"))
    curves = {one.kind: _numbers(one.d) for one in picture.curves}
    assert set(curves) == {"outer", "inner", "goal", "median", "line"}
    assert curves["median"][:2] == curves["line"][-2:] == curves["outer"][:2]
    assert min(curves["outer"][1::2]) == curves["goal"][1]
    for numbers in curves.values():
        assert all(0 <= x <= WIDTH for x in numbers[::2])
        assert all(0 <= y <= HEIGHT for y in numbers[1::2])


def test_pictures_stand_alone(found: Summary, reckoning: Reckoning) -> None:
    for picture in (fan_picture(reckoning, wording("nl")), course_picture(found, moved_units(found), wording("nl"))):
        root = etree.fromstring(to_svg(picture).encode())
        assert root.find("{*}title").text == picture.title
        assert not re.findall(r"(?:href|src)=", to_svg(picture))
        assert to_png(picture).startswith(b"\x89PNG")


@pytest.mark.parametrize("language", ["en", "nl"])
def test_the_page_says_what_the_picture_shows(found: Summary, reckoning: Reckoning, language: str) -> None:
    page = pace_to_html(reckoning, found, language)
    assert f'lang="{language}"' in page
    assert wording(language).figure(reckoning.remaining_km2) in page
    assert page.count("<table>") == 2
    assert "http://" not in page
    assert "https://" not in page


def test_pictures_are_written_by_the_commands(tmp_path: Path) -> None:
    given = [str(EXAMPLE), "--units", str(EXAMPLE / "units.geojson")]
    names = {ending: tmp_path / f"x.{ending}" for ending in ("svg", "png", "html")}
    outputs = ["--svg", str(names["svg"]), "--png", str(names["png"])]
    assert CliRunner().invoke(app, ["control", "summarise", *given, *outputs, "--unit", "Orlenvallei"]).exit_code == 0
    course = names["svg"].read_text()
    more = ["--unit", "Orlenvallei", "--html", str(names["html"])]
    assert CliRunner().invoke(app, ["control", "pace", *given, *outputs, *more]).exit_code == 0
    assert names["svg"].read_text() != course
    assert all(path.stat().st_size > 1000 for path in names.values())
