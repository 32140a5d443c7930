"""Movements of the body are counted about whatever axis, from how one sensor turns."""

from __future__ import annotations

import copy
import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from game.measures.swings import Claim, Swing, SwingCounter
from tests.game.measures.signals import there_and_back
from tests.game.motion.strategies import DIRECTIONS

Rates = NDArray[np.float64]
"""Rows of rad/s about the sensor's three axes."""
RATE_HZ = 50.0
UPRIGHT = (0.0, 0.0, 1.0)


def turning(
    angle_deg: NDArray[np.float64], axis: tuple[float, float, float] = UPRIGHT, rate_hz: float = RATE_HZ
) -> Rates:
    """What a gyroscope says of a turn about one axis."""
    return np.outer(np.diff(np.radians(angle_deg), prepend=math.radians(angle_deg[0])) * rate_hz, axis)


def counted(rates: Rates, rate_hz: float = RATE_HZ) -> list[Swing]:
    counter = SwingCounter()
    return [swing for step, rate in enumerate(rates.tolist()) for swing in counter.feed(step / rate_hz, tuple(rate))]


@settings(max_examples=60)
@given(
    st.lists(st.floats(0.5, 1.0), min_size=1, max_size=8),
    st.floats(25.0, 150.0),
    st.tuples(st.floats(1.2, 6.0), st.floats(0.0, 2.0), st.sampled_from([25.0, 50.0, 100.0])),
    DIRECTIONS,
    st.tuples(st.floats(0.0, 3.0), DIRECTIONS),
    st.integers(0, 10_000),
)
def test_every_movement_counts_about_any_axis_at_any_pace(
    shares: list[float],
    widest_deg: float,
    pace: tuple[float, float, float],
    axis: tuple[float, float, float],
    bias: tuple[float, tuple[float, float, float]],
    seed: int,
) -> None:
    """With 2 deg/s of noise and a bias of up to 3, that nobody took away; each with when it turned back."""
    period_s, rest_s, rate_hz = pace
    angle = there_and_back([share * widest_deg for share in shares], period_s, rate_hz, rest_s)
    angle = np.r_[np.zeros(round(2 * rate_hz)), angle]
    rates = turning(angle, axis, rate_hz) + np.radians(bias[0]) * np.array(bias[1])
    rates += np.radians(np.random.default_rng(seed).normal(0.0, 2.0, rates.shape))
    found = counted(rates, rate_hz)
    assert len(found) == len(shares)
    peaks_s = [2.0 + rest_s + step * (period_s + rest_s) + period_s / 2 for step in range(len(shares))]
    assert [swing.peak_s for swing in found] == pytest.approx(peaks_s, abs=0.15 * period_s + 0.2)


@settings(max_examples=30)
@given(st.integers(1, 8), st.floats(15.0, 60.0), st.floats(1.0, 5.0), st.floats(-1.0, 1.0), DIRECTIONS)
def test_from_one_side_to_the_other_and_back_is_one_movement_and_a_circle_too(
    times: int, wide_deg: float, period_s: float, round_: float, axis: tuple[float, float, float]
) -> None:
    """From a swing in a plane to a circle, either way round, begun in the middle."""
    phase = 2.0 * np.pi * np.arange(round(times * period_s * RATE_HZ)) / (period_s * RATE_HZ)
    across = np.cross(axis, UPRIGHT if abs(axis[2]) < 0.9 else (1.0, 0.0, 0.0))
    across /= np.linalg.norm(across)
    there, aside = turning(wide_deg * np.sin(phase), axis), turning(round_ * wide_deg * np.cos(phase), tuple(across))
    assert len(counted(there + aside)) == pytest.approx(times, abs=1 if abs(round_) > 0.7 else 0)


def test_movements_that_become_small_count_all_of_them() -> None:
    """A fifth of the usual way, in a row."""
    angle = there_and_back([100.0] * 5 + [20.0] * 5 + [100.0] * 2, 2.5, RATE_HZ, 0.4)
    assert len(counted(turning(angle))) == 12


def test_a_fidget_between_wide_movements_is_none() -> None:
    angle = there_and_back([100.0, 8.0, 100.0, 18.0, 100.0], 2.5, RATE_HZ, 0.4)
    assert [round(swing.amplitude_deg, -1) for swing in counted(turning(angle))] == pytest.approx([90] * 3, abs=15)


def test_an_arm_that_stays_elsewhere_does_not_stop_the_count() -> None:
    """One wide way without a way back, then small movements there; the first of them may be lost in it."""
    away = np.r_[np.zeros(100), np.linspace(0.0, 120.0, 75)]
    angle = np.r_[away, 120.0 + there_and_back([20.0] * 10, 2.0, RATE_HZ, 0.5)]
    assert len(counted(turning(angle))) == pytest.approx(11, abs=3)


