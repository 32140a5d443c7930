"""SPARC equals the independent implementations and has the properties its authors claim."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.measures import sparc
from game.measures.smoothness import SLOW_DEG_S
from tests.game.measures.signals import minimum_jerk
from tests.oracles import cases

ORACLE = {name: case for name, case in cases("smoothness").items() if "sparc" in case["expected"]}

ONE_SECOND = sparc(minimum_jerk(60.0, 1.0, 100.0), 100.0).value


@pytest.mark.parametrize("name", ORACLE)
def test_oracle(name: str) -> None:
    """Nine speed profiles, as two other packages measure them."""
    case = ORACLE[name]
    measured = sparc(case["input"]["speed"], case["input"]["fs"])
    assert measured.value == pytest.approx(case["expected"]["sparc"], abs=case["tol"])
    assert measured.value == pytest.approx(case["skdh_sparc"], abs=1e-6)


@given(st.sampled_from(sorted(ORACLE)), st.floats(1e-3, 1e3))
def test_how_fast_in_all_does_not_matter(name: str, scale: float) -> None:
    speed, rate_hz = np.asarray(ORACLE[name]["input"]["speed"]), ORACLE[name]["input"]["fs"]
    assert sparc(scale * speed, rate_hz).value == pytest.approx(sparc(speed, rate_hz).value, abs=1e-9)


@given(st.floats(1.0, 3.0))
def test_how_long_does_not_matter(duration_s: float) -> None:
    """Up to where the grid of the spectrum happens to cut its outline."""
    measured = sparc(minimum_jerk(60.0, duration_s, 100.0), 100.0)
    assert measured.value == pytest.approx(ONE_SECOND, abs=2e-2)


def test_three_seconds_are_as_smooth_as_one() -> None:
    assert sparc(minimum_jerk(60.0, 3.0, 100.0), 100.0).value == pytest.approx(ONE_SECOND, abs=5e-3)


@settings(max_examples=30)
@given(st.sampled_from(sorted(ORACLE)), st.integers(0, 300), st.integers(0, 300))
def test_stillness_around_a_movement_does_not_matter(name: str, before: int, after: int) -> None:
    """Up to where the grid of the spectrum happens to cut its outline."""
    speed, rate_hz = np.asarray(ORACLE[name]["input"]["speed"]), ORACLE[name]["input"]["fs"]
    padded = np.r_[np.zeros(before), speed, np.zeros(after)]
    assert sparc(padded, rate_hz).value == pytest.approx(sparc(speed, rate_hz).value, abs=1e-2)


def test_every_further_submovement_is_less_smooth() -> None:
    """The same distance in one, two, three and four equal pieces."""
    lengths = [sparc(np.tile(minimum_jerk(60.0 / n, 2.0 / n, 100.0)[:-1], n), 100.0).value for n in (1, 2, 3, 4)]
    assert lengths == sorted(lengths, reverse=True)


def test_no_profile_is_smoother_than_the_outline_can_be_short() -> None:
    assert max(sparc(case["input"]["speed"], case["input"]["fs"]).value for case in ORACLE.values()) < -math.hypot(
        1, 0.95
    )


@pytest.mark.parametrize(
    ("speed", "rate_hz", "why"),
    [
        (np.zeros(100), 50.0, "no movement"),
        (np.ones(10), 50.0, "shorter than 0.3 s"),
        ([], 50.0, "shorter than 0.3 s"),
        (minimum_jerk(60.0, 2.0, 15.0), 15.0, "sampled at less than 20 Hz"),
        (np.r_[np.ones(50), np.nan], 50.0, "not known"),
        (minimum_jerk(5.0, 2.0, 50.0), 50.0, "too slow"),
    ],
)
def test_what_is_no_movement_is_nan_with_a_reason(speed: list[float], rate_hz: float, why: str) -> None:
    measured = sparc(speed, rate_hz, peak_min=SLOW_DEG_S)
    assert math.isnan(measured.value)
    assert measured.reason is not None
    assert why in measured.reason
