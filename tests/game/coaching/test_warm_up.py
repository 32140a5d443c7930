"""A sitting's first exercise begins with a warm-up, where it is one that can begin small."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.coaching.history import History, Past
from game.coaching.warm_up import WARM_UPS, warm_up_of, warm_up_trial
from game.exercises.exercise import Asked, Ends, Wall
from game.level.kinds import TESTS

NOW = datetime(2031, 3, 4, 10, 0, tzinfo=UTC)
PLAYED = Past("a_reach_1", "now", NOW - timedelta(minutes=10), NOW - timedelta(minutes=5), active_min=4.0)


def history(*past: Past) -> History:
    return History(NOW, past, "now")


@pytest.mark.parametrize(("kind", "count"), WARM_UPS.items())
def test_the_first_exercise_of_a_sitting_has_one_and_no_later_one(kind: str, count: int) -> None:
    """What was played in another sitting, or ended before play, warmed nobody up."""
    earlier = replace(PLAYED, sitting="earlier", started=NOW - timedelta(hours=5), ended_at=NOW - timedelta(hours=4))
    assert warm_up_of(kind, None) == warm_up_of(kind, history()) == warm_up_of(kind, history(earlier)) == count
    assert warm_up_of(kind, history(earlier, PLAYED)) == 0
    assert warm_up_of(kind, history(replace(PLAYED, active_min=0.0))) == count


@pytest.mark.parametrize("kind", [*sorted(TESTS), "match", "steady", "activate", "task"])
def test_a_test_and_what_has_no_range_have_none(kind: str) -> None:
    assert warm_up_of(kind, None) == 0


@given(st.floats(1.0, 180.0), st.floats(0.0, 1.0), st.floats(1.0, 180.0), st.integers(1, 3))
def test_one_goes_no_farther_than_half_and_never_past_a_wall(
    usual_deg: float, floor: float, ceiling_deg: float, left: int
) -> None:
    """Whatever the level and the wall are; 6 degrees are the least that can be told from rest."""
    wall = Wall(floor * ceiling_deg, ceiling_deg)
    asked = Asked((usual_deg,), 8.0, 4.0, ends={"hold": Ends(0.25, 2.0), "tolerance": Ends(2.0, 0.25)})
    trial = warm_up_trial(asked, wall, wall.inside_deg(usual_deg), 0, left)
    assert wall.floor_deg <= trial.target_deg <= wall.ceiling_deg
    assert trial.target_deg <= max(wall.floor_deg, 0.5 * usual_deg, min(6.0, usual_deg))
    assert trial.tolerance_deg < 0.5 * trial.target_deg and trial.hold_s == 1.0
    assert (trial.index, trial.purpose, trial.feedback, trial.waits) == (-left, "warm_up", True, True)
