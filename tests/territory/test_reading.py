from __future__ import annotations

import datetime
import json
from pathlib import Path
from typing import Any

import pytest

from irenicon.errors import Failure, IreniconError
from irenicon.territory.geodesy import area_km2, buffer_km, geodesic_km2, length_km
from irenicon.territory.geojson import read_features
from irenicon.territory.maps import read_map, read_maps
from irenicon.territory.model import ControlMap
from irenicon.territory.units import read_units, unit_named

from .drawing import feature, polygon, square, write

BOW = [[30, 50], [31, 51], [31, 50], [30, 51], [30, 50]]


def _refused(path: Path) -> str:
    with pytest.raises(IreniconError) as raised:
        read_features(path)
    return str(raised.value)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("no json", "not GeoJSON"),
        ("[1, 2]", "not GeoJSON"),
        ('{"type": "Topology", "objects": {}}', "Topology"),
        ('{"type": "FeatureCollection"}', "without features"),
        ('{"type": "FeatureCollection", "features": []}', "no area"),
        ('{"type": "FeatureCollection", "features": [3]}', "not GeoJSON"),
        ('{"type": "Feature", "geometry": null}', "no area"),
        ('{"type": "Point", "coordinates": [30, 50]}', "no area"),
        ('{"type": "Polygon", "coordinates": [[[30, "x"], [31, 50], [31, 51], [30, 50]]]}', "cannot be read"),
        ('{"type": "Polygon", "coordinates": [[[30, 50], [31, 50]]]}', "cannot be read"),
    ],
)
def test_what_is_not_geojson_or_has_no_area_is_refused(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "x.geojson"
    path.write_text(text)
    assert said in _refused(path)


def test_only_degrees_are_read(tmp_path: Path) -> None:
    here = feature(polygon(square(30, 50, 31, 51)))
    for name, good in (
        ("urn:ogc:def:crs:OGC:1.3:CRS84", True),
        ("urn:ogc:def:crs:EPSG::4326", True),
        ("EPSG:4326", True),
        ("urn:ogc:def:crs:EPSG::3857", False),
        ("EPSG:32637", False),
    ):
        path = write(tmp_path / "x.geojson", here, crs={"type": "name", "properties": {"name": name}})
        if good:
            assert len(read_features(path)) == 1
        else:
            assert name in _refused(path)
            assert "ogr2ogr" in _refused(path)
    assert "metres" in _refused(write(tmp_path / "x.json", feature(polygon(square(4e6, 6e6, 4.1e6, 6.1e6)))))
    assert "swapped" in _refused(write(tmp_path / "x.json", feature(polygon(square(50, 130, 51, 131)))))


def test_rings_that_cross_themselves_are_repaired_and_told(tmp_path: Path) -> None:
    found = read_map(write(tmp_path / "2031-01-02.geojson", feature(polygon(BOW))))
    assert [one.kind for one in found[0].remarks] == ["repaired"]
    assert found[0].held.is_valid
    assert area_km2(found[0].held) == pytest.approx(0.5 * _cell(50), rel=0.01)


def _cell(south: float) -> float:
    """km² of a degree by a degree north of `south`, from the ellipsoid's closed form."""
    import math

    e2 = 0.00669437999014
    e, b2 = math.sqrt(e2), 6356.752314245**2

    def zone(latitude: float) -> float:
        s = math.sin(math.radians(latitude))
        return b2 / 2 * (s / (1 - e2 * s * s) + math.atanh(e * s) / e)

    return math.radians(1) * (zone(south + 1) - zone(south))


@pytest.mark.parametrize("south", [-35, 0, 48, 68])
def test_both_areas_are_those_of_the_ellipsoid(tmp_path: Path, south: int) -> None:
    hole = square(30.25, south + 0.25, 30.75, south + 0.75)
    path = write(tmp_path / "x.json", feature(polygon(square(30, south, 31, south + 1))), feature(polygon(hole)))
    whole, part = (one.area for one in read_features(path))
    assert area_km2(whole) == pytest.approx(_cell(south), rel=1e-5)
    assert geodesic_km2(whole) == pytest.approx(area_km2(whole), rel=1e-4)
    assert geodesic_km2(whole.difference(part)) == pytest.approx(area_km2(whole) - area_km2(part), rel=1e-3)


def test_distances_are_local(tmp_path: Path) -> None:
    ground = read_features(write(tmp_path / "x.json", feature(polygon(square(37, 48, 37.001, 48.001)))))[0].area
    wide = buffer_km(ground, 15)
    west, south, east, north = wide.bounds
    import shapely

    assert length_km(shapely.LineString([(west, 48), (east, 48)])) == pytest.approx(30.07, abs=0.05)
    assert length_km(shapely.LineString([(37, south), (37, north)])) == pytest.approx(30.11, abs=0.05)


def test_the_day_is_in_the_name_or_in_a_property(tmp_path: Path) -> None:
    a, b = polygon(square(30, 50, 31, 51)), polygon(square(30, 50, 32, 51))
    days = read_map(write(tmp_path / "all.json", feature(b, date="2031-02-02"), feature(a, date="2031-02-01T00:00")))
    assert [one.date for one in days] == [datetime.date(2031, 2, 1), datetime.date(2031, 2, 2)]
    assert read_map(write(tmp_path / "m_20310203.json", feature(a)))[0].date == datetime.date(2031, 2, 3)
    with pytest.raises(IreniconError, match="no date"):
        read_map(write(tmp_path / "m_20311303.json", feature(a)))


def test_bad_files_of_a_folder_stand_beside_the_good_ones(tmp_path: Path) -> None:
    a, b = feature(polygon(square(30, 50, 31, 51))), feature(polygon(square(30, 50, 32, 51)))
    units = read_units(write(tmp_path / "units.json", feature(polygon(square(29, 49, 33, 53)), name="Arvenia")))
    folder = tmp_path / "maps"
    folder.mkdir()
    write(folder / "2031-01-01.geojson", a)
    write(folder / "2031-01-01-again.geojson", b)
    write(folder / "2031-01-02.geojson")
    write(folder / "2031-01-03.geojson", feature(polygon([[y, x] for x, y in square(30, 50, 31, 51)])))
    write(folder / "2031-01-04.geojson", b)
    (folder / "2031-01-05.geojson").write_text("{")
    (folder / "notes.txt").write_text("not a map")
    found = list(read_maps([folder], units))
    maps = [one.date.day for one in found if isinstance(one, ControlMap)]
    failures = {Path(one.source).name: one for one in found if isinstance(one, Failure)}
    assert maps == [1, 4]
    assert len(failures) == 4
    assert "second map of 2031-01-01" in failures["2031-01-01.geojson"].reason
    assert failures["2031-01-02.geojson"].kind == "empty"
    assert "exchanged" in failures["2031-01-03.geojson"].reason


def test_a_missing_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(IreniconError, match="not there"):
        list(read_maps([tmp_path / "none"]))


def _units(tmp_path: Path, *names: Any) -> Any:
    squares = (polygon(square(i, 50, i + 1, 51)) for i in range(len(names)))
    return read_units(write(tmp_path / "u.json", *(feature(s, **n) for s, n in zip(squares, names, strict=True))))


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("Donetsk", "Donetsk Oblast"),
        ("donetsk region", "Donetsk Oblast"),
        ("provincie Donetsk", "Donetsk Oblast"),
        ("Донецька область", "Donetsk Oblast"),
        ("Loehansk", "Luhansk Oblast"),
        ("Zaporizja", "Zaporizhia Oblast"),
        ("UA-14", "Donetsk Oblast"),
        ("Krim", "Autonomous Republic of Crimea"),
        ("Kyiv", "Kyiv"),
        ("Kyiv Oblast", "Kyiv Oblast"),
        ("Kiev region", "Kyiv Oblast"),
    ],
)
def test_a_unit_is_found_in_english_dutch_and_local_spelling(tmp_path: Path, asked: str, meant: str) -> None:
    names = ["Luhansk Oblast", "Zaporizhia Oblast", "Autonomous Republic of Crimea", "Kyiv", "Kyiv Oblast"]
    given = [{"shapeName": "Donetsk Oblast", "shapeISO": "UA-14"}, *({"shapeName": name} for name in names)]
    assert unit_named(_units(tmp_path, *given), asked).name == meant


def test_a_name_that_fits_two_units_or_none_is_refused(tmp_path: Path) -> None:
    units = _units(tmp_path, {"name": "Karsk district"}, {"name": "Karsk city"}, {"name": "Orlen"})
    with pytest.raises(IreniconError, match="'Karsk district' and 'Karsk city'"):
        unit_named(units, "Karsk")
    with pytest.raises(IreniconError, match="Near are Orlen"):
        unit_named(units, "Orlan")
    with pytest.raises(IreniconError, match="without a name"):
        _units(tmp_path, {"population": 3})


def test_a_collection_of_geometries_and_a_bare_geometry_are_read(tmp_path: Path) -> None:
    point = {"type": "Point", "coordinates": [30, 50]}
    both = {"type": "GeometryCollection", "geometries": [polygon(square(30, 50, 31, 51)), point]}
    path = tmp_path / "2031-01-01.json"
    path.write_text(json.dumps(both))
    found = read_map(path)[0]
    assert [one.kind for one in found.remarks] == ["not_an_area"]
    assert found.remarks[0].value == 1
