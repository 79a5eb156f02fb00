from __future__ import annotations

import datetime
import json
from pathlib import Path

import numpy as np
import polars
import pytest
from typer.testing import CliRunner

from irenicon.cli.root import app
from irenicon.errors import IreniconError
from irenicon.territory.backtest import HORIZONS, scores, trials
from irenicon.territory.forecast import LEVELS, Process, forecast
from irenicon.territory.model import ALL, Ground, Held, Summary
from irenicon.territory.pace import Course, course, windows
from irenicon.territory.reckoning import backtest, reckon
from irenicon.territory.summary import summarise
from irenicon.territory.units import read_units

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "examples" / "control"
SHARED = ROOT.parent / "shared" / "data" / "control"
FIRST = datetime.date(2031, 1, 1)


def _course(changes: np.ndarray | list[float], held: float = 1000.0) -> Course:
    steps = np.concatenate([[0.0], np.asarray(changes, dtype=float)])
    gained, lost = np.cumsum(np.maximum(steps, 0)), np.cumsum(np.maximum(-steps, 0))
    return Course("A", FIRST, held + np.cumsum(steps), gained, lost)


def test_windows_say_what_is_divided_by_what() -> None:
    unit = _course([10.0] * 100 + [4.0, -2.0] * 45)
    fronts = _course([20.0] * 190)
    found = {one.days: one for one in windows(unit, fronts, 365.0)}
    assert list(found) == [30, 90, 180]
    assert (found[90].unit.gained, found[90].unit.lost, found[90].unit.net) == pytest.approx((2, 1, 1))
    assert found[90].unit_end == unit.last + datetime.timedelta(365)
    assert found[90].all_end == unit.last + datetime.timedelta(18)
    assert found[180].unit.net == pytest.approx(5.5)


def test_days_without_a_map_are_interpolated_and_the_day_asked_for_is_the_last() -> None:
    days = (0, 40, 70, 100)
    rows = tuple(
        Held(FIRST + datetime.timedelta(d), "A", float(d), float(d), 0.1, float(d and 30), 0.0, 30) for d in days
    )
    summary = Summary((Ground("A", 1000, 0),), rows, "maps", (), ())
    found = course(summary, "A", FIRST + datetime.timedelta(80))
    assert found.last == FIRST + datetime.timedelta(70)
    assert found.changes == pytest.approx(np.ones(70))
    with pytest.raises(IreniconError, match="too few"):
        course(summary, "A", FIRST + datetime.timedelta(50))


def test_a_steady_pace_gives_its_day_and_a_varying_one_a_wide_range() -> None:
    steady = _course([5.0] * 400)
    exact = forecast(steady, steady, 500.0, Process(shift=0.0))
    assert set(exact.ends) == {steady.last + datetime.timedelta(100)}
    assert exact.not_within == 0
    draw = np.random.default_rng(3)
    varying = _course(np.concatenate([draw.normal(m, 3, 100) for m in (12, 3, 9, 2)]))
    wide = forecast(varying, varying, 6000.0, Process())
    assert wide.ends[0] is not None
    assert wide.ends[2] is not None
    assert wide.ends[2] - wide.ends[0] > datetime.timedelta(150)
    assert wide.ends[-1] is None
    assert 0.05 < wide.not_within < 0.6
    assert wide.fan.days[0] == varying.last
    assert all(sorted(one) == list(one) for one in wide.fan.held)
    assert max(one[-1] for one in wide.fan.held) == pytest.approx(varying.held[-1] + 6000)


@pytest.mark.parametrize("pace", [0.0, -2.0, 0.001])
def test_a_pace_near_or_below_zero_does_not_arrive(pace: float) -> None:
    draw = np.random.default_rng(4)
    still = _course(draw.normal(pace, 0.5, 400) if pace else np.zeros(400), held=5000)
    found = forecast(still, still, 5000.0, Process())
    assert found.ends[2] is None
    assert found.not_within > 0.5
    ends = [one.unit_end for one in windows(still, still, 5000.0)]
    assert pace > 0 or None in ends


def test_what_is_held_already_is_held_on_the_last_day() -> None:
    steady = _course([5.0] * 400)
    assert set(forecast(steady, steady, -3.0, Process()).ends) == {steady.last}


def test_the_same_seed_gives_the_same_forecast() -> None:
    one = _course(np.random.default_rng(5).normal(4, 6, 300))
    same = [forecast(one, one, 2000, Process(seed=seed)) for seed in (7, 7, 8)]
    assert same[0] == same[1]
    assert same[0] != same[2]


