"""Samples as they came become samples at a steady rate, or a reason why not."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.measures import movement_bounds, uniform
from tests.game.measures.signals import minimum_jerk


@given(st.integers(0, 2**32 - 1), st.floats(-50.0, 50.0), st.floats(-50.0, 50.0))
def test_a_straight_line_stays_a_straight_line(seed: int, slope: float, level: float) -> None:
    """Linear interpolation of a line, at times with a little jitter, is the line."""
    t_s = np.arange(200) / 50.0 + np.random.default_rng(seed).uniform(-0.002, 0.002, 200)
    drawn = uniform(t_s, level + slope * (t_s - t_s[0]), 100.0)
    assert drawn.reason is None
    np.testing.assert_allclose(drawn.values, level + slope * np.arange(len(drawn.values)) / 100.0, atol=1e-9)


def test_vectors_keep_their_shape_and_the_length_follows_the_rate() -> None:
    t_s = np.arange(101) / 50.0
    drawn = uniform(t_s, np.stack([t_s, 2.0 * t_s, -t_s], axis=1), 100.0)
    assert drawn.values.shape == (201, 3)
    assert drawn.rate_hz == 100.0
    np.testing.assert_allclose(drawn.values[:, 1], np.arange(201) / 50.0, atol=1e-9)


@pytest.mark.parametrize(
    ("t_s", "why"),
    [
        (np.array([0.0, 0.02]), "too few"),
        (np.r_[np.arange(50), np.arange(56, 100)] / 50.0, "gap of more than 100 ms"),
        (np.arange(100)[np.arange(100) % 3 != 0] / 50.0, "fewer than 80%"),
        (np.cumsum(np.tile([0.010, 0.030, 0.010], 40)), "expected samples"),
        (np.cumsum(np.tile([0.010, 0.030, 0.021, 0.020, 0.020], 40)), "too uneven"),
        (np.array([0.0, 0.02, 0.02, 0.04]), "do not rise"),
        (np.array([0.0, 0.02, np.nan, 0.04]), "not known"),
    ],
)
def test_times_that_cannot_be_trusted_give_a_reason(
    t_s: np.ndarray[tuple[int], np.dtype[np.float64]], why: str
) -> None:
    drawn = uniform(t_s, np.zeros(len(t_s)), 50.0)
    assert drawn.values.size == 0
    assert drawn.reason is not None
    assert why in drawn.reason


def test_one_lost_sample_is_bridged() -> None:
    assert uniform(np.delete(np.arange(100) / 50.0, 40), np.zeros(99), 50.0).reason is None


def test_a_movement_lies_between_five_percent_and_five_percent() -> None:
    """Rest around a movement is left out, and dips within it are kept."""
    speed = np.r_[
        np.zeros(50), minimum_jerk(60.0, 1.0, 100.0), np.zeros(5), minimum_jerk(60.0, 1.0, 100.0), np.zeros(50)
    ]
    bounds = movement_bounds(speed)
    assert bounds is not None
    assert speed[bounds.start - 1] <= 0.05 * speed.max() < speed[bounds.start]
    assert speed[bounds.stop] <= 0.05 * speed.max() < speed[bounds.stop - 1]
    assert bounds.stop - bounds.start > 180


@pytest.mark.parametrize("speed", [[], [0.0, 0.0], [0.0, np.nan, 1.0]])
def test_without_movement_there_are_no_bounds(speed: list[float]) -> None:
    assert movement_bounds(speed) is None
