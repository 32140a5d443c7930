"""Following a path: what was put in as error, lag and gain comes out."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.measures import following

RATE_HZ = 60.0
TIMES = np.arange(0.0, 30.0, 1.0 / RATE_HZ)


def path_deg(late_s: float = 0.0) -> np.ndarray:
    """A path that never repeats itself, seen so much later."""
    t_s = TIMES - late_s
    return 20.0 * np.sin(0.9 * t_s) + 9.0 * np.sin(0.9 * math.sqrt(3.0) * t_s + 1.0)


@settings(max_examples=25, deadline=None)
@given(st.floats(-0.9, 0.9), st.floats(0.2, 2.0), st.floats(-20.0, 20.0))
def test_the_lag_and_the_gain_that_were_put_in_come_out(late_s: float, gain: float, off_deg: float) -> None:
    found = following(path_deg(), gain * path_deg(late_s) + off_deg, RATE_HZ)
    assert found["lag"].value == pytest.approx(late_s, abs=1.0 / RATE_HZ)
    assert found["gain"].value == pytest.approx(gain, rel=0.03)
    assert found["correlation"].value > 0.999
    assert found["bias"].value == pytest.approx(off_deg, abs=3.0)


def test_whoever_is_on_the_path_has_no_error_and_no_lag() -> None:
    found = following(path_deg(), path_deg(), RATE_HZ)
    assert next(iter(found)) == "error_rms" and found["error_rms"].value == 0.0
    assert found["lag"].value == 0.0 and found["gain"].value == pytest.approx(1.0)


def test_an_offset_is_all_error_and_no_lag() -> None:
    found = following(path_deg(), path_deg() + 5.0, RATE_HZ)
    assert found["error_rms"].value == pytest.approx(5.0) and found["bias"].value == pytest.approx(5.0)
    assert found["lag"].value == 0.0


def test_a_lag_explains_what_it_is_the_cause_of() -> None:
    """All of what is off where one is only late; little where one is unsteady."""
    assert following(path_deg(), path_deg(0.4), RATE_HZ)["explained"].value > 0.95
    unsteady = path_deg() + np.random.default_rng(1).normal(0.0, 8.0, TIMES.size)
    assert following(path_deg(), unsteady, RATE_HZ)["explained"].value < 0.1


def test_whoever_shakes_does_not_follow() -> None:
    shaken = 25.0 * np.sin(math.tau * 2.0 * TIMES)
    assert following(path_deg(), shaken, RATE_HZ)["correlation"].value < 0.2


def test_a_still_or_short_movement_has_an_error_and_no_lag() -> None:
    still = following(path_deg(), np.full(TIMES.size, 7.0), RATE_HZ)
    assert still["error_rms"].valid and not still["lag"].valid and still["lag"].reason == "no movement"
    assert math.isnan(still["gain"].value)
    short = following(path_deg()[:100], path_deg()[:100], RATE_HZ)
    assert short["error_rms"].valid and not short["lag"].valid
    assert not following(path_deg(), path_deg()[:-1], RATE_HZ)["error_rms"].valid