def test_scores_are_those_of_the_forecasts() -> None:
    changes = np.concatenate([np.random.default_rng(seed).normal(mean, 4, 90) for seed, mean in enumerate((9, 4) * 4)])
    one = _course(changes)
    found = list(trials([one], one, Process(paths=500)))
    assert {trial.horizon for trial in found} == set(HORIZONS)
    first = found[0]
    assert first.made == FIRST + datetime.timedelta(180)
    assert first.actual == pytest.approx(changes[180:270].sum())
    assert first.naive == pytest.approx(changes[90:180].sum())
    for score in scores(found):
        chosen = [trial for trial in found if score.horizon in (0, trial.horizon)]
        assert score.trials == len(chosen)
        inside = np.mean([trial.quantiles[0] <= trial.actual <= trial.quantiles[4] for trial in chosen])
        assert score.within_90 == pytest.approx(inside)
        naive = np.mean(
            [
                max(level * (trial.actual - trial.naive), (level - 1) * (trial.actual - trial.naive))
                for trial in chosen
                for level in LEVELS
            ]
        )
        assert score.naive_loss == pytest.approx(naive)
        assert score.loss < score.naive_loss


def test_a_forecast_knows_nothing_of_what_comes_after() -> None:
    changes = np.random.default_rng(6).normal(4, 6, 400)
    other = np.concatenate([changes[:300], changes[300:] + 50])
    found = [
        [one for one in trials([c], c, Process(paths=200)) if one.made <= FIRST + datetime.timedelta(300)]
        for c in (_course(changes), _course(other))
    ]
    assert [one.quantiles for one in found[0]] == [one.quantiles for one in found[1]]


def _run(*arguments: str, code: int = 0) -> str:
    result = CliRunner().invoke(app, ["control", *arguments])
    assert result.exit_code == code, result.output
    return result.output


@pytest.mark.parametrize("words", ["en", "nl"])
def test_the_commands_run_on_the_example_within_80_columns(tmp_path: Path, words: str) -> None:
    given = [str(EXAMPLE), "--units", str(EXAMPLE / "units.geojson"), "--words", words]
    shown = [
        _run("summarise", *given, "--csv", str(tmp_path / "x.csv"), "--parquet", str(tmp_path / "x.parquet")),
        _run("pace", *given, "--unit", "Orlenvallei", "--json", str(tmp_path / "x.json")),
        _run("backtest", *given),
    ]
    assert max(len(line.rstrip()) for text in shown for line in text.splitlines()) <= 80
    assert polars.read_csv(tmp_path / "x.csv").equals(
        polars.read_parquet(tmp_path / "x.parquet").with_columns(polars.col("date").cast(polars.String))
    )
    found = json.loads((tmp_path / "x.json").read_bytes())
    assert found["held"]["unit"] == "Orlen valley"
    assert found["remaining_km2"] == pytest.approx(found["land_km2"] - found["held"]["km2"])
    assert json.loads(_run("pace", *given, "--unit", "Orlen valley", "--json", "-")) == found


def test_wrong_use_is_told() -> None:
    given = [str(EXAMPLE), "--units", str(EXAMPLE / "units.geojson")]
    for more, said in (
        (["--unit", "Karsk", "--until", "half"], "whole or a share"),
        (["--unit", "Karsk", "--as-of", "soon"], "takes a day"),
        (["--unit", "Karsk", "--as-of", "2030-04-01"], "too few"),
        (["--unit", "Nowhere"], "No unit"),
    ):
        result = CliRunner().invoke(app, ["control", "pace", *given, *more])
        assert isinstance(result.exception, IreniconError)
        assert said in str(result.exception)


@pytest.fixture(scope="module")
def shared() -> Summary:
    if not SHARED.exists():
        pytest.skip("the daily maps are not there")
    return summarise([SHARED / "deepstate"], read_units(next((SHARED / "boundaries").glob("*.geojson"))))


def test_the_pace_of_the_daily_maps(shared: Summary) -> None:
    found = reckon(shared, "Donetsk Oblast", as_of=datetime.date(2025, 11, 20))
    assert found.remaining_km2 == pytest.approx(6_203, abs=1)
    rates = {one.days: one.unit.net for one in found.windows}
    assert [rates[days] for days in (30, 90, 365)] == pytest.approx([4.5, 3.9, 8.4], abs=0.05)
    low, _, _, _, high = found.forecast.ends
    assert low is not None
    assert low < datetime.date(2027, 9, 1)
    assert high is None or high > datetime.date(2028, 6, 30)


def test_intervals_are_honest_over_the_daily_maps(shared: Summary) -> None:
    found = {(one.unit, one.horizon): one for one in backtest(shared)}
    for unit in ("", ALL, "Donetsk Oblast"):
        assert 0.85 <= found[unit, 0].within_90 <= 0.95
        assert found[unit, 0].loss < found[unit, 0].naive_loss


@pytest.mark.skipif(not SHARED.exists(), reason="the series of another source is not there")
def test_intervals_are_honest_over_the_series_of_another_source() -> None:
    table = polars.read_csv(next((SHARED / "economist-isw-area").glob("*.csv")), try_parse_dates=True)
    table = table.filter(polars.col("date") >= datetime.date(2022, 12, 1))
    area = table["area_assessed_as_russia_controlled"].to_numpy() / 1e6
    one = _course(np.diff(area), held=float(area[0]))
    both = scores(list(trials([one], one, Process())))[-1]
    assert both.horizon == 0
    assert 0.85 <= both.within_90 <= 0.95
    assert 0.4 <= both.within_50 <= 0.65
