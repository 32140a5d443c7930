"""A trend equals scipy's slope and rank test, and is told of only where it is more than chance."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy.stats import kendalltau, theilslopes

from game.measures import trend
from tests.oracles import cases

CASE = cases("reliability_change")["trend"]
whole = st.lists(st.integers(0, 6), min_size=8, max_size=20)


def test_the_oracle_rises() -> None:
    found = trend(CASE["input"]["t_days"], CASE["input"]["y"], unit="deg")
    for name, expected in CASE["expected"].items():
        assert found[name].value == pytest.approx(expected, abs=CASE["tol"]), name
    assert found["direction"].value == "rising"
    assert next(iter(found)) == "theil_sen_slope"
    assert found["theil_sen_slope"].unit == "deg/day"


@given(st.integers(0, 10_000), st.integers(3, 30))
def test_slope_and_rank_test_equal_scipys(seed: int, count: int) -> None:
    """Without ties Kendall's tau is the score over all pairs."""
    generator = np.random.default_rng(seed)
    days, values = np.cumsum(generator.integers(1, 4, count)), generator.normal(size=count)
    found = trend(days, values)
    slope, intercept = theilslopes(values, days)[:2]
    assert found["theil_sen_slope"].value == pytest.approx(slope, rel=1e-9)
    assert found["intercept"].value == pytest.approx(intercept, rel=1e-9)
    tau = kendalltau(days, values, method="asymptotic")
    assert found["mk_S"].value == pytest.approx(tau.statistic * count * (count - 1) / 2.0, abs=1e-6)


@given(whole, whole)
def test_with_ties_the_spread_of_the_score_is_scipys(days: list[int], values: list[int]) -> None:
    """Its asymptotic p has the same variance and no correction for continuity."""
    count = min(len(days), len(values))
    days, values = days[:count], values[:count]
    found = trend(days, values)
    assume(found["mk_z"].valid and abs(float(found["mk_S"].value)) > 1.0)
    score = abs(float(found["mk_S"].value))
    spread = (score - 1.0) / abs(float(found["mk_z"].value))
    expected = kendalltau(days, values, method="asymptotic").pvalue
    assert math.erfc(score / spread / math.sqrt(2.0)) == pytest.approx(expected, rel=1e-6)


@given(st.integers(0, 10_000))
def test_order_does_not_matter_and_turning_the_sign_turns_the_trend(seed: int) -> None:
    generator = np.random.default_rng(seed)
    days = np.arange(12.0)
    values = 0.3 * days + generator.normal(size=12)
    order = generator.permutation(12)
    plain, shuffled, turned = trend(days, values), trend(days[order], values[order]), trend(days, -values)
    opposite = {"rising": "falling", "falling": "rising", "no_trend": "no_trend"}
    for name in ("theil_sen_slope", "intercept", "mk_S", "mk_z", "mk_p"):
        assert shuffled[name].value == pytest.approx(plain[name].value, rel=1e-9)
    assert shuffled["direction"] == plain["direction"]
    assert turned["direction"].value == opposite[str(plain["direction"].value)]
    assert turned["theil_sen_slope"].value == pytest.approx(-float(plain["theil_sen_slope"].value))


def test_seven_sessions_that_rise_are_not_yet_a_trend_and_eight_are() -> None:
    assert trend(np.arange(7), np.arange(7))["direction"].reason == "a trend is told of from 8 sessions on"
    assert trend(np.arange(8), np.arange(8))["direction"].value == "rising"


def test_chance_and_sameness_are_no_trend() -> None:
    assert trend(np.arange(8), [1, 2, 1, 2, 1, 2, 1, 2])["direction"].value == "no_trend"
    flat = trend(np.arange(9), np.ones(9))
    assert flat["theil_sen_slope"].value == 0.0
    assert flat["mk_p"].reason == "the values are all the same"


@pytest.mark.parametrize(
    ("days", "values"), [([], []), ([1, 1, 1], [1, 2, 3]), ([1, 2, 3], [1, math.nan, 3]), ([1], [1, 2])]
)
def test_too_few_sessions_are_nan_with_a_reason(days: list[float], values: list[float]) -> None:
    assert not any(value.valid for value in trend(days, values).values())


def test_sessions_that_could_not_be_measured_are_left_out() -> None:
    values = np.r_[np.arange(9.0), math.nan]
    assert trend(np.arange(10), values)["mk_S"] == trend(np.arange(9), values[:9])["mk_S"]
