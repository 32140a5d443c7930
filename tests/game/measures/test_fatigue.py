"""Fatigue is told from the speed of the repetitions, and not from too few of them."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import theilslopes

from game.measures import velocity_loss
from tests.oracles import cases

CASE = cases("reliability_change")["velocity_loss"]
speeds = st.lists(st.floats(1.0, 500.0), min_size=2, max_size=20)


def test_the_oracle() -> None:
    found = velocity_loss(CASE["input"]["rep_peak_velocity"], unit="m/s")
    for name, value in CASE["expected"].items():
        assert found[name].value == pytest.approx(value, abs=CASE["tol"]), name
    assert next(iter(found)) == "loss_last_vs_best_pct"
    assert found["slope_per_rep"].unit == "m/s/repetition"


@given(speeds)
def test_loss_and_slope_are_those_of_their_definitions(peaks: list[float]) -> None:
    found = velocity_loss(peaks)
    assert found["loss_last_vs_best_pct"].value == pytest.approx(100.0 * (max(peaks) - peaks[-1]) / max(peaks))
    assert found["slope_per_rep"].valid == (len(peaks) >= 6)
    if len(peaks) >= 6:
        expected = theilslopes(peaks, np.arange(len(peaks)))[0]
        assert found["slope_per_rep"].value == pytest.approx(expected, rel=1e-9, abs=1e-12)


@given(speeds, st.floats(0.01, 100.0))
def test_the_unit_of_speed_does_not_change_a_loss(peaks: list[float], scale: float) -> None:
    plain, scaled = velocity_loss(peaks), velocity_loss([scale * peak for peak in peaks])
    assert scaled["loss_last_vs_best_pct"].value == pytest.approx(plain["loss_last_vs_best_pct"].value, abs=1e-9)
    assert 0.0 <= plain["loss_last_vs_best_pct"].value <= 100.0


@pytest.mark.parametrize("peaks", [[], [1.0], [0.0, 0.0], [1.0, math.nan, 2.0]])
def test_too_few_repetitions_no_movement_or_an_unknown_speed_is_nan_with_a_reason(peaks: list[float]) -> None:
    assert not any(value.valid for value in velocity_loss(peaks).values())
