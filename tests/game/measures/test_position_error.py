"""Joint position error is arithmetic on what was found less what was asked."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.measures import joint_position_error
from tests.oracles import cases

CASES = cases("joint_position_sense")
ANGLES = st.lists(st.tuples(st.floats(-180.0, 180.0), st.floats(-180.0, 180.0)), min_size=1, max_size=20)


@pytest.mark.parametrize("name", CASES)
def test_oracle(name: str) -> None:
    """A worked example, a bias and several targets."""
    asked, expected = CASES[name]["input"], CASES[name]["expected"]
    measured = joint_position_error(asked["target"], asked["response"])
    assert {key: value.value for key, value in measured.items()} == pytest.approx(expected, abs=CASES[name]["tol"])
    assert next(iter(measured)) == "AE"
    assert {value.unit for value in measured.values()} == {"deg"}


@given(ANGLES)
def test_the_whole_error_is_its_constant_and_its_variable_part(trials: list[tuple[float, float]]) -> None:
    """E² = CE² + VE², and ACE ≤ AE ≤ E."""
    measured = {name: value.value for name, value in joint_position_error(*np.array(trials).T).items()}
    assert measured["E"] ** 2 == pytest.approx(measured["CE"] ** 2 + measured["VE"] ** 2, abs=1e-9)
    assert measured["ACE"] <= measured["AE"] + 1e-9
    assert measured["AE"] <= measured["E"] + 1e-9


def test_one_trial_has_an_error_and_no_spread_of_a_sample() -> None:
    measured = joint_position_error([30.0], [33.0])
    assert measured["AE"].value == 3.0
    assert measured["VE"].value == 0.0
    assert measured["VE_n1"].reason == "one trial does not vary"