@pytest.mark.parametrize("held_s", [2.0, 10.0, 30.0])
def test_a_movement_that_is_held_counts_once(held_s: float) -> None:
    up, held = np.linspace(0.0, 70.0, 60), np.full(round(held_s * RATE_HZ), 70.0)
    angle = np.tile(np.r_[np.zeros(60), up, held, up[::-1], np.zeros(200)], 4)
    assert len(counted(turning(angle))) == 4


@pytest.mark.parametrize("tremor_deg", [2.0, 5.0])
def test_a_tremor_is_no_movement_and_hides_none(tremor_deg: float) -> None:
    """At 5 Hz, the whole time."""
    angle = there_and_back([50.0] * 5, 3.0, RATE_HZ, 1.0)
    trembling = tremor_deg * np.sin(2.0 * np.pi * 5.0 * np.arange(len(angle)) / RATE_HZ)
    assert len(counted(turning(angle + trembling))) == 5
    assert counted(turning(trembling)) == []


def test_a_bump_is_no_movement() -> None:
    assert counted(turning(there_and_back([30.0], 0.3, RATE_HZ, 2.0))) == []


def test_noise_is_no_movement() -> None:
    """A minute of 3 deg/s."""
    noise = np.radians(np.random.default_rng(7).normal(0.0, 3.0, (3000, 3)))
    assert counted(noise) == []


def test_after_a_silence_it_begins_anew() -> None:
    """What was in progress is forgotten; so is nothing else."""
    rates = turning(there_and_back([60.0] * 4, 2.0, RATE_HZ, 0.5)).tolist()
    counter, found = SwingCounter(), list[Swing]()
    for step, rate in enumerate(rates):
        away_s = 5.0 if step > 70 else 0.0  # the first movement is at its top
        found += counter.feed(step / RATE_HZ + away_s, tuple(rate))
    assert len(found) == 3
    assert counter.feed(0.0, (9.0, 0.0, 0.0)) == ()


@settings(max_examples=30)
@given(
    st.lists(st.floats(15.0, 120.0), max_size=6),
    st.lists(st.integers(1, 60), min_size=1, max_size=30),
    st.integers(0, 10_000),
)
def test_chunks_do_not_matter(heights: list[float], sizes: list[int], seed: int) -> None:
    """Fed in any chunks, by a copy of the counter each time, the movements are those of one go."""
    rates = turning(there_and_back(heights, 2.0, RATE_HZ, 0.2))
    rates = rates + np.random.default_rng(seed).normal(0.0, 0.1, rates.shape)
    counter, found, at = SwingCounter(), list[Swing](), 0
    for size in [*sizes, len(rates)]:
        counter = copy.deepcopy(counter)
        for step in range(at, min(at + size, len(rates))):
            found += counter.feed(step / RATE_HZ, tuple(rates[step].tolist()))
        at = min(at + size, len(rates))
    assert found == counted(rates)


@settings(max_examples=30)
@given(st.permutations([0, 1, 2]), st.tuples(*[st.sampled_from([-1.0, 1.0])] * 3), st.integers(0, 10_000))
def test_mirrored_or_otherwise_mounted_it_counts_the_same(
    order: list[int], signs: tuple[float, float, float], seed: int
) -> None:
    draws = np.random.default_rng(seed)
    rates = np.cumsum(draws.normal(0.0, 0.15, (1500, 3)), axis=0)
    rates -= np.linspace(0.0, 1.0, 1500)[:, None] * rates[-1]
    one, other = counted(rates), counted(rates[:, order] * signs)
    assert [swing.peak_s for swing in other] == [swing.peak_s for swing in one]


def test_what_another_measure_saw_is_new_early_or_folded() -> None:
    """An angle from the middle of a swing from side to side sees each side; the first one counts, the other not."""
    angle = 30.0 * np.sin(2.0 * np.pi * np.arange(200) / 200)
    counter, found = SwingCounter(), list[Swing]()
    for step, rate in enumerate(turning(angle).tolist()):
        found += counter.feed(step / RATE_HZ, tuple(rate))
        if step in (5, 105):  # the smoothed path is a tenth of a second late
            start = counter.mark()
        if step in (55, 155):
            peak = counter.mark()
        if step == 58:
            assert counter.claim(start, peak, 30.0) is Claim.EARLY
        if step == 83:
            assert counter.claim(start, peak, 30.0) is Claim.NEW
        if step == 180:
            assert counter.claim(start, peak, 30.0) is Claim.FOLDED
    assert found == []
