"""`steady` asks to stay inside a circle for a time; time outside takes nothing away."""

from __future__ import annotations

import math

import pytest

from game.exercises.events import RepCompleted, TargetReached, TrialEnded
from game.exercises.exercise import Limits
from game.exercises.steady import Steady, SteadyKeys
from game.exercises.views import SteadyView
from tests.game.exercises.feeding import Player, only


def player(forward_deg: float = 0.0, right_deg: float = 0.0) -> Player:
    """Somebody before their first bout, in a circle of 8° by 6°."""
    found = Player(Steady(8.0, 6.0, 1.0))
    found.lean(forward_deg, right_deg)
    found.wait(0.1)
    return found


def view(one: Player) -> SteadyView:
    shown = one.exercise.view()
    assert isinstance(shown, SteadyView)
    return shown


def test_keys_become_rules() -> None:
    keys = SteadyKeys(kind="steady", forward_deg=8, side_deg=6, bout_s=10)
    assert keys.asked().targets_deg == () and keys.asked().hold_s == 10
    shown = keys.rules(Limits(120.0, 15.0)).view()
    assert (shown.envelope_forward_deg, shown.envelope_side_deg) == (8, 6)


@pytest.mark.parametrize(
    ("forward_deg", "right_deg", "inside"),
    [(0, 0, True), (7.9, 0, True), (-7.9, 0, True), (0, 5.9, True), (8.1, 0, False), (0, -6.1, False), (6, 5, False)],
)
def test_inside_is_within_the_ellipse(forward_deg: float, right_deg: float, inside: bool) -> None:
    assert view(player(forward_deg, right_deg)).inside is inside


def test_a_bout_spent_inside_is_clean() -> None:
    one = player()
    one.offer(hold_s=3.0, tolerance_deg=0.0)
    events = one.wait(3.2)
    assert only(events, TargetReached)
    rep, trial = only(events, RepCompleted), only(events, TrialEnded)
    assert rep.verdict == "clean" and rep.end_s - rep.start_s == pytest.approx(3.0, abs=0.05)
    assert trial.success and trial.clean and trial.inside == pytest.approx(1.0)
    assert math.isnan(trial.target_deg)


def test_time_outside_does_not_count_and_takes_nothing_away() -> None:
    one = player()
    one.offer(hold_s=3.0, tolerance_deg=0.0)
    one.wait(2.0)
    left_s = view(one).left_s
    one.lean(20.0)
    one.wait(0.5)
    assert view(one).left_s == left_s == pytest.approx(1.0, abs=0.05)
    one.lean(0.0)
    assert only(one.wait(1.2), RepCompleted).verdict == "clean", "fourteen per cent outside is a moment"


def test_too_much_time_outside_is_partial() -> None:
    one = player()
    one.offer(hold_s=3.0, tolerance_deg=0.0)
    one.wait(1.0)
    one.lean(20.0)
    one.wait(2.0)
    one.lean(0.0)
    events = one.wait(2.2)
    assert only(events, RepCompleted).reason == "outside for more than a moment"
    trial = only(events, TrialEnded)
    assert trial.success and not trial.clean and trial.inside == pytest.approx(0.6, abs=0.02)
    assert trial.peak_deg == pytest.approx(20.0)


def test_nobody_is_kept_waiting_for_ever() -> None:
    """After three times the bout it ends as partial."""
    one = player(20.0)
    one.offer(hold_s=3.0, tolerance_deg=0.0)
    events = one.wait(9.1)
    assert only(events, RepCompleted).verdict == "partial"
    assert not only(events, TrialEnded).success
    assert not [event for event in events if isinstance(event, TargetReached)]


def test_a_trunk_that_is_not_known_is_not_inside() -> None:
    one = player(math.nan, math.nan)
    one.offer(hold_s=3.0, tolerance_deg=0.0)
    one.wait(1.0)
    assert not view(one).inside and one.exercise.cue == "back_inside"
    assert view(one).left_s == pytest.approx(3.0)


def test_an_interrupted_bout_counts_neither_way() -> None:
    one = player()
    one.offer(hold_s=3.0, tolerance_deg=0.0)
    one.wait(1.0)
    one.exercise.spoil("the sensor was away")
    events = one.wait(2.2)
    assert (only(events, RepCompleted).verdict, only(events, RepCompleted).reason) == ("other", "the sensor was away")
    assert only(events, TrialEnded).spoilt and not only(events, TrialEnded).success
    assert view(one).lit == ()


def test_a_bout_stands_still_while_not_played() -> None:
    one = player()
    one.offer(hold_s=3.0, tolerance_deg=0.0)
    one.wait(1.0)
    left_s = view(one).left_s
    one.wait(5.0, playing=False)
    assert view(one).left_s == left_s


@pytest.mark.parametrize(
    ("forward_deg", "right_deg", "cue"),
    [
        (0, 0, "centre"),
        (6, 0, "hold"),
        (20, 0, "sit_tall"),
        (-20, 0, "forward_again"),
        (0, 20, "left_a_little"),
        (0, -20, "right_a_little"),
        (20, 30, "left_a_little"),
    ],
)
def test_a_cue_says_the_way_back(forward_deg: float, right_deg: float, cue: str) -> None:
    one = player(forward_deg, right_deg)
    one.offer(hold_s=3.0, tolerance_deg=0.0)
    one.wait(0.1)
    assert one.exercise.cue == cue


def test_an_easier_circle_is_wider_in_the_same_shape() -> None:
    one = player()
    one.offer(hold_s=3.0, tolerance_deg=4.0)
    shown = view(one)
    assert shown.envelope_forward_deg == pytest.approx(12.0)
    assert shown.envelope_side_deg / shown.envelope_forward_deg == pytest.approx(6.0 / 8.0)


def test_there_is_time_to_breathe_between_bouts() -> None:
    one = player()
    assert one.exercise.ready
    one.offer(hold_s=3.0, tolerance_deg=0.0)
    one.wait(3.1)
    assert not one.exercise.ready and view(one).resting
    one.wait(0.5)
    assert one.exercise.cue == "rest"
    one.wait(0.6)
    assert one.exercise.ready


def test_what_is_lit_stands_in_a_row() -> None:
    one = player()
    for _ in range(3):
        one.offer(hold_s=3.0, tolerance_deg=0.0)
        one.wait(4.1)
    assert [lit.place for lit in view(one).lit] == [0.0, 1.0, 2.0]
