"""Pace: still is still, also for a hand that trembles; a slow movement is none."""

from __future__ import annotations

import math
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.exercises.pace import Pace, peak_of
from game.measures.minimum_jerk import PEAK, way_share

RATE_HZ = 100.0


def still_s(angle_deg: Callable[[float], float], seconds: float = 2.0) -> float:
    """For how long a limb that goes so has been still."""
    pace = Pace()
    for step in range(round(seconds * RATE_HZ)):
        pace.feed(step / RATE_HZ, angle_deg(step / RATE_HZ))
    return pace.still_s


@given(st.floats(-180.0, 180.0), st.floats(0.0, 6.0), st.integers(1, 3))
def test_a_tremor_does_not_count_as_motion(middle_deg: float, amplitude_deg: float, times: int) -> None:
    """Of 5 Hz, and of whatever goes whole times into its period."""
    assert still_s(lambda t: middle_deg + amplitude_deg * math.sin(math.tau * 5.0 * times * t)) > 1.6


@pytest.mark.parametrize(("speed_deg_s", "still"), [(0.0, True), (2.5, True), (3.5, False), (60.0, False)])
def test_three_degrees_a_second_are_motion(speed_deg_s: float, still: bool) -> None:
    assert (still_s(lambda t: speed_deg_s * t) > 1.7) is still


def test_an_angle_that_is_not_known_is_not_still() -> None:
    assert still_s(lambda _t: math.nan) == 0.0


def test_stillness_counts_from_where_it_is_asked_for() -> None:
    pace = Pace()
    for step in range(100):
        pace.feed(step / RATE_HZ, 7.0)
    pace.restart()
    assert pace.still_s == 0.0
    pace.feed(1.0, 7.0)
    pace.feed(1.1, 7.0)
    assert pace.still_s == pytest.approx(0.1)


@given(st.floats(5.0, 150.0), st.floats(0.35, 3.0), st.sampled_from([30.0, 50.0, 100.0]))
def test_the_peak_of_a_quick_movement_is_told_though_means_hide_it(
    way_deg: float, lasts_s: float, rate_hz: float
) -> None:
    pace, fastest_deg_s = Pace(), 0.0
    for step in range(round((lasts_s + 1.5) * rate_hz)):
        fastest_deg_s = max(
            fastest_deg_s, pace.feed(step / rate_hz, way_deg * way_share((step / rate_hz - 0.7) / lasts_s))
        )
    assert peak_of(fastest_deg_s, way_deg) == pytest.approx(PEAK * way_deg / lasts_s, rel=0.08)
    assert peak_of(fastest_deg_s, way_deg) >= fastest_deg_s


@given(st.floats(0.0, 200.0), st.floats(-5.0, 150.0))
def test_a_peak_is_never_below_what_was_measured(pace_deg_s: float, way_deg: float) -> None:
    assert peak_of(pace_deg_s, way_deg) >= pace_deg_s
