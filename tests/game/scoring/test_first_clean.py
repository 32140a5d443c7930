"""From launch to the first clean repetition: one time a launch, and only a clean one counts."""

from __future__ import annotations

import math
from typing import Any, get_args

from hypothesis import given
from hypothesis import strategies as st

from game.exercises.events import RepCompleted, RestEnded, TrialStarted, Verdict
from game.scoring.first_clean import FirstClean


def rep(verdict: Any) -> RepCompleted:
    return RepCompleted(0, 0.0, 1.0, 2.0, 0.0, 60.0, 50.0, verdict, "")


@given(st.floats(-1e6, 1e6), st.lists(st.tuples(st.floats(0.0, 1e3), st.sampled_from(get_args(Verdict)))))
def test_it_is_the_time_of_the_first_clean_one(launched_s: float, reps: list[tuple[float, str]]) -> None:
    """Whatever comes before, and however many come after."""
    found = FirstClean(launched_s)
    reps.sort(key=lambda one: one[0])
    for after_s, verdict in reps:
        found.see(launched_s + after_s, [RestEnded(0), rep(verdict)])
    first_s = next((after_s for after_s, verdict in reps if verdict == "clean"), math.nan)
    assert math.isclose(found.after_s, first_s, abs_tol=1e-9 * (1.0 + abs(launched_s))) or (
        math.isnan(found.after_s) and math.isnan(first_s)
    )


def test_a_clean_movement_of_the_warm_up_is_not_it() -> None:
    """Only what counts in the exercise is a repetition; its trials begin at 0, those of the warm-up before that."""
    found = FirstClean(0.0)
    found.see(1.0, [TrialStarted(0, -1, 30.0), rep("clean")])
    assert math.isnan(found.after_s)
    found.see(2.0, [TrialStarted(0, 0, 60.0)])
    found.see(3.0, [rep("clean")])
    assert found.after_s == 3.0
