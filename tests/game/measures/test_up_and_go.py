"""Up and go is timed from the first motion to sitting still, and its turns are those of the definition."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from game.measures import timed_up_and_go, turns
from tests.game.measures.signals import minimum_jerk
from tests.game.measures.sitting_body import there
from tests.oracles import cases

CASE = cases("functional")["tug_turns"]
Signal = NDArray[np.float64]


def test_the_oracle() -> None:
    asked, expected = CASE["input"], CASE["expected"]["turns"]
    found = turns(
        asked["yaw_rate_dps"],
        asked["fs"],
        min_peak=asked["min_peak"],
        min_angle=asked["min_angle"],
        end_threshold_dps=asked["end_threshold_dps"],
    )
    assert found["n_turns"].value == len(expected)
    for name, tolerance in (("start", CASE["tol"]), ("end", CASE["tol"]), ("angle_deg", 1e-6), ("peak_dps", 1e-6)):
        assert found[name].value == pytest.approx([turn[name] for turn in expected], abs=tolerance), name


@given(
    st.lists(st.tuples(st.floats(60.0, 360.0), st.floats(1.0, 3.0), st.booleans()), min_size=1, max_size=5),
    st.sampled_from([25.0, 50.0, 100.0]),
)
def test_each_turn_is_found_with_its_angle_and_its_side(made: list[tuple[float, float, bool]], rate_hz: float) -> None:
    rest = np.zeros(round(rate_hz))
    parts = [part for angle, s, left in made for part in (rest, (1 if left else -1) * minimum_jerk(angle, s, rate_hz))]
    found = turns(np.concatenate([*parts, rest]), rate_hz)
    angles = [angle if left else -angle for angle, _, left in made]
    assert found["angle_deg"].value == pytest.approx(angles, rel=0.05)
    assert (np.asarray(found["end"].value) > found["start"].value).all()


@given(st.integers(0, 1000))
def test_turning_the_other_way_changes_the_sign_only(seed: int) -> None:
    yaw = np.convolve(np.random.default_rng(seed).normal(0.0, 400.0, 500), np.ones(40) / 40.0, mode="same")
    plain, turned = turns(yaw, 50.0), turns(-yaw, 50.0)
    assert turned["n_turns"] == plain["n_turns"]
    assert np.array_equal(turned["angle_deg"].value, -np.asarray(plain["angle_deg"].value))
    for name in ("start", "end", "peak_dps"):
        assert np.array_equal(turned[name].value, plain[name].value)


def test_one_way_and_at_once_the_other_are_two_turns() -> None:
    yaw = np.r_[np.zeros(10), np.full(100, 90.0), np.full(100, -90.0), np.zeros(10)]
    assert turns(yaw, 100.0)["angle_deg"].value == pytest.approx([90.0, -90.0])


def test_slow_or_small_turns_are_none() -> None:
    assert turns(np.r_[np.full(500, 20.0), 0.0], 50.0)["n_turns"].value == 0.0
    assert turns(minimum_jerk(30.0, 0.5, 50.0), 50.0)["angle_deg"].reason == "no turn was seen"


def walked(
    rate_hz: float, noise: float, rising_s: float, lean_deg: float, seed: int
) -> tuple[Signal, Signal, float, float]:
    """Trunk inclination and yaw rate of a whole test, and when it truly begins and ends, s."""
    begin, walk_s, turn_s = 2.0, 3.5, 1.8
    steps = (begin + rising_s, begin + rising_s + 2.0 * (walk_s + turn_s))
    end = steps[1] + rising_s
    t = np.arange(round((end + 2.0) * rate_hz)) / rate_hz
    pitch = 8.0 - 4.0 * (there((t - begin) / rising_s) - there((t - steps[1]) / rising_s))
    for start in (begin, steps[1]):
        share = (t - start) / rising_s
        pitch += lean_deg * (there(share / 0.5) - there((share - 0.5) / 0.5))
    walking = (t > steps[0]) & (t < steps[1])
    pitch += 3.0 * walking * np.sin(2.0 * np.pi * 1.8 * (t - steps[0]))
    yaw = 15.0 * walking * np.sin(2.0 * np.pi * 0.9 * (t - steps[0]))
    for start in (steps[0] + walk_s, steps[0] + 2.0 * walk_s + turn_s):
        share = np.clip((t - start) / turn_s, 0.0, 1.0)
        yaw += 180.0 / turn_s * 30.0 * (share * (1.0 - share)) ** 2
    generator = np.random.default_rng(seed)
    return pitch + generator.normal(0.0, noise, t.size), yaw + generator.normal(0.0, 2.0 * noise, t.size), begin, end


@pytest.mark.parametrize("rate_hz", [25.0, 50.0, 100.0])
@pytest.mark.parametrize(("rising_s", "lean_deg"), [(1.0, 45.0), (1.6, 35.0), (2.5, 30.0)])
@pytest.mark.parametrize("noise", [0.0, 0.3])
def test_both_ends_are_within_a_fifth_of_a_second(
    rate_hz: float, rising_s: float, lean_deg: float, noise: float
) -> None:
    pitch, yaw, begin, end = walked(rate_hz, noise, rising_s, lean_deg, seed=4)
    found = timed_up_and_go(pitch, yaw, rate_hz)
    assert found["onset_s"].value == pytest.approx(begin, abs=0.2)
    assert found["seated_s"].value == pytest.approx(end, abs=0.2)
    assert found["total_s"].value == pytest.approx(float(found["seated_s"].value) - float(found["onset_s"].value))
    assert found["n_turns"].value == 2.0
    assert found["turn_angle_deg"].value == pytest.approx([180.0, 180.0], abs=15.0)
    assert next(iter(found)) == "total_s"


def test_without_sitting_still_before_or_after_there_is_no_time() -> None:
    pitch, yaw, begin, end = walked(50.0, 0.0, 1.6, 35.0, seed=0)
    first, last = round((begin + 0.5) * 50.0), round((end - 0.4) * 50.0)
    assert not timed_up_and_go(pitch[first:], yaw[first:], 50.0)["total_s"].valid
    assert not timed_up_and_go(pitch[:last], yaw[:last], 50.0)["total_s"].valid


@pytest.mark.parametrize(
    ("pitch", "yaw"),
    [([], []), ([1.0] * 500, [0.0] * 500), ([math.nan] * 500, [math.nan] * 500), ([1.0] * 500, [0.0] * 499)],
)
def test_nothing_somebody_who_stays_seated_or_the_unknown_is_nan_with_a_reason(
    pitch: list[float], yaw: list[float]
) -> None:
    found = timed_up_and_go(pitch, yaw, 50.0)
    assert not found["total_s"].valid
    assert not found["turn_angle_deg"].valid
    assert not turns([], 50.0)["n_turns"].valid
