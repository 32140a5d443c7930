"""Range of motion is how far one repetition went, whatever the offset, and a spike does not make it."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.measures import range_of_motion
from tests.game.measures.signals import there_and_back

REPETITION = there_and_back([73.0], 3.0, 50.0, rest_s=0.5)


def test_a_rotation_of_73_degrees_has_a_range_of_73() -> None:
    measured = range_of_motion(REPETITION, 50.0)
    assert measured["range_deg"].value == pytest.approx(73.0, abs=0.5)
    assert measured["peak_deg"].value == pytest.approx(73.0, abs=0.5)
    assert measured["start_deg"].value == pytest.approx(0.0, abs=0.5)
    assert {value.unit for value in measured.values()} == {"deg"}


@given(st.floats(-180.0, 180.0))
def test_a_constant_offset_changes_peak_and_start_and_not_the_range(offset_deg: float) -> None:
    plain, moved = range_of_motion(REPETITION, 50.0), range_of_motion(REPETITION + offset_deg, 50.0)
    assert moved["range_deg"].value == pytest.approx(plain["range_deg"].value, abs=1e-9)
    assert moved["peak_deg"].value == pytest.approx(plain["peak_deg"].value + offset_deg, abs=1e-9)


def test_a_movement_mirrored_in_sign_has_the_same_range() -> None:
    plain, mirrored = range_of_motion(REPETITION, 50.0), range_of_motion(-REPETITION, 50.0)
    assert mirrored["range_deg"].value == pytest.approx(plain["range_deg"].value, abs=1e-9)


def test_the_rate_does_not_matter() -> None:
    fast = range_of_motion(there_and_back([73.0], 3.0, 200.0, rest_s=0.5), 200.0)
    assert fast["range_deg"].value == pytest.approx(range_of_motion(REPETITION, 50.0)["range_deg"].value, abs=0.1)


def test_one_spike_of_a_single_sample_adds_less_than_a_third_of_itself() -> None:
    spiked = REPETITION.copy()
    spiked[int(np.argmax(spiked))] += 30.0
    assert range_of_motion(spiked, 50.0)["peak_deg"].value < 73.0 + 10.0


@pytest.mark.parametrize("angle", [np.zeros(9), np.r_[np.zeros(20), np.nan]])
def test_what_cannot_be_filtered_is_nan_with_a_reason(angle: np.ndarray[tuple[int], np.dtype[np.float64]]) -> None:
    assert not any(value.valid for value in range_of_motion(angle, 50.0).values())
