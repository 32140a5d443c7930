"""Tempo is how long a repetition went up, was held and came back."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.measures import TempoStream, tempo
from tests.oracles import cases

CASE = cases("reps_tempo")["tempo_2_1_3"]
PHASES = ("concentric_s", "hold_s", "eccentric_s")
ANGLE, RATE_HZ = np.asarray(CASE["input"]["angle_deg"]), float(CASE["input"]["fs"])


def test_oracle() -> None:
    """Minimum jerk in 2-1-3 s, cut at five per cent."""
    phases = tempo(ANGLE, RATE_HZ)
    for name in PHASES:
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
    for name in PHASES:
        assert other[name].value == pytest.approx(plain[name].value, abs=1.5 / RATE_HZ), name


def test_a_movement_that_does_not_come_back_has_no_way_back() -> None:
    phases = tempo(ANGLE[:125], RATE_HZ)
    assert phases["concentric_s"].valid
    assert phases["eccentric_s"].reason == phases["hold_s"].reason == "no movement back after the way up"


@pytest.mark.parametrize("angle", [np.zeros(2), np.zeros(50), np.r_[ANGLE, np.nan], ANGLE[200:]])
def test_without_a_way_up_everything_is_nan(angle: np.ndarray[tuple[int], np.dtype[np.float64]]) -> None:
    assert not any(value.valid for value in tempo(angle, RATE_HZ).values())


def test_what_was_asked_for_is_compared_phase_by_phase() -> None:
    """2-1-3 s as measured at five per cent: the ways shorter, the hold longer."""
    phases = tempo(ANGLE, RATE_HZ, asked_s=(2.0, 1.0, 3.0))
    errors = [phases[name].value for name in ("concentric_error_s", "hold_error_s", "eccentric_error_s")]
    assert errors == pytest.approx([-0.24, 0.36, -0.48], abs=1e-9)
    half = tempo(ANGLE[:125], RATE_HZ, asked_s=(2.0, 1.0, 3.0))
    assert half["concentric_error_s"].valid
    assert half["eccentric_error_s"].reason == "no movement back after the way up"


@settings(max_examples=40)
@given(st.lists(st.integers(0, 80), max_size=20), st.sampled_from([None, 2.0]))
def test_a_stream_in_pieces_of_any_size_is_the_whole(sizes: list[int], threshold_deg_s: float | None) -> None:
    """Not nearly: the same numbers, and the next repetition begins anew."""
    stream, at = TempoStream(RATE_HZ, threshold_deg_s, asked_s=(2.0, 1.0, 3.0)), 0
    for size in sizes:
        stream.feed(ANGLE[at : at + size])
        at = min(ANGLE.size, at + size)
    for angle in ANGLE[at:]:
        stream.feed(angle)
    whole = tempo(ANGLE, RATE_HZ, threshold_deg_s, asked_s=(2.0, 1.0, 3.0))
    assert stream.measures() == whole
    stream.begin()
    assert not any(value.valid for value in stream.measures().values())
    stream.feed(ANGLE)
    assert stream.measures() == whole
