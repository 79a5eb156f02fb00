"""What moves on the ground: drawn squares of known size, and the maps of the war where they are present."""

import datetime
from pathlib import Path

import msgspec
import pytest
from shapely import box

from irenicon.assessment import Assessment, assess
from irenicon.codebook.loading import load
from irenicon.documents.reading import from_text, read
from irenicon.errors import IreniconError
from irenicon.report.ground_records import ground_record
from irenicon.territory.areas import Ground, Located
from irenicon.territory.effort import read_costs
from irenicon.territory.geodesy import area_km2
from irenicon.territory.ground import Sources

from .drawing import feature, polygon, square, write

SHARED = Path(__file__).parents[3] / "shared"
DAY = datetime.date(2031, 3, 10)

PLAN = """1. Karsk district will be recognised as territory of Somalia.
2. Kenyan forces will withdraw from the part of Karsk district that they now control.
3. Somalia will give up other agreed territories that it controls outside Karsk district.
4. A demilitarised zone 10 km wide will be established on each side of the Ister.
5. Kenya shall withdraw its forces from Atlantis province.
6. Karsk district will be frozen along the line of contact.
"""


@pytest.fixture
def sources(tmp_path: Path) -> Sources:
    """Karsk (100 squares of 0.1°) and Lower Orlen south of it; the east of both is held, the Ister runs through."""
    units = write(
        tmp_path / "units.geojson",
        feature(polygon(square(30, 51, 31, 52)), name="Karsk district"),
        feature(polygon(square(30, 50, 31, 51)), name="Lower Orlen"),
        feature({"type": "LineString", "coordinates": [[30.2, 50], [30.2, 52]]}, name="Ister"),
        feature({"type": "Point", "coordinates": [30.1, 51.5]}, name="Ford", population=4000),
        feature({"type": "Point", "coordinates": [30.9, 50.5]}, name="Mill", population=900),
    )
    maps = tmp_path / "maps"
    maps.mkdir()
    for day, west in (("2030-01-01", 30.9), ("2031-03-09", 30.7), ("2031-04-01", 30.6)):
        write(maps / f"{day}.geojson", feature(polygon(square(west, 50, 31, 52))))
    return Sources((maps,), units, DAY)


def assessed(text: str, sources: Sources) -> Assessment:
    return assess(from_text(text), maps=sources)


def grounds(text: str, sources: Sources) -> Ground:
    found = assessed(text, sources).ground
    assert found is not None
    return found


def located(text: str, sources: Sources) -> dict[str, Located]:
    found = assessed(text, sources)
    assert found.ground
    commitments = found.documents[0].commitments
    return {commitments[one.clause.commitment].point: one for one in found.ground.plans[0].located}


def test_what_changes_hands(sources: Sources) -> None:
    found = located(PLAN, sources)
    west = area_km2(box(30, 51, 30.7, 52))
    assert found["2"].moved_km2 == pytest.approx(west, rel=1e-3)
    assert (found["2"].giver, found["2"].receiver) == ("Kenya", "Somalia")
    assert [one.name for one in found["2"].settlements] == ["Ford"]
    assert found["2"].people == 4000
    assert found["1"].km2 == pytest.approx(west / 0.7, rel=1e-3)
    assert found["1"].moved_km2 == pytest.approx(west, rel=1e-3)
    assert found["3"].moved_km2 == pytest.approx(area_km2(box(30.7, 50, 31, 51)), rel=1e-3)
    assert found["3"].clause.at_most
    assert found["4"].km2 == pytest.approx(20 * 222.5, rel=0.02)
    assert found["4"].moved is None
    assert found["5"].reason in ("unknown_unit", "no_place")
    assert found["6"].line_km == pytest.approx(111, abs=8)


