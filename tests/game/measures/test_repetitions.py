"""One machine counts repetitions, in play and in recordings, the same however the samples arrive."""

from __future__ import annotations

import copy
import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from game.measures import Adaptive, Fixed, Params, Repetition, RepetitionCounter, count_repetitions
from tests.game.measures.signals import there_and_back
from tests.oracles import cases

ORACLE = {name: case for name, case in cases("reps_tempo").items() if "count" in case["expected"]}
RATE_HZ = 50.0
PLAY = Params(Adaptive(asked_deg=70.0))


def played(params: Params, angle: NDArray[np.float64], rate_hz: float = RATE_HZ) -> list[Repetition]:
    counter = RepetitionCounter(params)
    speed = np.gradient(angle, np.arange(len(angle)) / rate_hz)
    fed = (counter.feed(i / rate_hz, float(angle[i]), float(speed[i])) for i in range(len(angle)))
    return [repetition for repetition in fed if repetition is not None]


@pytest.mark.parametrize("name", ORACLE)
def test_oracle(name: str) -> None:
    """Clean, partial, noisy, held, fluttering and unfinished movements."""
    asked, expected, tol = ORACLE[name]["input"], ORACLE[name]["expected"], ORACLE[name]["tol"]
    t_s = np.arange(len(asked["angle_deg"])) / asked["fs"]
    found = count_repetitions(
        t_s, asked["angle_deg"], asked["lo"], asked["hi"], duration_s_min=asked["min_dur_s"]
    ).repetitions
    assert len(found) == expected["count"]
    assert [r.peak_s for r in found] == pytest.approx(expected["peak_times_s"], abs=tol)
    assert [r.peak_s - r.start_s for r in found] == pytest.approx(expected["t_con_s"], abs=tol)
    assert [r.end_s - r.peak_s for r in found] == pytest.approx(expected["t_ecc_s"], abs=tol)
    assert [r.amplitude_deg for r in found] == pytest.approx(expected["amp_deg"], abs=tol)


def test_a_movement_that_turns_back_early_is_partial() -> None:
    """The oracle's third movement of four, and not the small ones below a fifth of the way."""
    asked = ORACLE["four_with_one_partial"]["input"]
    t_s = np.arange(len(asked["angle_deg"])) / asked["fs"]
    assert count_repetitions(t_s, asked["angle_deg"], 20.0, 60.0).partial == 1
    angle = there_and_back([80.0, 25.0, 45.0, 80.0], 3.0, RATE_HZ)
    found = count_repetitions(np.arange(len(angle)) / RATE_HZ, angle, 20.0, 60.0)
    assert (len(found.repetitions), found.partial) == (2, 1)


def test_a_movement_of_more_than_fifteen_seconds_is_abandoned_and_the_next_one_counts() -> None:
    angle = np.r_[np.zeros(20), np.full(800, 80.0), np.zeros(20), there_and_back([80.0], 2.0, RATE_HZ)]
    found = count_repetitions(np.arange(len(angle)) / RATE_HZ, angle, 20.0, 60.0)
    assert (len(found.repetitions), found.abandoned) == (1, 1)
    counter = RepetitionCounter(PLAY)
    assert sum(counter.feed(i / RATE_HZ, x, 0.0) is not None for i, x in enumerate(angle.tolist())) == 1
    assert counter.state.abandoned == 1


@settings(max_examples=40)
@given(st.lists(st.floats(0.0, 100.0), max_size=8), st.integers(0, 10_000))
def test_a_movement_downward_is_the_same_with_thresholds_swapped_in_sign(heights: list[float], seed: int) -> None:
    angle = there_and_back(heights, 2.0, RATE_HZ)
    angle = angle + np.random.default_rng(seed).normal(0.0, 1.0, len(angle))
    t_s = np.arange(len(angle)) / RATE_HZ
    up, down = count_repetitions(t_s, angle, 20.0, 60.0), count_repetitions(t_s, -angle, -20.0, -60.0)
    assert (down.partial, down.abandoned) == (up.partial, up.abandoned)
    for rise, fall in zip(up.repetitions, down.repetitions, strict=True):
        assert (fall.start_s, fall.peak_s, fall.end_s) == (rise.start_s, rise.peak_s, rise.end_s)
        assert (fall.start_deg, fall.peak_deg) == (-rise.start_deg, -rise.peak_deg)
        assert fall.amplitude_deg == rise.amplitude_deg


@settings(max_examples=40)
@given(st.sampled_from(sorted(ORACLE)), st.booleans(), st.lists(st.integers(1, 60), min_size=1, max_size=40))
def test_chunks_do_not_matter(name: str, fixed: bool, sizes: list[int]) -> None:
    """Fed in any chunks, through a copied state between them, the movements are those of one go."""
    angle = np.asarray(ORACLE[name]["input"]["angle_deg"], dtype=float)
    params = Params(Fixed(20.0, 60.0)) if fixed else PLAY
    speed = np.gradient(angle, np.arange(len(angle)) / RATE_HZ)
    counter, found, at = RepetitionCounter(params), [], 0
    for size in [*sizes, len(angle)]:
        resumed = RepetitionCounter(params)
        resumed.state = copy.copy(counter.state)
        counter = resumed
        for i in range(at, min(at + size, len(angle))):
            repetition = counter.feed(i / RATE_HZ, float(angle[i]), float(speed[i]))
            found += [] if repetition is None else [repetition]
        at = min(at + size, len(angle))
    assert found == played(params, angle)
    if fixed:
        assert tuple(found) == count_repetitions(np.arange(len(angle)) / RATE_HZ, angle, 20.0, 60.0).repetitions


