"""What was done is held against what was prescribed, and no week makes up for another."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.measures import adherence, completion
from tests.oracles import cases

CASE = cases("functional")["adherence"]
weeks = st.lists(st.integers(0, 14), min_size=1, max_size=12)


def test_the_oracle() -> None:
    asked, expected = CASE["input"], CASE["expected"]
    found = adherence(asked["sessions_done_by_week"], asked["prescribed_sessions_per_week"])
    assert found["weekly_capped"].value == pytest.approx(expected["weekly_capped"])
    assert found["overall_capped"].value == pytest.approx(expected["overall_capped"], abs=CASE["tol"])
    assert found["overall_uncapped"].value == pytest.approx(expected["overall_uncapped"], abs=CASE["tol"])
    reps = completion(asked["reps_done_in_a_session"], asked["prescribed_reps"])
    minutes = completion(asked["active_minutes"], asked["prescribed_minutes"])
    assert reps.value == pytest.approx(expected["rep_completion"])
    assert minutes.value == pytest.approx(expected["minute_completion"])


@given(weeks, st.integers(1, 7), st.integers(0, 11))
def test_more_in_a_full_week_changes_nothing_and_more_in_another_never_lowers_it(
    done: list[int], asked: int, week: int
) -> None:
    more = [*done]
    more[week % len(done)] += 1
    before, after = adherence(done, asked)["overall_capped"].value, adherence(more, asked)["overall_capped"].value
    if done[week % len(done)] >= asked:
        assert after == before
    assert 0.0 <= float(before) <= float(after) <= 1.0


def test_an_excused_week_leaves_the_denominator_and_excused_days_make_it_smaller() -> None:
    assert adherence([5, 0, 2], [5, 0, 2])["overall_capped"].value == 1.0


@pytest.mark.parametrize(("done", "asked"), [([], 5), ([1, 2], [5, 5, 5]), ([1], 0), ([math.nan], 5), ([-1], 5)])
def test_without_weeks_or_a_prescription_it_is_nan_with_a_reason(done: list[float], asked: object) -> None:
    assert not any(value.valid for value in adherence(done, asked).values())  # type: ignore[arg-type]


def test_a_session_without_a_prescription_is_not_complete_and_not_incomplete() -> None:
    assert not completion(3.0, 0.0).valid and not completion(math.nan, 5.0).valid
    assert completion(9.0, 5.0).value == 1.0
