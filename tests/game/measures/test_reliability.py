"""Reliability equals the published table, its own closed forms, and behaves like an error."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.measures import icc, pooled_sd, session_spread, standard_error, typical_error, within_sd
from tests.oracles import cases

CASES = cases("reliability_change")


def test_the_six_forms_are_those_of_the_published_table() -> None:
    case = CASES["shrout_fleiss_1979_table2"]
    found = icc(case["input"]["X"])
    for name, expected in case["expected"].items():
        assert found[name].value == pytest.approx(expected, abs=case["tol"]), name
    for name, expected in case["published"].items():
        assert round(found[name].value, 2) == expected, name
    assert next(iter(found)) == "ICC2"


def test_errors_are_those_of_the_oracle() -> None:
    asked, expected = CASES["sem_mdc"]["input"], CASES["sem_mdc"]["expected"]
    assert standard_error(asked["sd"], asked["icc"]).value == pytest.approx(expected["sem"], abs=1e-9)
    pairs, expected = CASES["typical_error"]["input"]["pairs"], CASES["typical_error"]["expected"]
    assert typical_error(pairs).value == pytest.approx(expected["te"], abs=1e-9)
    assert within_sd(pairs).value == pytest.approx(expected["within_sd"], abs=1e-9)


@given(st.integers(0, 10_000), st.floats(-20.0, 20.0))
def test_a_shared_shift_is_seen_by_one_error_and_not_by_the_other(seed: int, shift: float) -> None:
    pairs = np.random.default_rng(seed).normal(100.0, 10.0, (8, 2))
    moved = pairs + np.array([0.0, shift])
    assert typical_error(moved).value == pytest.approx(typical_error(pairs).value, rel=1e-9)
    differences = moved[:, 1] - moved[:, 0]
    assert within_sd(moved).value == pytest.approx(math.sqrt(float((differences**2).mean()) / 2.0), rel=1e-9)


@given(st.integers(0, 10_000), st.floats(0.1, 10.0), st.floats(-100.0, 100.0))
def test_scale_and_origin_leave_the_correlation_and_errors_follow_the_scale(
    seed: int, scale: float, origin: float
) -> None:
    table = np.random.default_rng(seed).normal(0.0, 1.0, (6, 3)) + np.arange(6.0)[:, None]
    plain, moved = icc(table), icc(scale * table + origin)
    for name in ("ICC1", "ICC2", "ICC3", "ICC1k", "ICC2k", "ICC3k"):
        assert moved[name].value == pytest.approx(plain[name].value, abs=1e-6)
    assert moved["SEM_agreement"].value == pytest.approx(scale * plain["SEM_agreement"].value, rel=1e-6)


def test_agreement_without_error_is_one_and_people_all_alike_have_none() -> None:
    assert icc([[1.0, 1.0], [2.0, 2.0], [5.0, 5.0]])["ICC2"].value == 1.0
    assert not icc(np.ones((4, 2)))["ICC2"].valid


def test_ones_own_spread_is_pooled_over_sessions_of_any_length() -> None:
    found = pooled_sd([[1.0, 3.0], [10.0, 10.0, 13.0], [5.0], []])
    assert found["sd"].value == pytest.approx(math.sqrt((2.0 + 6.0) / 3.0))
    assert found["df"].value == 3.0
    assert not pooled_sd([[1.0], [2.0]])["sd"].valid


def test_the_spread_over_sessions_is_the_oracles_where_each_pair_is_two_sessions() -> None:
    case = CASES["typical_error"]
    squares = [session_spread(pair)["sd"].value ** 2 for pair in case["input"]["pairs"]]
    assert math.sqrt(sum(squares) / len(squares)) == pytest.approx(case["expected"]["within_sd"], abs=1e-9)


@given(st.integers(0, 10_000), st.floats(-100.0, 100.0), st.floats(0.1, 10.0))
def test_the_spread_over_sessions_follows_the_scale_and_no_origin(seed: int, origin: float, scale: float) -> None:
    values = np.random.default_rng(seed).normal(0.0, 1.0, 9)
    found, moved = session_spread(values), session_spread(origin + scale * values)
    assert moved["sd"].value == pytest.approx(scale * found["sd"].value, rel=1e-6)
    assert session_spread(values[::-1])["sd"].value == pytest.approx(found["sd"].value, rel=1e-9)


def test_a_slow_rise_hardly_touches_the_spread_over_sessions_and_its_freedom_is_that_of_its_chance() -> None:
    draws = np.random.default_rng(3).normal(0.0, 4.0, (4000, 12))
    plain = np.array([session_spread(row)["sd"].value ** 2 for row in draws])
    rising = np.array([session_spread(row + np.arange(12.0))["sd"].value ** 2 for row in draws])
    assert plain.mean() == pytest.approx(16.0, rel=0.02)
    assert rising.mean() == pytest.approx(16.0 + 0.5, rel=0.02)
    assert session_spread(draws[0])["df"].value == pytest.approx(2.0 * plain.mean() ** 2 / plain.var(), rel=0.06)


def test_a_spread_needs_two_sessions_and_ten_of_them_are_enough_to_be_used() -> None:
    assert not session_spread([7.0, math.nan])["sd"].valid
    assert session_spread(range(9))["df"].value < 6.0 <= session_spread(range(10))["df"].value


@pytest.mark.parametrize("table", [[], [[1.0, 2.0]], [[1.0], [2.0]], [[1.0, math.nan], [2.0, 3.0]]])
def test_too_little_or_a_hole_is_nan_with_a_reason(table: object) -> None:
    assert not any(value.valid for value in icc(table).values())  # type: ignore[arg-type]
    assert not typical_error(table).valid and not within_sd(table).valid  # type: ignore[arg-type]
