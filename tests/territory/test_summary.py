from __future__ import annotations

import csv
import datetime
import io
import json
import random
from pathlib import Path

import polars
import pytest
import shapely

from irenicon.errors import IreniconError
from irenicon.report.control_tables import to_csv, to_json, to_parquet
from irenicon.territory import maps, summary
from irenicon.territory.geodesy import area_km2
from irenicon.territory.model import ALL, Held, Summary
from irenicon.territory.movement import moved
from irenicon.territory.summary import Sea, summarise
from irenicon.territory.units import read_units

from .drawing import feature, polygon, square, write

SHARED = Path(__file__).parents[3] / "shared" / "data" / "control"
EXAMPLE = Path(__file__).parents[2] / "examples" / "control"


def _area(*rings: list[list[float]]) -> shapely.MultiPolygon:
    return shapely.MultiPolygon([shapely.Polygon(ring) for ring in rings])


def test_what_moved_is_the_difference_of_two_maps() -> None:
    before = _area(square(0, 0, 4, 4), square(6, 0, 8, 2))
    after = shapely.MultiPolygon(
        [shapely.Polygon([(0, 0), (4, 0), (4, 1), (5, 1), (5, 3), (4, 3), (4, 4), (0, 4)], [square(1, 1, 2, 2)])]
    )
    found = moved(before, after)
    assert shapely.area(found.gained).sum() == pytest.approx(2)
    assert shapely.area(found.lost).sum() == pytest.approx(1 + 4)


@pytest.mark.parametrize("seed", range(12))
def test_what_moved_is_the_difference_of_drawn_maps(seed: int) -> None:
    draw = random.Random(seed)
    blobs = [
        shapely.Point(draw.uniform(0, 5), draw.uniform(0, 5)).buffer(draw.uniform(0.3, 1.5), quad_segs=4)
        for _ in range(9)
    ]
    before, after = (
        shapely.MultiPolygon(list(shapely.get_parts(shapely.union_all(some)))) for some in (blobs[:7], blobs[2:])
    )
    found = moved(before, after)
    assert shapely.area(found.gained).sum() == pytest.approx(after.difference(before).area, abs=1e-9)
    assert shapely.area(found.lost).sum() == pytest.approx(before.difference(after).area, abs=1e-9)


def _series(tmp_path: Path, *fronts: float) -> tuple[Path, Path]:
    """Two units side by side, 30–31 and 31–32 east, and maps on which all west of a meridian is held."""
    units = write(
        tmp_path / "units.geojson",
        feature(polygon(square(30, 50, 31, 51)), name="West"),
        feature(polygon(square(31, 50, 32, 51)), name="East"),
    )
    folder = tmp_path / "maps"
    folder.mkdir(exist_ok=True)
    for i, front in enumerate(fronts):
        day = datetime.date(2031, 1, 1) + datetime.timedelta(i)
        write(folder / f"{day}.geojson", feature(polygon(square(29, 49, front, 52))))
    return folder, units


def _by_unit(found: Summary, unit: str) -> list[Held]:
    return [row for row in found.rows if row.unit == unit]


def test_area_share_and_change_by_day_and_unit(tmp_path: Path) -> None:
    folder, units = _series(tmp_path, 30.5, 30.75, 31.5, 31.25)
    found = summarise([folder], read_units(units))
    whole = area_km2(shapely.box(30, 50, 31, 51))
    west, east = _by_unit(found, "West"), _by_unit(found, "East")
    assert [row.share for row in west] == pytest.approx([0.5, 0.75, 1, 1])
    assert [row.km2 for row in east] == pytest.approx([0, 0, whole / 2, whole / 4], abs=1e-6)
    assert west[0].change_km2 is None
    assert (east[3].gained_km2, east[3].lost_km2) == pytest.approx((0, whole / 4))
    assert _by_unit(found, ALL)[2].km2 == pytest.approx(1.5 * whole)
    assert all(row.geodesic_km2 == pytest.approx(row.km2, rel=1e-3, abs=1e-6) for row in found.rows)


def test_gaps_are_told_and_redrawing_beside_movement(tmp_path: Path) -> None:
    fronts = [30.1 + 0.01 * i for i in range(40)]
    fronts[20:] = [front + 0.4 for front in fronts[20:]]
    folder, units = _series(tmp_path, *fronts)
    for day in (5, 6):
        (folder / f"2031-01-{day:02}.geojson").unlink()
    found = summarise([folder], read_units(units)).remarks
    assert [(one.date, one.until, one.value) for one in found if one.kind == "gap"] == [
        (datetime.date(2031, 1, 4), datetime.date(2031, 1, 7), 2)
    ]
    assert [(one.date, one.unit) for one in found if one.kind == "redrawn"] == [(datetime.date(2031, 1, 21), "West")]


def _coast(tmp_path: Path) -> tuple[Path, Path]:
    """A unit whose southern third is sea, held along the coast, and another inland."""
    units = write(
        tmp_path / "units.geojson",
        feature(polygon(square(30, 50.2, 31, 51.5)), name="Shore"),
        feature(polygon(square(30, 51.5, 31, 53)), name="Inland"),
    )
    folder = tmp_path / "maps"
    folder.mkdir()
    write(folder / "2031-01-01.geojson", feature(polygon(square(29, 50.5, 32, 51))))
    write(folder / "2031-01-02.geojson", feature(polygon(square(29, 50.5, 32, 51.2))))
    return folder, units