@settings(max_examples=40)
@given(
    st.lists(st.floats(60.0, 150.0), min_size=1, max_size=12),
    st.floats(1.5, 6.0),
    st.floats(0.0, 1.0),
    st.floats(-90.0, 90.0),
    st.integers(0, 10_000),
)
def test_play_counts_every_movement_from_wherever_the_person_rests(
    heights: list[float], period_s: float, rest_s: float, offset_deg: float, seed: int
) -> None:
    """Movements of 60 to 150 degrees with a third of a degree of noise, none missed and none counted twice."""
    angle = there_and_back(heights, period_s, RATE_HZ, rest_s) + offset_deg
    angle = angle + np.random.default_rng(seed).normal(0.0, 0.3, len(angle))
    found = played(PLAY, angle)
    assert len(found) == len(heights)
    assert [r.amplitude_deg for r in found] == pytest.approx(heights, abs=4.0)


def test_play_follows_a_person_who_cannot_go_far() -> None:
    """Far less than what was asked counts from the first, and small movements count once they are the usual ones."""
    angle = there_and_back([30.0, 28.0, 26.0, 24.0, 20.0, 16.0, 14.0], 2.5, RATE_HZ, 0.4)
    assert len(played(PLAY, angle)) == 7


def test_play_does_not_count_fidgeting_between_wide_movements() -> None:
    angle = there_and_back([100.0, 8.0, 100.0, 18.0, 100.0], 2.5, RATE_HZ, 0.4)
    assert [round(r.peak_deg) for r in played(PLAY, angle)] == [100, 100, 100]


def test_play_ignores_a_bump_of_less_than_six_tenths_of_a_second() -> None:
    assert played(PLAY, there_and_back([60.0], 0.5, RATE_HZ, 1.0)) == []


def test_play_follows_a_rest_that_rises() -> None:
    """Whoever let the arm hang lower for a moment and now rests higher starts the next movement where they rest."""
    angle = np.r_[np.full(50, -20.0), np.zeros(1500), there_and_back([80.0], 2.0, RATE_HZ)]
    (found,) = played(PLAY, angle)
    assert found.start_s == pytest.approx(31.0, abs=0.2)
    assert found.start_deg == pytest.approx(0.0, abs=2.0)


def test_a_repetition_says_when_how_far_and_how_fast() -> None:
    """Start within two degrees of rest, the first maximum, half of the rise lost again, and the speed inside."""
    angle = there_and_back([80.0], 4.0, RATE_HZ, 1.0)
    (found,) = played(PLAY, angle)
    assert angle[round(found.start_s * RATE_HZ)] == found.start_deg <= 2.0
    assert found.peak_s == pytest.approx(3.0)
    assert found.peak_deg == pytest.approx(80.0)
    assert angle[round(found.end_s * RATE_HZ)] <= 40.0 + 1.0 < angle[round(found.end_s * RATE_HZ) - 1] + 1.0
    assert found.speed_deg_s_max == pytest.approx(80.0 * math.pi / 4.0, rel=0.01)
    assert found.duration_s == pytest.approx(found.end_s - found.start_s)


def test_what_is_in_progress_can_be_seen() -> None:
    counter = RepetitionCounter(PLAY)
    for i, angle in enumerate(there_and_back([80.0], 4.0, RATE_HZ, 1.0)[:130].tolist()):
        counter.feed(i / RATE_HZ, angle, 0.0)
    assert counter.state.moving
    assert counter.state.peak_deg == angle
    assert counter.state.start_s == pytest.approx(1.2, abs=0.1)


@pytest.mark.parametrize("params", [PLAY, Params(Fixed(20.0, 60.0))])
def test_a_hole_or_an_unknown_angle_abandons_the_movement_in_progress(params: Params) -> None:
    """Neither half of a broken movement counts; the next whole one does."""
    whole = there_and_back([80.0], 2.0, RATE_HZ, 0.5).tolist()
    for broken_s, filling in ((1.5, None), (0.0, math.nan)):
        counter = RepetitionCounter(params)
        samples = [(i / RATE_HZ, x) for i, x in enumerate(whole)]
        first = samples[:70]
        if filling is not None:
            first.append((70 / RATE_HZ, filling))
        later = [(t + broken_s, x) for t, x in samples[71:]]
        again = [(t + broken_s + 4.0, x) for t, x in samples]
        found = [r for t, x in first + later + again if (r := counter.feed(t, x, 0.0)) is not None]
        assert [round(r.peak_s - broken_s - 4.0, 2) for r in found] == [1.5]
        assert counter.state.abandoned == 1


def test_a_movement_seen_only_from_its_top_is_not_counted() -> None:
    assert count_repetitions(np.arange(50) / RATE_HZ, np.linspace(80.0, 0.0, 50), 20.0, 60.0).repetitions == ()


def test_no_samples_hold_no_repetitions() -> None:
    assert count_repetitions([], [], 20.0, 60.0).repetitions == ()


def test_equal_thresholds_are_a_mistake_of_the_caller() -> None:
    with pytest.raises(ValueError, match="threshold"):
        count_repetitions([0.0], [0.0], 20.0, 20.0)
