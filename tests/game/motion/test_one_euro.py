"""The One-Euro filter is smooth when slow and quick when fast."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.motion.one_euro import OneEuro, OneEuroParams
from tests.oracles import cases

ORACLE = {name: case for name, case in cases("live_filters").items() if name.startswith("one_euro")}


@pytest.mark.parametrize("name", ORACLE)
def test_oracle(name: str) -> None:
    """The same values as the filter's authors' package (PyPI OneEuroFilter)."""
    case = ORACLE[name]
    fed = case["input"]
    smooth = OneEuro(OneEuroParams(fed["min_cutoff"], fed["beta"], fed["d_cutoff"]))
    got = [smooth.feed(t_s, x) for t_s, x in zip(fed["t_s"], fed["x_deg"], strict=True)]
    assert got == pytest.approx(case["expected"]["y"], abs=case["tol"])


def test_nothing_is_known_before_the_first_value() -> None:
    assert math.isnan(OneEuro(OneEuroParams()).value)


def test_the_first_value_passes_as_it_is_and_so_does_the_first_after_a_reset() -> None:
    smooth = OneEuro(OneEuroParams())
    assert smooth.feed(5.0, 40.0) == 40.0
    smooth.feed(5.1, 80.0)
    smooth.reset()
    assert smooth.feed(5.2, -10.0) == -10.0
    assert smooth.speed == 0.0


@given(st.floats(-1.0, 0.0))
def test_a_time_that_does_not_rise_changes_nothing(back_s: float) -> None:
    smooth = OneEuro(OneEuroParams())
    smooth.feed(1.0, 10.0)
    smooth.feed(1.01, 11.0)
    before = (smooth.value, smooth.speed)
    smooth.feed(1.01 + back_s, 99.0)
    assert (smooth.value, smooth.speed) == before


def test_the_faster_the_movement_the_less_it_lags() -> None:
    def lag_s(speed_deg_s: float) -> float:
        smooth = OneEuro(OneEuroParams())
        for step in range(300):
            smooth.feed(step / 100.0, speed_deg_s * step / 100.0)
        return (speed_deg_s * 2.99 - smooth.value) / speed_deg_s

    assert lag_s(120.0) < lag_s(30.0) < lag_s(5.0)
    assert lag_s(60.0) < 0.1, "a hand that moves must not be felt to lag"


@pytest.mark.parametrize("rate_hz", [20, 50, 100, 200])
def test_the_speed_is_that_of_the_movement_however_often_values_come(rate_hz: int) -> None:
    smooth, speeds = OneEuro(OneEuroParams()), []
    for step in range(4 * rate_hz):
        t_s = step / rate_hz
        smooth.feed(t_s, 45.0 - 45.0 * math.cos(math.tau * t_s / 4.0))
        speeds.append(smooth.speed)
    true_deg_s = 45.0 * math.tau / 4.0
    assert max(speeds) == pytest.approx(true_deg_s, rel=0.1)
    assert min(speeds) == pytest.approx(-true_deg_s, rel=0.1)