def test_sea_behind_a_held_coast_is_left_out(tmp_path: Path) -> None:
    folder, path = _coast(tmp_path)
    units = read_units(path)
    land = area_km2(shapely.box(30, 50.5, 31, 51.5))
    by_maps = summarise([folder], units)
    assert by_maps.grounds[0].km2 == pytest.approx(land, rel=1e-6)
    assert by_maps.grounds[1].sea_km2 == 0
    assert _by_unit(by_maps, "Shore")[0].share == pytest.approx(0.5, abs=0.01)
    counted = summarise([folder], units, sea=Sea(counted=True))
    assert counted.grounds[0].km2 == pytest.approx(area_km2(shapely.box(30, 50.2, 31, 51.5)))
    drawn = write(tmp_path / "land.geojson", feature(polygon(square(20, 50.6, 40, 60))))
    by_file = summarise([folder], units, sea=Sea(land=drawn))
    assert by_file.grounds[0].km2 == pytest.approx(area_km2(shapely.box(30, 50.6, 31, 51.5)), rel=1e-6)
    assert _by_unit(by_file, "Shore")[0].km2 == pytest.approx(area_km2(shapely.box(30, 50.6, 31, 51)), rel=1e-6)


def test_what_later_maps_show_held_was_no_sea(tmp_path: Path) -> None:
    folder, path = _coast(tmp_path)
    write(folder / "2031-01-03.geojson", feature(polygon(square(29, 50.3, 32, 51.2))))
    found = summarise([folder], read_units(path))
    assert found.grounds[0].sea_km2 == 0
    assert _by_unit(found, "Shore")[-1].km2 == pytest.approx(area_km2(shapely.box(30, 50.3, 31, 51.2)), rel=1e-6)


def test_a_day_added_is_the_only_one_measured(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, path = _series(tmp_path, *(30.1 + 0.02 * i for i in range(10)))
    units, cache = read_units(path), tmp_path / "cache"
    summarise([folder], units, cache=cache)
    _series(tmp_path, *(30.1 + 0.02 * i for i in range(11)))
    read: list[Path] = []
    monkeypatch.setattr(maps, "read_features", lambda one: read.append(one) or original(one))  # type: ignore[func-returns-value]
    again = summarise([folder], units, cache=cache)
    assert [one.name for one in read] == ["2031-01-11.geojson", "2031-01-10.geojson"]
    monkeypatch.undo()
    assert again == summarise([folder], units)


original = maps.read_features


def test_a_damaged_cache_is_measured_anew_and_other_units_are_other_ground(tmp_path: Path) -> None:
    folder, path = _series(tmp_path, 30.5, 30.6)
    cache = tmp_path / "cache"
    cache.write_bytes(b"damaged")
    first = summarise([folder], read_units(path), cache=cache)
    write(path, feature(polygon(square(30, 50, 30.5, 51)), name="West"))
    other = summarise([folder], read_units(path), cache=cache)
    assert first.rows[0].share == pytest.approx(0.5)
    assert other.rows[0].share == pytest.approx(1)
    assert summary._load(cache, read_units(path)).ground


def test_a_map_that_failed_for_other_units_is_read_again(tmp_path: Path) -> None:
    folder, path = _series(tmp_path, 30.5, 30.6)
    cache = tmp_path / "cache"
    write(path, feature(polygon(square(80, 10, 81, 11)), name="Elsewhere"))
    with pytest.raises(IreniconError, match="another place"):
        summarise([folder], read_units(path), cache=cache)
    _, path = _series(tmp_path, 30.5, 30.6)
    assert not summarise([folder], read_units(path), cache=cache).failures


def test_nothing_usable_is_told(tmp_path: Path) -> None:
    folder, path = _series(tmp_path, 30.5)
    (folder / "2031-01-01.geojson").write_text("{}")
    with pytest.raises(IreniconError, match="No map of control can be used"):
        summarise([folder], read_units(path))


def test_csv_parquet_and_json_say_the_same() -> None:
    found = summarise([EXAMPLE], read_units(EXAMPLE / "units.geojson"))
    assert not found.failures
    rows = list(csv.DictReader(io.StringIO(to_csv(found).decode())))
    frame = polars.read_parquet(io.BytesIO(to_parquet(found)))
    assert len(rows) == len(frame) == len(json.loads(to_json(found))["rows"]) == 13 * 5
    assert float(rows[-1]["held_km2"]) == frame["held_km2"][-1]


@pytest.mark.skipif(not SHARED.exists(), reason="the daily maps are not there")
def test_daily_maps_agree_with_whole_overlays() -> None:
    units = read_units(next((SHARED / "boundaries").glob("*.geojson")))
    files = sorted((SHARED / "deepstate").glob("*.geojson"))[-42:]
    found = summarise(files, units)
    held = maps.read_map(files[-1])[0].held
    for unit in units.units:
        row = next(row for row in reversed(found.rows) if row.unit == unit.name)
        whole = area_km2(shapely.intersection(held, unit.area, grid_size=1e-7))
        assert row.km2 == pytest.approx(whole, abs=0.1)
    donetsk = next(one for one in found.grounds if one.unit == "Donetsk Oblast")
    row = next(one for one in found.rows if one.unit == donetsk.unit and one.date == datetime.date(2025, 11, 20))
    assert donetsk.km2 + donetsk.sea_km2 == pytest.approx(28_936, abs=1)
    assert donetsk.km2 - row.km2 == pytest.approx(6_203, abs=1)
    assert row.share == pytest.approx(0.766, abs=0.0005)