def test_totals_count_every_piece_once(sources: Sources) -> None:
    gained, lost = grounds(PLAN, sources).plans[0].moved
    assert gained.km2 == pytest.approx(area_km2(box(30, 51, 30.7, 52)), rel=1e-3)
    assert (gained.giver, gained.receiver) == ("Kenya", "Somalia")
    assert (lost.km2, lost.people, lost.at_most_people) == (0, 0, 900)


def test_the_nearest_earlier_map_is_used_and_said(sources: Sources) -> None:
    first, *earlier = grounds(PLAN, sources).layers
    assert (first.asked, first.date) == (DAY, datetime.date(2031, 3, 9))
    assert [one.date for one in earlier] == [datetime.date(2030, 1, 1)]


def test_the_holder_is_told_by_the_text_or_the_user(sources: Sources) -> None:
    told = grounds(PLAN, sources)
    assert (told.holder, told.holder_by) == ("Somalia", "texts")
    given = grounds(PLAN, msgspec.structs.replace(sources, held_by="Kenya"))
    assert (given.holder, given.holder_by) == ("Kenya", "user")
    assert {one.receiver for one in given.plans[0].moved} == {"Kenya", "Somalia"}


def test_without_a_holder_no_side_is_guessed(sources: Sources) -> None:
    found = located("1. Lower Orlen will be demilitarised.\n2. Two.\n3. Three.\n", sources)
    assert all(one.moved is None for one in found.values())


def test_exchanged_names_give_the_exchanged_ground(sources: Sources) -> None:
    exchanged = PLAN.replace("Kenyan", "X").replace("Kenya", "Y").replace("Somalia", "Kenya")
    exchanged = exchanged.replace("X", "Somali").replace("Y", "Somalia")
    mirror = {"Kenya": "Somalia", "Somalia": "Kenya", None: None}
    one, other = grounds(PLAN, sources).plans[0], grounds(exchanged, sources).plans[0]
    assert [(mirror[m.giver], mirror[m.receiver], m.km2, m.people) for m in one.moved] == [
        (m.giver, m.receiver, m.km2, m.people) for m in other.moved
    ]
    assert one.front_after_km == other.front_after_km


def test_a_plan_without_territory(sources: Sources) -> None:
    found = assessed("1. Kenya will hold elections within 100 days.\n2. Two.\n3. Three.\n", sources)
    assert found.ground is not None
    assert found.ground.plans[0].located == ()
    assert found.failures == ()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"as_of": datetime.date(2020, 1, 1)}, "the first is of 2030-01-01"),
        ({"units": Path("absent.geojson")}, "cannot be read"),
        ({"control": (Path("absent"),)}, "is not there"),
    ],
)
def test_maps_that_cannot_be_used_leave_the_rest(sources: Sources, change: dict[str, object], said: str) -> None:
    found = assessed(PLAN, msgspec.structs.replace(sources, **change))
    assert found.ground is None
    assert said in found.failures[0].reason
    assert found.documents[0].commitments


def test_a_bad_map_is_passed_over_for_the_one_before(sources: Sources) -> None:
    (sources.control[0] / "2031-03-10.geojson").write_text("no json")
    assert grounds(PLAN, sources).layers[0].date == datetime.date(2031, 3, 9)


def test_a_name_that_fits_two_units_is_said(sources: Sources, tmp_path: Path) -> None:
    twice = write(
        tmp_path / "twice.geojson",
        feature(polygon(square(30, 51, 31, 52)), name="Karsk district"),
        feature(polygon(square(30, 50, 31, 51)), name="Karsk district"),
    )
    found = located(PLAN, msgspec.structs.replace(sources, units=twice))
    assert (found["1"].reason, found["1"].unknown) == ("unknown_unit", ("Karsk district",))


def test_records_are_the_same_bytes(sources: Sources) -> None:
    once, again = (msgspec.json.encode(ground_record(grounds(PLAN, sources))) for _ in range(2))
    assert once == again


