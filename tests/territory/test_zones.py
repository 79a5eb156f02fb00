"""Tables of events against zones."""

import datetime
from pathlib import Path

import pytest

from irenicon.codebook.loading import load
from irenicon.errors import IreniconError
from irenicon.report.zone_tables import lines, to_csv
from irenicon.territory.events import read_events, within_days
from irenicon.territory.zones import check_zone, read_zone

from .drawing import feature, polygon, square, write

TABLES = {
    "acled": """event_date,event_type,actor1,latitude,longitude,fatalities,geo_precision
2031-04-01,Battles,Military Forces of Kenya (2022-),50.5,30.5,2,1
04 April 2031,Battles,Military Forces of Somalia,50.5,30.6,0,3
2031-04-09,Battles,Military Forces of Kenya (2022-),55,30.5,9,1
""",
    "ged": """id,date_start,type_of_violence,side_a,latitude,longitude,best,where_prec
1,2031-04-01,1,Government of Kenya,50.5,30.5,2,1
2,2031-04-04 00:00:00.000,1,Government of Somalia,50.5,30.6,0,4
3,2031-04-09,3,Government of Kenya,55,30.5,9,1
""",
    "plain": """date,lat,lon,kind,side,deaths
2031-04-01,50.5,30.5,shelling,Kenya,2
2031-04-04,50.5,30.6,shelling,Somalia,
2031-04-09,55,30.5,shelling,Kenya,9
""",
}


@pytest.fixture
def zone(tmp_path: Path) -> Path:
    return write(tmp_path / "zone.geojson", feature(polygon(square(30, 50, 31, 51))))


@pytest.mark.parametrize("kind", TABLES)
def test_events_inside_by_side_and_week(kind: str, tmp_path: Path, zone: Path) -> None:
    table = tmp_path / "events.csv"
    table.write_text(TABLES[kind])
    found = check_zone(read_zone(zone), read_events(table).events, load())
    assert found
    assert (found.events, found.inside, found.deaths) == (3, 2, 2)
    assert [(one.week, one.side, one.events) for one in found.counts] == [
        (datetime.date(2031, 3, 31), "Kenya", 1),
        (datetime.date(2031, 3, 31), "Somalia", 1),
    ]
    assert found.vague == (0 if kind == "plain" else 1)
    assert max(map(len, lines(found))) <= 80
    assert to_csv(found).decode().splitlines()[0] == "week,side,kind,events,deaths"


def test_a_bad_row_never_stops_the_others(tmp_path: Path) -> None:
    table = tmp_path / "events.csv"
    table.write_text(TABLES["plain"] + "yesterday,50,30,shelling,,\n2031-04-01,150,30,shelling,,\n")
    found = read_events(table)
    assert len(found.events) == 3
    assert [failure.reason for failure in found.failures] == [
        "events.csv, line 5: 'yesterday' is no date.",
        "events.csv, line 6: 150, 30 is no latitude and longitude.",
    ]


@pytest.mark.parametrize(("text", "said"), [("", "no events"), ("a,b\n1,2\n", "columns date, lat, lon and kind")])
def test_what_is_no_table_of_events(text: str, said: str, tmp_path: Path) -> None:
    table = tmp_path / "events.csv"
    table.write_text(text)
    with pytest.raises(IreniconError, match=said):
        read_events(table)


def test_days(tmp_path: Path) -> None:
    table = tmp_path / "events.csv"
    table.write_text(TABLES["plain"])
    first, last = datetime.date(2031, 4, 2), datetime.date(2031, 4, 5)
    assert [one.side for one in within_days(read_events(table).events, first, last)] == ["Somalia"]
