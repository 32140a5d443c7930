"""A change is told from chance as the definitions say, whichever way is better and however many are looked at."""

from __future__ import annotations

import math

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy.stats import norm as normal
from scipy.stats import t as student

from game.measures import change_over_sessions, classify_change, minimal_detectable_change, reliable_change_index
from tests.oracles import cases

CASES = cases("reliability_change")
CHANGES = [name for name in CASES if name.startswith("change_")]
sessions = st.lists(st.floats(-200.0, 200.0), min_size=1, max_size=6)
errors = st.floats(0.01, 50.0)


@pytest.mark.parametrize("name", CHANGES)
def test_changes_are_those_of_the_oracle(name: str) -> None:
    asked, expected = CASES[name]["input"], CASES[name]["expected"]
    found = classify_change(
        asked["baseline"], asked["follow"], asked["sem"], mcid=asked["mcid"], higher_better=asked["higher_better"]
    )
    assert list(found) == ["delta", "mdc", "label"]
    assert found["delta"].value == pytest.approx(expected["delta"], abs=1e-9)
    assert found["mdc"].value == pytest.approx(expected["mdc"], abs=1e-9)
    assert found["label"].value == expected["label"]


def test_the_detectable_change_is_that_of_the_oracle() -> None:
    expected = CASES["sem_mdc"]["expected"]
    assert minimal_detectable_change(3.0, 1, 1).value == pytest.approx(expected["mdc95"], abs=1e-9)
    assert minimal_detectable_change(3.0, 1, 1, confidence=90.0).value == pytest.approx(expected["mdc90"], abs=1e-9)
    assert minimal_detectable_change(3.0, 3, 3).value == pytest.approx(expected["mdc95_mean_of_3_vs_3"], abs=1e-9)


def test_a_spread_of_ones_own_takes_students_quantile() -> None:
    case = cases("student_t_975")["t_quantile_0.975"]
    for df, quantile in zip(case["input"]["df"], case["expected"]["t"], strict=True):
        found = minimal_detectable_change(2.0, 1, 1, own_df=df)
        assert found.value == pytest.approx(quantile * 2.0 * math.sqrt(2.0), rel=case["tol"])


@given(sessions, sessions, errors, st.one_of(st.none(), st.floats(0.0, 50.0)))
def test_turning_the_sign_and_what_is_better_gives_the_same_label(
    before: list[float], after: list[float], sem: float, mcid: float | None
) -> None:
    plain = classify_change(before, after, sem, mcid=mcid)
    turned = classify_change([-x for x in before], [-x for x in after], sem, mcid=mcid, higher_better=False)
    assert plain["label"] == turned["label"]
    assert plain["delta"].value == -float(turned["delta"].value)


@given(sessions, sessions, errors)
def test_swapping_before_and_after_turns_better_into_worse(before: list[float], after: list[float], sem: float) -> None:
    turned = {"improved": "worse", "worse": "improved", "no_detectable_change": "no_detectable_change"}
    there, back = classify_change(before, after, sem), classify_change(after, before, sem)
    assert back["label"].value == turned[str(there["label"].value)]


@given(st.floats(-100.0, 100.0), st.floats(-100.0, 100.0), errors)
def test_a_reliable_change_of_one_session_is_a_detectable_one(before: float, after: float, sem: float) -> None:
    index = reliable_change_index(before, after, sem).value
    limit = float(normal.ppf(0.975))
    assume(abs(abs(index) - limit) > 1e-9)
    assert (abs(index) > limit) == (classify_change([before], [after], sem)["label"].value != "no_detectable_change")


