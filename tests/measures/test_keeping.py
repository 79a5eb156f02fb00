"""The commitment problem: the closed form against iteration, its symmetry, clauses, and inputs that are refused."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from irenicon.assessment import assess_files, with_keeping
from irenicon.errors import IreniconError
from irenicon.measures.keeping import Values, holds, keeping, margins, prefers, values
from irenicon.measures.parameters import Parameters, questions, read_parameters

EXAMPLES = Path(__file__).parents[2] / "examples"
EXAMPLE = EXAMPLES / "keeping.toml"
unit = st.floats(0.01, 0.99)
cost = st.floats(0, 5)
discount = st.floats(0.5, 0.98)


def iterated(share: float, win: float, spent: float, discount: float) -> bool:
    """Whether never attacking is a side's best in the plan, by iterating the value of both choices."""
    war = win / (1 - discount) - spent
    value = 0.0
    for _ in range(5000):
        value = max(share + discount * value, war)
    return share + discount * value >= war


def case(**numbers: float) -> Values:
    none = {"response_second": 0.0, "response_cost_second": 0.0}
    return {name: np.array([value]) for name, value in {**none, **numbers}.items()}


@given(unit, unit, unit, cost, cost, unit, cost, discount)
def test_the_closed_form_is_what_iteration_finds(
    share: float, before: float, after: float, first: float, second: float, chance: float, response: float, d: float
) -> None:
    x = case(
        share=share,
        win_before=before,
        win_after=after,
        cost_first=first,
        cost_second=second,
        response_first=chance,
        response_cost_first=response,
        discount=d,
    )
    one, other = (float(margin[0]) for margin in margins(x))
    if abs(one) > 1e-6:
        assert (one >= 0) == iterated(share, after, first + chance * response, d)
    if abs(other) > 1e-6:
        assert (other >= 0) == iterated(1 - share, 1 - after, second, d)


@given(unit, unit, unit, cost, cost, unit, cost, discount)
def test_exchanging_the_sides_exchanges_the_results(
    share: float, before: float, after: float, first: float, second: float, chance: float, response: float, d: float
) -> None:
    x = case(
        share=share,
        win_before=before,
        win_after=after,
        cost_first=first,
        cost_second=second,
        response_first=chance,
        response_cost_first=response,
        discount=d,
    )
    y = case(
        share=1 - share,
        win_before=1 - before,
        win_after=1 - after,
        cost_first=second,
        cost_second=first,
        response_first=0.0,
        response_cost_first=0.0,
        response_second=chance,
        response_cost_second=response,
        discount=d,
    )
    assert [float(margin[0]) for margin in margins(x)] == pytest.approx([float(m[0]) for m in reversed(margins(y))])
    if all(abs(float(margin[0])) > 1e-9 for margin in margins(x)):
        assert [bool(p[0]) for p in prefers(x)] == [bool(p[0]) for p in reversed(prefers(y))]


@pytest.fixture
def written(tmp_path: Path) -> Callable[[str], Parameters]:
    def read(text: str) -> Parameters:
        path = tmp_path / "k.toml"
        path.write_text(text, encoding="utf-8")
        return read_parameters(path)

    return read


def test_the_example_gives_shares_and_what_moves_most() -> None:
    found = keeping(read_parameters(EXAMPLE))
    assert [side.side for side in found.sides] == ["Selmark", "Arvenia"]
    assert 0 <= found.holds <= min(min(side.keeps, side.prefers) for side in found.sides) <= 1
    swings = [abs(one.at_high - one.at_low) for one in found.influences]
    assert swings == sorted(swings, reverse=True)
    assert found.region is not None
    assert {found.region.x, found.region.y} == {one.name for one in found.influences[:2]}


def test_the_region_is_the_model_at_its_corners() -> None:
    parameters = read_parameters(EXAMPLE)
    region = keeping(parameters).region
    assert region is not None
    grid = {name: np.linspace(given.low, given.high, 9) for name, given in parameters.ranges().items()}
    drawn = {name: np.random.default_rng(7).choice(points, 4000) for name, points in grid.items()}
    corner = {**drawn, region.x: np.full(4000, region.xs[0]), region.y: np.full(4000, region.ys[-1])}
    assert region.holds[-1][0] == pytest.approx(float(holds(values(parameters, corner)).mean()), abs=0.04)


def test_sobol_indices_of_an_additive_margin_add_up(written: Callable[[str], Parameters]) -> None:
    fixed = EXAMPLE.read_text(encoding="utf-8").replace("low = 0.85\nhigh = 0.97", "low = 0.9\nhigh = 0.9")
    fixed = fixed.replace("low = 0.1\nhigh = 0.6", "low = 0.5\nhigh = 0.5")
    found = keeping(written(fixed))
    assert sum(one.first_order for one in found.influences) == pytest.approx(1, abs=0.03)
    assert all(one.first_order == pytest.approx(one.total, abs=0.03) for one in found.influences)


def test_the_result_is_the_same_each_time() -> None:
    assert keeping(read_parameters(EXAMPLE)) == keeping(read_parameters(EXAMPLE))


def test_clauses_are_tied_to_the_plan(written: Callable[[str], Parameters]) -> None:
    assessed = assess_files([EXAMPLES / "plan.en.md"])
    found = with_keeping(assessed, read_parameters(EXAMPLE)).documents[0].keeping
    assert found is not None
    left = [assessed.documents[0].commitments[index] for index in found.unanswered]
    assert "recognise_territory" in {one.act for one in left}
    assert all(one.point != "3" for one in left)
    strange = EXAMPLE.read_text(encoding="utf-8").replace('act = "limit_forces"', 'act = "amnesty"')
    with pytest.raises(IreniconError, match="point 3, amnesty"):
        with_keeping(assessed, written(strange))


def test_a_plan_without_commitments_cannot_be_asked(tmp_path: Path) -> None:
    path = tmp_path / "empty.md"
    path.write_text("# Nothing\n\nThe weather was fine.\n", encoding="utf-8")
    with pytest.raises(IreniconError, match="No plan with commitments"):
        with_keeping(assess_files([path]), read_parameters(EXAMPLE))


def test_what_it_needs_names_the_plans_clauses() -> None:
    asked = questions(assess_files([EXAMPLES / "plan.en.md"]).documents[0].commitments)
    assert '[[clause]]\npoint = "3"\nact = "limit_forces"' in asked
    assert all(f"[{name}]" in asked for name in ("share", "win_before", "cost_first", "discount"))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("[discount]", "[discounted]"),
        ("low = 0.45\nhigh = 0.55", "low = 0.55\nhigh = 0.45"),
        ("high = 0.97", "high = 1.0"),
        ('source = "points 5 to 8 of the plan"', 'source = ""'),
        ("[share]", "[share"),
        ('act = "withdraw_forces"', 'act = "limit_forces"'),
        ("[discount]", '[win_after]\nlow = 0.4\nhigh = 0.6\nsource = "x"\n\n[discount]'),
    ],
)
def test_without_its_inputs_it_says_what_it_needs(tmp_path: Path, old: str, new: str) -> None:
    path = tmp_path / "k.toml"
    path.write_text(EXAMPLE.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    with pytest.raises(IreniconError, match=r"k\.toml"):
        read_parameters(path)