def test_point_21_of_the_plan_of_november_2025() -> None:
    control = SHARED / "data" / "control"
    if not control.exists():
        pytest.skip("the maps of the war are not here")
    sources = Sources(
        (control / "deepstate",),
        control / "boundaries" / "geoBoundaries-UKR-ADM1_simplified.geojson",
        datetime.date(2025, 11, 22),
    )
    found = assess(read(SHARED / "texts" / "plan-28-points.en.md"), codebook=load(), maps=sources)
    assert found.ground
    assert (found.ground.holder, found.ground.holder_by) == ("Russia", "texts")
    commitments = found.documents[0].commitments
    rest = next(
        one
        for one in found.ground.plans[0].located
        if commitments[one.clause.commitment].point == "21.d" and one.clause.effect == "leaves"
    )
    assert rest.moved_km2 == pytest.approx(6197, abs=10)
    assert {"Sloviansk", "Kramatorsk", "Druzhkivka", "Kostiantynivka"} <= {one.name for one in rest.settlements}
    assert 500_000 < rest.people < 800_000
    assert found.ground.plans[0].front_km == pytest.approx(1458, abs=60)


def test_what_taking_it_would_last_and_free(sources: Sources, tmp_path: Path) -> None:
    costs = tmp_path / "costs.toml"
    costs.write_text('[[cost]]\nname = "Loss"\nper = "km2"\nunit = "people"\nlow = 1\nhigh = 2\nsource = "drawn"\n')
    (outlook,) = grounds(PLAN, msgspec.structs.replace(sources, costs=costs)).plans[0].outlooks
    assert outlook.unit == "Karsk district"
    assert outlook.reckoning is not None
    assert outlook.reckoning.remaining_km2 == pytest.approx(outlook.km2, rel=1e-3)
    assert outlook.reckoning.held.date == datetime.date(2031, 3, 9)
    (freed,) = outlook.freed
    assert (freed.low, freed.high) == (pytest.approx(outlook.km2), pytest.approx(2 * outlook.km2))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "no toml",
        "[[cost]]\nname = 'x'\n",
        "[[cost]]\nname = 'x'\nper = 'week'\nunit = 'u'\nlow = 1\nhigh = 2\nsource = 's'\n",
        "[[cost]]\nname = 'x'\nper = 'day'\nunit = 'u'\nlow = 3\nhigh = 2\nsource = 's'\n",
        "[[cost]]\nname = 'x'\nper = 'day'\nunit = 'u'\nlow = 1\nhigh = 2\nsource = ''\n",
    ],
)
def test_costs_that_are_none(text: str, tmp_path: Path) -> None:
    path = tmp_path / "costs.toml"
    path.write_text(text)
    with pytest.raises(IreniconError, match=r"costs\.toml"):
        read_costs(path)


def test_too_few_maps_for_a_pace_are_said(sources: Sources) -> None:
    only = (sources.control[0] / "2031-03-09.geojson",)
    (outlook,) = grounds(PLAN, msgspec.structs.replace(sources, control=only)).plans[0].outlooks
    assert outlook.reckoning is None
    assert "too few" in outlook.lacks


def test_maps_dated_inside_and_maps_of_another_place(sources: Sources, tmp_path: Path) -> None:
    dated = write(tmp_path / "control.geojson", feature(polygon(square(30.7, 50, 31, 52)), date="2031-03-01"))
    found = grounds(PLAN, msgspec.structs.replace(sources, control=(dated,)))
    assert found.layers[0].date == datetime.date(2031, 3, 1)
    elsewhere = write(tmp_path / "2031-03-01.geojson", feature(polygon(square(3, 5, 4, 6))))
    missed = assessed(PLAN, msgspec.structs.replace(sources, control=(elsewhere,)))
    assert missed.ground is None
    assert "outside all units" in missed.failures[0].reason


def test_a_bad_map_among_many_is_told(sources: Sources) -> None:
    (sources.control[0] / "2030-06-01.geojson").write_text("no json")
    found = assessed(PLAN, sources)
    assert found.ground is not None
    assert ["2030-06-01.geojson" in one.reason for one in found.failures] == [True]
