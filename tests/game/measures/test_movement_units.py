"""Movement units are the pushes of which a movement is made."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.measures import movement_units
from tests.game.measures.signals import minimum_jerk
from tests.oracles import cases

CASES = cases("smoothness")
ASKED, EXPECTED = CASES["movement_units"]["input"], CASES["movement_units"]["expected"]
PROFILES = [
    ("min_jerk_1s_50Hz", EXPECTED["min_jerk"]),
    ("two_submovements", EXPECTED["two"]),
    ("three_submovements", EXPECTED["three"]),
]


@pytest.mark.parametrize(("name", "count"), PROFILES)
def test_oracle(name: str, count: int) -> None:
    """By the hand's 20 mm/s, and by a share of the peak when there is no unit to go by."""
    speed, rate_hz = CASES[name]["input"]["speed"], CASES[name]["input"]["fs"]
    assert movement_units(speed, rate_hz, rise_min=ASKED["min_amp"]).value == count
    assert movement_units(speed, rate_hz).value == count


@given(st.integers(1, 6), st.floats(0.4, 1.5), st.floats(1e-3, 1e3), st.sampled_from([25.0, 50.0, 100.0]))
def test_as_many_as_were_made_however_fast_and_however_sampled(
    pushes: int, each_s: float, scale: float, rate_hz: float
) -> None:
    speed = np.tile(minimum_jerk(scale, each_s, rate_hz)[:-1], pushes)
    assert movement_units(speed, rate_hz).value == pushes


def test_two_peaks_closer_than_150_ms_are_one_push() -> None:
    def with_peaks_apart(samples: int) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
        peak = [0.0, 0.5, 1.0, 0.5]
        return np.array([*peak, *[0.4] * (samples - 4), *peak, 0.0])

    assert movement_units(with_peaks_apart(14), 100.0).value == 1
    assert movement_units(with_peaks_apart(15), 100.0).value == 2


def test_a_rise_too_small_to_be_a_push_is_none() -> None:
    speed = np.array([0.0, 10.0, 5.0, 5.4, 0.0])
    assert movement_units(speed, 5.0).value == 1
    assert movement_units(speed, 5.0, rise_min=0.1).value == 2


def test_a_level_top_is_one_peak() -> None:
    assert movement_units([0.0, 1.0, 1.0, 1.0, 0.0], 10.0).value == 1


def test_without_movement_there_is_nothing_to_count() -> None:
    assert movement_units(np.zeros(50), 50.0).reason == "no movement"