@given(errors, st.integers(1, 20), st.integers(1, 20), st.integers(1, 10), st.floats(50.0, 99.9))
def test_the_limit_equals_scipys_for_any_counts_and_any_confidence(
    sem: float, k_before: int, k_after: int, tests: int, confidence: float
) -> None:
    alpha = (1.0 - confidence / 100.0) / tests
    error = sem * math.sqrt(1.0 / k_before + 1.0 / k_after)
    asked = {"confidence": confidence, "tests": tests}
    plain = minimal_detectable_change(sem, k_before, k_after, **asked)  # type: ignore[arg-type]
    own = minimal_detectable_change(sem, k_before, k_after, own_df=9, **asked)  # type: ignore[arg-type]
    assert plain.value == pytest.approx(float(normal.isf(alpha / 2.0)) * error, rel=1e-9)
    assert own.value == pytest.approx(float(student.isf(alpha / 2.0, 9)) * error, rel=1e-9)


def test_the_persons_own_spread_counts_where_it_is_greater_and_well_known() -> None:
    def limit(own_sd: float, own_df: int) -> float:
        return float(classify_change([90.0], [97.0], 3.0, own_sd=own_sd, own_df=own_df)["mdc"].value)

    literature = minimal_detectable_change(3.0).value
    assert limit(4.0, 8) == minimal_detectable_change(4.0, own_df=8).value > literature
    assert limit(2.0, 8) == limit(4.0, 5) == literature


def test_close_to_the_norm_no_change_is_a_ceiling_and_a_worsening_is_still_told() -> None:
    assert classify_change([174.0], [175.0], 5.0, norm=180.0)["label"].value == "at_ceiling"
    assert classify_change([150.0], [151.0], 5.0, norm=180.0)["label"].value == "no_detectable_change"
    assert classify_change([179.0], [172.0], 1.0, norm=180.0)["label"].value == "worse"
    assert classify_change([8.0], [8.1], 1.0, norm=8.0, higher_better=False)["label"].value == "no_detectable_change"


def test_over_sessions_the_first_is_left_out_and_a_change_has_to_be_seen_twice() -> None:
    start = [60.0, 90.0, 91.0, 92.0]
    assert not change_over_sessions([*start, 100.0, 101.0], 3.0)["label"].valid
    once = change_over_sessions([*start, 91.0, 91.0, 91.0, 110.0], 3.0)
    assert once["delta"].value == pytest.approx(292.0 / 3.0 - 91.0)
    assert once["label"].reason == "a change was seen once; the next session has to show it too"
    twice = change_over_sessions([*start, 91.0, 91.0, 91.0, 110.0, 110.0], 3.0)
    assert twice["label"].value == "improved"
    steady = change_over_sessions([*start, 91.0, 92.0, 90.0, math.nan], 3.0)
    assert steady["label"].value == "no_detectable_change"


def test_over_sessions_a_spread_of_ones_own_that_is_greater_hides_what_it_would_explain() -> None:
    start, later = [60.0, 90.0, 91.0, 92.0], [97.0, 98.0, 99.0, 98.0]
    assert change_over_sessions([*start, *later], 3.0)["label"].value == "improved"
    own = change_over_sessions([*start, *later], 3.0, own_sd=6.0, own_df=8.0)
    assert own["mdc"].value == minimal_detectable_change(6.0, 3, 3, own_df=8.0).value
    assert own["label"].value == "no_detectable_change"


@pytest.mark.parametrize(
    ("before", "after", "sem"),
    [
        ([], [1.0], 1.0),
        ([1.0], [math.nan], 1.0),
        ([1.0], [2.0], 0.0),
        ([1.0], [2.0], math.nan),
        ([1.0], 2.0, -1.0),
    ],
)
def test_without_sessions_or_without_an_error_nothing_is_said(before: object, after: object, sem: float) -> None:
    label = classify_change(before, after, sem)["label"]  # type: ignore[arg-type]
    assert not label.valid and label.reason


def test_a_limit_needs_an_error_and_sessions_on_both_sides() -> None:
    assert minimal_detectable_change(0.0, 1, 1).reason == minimal_detectable_change(math.nan, 1, 1).reason
    assert not minimal_detectable_change(1.0, 0, 1).valid
    assert not minimal_detectable_change(1.0, 1, 1, confidence=100.0).valid
    assert not reliable_change_index(1.0, 2.0, 0.0).valid
    assert not reliable_change_index(1.0, math.nan, 1.0).valid
