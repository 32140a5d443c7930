"""Fatigue is told from how repetitions change against a person's own first ones, and never by one sign alone."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.coaching.fatigue import (
    COMPENSATION,
    EFFORT,
    RANGE,
    SMOOTHNESS,
    SPEED,
    FatigueRules,
    FatigueWatch,
    Repetition,
    repetition,
)
from game.exercises.events import RepCompleted
from game.exercises.exercise import Trial
from tests.game.coaching.learners import ended

NAN = float("nan")
FRESH = Repetition(60.0, 62.0, True, 108.0, 1.8, -1.5, 0.0, False)
RULES = FatigueRules()
TIRED: dict[str, dict[str, Any]] = {
    RANGE: {"peak_deg": 50.0, "reached": False},
    SPEED: {"speed_deg_s": 84.0, "rate_per_s": 1.4},
    SMOOTHNESS: {"sparc": -1.8},
    COMPENSATION: {"compensated": True},
}


def watch(*, own: Repetition = FRESH) -> FatigueWatch:
    """One that knows what is the person's own."""
    one = FatigueWatch()
    for _ in range(RULES.own):
        assert one.add(own) == ()
    return one


def goes_on(one: FatigueWatch, last: Repetition, times: int = RULES.last) -> list[tuple[str, ...]]:
    return [one.add(last) for _ in range(times)]


@pytest.mark.parametrize("sign", sorted(TIRED))
def test_each_sign_is_seen_and_none_is_fatigue_by_itself(sign: str) -> None:
    one = watch()
    told = goes_on(one, replace(FRESH, **TIRED[sign]))
    assert one.signs == (sign,) and not any(told)


@pytest.mark.parametrize("sign", sorted(TIRED))
def test_with_much_effort_it_is_fatigue(sign: str) -> None:
    one = watch()
    goes_on(one, replace(FRESH, **TIRED[sign]))
    assert one.effort(6.9) == () and set(one.effort(7.0)) == {sign, EFFORT}


def test_any_two_are_told_once_and_again_only_after_a_rest() -> None:
    one = watch()
    tired = replace(FRESH, speed_deg_s=84.0, rate_per_s=1.4, sparc=-1.9)
    told = goes_on(one, tired, 12)
    assert told[RULES.last - 1] == (SPEED, SMOOTHNESS) and sum(map(bool, told)) == 1
    one.rested()
    assert one.signs == ()
    assert goes_on(one, tired)[-1] == (SPEED, SMOOTHNESS)


def test_a_target_brought_nearer_is_no_less_range() -> None:
    """It was asked for less, and less was done."""
    one = watch()
    goes_on(one, replace(FRESH, target_deg=30.0, peak_deg=31.0))
    assert one.signs == ()


def test_a_harder_target_that_is_not_reached_is_no_less_range() -> None:
    one = watch()
    goes_on(one, replace(FRESH, target_deg=75.0, peak_deg=62.0, reached=False))
    assert one.signs == ()


def test_a_calmer_pace_that_is_asked_for_is_no_less_speed() -> None:
    one = watch()
    goes_on(one, replace(FRESH, speed_deg_s=78.0, rate_per_s=1.3, tempo=-0.5))
    assert one.signs == ()


def test_what_cannot_be_had_is_no_sign() -> None:
    """Of a kind without degrees, or a sensor without a gyroscope."""
    nothing = Repetition(NAN, NAN, True, NAN, NAN, NAN, 0.0, False)
    one = watch(own=nothing)
    goes_on(one, replace(nothing, reached=False))
    assert one.signs == ()


@pytest.mark.parametrize(
    "farther",
    [
        {"speed_deg_s": 108.0, "rate_per_s": 0.9},
        {"speed_deg_s": 216.0, "rate_per_s": 1.8},
        {"sparc": -2.5, "compensated": True},
    ],
)
def test_a_farther_target_alone_is_not_fatigue(farther: dict[str, Any]) -> None:
    """Whether larger movements take a person longer or are faster, are less smooth or need more help."""
    one = watch()
    told = goes_on(one, replace(FRESH, target_deg=120.0, peak_deg=122.0, place=1, **farther), 12)
    assert not any(told)


@pytest.mark.parametrize("size_deg", [20.0, 60.0, 120.0])
def test_speed_is_that_for_the_size_of_the_movement(size_deg: float) -> None:
    """A person takes much the same time for small and large ones."""
    trial = Trial(0, size_deg, 8.0)
    rep = RepCompleted(0, 0.0, 1.0, 2.0, 0.0, size_deg, 1.875 * size_deg, "clean", "as asked")
    assert repetition(ended(trial, success=True), rep, 0.0, -1.5).rate_per_s == pytest.approx(1.875)


def test_somebody_who_only_varies_is_seldom_told_to_be_tired() -> None:
    """Of people who vary by 12 % in speed, 8 % in range and 0.15 in smoothness and lean now and then, at most one in
    ten within 60 repetitions; of those who lose a third of speed and range, most."""
    random = np.random.default_rng(0)
    told = {False: 0, True: 0}
    for tires in told:
        for _ in range(100):
            one = FatigueWatch()
            found = False
            for number in range(60):
                left = 1.0 - (0.35 * number / 60 if tires else 0.0)
                place = int(random.integers(3))
                target_deg = (30.0, 50.0, 70.0)[place]
                could_deg = 72.0 * left * float(random.normal(1.0, 0.08))
                peak_deg = min(target_deg + 2.0, could_deg)
                rate = 1.8 * left * float(random.normal(1.0, 0.12))
                sparc = -1.6 + float(random.normal(0.0, 0.15))
                reached = peak_deg >= target_deg - 8.0
                helped = bool(random.random() < 0.1)
                found |= bool(
                    one.add(Repetition(target_deg, peak_deg, reached, rate * peak_deg, rate, sparc, 0.0, helped, place))
                )
            told[tires] += found
    assert told[False] <= 10 and told[True] >= 65


@given(
    st.lists(
        st.builds(
            Repetition,
            st.floats(6.0, 150.0) | st.just(NAN),
            st.floats(0.0, 170.0) | st.just(NAN),
            st.booleans(),
            st.floats(0.0, 400.0) | st.just(NAN),
            st.floats(0.0, 10.0) | st.just(NAN),
            st.floats(-9.0, -1.0) | st.just(NAN),
            st.floats(-1.0, 1.0),
            st.booleans(),
            st.integers(0, 2),
        ),
        max_size=40,
    )
)
def test_fatigue_always_has_two_signs_and_is_never_told_from_the_first_repetitions(reps: list[Repetition]) -> None:
    one = FatigueWatch()
    told = [one.add(rep) for rep in reps]
    assert all(len(signs) >= RULES.signs for signs in told if signs)
    assert sum(map(bool, told)) <= 1 and not any(told[: RULES.own + RULES.last - 1])
