"""Where the level lets the person choose, the coach offers what is left of a round, inside every limit."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.coaching.coach import Coach
from game.coaching.progress import Progress
from game.coaching.settings import CoachSettings
from game.exercises.exercise import PARAMETERS, Trial, Wall
from tests.game.coaching.learners import ASKED, ended, verdict_of

CHOSEN = replace(ASKED, by_person=True)
COUNT = len(CHOSEN.targets_deg)


def play(coach: Coach, trials: int, chance: Callable[[], float], likely: float = 1.0) -> list[Trial]:
    """What was taken of each trial by somebody who chooses by lot and succeeds as likely as that."""
    found = []
    for _ in range(trials):
        offered = coach.next()
        choices = offered.choices or (offered,)
        one = choices[int(chance() * len(choices))]
        success = chance() < likely
        told = ended(one, success=success)
        found.append(replace(offered, target_deg=one.target_deg, place=one.place))
        coach.judge(told, verdict_of(success=success), 0)
    return found


@given(st.integers(0, 2**32), st.integers(0, 8))
@settings(max_examples=30, deadline=None)
def test_every_lantern_of_a_round_is_taken_once(seed: int, sessions: int) -> None:
    """From the first session on, whatever is chosen and however it goes; an easy one in between is none of the
    round."""
    random = np.random.default_rng(seed)
    coach = Coach(CHOSEN, PARAMETERS, progress=Progress(sessions), repetitions=30)
    taken = [one.place for one in play(coach, 40, random.random, 0.6) if one.purpose != "easy_win"]
    for start in range(0, len(taken) - COUNT + 1, COUNT):
        assert sorted(taken[start : start + COUNT]) == list(range(COUNT))


@given(st.integers(0, 2**32), st.floats(35.0, 90.0), st.floats(20.0, 90.0))
@settings(max_examples=40, deadline=None)
def test_no_choice_lies_beyond_the_wall_or_rises_faster_than_the_coach_lets_it(
    seed: int, ceiling_deg: float, established_deg: float
) -> None:
    random = np.random.default_rng(seed)
    wall, before = Wall(0.0, ceiling_deg), Progress(2, 0, established_deg, established_deg)
    coach = Coach(CHOSEN, ("range",), wall=wall, progress=before)
    highest_deg = max(min(70.0, established_deg), established_deg) + 5.0
    for _ in range(30):
        (one,) = play(coach, 1, random.random)
        for choice in one.choices:
            assert choice.target_deg <= min(ceiling_deg, highest_deg) + 1e-9
            assert choice.tolerance_deg <= 0.3 * choice.target_deg + 1e-9
        angles = [choice.target_deg for choice in one.choices]
        assert angles == sorted(set(angles))


def test_only_what_is_left_is_offered_each_as_it_would_be_asked_alone() -> None:
    coach = Coach(CHOSEN, ())
    first = coach.next()
    assert [(one.place, one.target_deg, one.hold_s, one.choices) for one in first.choices] == [
        (0, 30.0, 2.0, ()),
        (1, 50.0, 2.0, ()),
        (2, 70.0, 2.0, ()),
    ]
    coach.judge(ended(first.choices[1], success=True), "clean", 0)
    second = coach.next()
    assert [one.place for one in second.choices] == [0, 2]
    coach.judge(ended(second.choices[1], success=False), "partial", 0)
    last = coach.next()
    assert (last.place, last.choices) == (0, ()), "of one there is nothing to choose"
    coach.judge(ended(last, success=True), "clean", 0)
    assert len(coach.next().choices) == COUNT


def test_a_trial_that_taught_nothing_took_nothing() -> None:
    coach = Coach(CHOSEN, ())
    coach.judge(ended(coach.next().choices[1], success=False, spoilt=True), "other", 0)
    assert len(coach.next().choices) == COUNT


def test_its_staircase_steps_by_what_was_taken() -> None:
    coach = Coach(CHOSEN, PARAMETERS)
    change = coach.judge(ended(coach.next().choices[2], success=True), "clean", 0)
    assert change is not None and change.change > 0
    assert coach.progress.established_deg == 70.0


def test_there_is_one_target_where_nothing_is_shown_and_in_an_easy_one() -> None:
    opening = Coach(CHOSEN, PARAMETERS, progress=Progress(4), repetitions=30)
    for _ in range(CoachSettings().unaided_trials):
        trial = opening.next()
        assert (trial.purpose, trial.choices) == ("retention", ())
        opening.judge(ended(trial, success=True), "clean", 0)
    faded = Coach(CHOSEN, PARAMETERS, progress=Progress(5), repetitions=30)
    for _ in range(20):
        (one,) = play(faded, 1, lambda: 0.0)
        assert one.feedback or not one.choices
    missing = Coach(CHOSEN, PARAMETERS)
    play(missing, 2, lambda: 0.5, 0.0)
    easy = missing.next()
    assert (easy.purpose, easy.place, easy.choices) == ("easy_win", 0, ())


@pytest.mark.parametrize("order", ["blocked", "serial", "random"])
def test_an_order_that_is_prescribed_goes_before(order: str) -> None:
    coach = Coach(CHOSEN, PARAMETERS, progress=Progress(0), settings=CoachSettings(order=order))  # type: ignore[arg-type]
    assert all(one.choices == () for one in play(coach, 9, lambda: 0.0))


def test_where_the_level_says_another_order_nothing_is_chosen() -> None:
    assert all(one.choices == () for one in play(Coach(ASKED, PARAMETERS), 12, lambda: 0.5))
