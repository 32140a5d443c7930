"""Two limbs together: the lags and the ratio that were put in come out."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from game.measures import bimanual

RATE_HZ = 100.0
TIMES = np.arange(0.0, 4.0, 1.0 / RATE_HZ)


def raised(tall_deg: float, late_s: float = 0.0) -> NDArray[np.float64]:
    """Still, then up and down within two seconds, so much later."""
    share = np.clip((TIMES - 1.0 - late_s) / 2.0, 0.0, 1.0)
    return 0.5 * tall_deg * (1.0 - np.cos(math.tau * share))


@settings(max_examples=25, deadline=None)
@given(st.floats(-0.8, 0.8), st.floats(10.0, 90.0), st.floats(10.0, 90.0))
def test_what_was_put_in_comes_out(late_s: float, one_deg: float, other_deg: float) -> None:
    found = bimanual(raised(one_deg), raised(other_deg, late_s), RATE_HZ)
    assert next(iter(found)) == "amplitude_ratio"
    assert found["amplitude_ratio"].value == pytest.approx(min(one_deg, other_deg) / max(one_deg, other_deg), rel=0.01)
    for name in ("onset_lag", "peak_lag", "xcorr_lag"):
        assert found[name].value == pytest.approx(late_s, abs=0.03), name
    assert found["xcorr"].value > 0.97


def test_swapped_limbs_are_late_the_other_way() -> None:
    one, other = raised(40.0), raised(30.0, 0.3)
    there, back = bimanual(one, other, RATE_HZ), bimanual(other, one, RATE_HZ)
    assert there["onset_lag"].value == pytest.approx(-back["onset_lag"].value)
    assert there["amplitude_ratio"].value == back["amplitude_ratio"].value


def test_a_limb_that_does_not_move_has_no_lag() -> None:
    found = bimanual(raised(40.0), np.zeros(TIMES.size), RATE_HZ)
    assert {value.reason for value in found.values()} == {"a limb did not move"}
    assert all(math.isnan(value.value) for value in found.values())


def test_limbs_that_take_turns_are_not_alike() -> None:
    """Seen at the same time, they are opposite."""
    turns = np.sin(math.tau * TIMES)
    assert bimanual(20.0 * turns, -20.0 * turns, RATE_HZ)["xcorr_lag"].value == pytest.approx(0.5, abs=0.02) or (
        bimanual(20.0 * turns, -20.0 * turns, RATE_HZ)["xcorr_lag"].value == pytest.approx(-0.5, abs=0.02)
    )
