"""Steadied: a hand that trembles is drawn in the middle of its trembling, every other hand exactly where it is."""

from __future__ import annotations

import math

import numpy as np
import pytest

from game.screens.steadied import Steadied, Steady
from tests.game.screens.effects import seen_of

TICK_S = 1.0 / 60.0


def drawn(values: np.ndarray, least: float = 0.5) -> np.ndarray:
    """Where each of these values, a tick apart, is drawn."""
    number = Steady(least)
    return np.array([number.follow(float(value), TICK_S) for value in values])


@pytest.mark.parametrize("seed", range(12))
def test_a_hand_that_does_not_tremble_is_drawn_where_it_is(seed: int) -> None:
    """Whatever way it goes, slow or fast, and with the noise of a sensor on it: not a tick late."""
    rng = np.random.default_rng(seed)
    t_s = np.arange(0, 8, TICK_S)
    way = rng.uniform(5, 80) * np.sin(math.tau * rng.uniform(0.05, 1.5) * t_s + rng.uniform(0, 6))
    way += rng.uniform(-0.2, 0.2, t_s.size)
    assert np.array_equal(drawn(way), way)


@pytest.mark.parametrize("every", [3, 4, 5, 6, 7, 8, 9])
@pytest.mark.parametrize("far", [0.5, 3.0, 20.0])
def test_trembling_is_drawn_less_than_it_is(every: int, far: float) -> None:
    """From two thirds of a second on nothing of it is left but its middle."""
    ticks = np.arange(240)
    found = drawn(40.0 + far * np.where(ticks // every % 2, 1.0, -1.0))[40:]
    assert np.abs(found - 40.0).max() < 1e-6


@pytest.mark.parametrize("seed", range(8))
def test_trembling_that_is_not_even_is_drawn_far_less_than_it_is(seed: int) -> None:
    """Its rate and its size drift, as a body's do, between 4 and 9 times a second."""
    rng = np.random.default_rng(seed)
    t_s = np.arange(0, 6, TICK_S)
    rate_hz = rng.uniform(4.5, 8.5) + 0.5 * np.sin(math.tau * 0.7 * t_s + rng.uniform(0, 6))
    size = 3.0 + 1.5 * np.sin(math.tau * 0.5 * t_s + rng.uniform(0, 6))
    way = size * np.sin(math.tau * np.cumsum(rate_hz) * TICK_S) + rng.uniform(-0.2, 0.2, t_s.size)
    found = drawn(way)[40:]
    assert np.ptp(found) < 0.35 * np.ptp(way)
    assert found.std() < 0.2 * way.std()


def test_a_trembling_hand_that_goes_its_way_is_followed() -> None:
    """No later than a tenth of a second behind its middle."""
    t_s = np.arange(0, 4, TICK_S)
    middle = np.clip(30.0 * (t_s - 1.0), 0.0, 45.0)
    found = drawn(middle + 4.0 * np.sin(math.tau * 6.0 * t_s))
    late_deg = (middle - found)[(t_s > 1.5) & (t_s < 2.4)]
    assert late_deg.mean() < 30.0 * 0.11


def test_when_trembling_ends_it_is_drawn_where_it_is_again() -> None:
    """Within a second, and without a jump."""
    t_s = np.arange(0, 4, TICK_S)
    values = np.where(t_s < 2.0, 6.0 * np.sin(math.tau * 6.0 * t_s), 20.0 * np.maximum(0.0, t_s - 2.0))
    found = drawn(values)
    assert np.array_equal(found[t_s > 3.0], values[t_s > 3.0])
    assert np.abs(np.diff(found[t_s > 2.05])).max() < 1.5


def test_what_is_not_known_is_not_drawn_and_comes_back_at_once() -> None:
    """A gap is a gap, and nothing of what was before it is left."""
    number = Steady(0.5)
    for step in range(60):
        number.follow(float(step // 5 % 2), TICK_S)
    assert math.isnan(number.follow(math.nan, TICK_S))
    assert number.follow(70.0, TICK_S) == 70.0


@pytest.mark.parametrize("name", ["lanterns", "kite", "boat", "forge", "cottage", "ferry", "measure-range-far"])
def test_a_round_is_drawn_as_it_is_while_nothing_trembles(name: str) -> None:
    """Every value of it, known or not."""
    view, steadied = seen_of(name), Steadied()
    for _step in range(3):
        assert repr(steadied.see(view, TICK_S)) == repr(view)
