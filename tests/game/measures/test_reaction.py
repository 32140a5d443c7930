"""Reaction times are counted as defined, and found in a signal where the movement really begins."""

from __future__ import annotations

import math
from statistics import median

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.measures import reaction_time
from tests.game.measures.signals import minimum_jerk
from tests.oracles import cases

CASE = cases("functional")["reaction_time"]
times_s = st.lists(st.floats(0.0, 2.5), min_size=1, max_size=30)


def test_the_oracle() -> None:
    asked, expected = CASE["input"], CASE["expected"]
    found = reaction_time(
        asked["rt_s"],
        anticipation_below=asked["anticipation_below"],
        timeout=asked["timeout"],
        lapse_above=asked["lapse_above"],
    )
    for name, value in expected.items():
        assert found[name].value == pytest.approx(value, abs=CASE["tol"]), name
    assert next(iter(found)) == "median_s"


@given(times_s)
def test_every_answer_is_valid_early_or_late_and_the_median_is_that_of_the_valid(answers: list[float]) -> None:
    found = reaction_time(answers)
    counted = sum(found[name].value for name in ("n_valid", "anticipations", "timeouts"))
    assert counted == len(answers)
    valid = [answer for answer in answers if 0.1 <= answer <= 1.5]
    if valid:
        assert found["median_s"].value == pytest.approx(median(valid))
        assert found["lapses"].value == sum(answer > 0.5 for answer in valid)
    else:
        assert found["median_s"].reason == "no valid reaction"


def answers(delays_s: list[float], rate_hz: float, noise: float, seed: int) -> tuple[np.ndarray, list[float]]:
    """A turn rate in deg/s: rest with noise, and a quick movement so long after each cue; and the cues."""
    generator = np.random.default_rng(seed)
    cues_s = [2.0 + 4.0 * index for index in range(len(delays_s))]
    speed = np.zeros(round((cues_s[-1] + 4.0) * rate_hz))
    pulse = minimum_jerk(60.0, 0.6, rate_hz)
    for cue_s, delay_s in zip(cues_s, delays_s, strict=True):
        if math.isfinite(delay_s):
            at = round((cue_s + delay_s) * rate_hz)
            speed[at : at + pulse.size] += pulse
    return np.abs(speed + generator.normal(0.0, noise, speed.size)), cues_s


@pytest.mark.parametrize("rate_hz", [50.0, 100.0, 200.0])
@pytest.mark.parametrize("seed", range(4))
def test_the_onset_is_found_within_five_hundredths_of_a_second(rate_hz: float, seed: int) -> None:
    delays_s = list(np.random.default_rng(seed + 9).uniform(0.2, 0.9, 9))
    speed, cues_s = answers(delays_s, rate_hz, 0.5, seed)
    found = reaction_time(speed, rate_hz, cues_s=cues_s)
    assert found["n_valid"].value == 9.0
    assert 0.0 <= found["median_s"].value - median(delays_s) + 0.02 <= 0.07


def test_what_the_screen_is_late_is_taken_off() -> None:
    speed, cues_s = answers([0.4, 0.5, 0.6], 100.0, 0.5, 3)
    plain, shown = (reaction_time(speed, 100.0, cues_s=cues_s, latency_s=late) for late in (0.0, 0.08))
    assert plain["median_s"].value - shown["median_s"].value == pytest.approx(0.08)


def test_early_late_and_missing_answers_are_counted_apart() -> None:
    speed, cues_s = answers([0.02, 0.3, math.inf, 0.7], 100.0, 0.0, 0)
    found = reaction_time(speed, 100.0, cues_s=cues_s)
    counts = [found[name].value for name in ("n_valid", "anticipations", "timeouts", "lapses", "unknown")]
    assert counts == [2.0, 1.0, 1.0, 1.0, 0.0]


def test_an_angle_that_falls_is_an_answer_too() -> None:
    angle = 90.0 - np.cumsum(np.r_[np.zeros(230), minimum_jerk(40.0, 0.5, 100.0), np.zeros(200)]) / 100.0
    assert reaction_time(angle, 100.0, cues_s=[2.0])["median_s"].value == pytest.approx(0.3, abs=0.04)


def test_a_gap_behind_a_cue_or_no_rest_before_it_leaves_that_answer_unknown() -> None:
    speed, cues_s = answers([0.3, 0.4], 100.0, 0.5, 1)
    speed[220] = math.nan
    found = reaction_time(speed, 100.0, cues_s=[0.2, *cues_s, 99.0])
    assert (found["n_valid"].value, found["unknown"].value) == (1.0, 3.0)


@pytest.mark.parametrize(
    ("signal", "rate_hz", "cues_s"), [([], None, None), ([], 50.0, []), ([1.0], 50.0, None), ([1.0], 0.0, [1.0])]
)
def test_without_anything_to_look_at_it_is_nan_with_a_reason(
    signal: list[float], rate_hz: float, cues_s: list[float]
) -> None:
    assert not any(value.valid for value in reaction_time(signal, rate_hz, cues_s=cues_s).values())


def test_unknown_answers_only_are_no_reaction_time() -> None:
    assert not reaction_time([math.nan, math.nan])["median_s"].valid
