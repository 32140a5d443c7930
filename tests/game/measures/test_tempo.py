"""Tempo is how long a repetition went up, was held and came back."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.measures import tempo
from tests.oracles import cases

CASE = cases("reps_tempo")["tempo_2_1_3"]
ANGLE, RATE_HZ = np.asarray(CASE["input"]["angle_deg"]), float(CASE["input"]["fs"])


def test_oracle() -> None:
    """Minimum jerk in 2-1-3 s, cut at five per cent."""
    phases = tempo(ANGLE, RATE_HZ)
    for name in ("concentric_s", "hold_s", "eccentric_s"):
        assert phases[name].value == pytest.approx(CASE["expected"][name], abs=1e-9)
        assert phases[name].unit == "s"


def test_an_absolute_threshold_comes_nearer_to_the_tempo_that_was_asked() -> None:
    phases = tempo(ANGLE, RATE_HZ, threshold_deg_s=2.0)
    assert phases["concentric_s"].value == pytest.approx(2.0, rel=0.12)
    assert phases["eccentric_s"].value == pytest.approx(3.0, rel=0.12)


def test_a_symmetrical_rise_is_fastest_in_its_middle() -> None:
    phases = tempo(ANGLE, RATE_HZ)
    assert phases["time_to_peak_percent"].value == pytest.approx(50.0, abs=1.0)
    assert phases["peak_speed_deg_s"].value == pytest.approx(1.875 * float(np.ptp(ANGLE)) / 2.0, rel=0.01)
    assert 0.0 < phases["mean_speed_deg_s"].value < phases["peak_speed_deg_s"].value


@given(st.floats(0.05, 20.0), st.floats(-90.0, 90.0))
def test_phases_do_not_depend_on_how_far_or_from_where(scale: float, offset_deg: float) -> None:
    plain, other = tempo(ANGLE, RATE_HZ), tempo(scale * ANGLE + offset_deg, RATE_HZ)
    for name in ("concentric_s", "hold_s", "eccentric_s"):
        assert other[name].value == pytest.approx(plain[name].value, abs=1.5 / RATE_HZ), name


def test_a_movement_that_does_not_come_back_has_no_way_back() -> None:
    phases = tempo(ANGLE[:125], RATE_HZ)
    assert phases["concentric_s"].valid
    assert phases["eccentric_s"].reason == phases["hold_s"].reason == "no movement back after the way up"


@pytest.mark.parametrize("angle", [np.zeros(2), np.zeros(50), np.r_[ANGLE, np.nan], ANGLE[200:]])
def test_without_a_way_up_everything_is_nan(angle: np.ndarray[tuple[int], np.dtype[np.float64]]) -> None:
    assert not any(value.valid for value in tempo(angle, RATE_HZ).values())
