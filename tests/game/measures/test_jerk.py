"""Log dimensionless jerk equals the independent implementation and the closed forms, and has no units."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.measures import ldlj, ldlj_acceleration
from tests.game.measures.signals import minimum_jerk
from tests.oracles import cases

CASES = cases("smoothness")
VELOCITY = {name: case for name, case in CASES.items() if "ldlj_v" in case["expected"]}
ANALYTIC = CASES["analytic_min_jerk"]["expected"]
TURNED = CASES["ldlj_a_rotating_sensor"]


@pytest.mark.parametrize("name", VELOCITY)
def test_oracle(name: str) -> None:
    """Nine speed profiles, unfiltered, as another package measures them."""
    case = VELOCITY[name]
    measured = ldlj(case["input"]["speed"], case["input"]["fs"])
    assert measured.value == pytest.approx(case["expected"]["ldlj_v"], abs=case["tol"])
    assert measured.unit == "1"


def test_the_smoothest_movement_comes_near_its_closed_form() -> None:
    assert ldlj(minimum_jerk(60.0, 1.0, 5000.0), 5000.0).value == pytest.approx(ANALYTIC["LDLJ_V"], abs=2e-3)


@given(st.floats(1e-3, 1e3), st.floats(0.5, 4.0))
def test_neither_how_fast_nor_how_long_matters(scale: float, duration_s: float) -> None:
    """Up to how finely it was sampled."""
    measured = ldlj(scale * minimum_jerk(60.0, duration_s, 200.0), 200.0)
    assert measured.value == pytest.approx(ANALYTIC["LDLJ_V"], abs=0.1)


@settings(max_examples=30)
@given(st.lists(st.floats(-1.0, 1.0), min_size=3, max_size=3).filter(lambda axis: math.hypot(*axis) > 0.1))
def test_in_space_the_direction_does_not_matter(axis: list[float]) -> None:
    speed = minimum_jerk(60.0, 1.0, 100.0)
    assert ldlj(np.outer(speed, axis), 100.0).value == pytest.approx(ldlj(speed, 100.0).value, abs=1e-9)


def test_filtering_takes_out_what_white_noise_costs() -> None:
    """One per cent of it costs about eight units; at 6 Hz the movement is itself again."""
    plain = minimum_jerk(60.0, 3.0, 50.0)
    noisy = plain + 0.01 * plain.max() * np.random.default_rng(3).normal(size=plain.size)
    assert ldlj(noisy, 50.0).value < ldlj(plain, 50.0).value - 6.0
    assert ldlj(noisy, 50.0, cut_hz=6.0).value > ldlj(noisy, 50.0).value + 4.0


def test_every_further_submovement_is_less_smooth() -> None:
    values = [ldlj(np.tile(minimum_jerk(60.0 / n, 2.0 / n, 100.0)[:-1], n), 100.0).value for n in (1, 2, 3)]
    assert values == sorted(values, reverse=True)


def test_acceleration_of_a_sensor_that_does_not_turn() -> None:
    case = CASES["ldlj_a_no_rotation_min_jerk"]
    measured = ldlj_acceleration(case["input"]["acc"], case["input"]["fs"])
    assert measured.value == pytest.approx(case["expected"]["ldlj_a"], abs=case["tol"])


def test_acceleration_of_a_sensor_that_turns() -> None:
    """In its own frame, with and without its rates; in the earth's frame, smoothness comes back."""
    asked, expected = TURNED["input"], TURNED["expected"]
    acceleration, rate_hz = np.array(asked["acc"]), asked["fs"]
    assert ldlj_acceleration(acceleration, rate_hz).value == pytest.approx(expected["ldlj_a_without_gyr"], abs=1e-6)
    with_rates = ldlj_acceleration(acceleration, rate_hz, turning_rad_s=asked["gyr"])
    assert with_rates.value == pytest.approx(expected["ldlj_a_with_gyr"], abs=1e-6)
    w, v = np.array(asked["q_ES"])[:, :1], np.array(asked["q_ES"])[:, 1:]
    turned = acceleration + 2.0 * np.cross(v, np.cross(v, acceleration) + w * acceleration)
    in_earth = ldlj_acceleration(turned - [0.0, 0.0, 9.81], rate_hz)
    assert in_earth.value == pytest.approx(expected["ldlj_a_earth_frame_gravity_removed"], abs=1e-5)


@pytest.mark.parametrize(
    ("velocity", "why"),
    [([], "too few"), ([1.0, 2.0], "too few"), (np.zeros(50), "no movement"), (np.ones(50), "does not vary")],
)
def test_what_has_no_jerk_is_nan_with_a_reason(velocity: list[float], why: str) -> None:
    assert why in (ldlj(velocity, 50.0).reason or "")


def test_without_enough_samples_to_filter_or_rates_to_match_it_is_nan() -> None:
    assert ldlj(minimum_jerk(60.0, 1.0, 8.0), 8.0, cut_hz=6.0).reason == "too few samples to filter"
    still = np.zeros((50, 3))
    assert ldlj_acceleration(still, 50.0).reason == "no movement"
    assert "length" in (ldlj_acceleration(still, 50.0, turning_rad_s=still[:-1]).reason or "")
    assert "throughout" in (ldlj_acceleration(still, 50.0, turning_rad_s=still + math.nan).reason or "")
