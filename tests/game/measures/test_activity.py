"""Muscle activity: shares of the calibrated effort by their definition, or the reason why there are none."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.measures import muscle_activity

RATE_HZ = 60.0


def square(low: float, high: float) -> list[float]:
    """Ten seconds: two low, one high, and so on."""
    return [high if (k // 60) % 3 == 2 else low for k in range(600)]


def test_known_activity_has_its_numbers() -> None:
    """Rest at 5 %, three efforts of a second at 60 %."""
    found = muscle_activity(np.array(square(0.05, 0.6)), RATE_HZ, "%RVC")
    assert {name: value.value for name, value in found.items()} == pytest.approx(
        {"mean": (7 * 5 + 3 * 60) / 10, "peak": 60.0, "rest": 5.0}
    )
    assert {value.unit for value in found.values()} == {"%RVC"}


@given(st.integers(0, 2**16), st.integers(300, 900), st.integers(0, 250))
def test_they_are_in_order_and_gaps_are_no_activity(seed: int, ticks: int, gap: int) -> None:
    """Rest is never above the peak, the mean lies in the range, and what was not heard counts as nothing."""
    activity = np.random.default_rng(seed).uniform(-0.2, 1.4, gap + ticks)
    activity[:gap] = math.nan
    found = {name: value.value for name, value in muscle_activity(activity, RATE_HZ, "%RVC").items()}
    heard = 100.0 * activity[gap:]
    assert heard.min() - 1e-9 <= found["rest"] <= found["peak"] <= heard.max() + 1e-9
    assert found["mean"] == pytest.approx(heard.mean(), abs=1e-6)


@pytest.mark.parametrize(
    ("activity", "words"),
    [
        ([], "less than 5 s"),
        ([0.5] * 299, "less than 5 s"),
        ([0.5, math.nan] * 600, "without a break"),
        (square(0.0, 1.6), "beyond 150 %"),
    ],
)
def test_what_cannot_be_had_says_why(activity: list[float], words: str) -> None:
    """Too short, in pieces, or measured against an effort that was none."""
    for value in muscle_activity(np.array(activity), RATE_HZ, "%RVC").values():
        assert not value.valid and words in (value.reason or "")
