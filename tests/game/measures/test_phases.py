"""Phases tell how long a repetition went there, was held and came back, whatever trembles and wobbles on it."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from game.measures import phases, tempo
from game.measures.minimum_jerk import PEAK, time_share, way_share
from tests.oracles import cases

CASE = cases("reps_tempo")["tempo_2_1_3"]
NAMES = ("there_s", "hold_s", "back_s")


def path(way_deg: float, up_s: float, hold_s: float, down_s: float) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The smoothest repetition, with a second of rest before and after it."""
    times = np.arange(0.0, up_s + hold_s + down_s + 2.0, 0.01)
    ways = [way_share((t - 1.0) / up_s) - way_share((t - 1.0 - up_s - hold_s) / down_s) for t in times.tolist()]
    return times, way_deg * np.array(ways)


def test_near_the_tempo_that_was_asked_for() -> None:
    """The oracle's repetition in 2-1-3 s: at least as near as the absolute rule of `tempo`."""
    angle, rate_hz = np.asarray(CASE["input"]["angle_deg"]), float(CASE["input"]["fs"])
    found = phases(np.arange(angle.size) / rate_hz, angle)
    for name, asked_s in zip(NAMES, (2.0, 1.0, 3.0), strict=True):
        assert found[name].value == pytest.approx(asked_s, abs=0.35) and found[name].unit == "s"


@given(st.floats(20.0, 120.0), st.floats(1.0, 5.0), st.floats(0.5, 4.0), st.floats(1.0, 5.0))
@settings(max_examples=40)
def test_as_tempo_at_its_absolute_threshold_but_for_what_smoothing_spreads(
    way_deg: float, up_s: float, hold_s: float, down_s: float
) -> None:
    times, angle = path(way_deg, up_s, hold_s, down_s)
    found, known = phases(times, angle), tempo(angle, 100.0, 2.0)
    for name, other in zip(NAMES, ("concentric_s", "hold_s", "eccentric_s"), strict=True):
        assert found[name].value == pytest.approx(known[other].value, abs=0.5)


@given(st.floats(4.0, 12.0), st.floats(0.0, 3.0), st.floats(0.0, 6.3))
@settings(max_examples=40)
def test_a_tremor_changes_nothing(frequency_hz: float, amplitude_deg: float, phase: float) -> None:
    times, angle = path(60.0, 2.0, 1.0, 3.0)
    away = 1.0 - np.exp(-((angle / 10.0) ** 2))
    shaken = angle + amplitude_deg * away * np.sin(2.0 * math.pi * frequency_hz * times + phase)
    still, found = phases(times, angle), phases(times, shaken)
    for name in NAMES:
        assert found[name].value == pytest.approx(still[name].value, abs=0.2)
    assert found["back_deg_s_max"].value == pytest.approx(still["back_deg_s_max"].value, rel=0.12)
    assert found["back_sparc"].value <= still["back_sparc"].value + 0.02


def test_a_bob_at_the_top_and_a_stop_on_the_way_begin_no_other_phase() -> None:
    """`tempo` takes the last rise, wherever it is, for the end of the way up."""
    times, angle = path(60.0, 2.0, 3.0, 3.0)
    bob = angle - 4.0 * np.exp(-(((times - 4.5) / 0.25) ** 2))
    assert phases(times, bob)["there_s"].value == pytest.approx(phases(times, angle)["there_s"].value, abs=0.05)
    assert tempo(bob, 100.0, 2.0)["concentric_s"].value > 3.0
    slept = np.interp(times, np.r_[0.0, 7.5, 8.5, 11.0], np.r_[0.0, 7.5, 7.5, 10.0])
    stop = np.interp(slept, times, angle)
    assert phases(times, stop)["back_s"].value == pytest.approx(phases(times, angle)["back_s"].value + 1.0, abs=0.1)


def test_how_far_from_its_start_it_stays() -> None:
    times, angle = path(60.0, 2.0, 1.0, 3.0)
    left = np.where(times > 4.0, 15.0 + 0.75 * angle, angle)
    assert phases(times, left)["left_deg"].value == pytest.approx(15.0, abs=0.2)


@pytest.mark.parametrize("angle_deg", [[], [0.0] * 3, [5.0] * 300, [math.nan] * 300, list(range(300))])
def test_what_is_no_repetition_says_why(angle_deg: list[float]) -> None:
    found = phases(np.arange(len(angle_deg)) / 100.0, angle_deg)
    assert all(value.reason for value in found.values())


@given(st.floats(0.0, 1.0))
def test_the_way_and_the_time_of_the_smoothest_movement_undo_each_other(share: float) -> None:
    assert way_share(time_share(share)) == pytest.approx(share, abs=1e-6)


def test_the_peak_of_the_smoothest_movement_lies_in_its_middle() -> None:
    assert (way_share(0.5005) - way_share(0.4995)) / 0.001 == pytest.approx(PEAK, rel=1e-4)
