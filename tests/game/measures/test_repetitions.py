"""One machine counts repetitions, in play and in recordings, the same however the samples arrive."""

from __future__ import annotations

import copy
import math
from collections.abc import Mapping

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from game.measures import (
    Adaptive,
    Fixed,
    Params,
    Repetition,
    RepetitionCounter,
    Series,
    Value,
    count_repetitions,
)
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


def times(angle: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.arange(len(angle)) / RATE_HZ


def counts(found: Mapping[str, Value | Series]) -> tuple[float, float, float]:
    count, partial, abandoned = (found[name].value for name in ("count", "partial", "abandoned"))
    return float(count), float(partial), float(abandoned)


def by_the_page(
    angle: NDArray[np.float64], low: float, high: float, shortest_s: float, longest_s: float, least_deg: float
) -> list[tuple[int, int, int]]:
    """Start, peak and end of every movement, from the whole recording at once and as the definition reads."""
    found, at = [], 0
    while (up := next((i for i in range(at, len(angle)) if angle[i] >= high), None)) is not None:
        below = [i for i in range(up) if angle[i] <= low]
        end = next((i for i in range(up, len(angle)) if angle[i] <= low), None)
        if end is None:
            break
        at = end
        if below:
            start, peak = below[-1], below[-1] + int(np.argmax(angle[below[-1] : end]))
            lasts_s, way_deg = (end - start) / RATE_HZ, angle[peak] - angle[start]
            if shortest_s <= round(lasts_s, 9) <= longest_s and way_deg >= least_deg:
                found.append((start, peak, end))
    return found


@pytest.mark.parametrize("name", ORACLE)
def test_oracle(name: str) -> None:
    """Clean, partial, noisy, held, fluttering and unfinished movements."""
    asked, expected, tol = ORACLE[name]["input"], ORACLE[name]["expected"], ORACLE[name]["tol"]
    t_s = np.arange(len(asked["angle_deg"])) / asked["fs"]
    found = count_repetitions(t_s, asked["angle_deg"], asked["lo"], asked["hi"], duration_s_min=asked["min_dur_s"])
    assert next(iter(found)) == "count"
    for key, value in expected.items():
        assert found[key].value == pytest.approx(value, abs=tol)
        assert found[key].valid or value == []


@settings(max_examples=60)
@given(
    st.lists(st.floats(5.0, 100.0), max_size=8),
    st.floats(0.3, 4.0),
    st.sampled_from([0.0, 0.3, 5.0]),
    st.tuples(st.floats(0.0, 1.0), st.floats(1.0, 5.0), st.sampled_from([0.0, 30.0, 60.0])),
    st.integers(0, 10_000),
)
def test_counted_as_the_page_says(
    heights: list[float], period_s: float, noise_deg: float, limits: tuple[float, float, float], seed: int
) -> None:
    """One pass sample by sample finds what the definition finds in the whole recording."""
    angle = there_and_back(heights, period_s, RATE_HZ, 0.2)
    angle = angle + np.random.default_rng(seed).normal(0.0, noise_deg, len(angle))
    shortest_s, longest_s, least_deg = limits
    found = count_repetitions(
        times(angle),
        angle,
        20.0,
        60.0,
        duration_s_min=shortest_s,
        duration_s_max=longest_s,
        amplitude_deg_min=least_deg,
    )
    true = by_the_page(angle, 20.0, 60.0, shortest_s, longest_s, least_deg)
    assert found["count"].value == len(true)
    start, peak, end = np.array(true, dtype=float).reshape(-1, 3).T / RATE_HZ
    assert found["start_times_s"].value == pytest.approx(start)
    assert found["peak_times_s"].value == pytest.approx(peak)
    assert found["end_times_s"].value == pytest.approx(end)
    assert found["t_con_s"].value == pytest.approx(peak - start)
    assert found["t_ecc_s"].value == pytest.approx(end - peak)
    assert found["amp_deg"].value == pytest.approx([angle[p] - angle[s] for s, p, _ in true])


def test_a_movement_that_turns_back_early_is_partial() -> None:
    """The oracle's third movement of four, and not the small ones below a fifth of the way."""
    asked = np.array(ORACLE["four_with_one_partial"]["input"]["angle_deg"])
    assert counts(count_repetitions(times(asked), asked, 20.0, 60.0)) == (3, 1, 0)
    angle = there_and_back([80.0, 25.0, 45.0, 80.0], 3.0, RATE_HZ)
    assert counts(count_repetitions(times(angle), angle, 20.0, 60.0)) == (2, 1, 0)


def test_a_movement_of_more_than_fifteen_seconds_is_abandoned_and_the_next_one_counts() -> None:
    angle = np.r_[np.zeros(20), np.full(800, 80.0), np.zeros(20), there_and_back([80.0], 2.0, RATE_HZ)]
    assert counts(count_repetitions(times(angle), angle, 20.0, 60.0)) == (1, 0, 1)
    counter = RepetitionCounter(PLAY)
    assert sum(counter.feed(i / RATE_HZ, x, 0.0) is not None for i, x in enumerate(angle.tolist())) == 1
    assert counter.state.abandoned == 1


@settings(max_examples=40)
@given(st.lists(st.floats(0.0, 100.0), max_size=8), st.integers(0, 10_000))
def test_a_movement_downward_is_the_same_with_thresholds_swapped_in_sign(heights: list[float], seed: int) -> None:
    angle = there_and_back(heights, 2.0, RATE_HZ)
    angle = angle + np.random.default_rng(seed).normal(0.0, 1.0, len(angle))
    up = count_repetitions(times(angle), angle, 20.0, 60.0)
    down = count_repetitions(times(angle), -angle, -20.0, -60.0)
    assert up.keys() == down.keys()
    for name, rise in up.items():
        assert np.array_equal(rise.value, down[name].value, equal_nan=True), name
        assert rise.reason == down[name].reason


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
        whole = count_repetitions(times(angle), angle, 20.0, 60.0)
        assert whole["count"].value == len(found)
        assert np.asarray(whole["peak_times_s"].value).tolist() == [one.peak_s for one in found]
        assert np.asarray(whole["end_times_s"].value).tolist() == [one.end_s for one in found]


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
    """It has no start; and where there is no movement there are no times, and a reason."""
    angle = np.linspace(80.0, 0.0, 50)
    found = count_repetitions(times(angle), angle, 20.0, 60.0)
    assert counts(found) == (0, 0, 0)
    assert found["t_con_s"].reason == "no movement went all the way there and back"


def test_a_moment_without_an_angle_abandons_the_movement_and_no_other() -> None:
    angle = there_and_back([80.0, 80.0, 80.0], 2.0, RATE_HZ)
    angle[150] = math.nan
    found = count_repetitions(times(angle), angle, 20.0, 60.0)
    assert counts(found) == (2, 0, 1)


@pytest.mark.parametrize(
    ("t_s", "angle_deg", "low_deg", "high_deg", "reason"),
    [
        ([], [], 20.0, 60.0, "so few"),
        ([0.0], [0.0], 20.0, 60.0, "so few"),
        ([0.0, 1.0], [math.nan, math.nan], 20.0, 60.0, "so few"),
        ([0.0, 1.0], [0.0], 20.0, 60.0, "one time for each"),
        ([[0.0, 1.0]], [[0.0, 1.0]], 20.0, 60.0, "one time for each"),
        ([0.0, 0.0], [0.0, 1.0], 20.0, 60.0, "do not rise"),
        ([0.0, math.nan], [0.0, 1.0], 20.0, 60.0, "do not rise"),
        ([0.0, 1.0], [0.0, 1.0], 20.0, 20.0, "thresholds"),
        ([0.0, 1.0], [0.0, 1.0], math.nan, 20.0, "thresholds"),
    ],
)
def test_what_cannot_be_counted_in_says_why(
    t_s: list[float], angle_deg: list[float], low_deg: float, high_deg: float, reason: str
) -> None:
    found = count_repetitions(t_s, angle_deg, low_deg, high_deg)
    assert len(found) == 9
    for value in found.values():
        assert not value.valid and reason in str(value.reason)
    assert math.isnan(float(found["count"].value))


def test_equal_thresholds_are_a_mistake_of_the_caller() -> None:
    with pytest.raises(ValueError, match="threshold"):
        RepetitionCounter(Params(Fixed(20.0, 20.0)))
