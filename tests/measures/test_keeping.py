"""The commitment problem: the closed form against value iteration, and inputs that are refused."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from irenicon.errors import IreniconError
from irenicon.measures.keeping import attacker_keeps, keeping, read_parameters

EXAMPLE = Path(__file__).parents[2] / "examples" / "keeping.toml"
unit = st.floats(0.01, 0.99)


def iterated(share: float, win: float, cost: float, response: float, response_cost: float, discount: float) -> bool:
    """Whether never attacking is the best of C in the plan, by iterating the value of both choices."""
    war = win / (1 - discount) - cost - response * response_cost
    value = 0.0
    for _ in range(5000):
        value = max(share + discount * value, war)
    return share + discount * value >= war


@given(unit, unit, st.floats(0, 5), unit, st.floats(0, 5), st.floats(0.5, 0.98))
def test_the_closed_form_is_what_iteration_finds(
    share: float, win: float, cost: float, response: float, response_cost: float, discount: float
) -> None:
    margin = share - (win - (1 - discount) * (cost + response * response_cost))
    if abs(margin) < 1e-6:
        return
    x = {
        "share": np.array([share]),
        "win_after": np.array([win]),
        "cost_attacker": np.array([cost]),
        "response": np.array([response]),
        "response_cost": np.array([response_cost]),
        "discount": np.array([discount]),
    }
    assert bool(attacker_keeps(x)[0]) == iterated(share, win, cost, response, response_cost, discount)


def test_the_example_gives_shares_and_what_moves_most() -> None:
    found = keeping(read_parameters(EXAMPLE))
    assert 0 <= found.both <= min(found.attacker_keeps, found.defender_prefers) <= 1
    swings = [abs(one.at_high - one.at_low) for one in found.influences]
    assert swings == sorted(swings, reverse=True)
    assert found.influences[0].parameter == "win_after"


def test_the_result_is_the_same_each_time() -> None:
    assert keeping(read_parameters(EXAMPLE)) == keeping(read_parameters(EXAMPLE))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("discount = ", "# discount = "),
        ("low = 0.45, high = 0.55", "low = 0.55, high = 0.45"),
        ("high = 0.97", "high = 1.0"),
        ('source = "points 5 to 8 of the plan"', 'source = ""'),
        ("share = {", "share = "),
    ],
)
def test_without_its_inputs_it_says_what_it_needs(tmp_path: Path, old: str, new: str) -> None:
    path = tmp_path / "k.toml"
    path.write_text(EXAMPLE.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    with pytest.raises(IreniconError, match=r"k\.toml"):
        read_parameters(path)
