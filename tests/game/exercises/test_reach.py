"""`reach` asks to get to a target, hold it and come back, and says of every movement what it was."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.exercises.attempts import ANOTHER
from game.exercises.events import CompensationSeen, Event, RepCompleted, TargetReached, TrialEnded, TrialStarted
from game.exercises.exercise import Limits
from game.exercises.reach import Reach, ReachKeys
from game.exercises.views import ReachView
from tests.game.build import eased
from tests.game.exercises.feeding import Player, only

TARGETS_DEG = (30.0, 50.0, 70.0)


def ready(targets_deg: tuple[float, ...] = TARGETS_DEG, hold_s: float = 0.0, rest_s: float = 0.5) -> Player:
    """Somebody at rest who has been heard for a second."""
    player = Player(Reach(targets_deg, hold_s, rest_s, Limits(120.0, 15.0)))
    player.wait(1.0)
    return player


def view(player: Player) -> ReachView:
    shown = player.exercise.view()
    assert isinstance(shown, ReachView)
    return shown


def test_keys_become_rules() -> None:
    """What a level says is what is asked."""
    keys = ReachKeys(kind="reach", targets_deg=(30, 50), order="shuffled", hold_s=2, tolerance_deg=6)
    asked = keys.asked()
    assert (asked.targets_deg, asked.tolerance_deg, asked.hold_s, asked.shuffled) == ((30, 50), 6, 2, True)
    assert keys.rules(Limits(90.0, 15.0)).view().targets_deg == (30, 50)


def test_a_target_reached_is_clean() -> None:
    player = ready()
    assert player.offer(50.0) == TrialStarted(player.tick, 0, 50.0)
    events = player.lift(52.0)
    assert only(events, TargetReached).index == 0
    rep, trial = only(events, RepCompleted), only(events, TrialEnded)
    assert (rep.verdict, rep.reason) == ("clean", "as asked")
    assert rep.peak_deg == pytest.approx(52.0) and rep.start_s < rep.peak_s < rep.end_s
    assert trial.success and trial.clean and not trial.spoilt
    assert math.isnan(trial.inside)
    assert player.exercise.trial is None


def test_one_verdict_a_movement_and_one_movement_a_trial() -> None:
    player = ready()
    for target_deg in (30.0, 50.0, 70.0) * 2:
        player.offer(target_deg)
        events = player.lift(target_deg)
        assert only(events, RepCompleted).verdict == only(events, TrialEnded).clean * "clean"


@given(st.floats(20.0, 100.0), st.floats(-30.0, 30.0))
@settings(max_examples=40)
def test_within_the_tolerance_is_reached_and_short_of_it_is_not(target_deg: float, miss_deg: float) -> None:
    if abs(miss_deg + 8.0) < 0.1 or target_deg + miss_deg < 15.0:
        return
    player = ready((target_deg,))
    player.offer(target_deg)
    events = player.lift(target_deg + miss_deg, seconds=2.0)
    assert only(events, RepCompleted).verdict == ("clean" if miss_deg > -8.0 else "partial")


def test_short_of_the_target_is_partial_and_says_higher() -> None:
    player = ready()
    player.offer(70.0)
    events = player.lift(45.0)
    assert (only(events, RepCompleted).verdict, only(events, RepCompleted).reason) == ("partial", "short of the target")
    assert not only(events, TrialEnded).success
    assert player.exercise.cue == "higher"


def test_a_hold_is_counted_and_shown() -> None:
    player = ready(hold_s=2.0)
    player.offer(50.0, hold_s=2.0)
    assert view(player).hold == 0.0
    player.move(50.0)
    player.wait(1.0)
    assert 0.4 < view(player).hold < 0.8 and player.exercise.cue == "hold"
    assert not view(player).reached
    only(player.wait(1.5), TargetReached)
    assert view(player).hold == 1.0 and view(player).reached
    assert player.exercise.cue == "come_back"
    assert only(player.move(0.0), RepCompleted).verdict == "clean"


def test_a_hold_given_up_is_partial_and_says_longer() -> None:
    """Not "hold": the limb hangs by now."""
    player = ready(hold_s=2.0)
    player.offer(50.0, hold_s=2.0)
    events = player.lift(50.0, hold_s=0.5)
    assert only(events, RepCompleted).reason == "not held for long enough"
    assert player.exercise.cue == "longer"


def test_praise_gives_way_to_the_next_target() -> None:
    player = ready()
    player.offer(50.0)
    player.lift(50.0)
    assert player.exercise.cue == "well_done"
    player.wait(1.0)
    player.offer(50.0)
    assert player.exercise.cue is None


def test_no_cue_for_a_raised_limb_is_left_to_one_that_hangs() -> None:
    """What is no movement in the end, here one that takes too long, ends without a cue of its own."""
    player = ready(hold_s=2.0)
    player.offer(50.0, hold_s=2.0)
    player.move(50.0)
    player.wait(30.0)
    player.move(0.0)
    player.wait(2.0)
    assert player.exercise.cue not in ("hold", "come_back")


def test_a_small_dip_does_not_undo_a_hold_and_a_deep_one_does() -> None:
    for low_deg, kept in ((40.0, True), (35.0, False)):
        player = ready(hold_s=2.0)
        player.offer(50.0, hold_s=2.0)
        player.move(50.0)
        player.wait(1.0)
        before = view(player).hold
        player.move(low_deg, 0.2)
        assert (view(player).hold >= before) is kept
        assert player.exercise.cue == ("hold" if kept else "higher")


@pytest.mark.parametrize("hold_s", [20.0, 30.0])
def test_the_longest_hold_a_level_may_ask_for_can_be_done(hold_s: float) -> None:
    player = ready(hold_s=hold_s)
    player.offer(50.0, hold_s=hold_s)
    assert only(player.lift(50.0, hold_s=hold_s), RepCompleted).verdict == "clean"


def test_too_fast_is_not_the_movement_asked_for() -> None:
    player = ready()
    player.offer(70.0)
    events = player.lift(75.0, seconds=0.6)
    rep, trial = only(events, RepCompleted), only(events, TrialEnded)
    assert (rep.verdict, rep.reason) == ("other", "too fast") and rep.speed_deg_s_max > 120.0
    assert trial.success and not trial.clean
    assert player.exercise.cue == "slower" and view(player).lit == ()


def test_a_tremor_is_not_speed() -> None:
    """Five degrees at 5 Hz tremble at 157°/s and are not a swing."""
    player = ready()
    player.offer(50.0)
    player.move(50.0, 2.0)
    shaking = [50.0 + 5.0 * math.sin(2.0 * math.pi * 5.0 * step / 60.0) for step in range(60)]
    events = [event for angle in shaking for event in player.step(angle)]
    events += player.move(0.0, 2.0)
    assert only(events, RepCompleted).verdict == "clean"


def test_the_trunk_that_helps_is_told_once_and_the_movement_is_compensated() -> None:
    player = ready()
    player.lean(0.0)
    player.offer(50.0)
    player.lean(12.0, 12.0)
    events = player.lift(50.0, hold_s=0.5)
    assert only(events, CompensationSeen).trunk_deg == pytest.approx(math.hypot(12.0, 12.0))
    rep, trial = only(events, RepCompleted), only(events, TrialEnded)
    assert (rep.verdict, rep.reason) == ("compensated", "the trunk helped")
    assert trial.success and not trial.clean
    assert player.exercise.cue == "sit_tall"


@pytest.mark.parametrize("hold_s", [0.0, 1.0])
def test_a_limb_that_the_trunk_carries_has_not_moved(hold_s: float) -> None:
    """The trunk leans as far as the limb comes: another movement, which ends no trial and earns nothing."""
    player = ready((50.0,))
    player.right_deg = 0.0
    player.offer(50.0)
    events: list[Event] = []
    for angle_deg in [*eased(0.0, 60.0, 60), *[60.0] * round(60 * hold_s), *eased(60.0, 0.0, 60)]:
        player.forward_deg = angle_deg
        events += player.step(angle_deg)
    completed = only(events, RepCompleted)
    assert (completed.verdict, completed.reason) == ("other", ANOTHER)
    assert not any(isinstance(event, TrialEnded) for event in events)
    player.forward_deg = 0.0
    player.wait(1.0)
    assert only(player.lift(55.0), TrialEnded).clean


def test_a_lean_takes_no_limb_along_that_does_not_hang_on_the_trunk() -> None:
    """A knee that straightens while the trunk leans back has moved, with help."""
    player = Player(Reach((30.0,), 0.0, 0.5, Limits(120.0, 15.0, trunk_carries=False)))
    player.wait(1.0)
    player.lean(0.0)
    player.offer(30.0)
    player.lean(-35.0)
    events = player.lift(30.0, hold_s=0.5)
    assert only(events, RepCompleted).verdict == "compensated" and only(events, TrialEnded).success


def test_what_the_trunk_did_before_a_movement_is_none_of_it() -> None:
    player = ready()
    player.lean(0.0)
    player.offer(50.0)
    player.lean(25.0)
    assert only(player.wait(1.0), CompensationSeen).trunk_deg == pytest.approx(25.0)
    player.lean(0.0)
    player.wait(1.0)
    assert only(player.lift(50.0), RepCompleted).verdict == "clean"


def test_back_from_the_other_way_is_another_movement() -> None:
    """An angle that went below rest and came back to it has not gone the way that is asked for."""
    player = ready((30.0,))
    player.offer(30.0)
    player.move(-40.0)
    completed = only([*player.move(0.0), *player.wait(1.0), *player.move(-40.0)], RepCompleted)
    assert (completed.verdict, completed.reason) == ("other", ANOTHER)
    assert player.exercise.trial is not None


def test_a_lean_for_a_moment_is_not_help() -> None:
    player = ready()
    player.offer(50.0)
    events = player.move(50.0)
    player.lean(20.0)
    events += player.wait(0.2)
    player.lean(0.0)
    events += player.move(0.0)
    assert only(events, RepCompleted).verdict == "clean"


def test_a_movement_nobody_asked_for_is_counted_as_other() -> None:
    """Between trials, and in a rest."""
    player = ready()
    assert only(player.lift(50.0), RepCompleted).reason == "outside a trial"
    player.offer(50.0)
    events = player.move(50.0, playing=False) + player.move(0.0, playing=False)
    assert only(events, RepCompleted).verdict == "other"
    assert not [event for event in events if isinstance(event, TrialEnded | TargetReached)]


def test_what_was_done_in_a_pause_is_not_held_against_the_trial() -> None:
    player = ready()
    player.offer(50.0)
    player.move(50.0)
    player.exercise.spoil("paused on the way")
    assert only(player.move(0.0, playing=False), RepCompleted).verdict == "other"
    player.wait(1.0)
    assert only(player.lift(50.0), RepCompleted).verdict == "clean"


def test_a_pause_at_rest_spoils_nothing() -> None:
    player = ready()
    player.offer(50.0)
    player.exercise.spoil("paused on the way")
    player.wait(1.0, playing=False)
    assert only(player.lift(50.0), RepCompleted).verdict == "clean"


def test_a_movement_that_was_interrupted_counts_neither_way() -> None:
    player = ready()
    player.offer(70.0)
    player.move(40.0)
    player.exercise.spoil("paused on the way")
    player.wait(1.0, playing=False)
    events = player.move(0.0)
    rep, trial = only(events, RepCompleted), only(events, TrialEnded)
    assert (rep.verdict, rep.reason) == ("other", "paused on the way")
    assert trial.spoilt and not trial.success and not trial.clean
    assert view(player).lit == ()


def test_a_hole_that_may_have_hidden_the_peak_spoils_the_movement() -> None:
    player = ready()
    player.offer(70.0)
    player.move(50.0)
    player.wait(0.4, heard=False)
    events = player.move(0.0)
    assert only(events, TrialEnded).spoilt and only(events, RepCompleted).reason == "the sensor was away"


def test_a_hole_after_the_target_was_reached_hides_nothing() -> None:
    player = ready()
    player.offer(50.0)
    player.move(55.0)
    player.wait(0.4, heard=False)
    assert only(player.move(0.0), RepCompleted).verdict == "clean"


def test_a_movement_whose_end_was_missed_leaves_the_trial_as_it_was() -> None:
    """The sensor comes back with the arm still up; the next whole movement is judged by itself."""
    player = ready()
    player.offer(50.0)
    player.move(55.0)
    player.wait(1.5, heard=False)
    assert not [event for event in player.move(0.0) + player.wait(0.5) if isinstance(event, RepCompleted)]
    assert player.exercise.trial is not None and not view(player).reached
    assert only(player.lift(25.0), RepCompleted).verdict == "partial"


def test_a_limb_that_rests_above_a_low_target_has_not_reached_it() -> None:
    player = ready((12.0,))
    player.move(11.0, 30.0)
    player.wait(2.0)
    player.offer(12.0, tolerance_deg=3.6)
    assert player.wait(3.0) == []


@given(st.floats(6.0, 30.0), st.floats(1.0, 12.0))
@settings(max_examples=40)
def test_the_lowest_target_is_seen_however_far_the_others_lie(lowest_deg: float, spread: float) -> None:
    """A movement that just reaches it is counted, after any number of wide ones."""
    highest_deg = min(170.0, lowest_deg * spread)
    player = ready((lowest_deg, highest_deg))
    for target_deg in (*[highest_deg] * 5, lowest_deg):
        player.offer(target_deg, tolerance_deg=min(8.0, 0.3 * target_deg))
        events = player.lift(target_deg, seconds=max(1.0, target_deg / 40.0))
        assert only(events, RepCompleted).verdict == "clean"


def test_ready_once_back_and_rested() -> None:
    player = ready(rest_s=1.0)
    assert player.exercise.ready
    player.offer(50.0)
    assert not player.exercise.ready
    player.move(50.0)
    player.move(5.0)
    assert not player.exercise.ready, "a movement has only just ended"
    player.wait(1.0)
    assert player.exercise.ready
    player.move(40.0)
    assert not player.exercise.ready, "the limb is not back"


def test_what_is_lit_says_how_clean() -> None:
    player = ready()
    for target_deg, reached_deg in ((30.0, 30.0), (50.0, 35.0)):
        player.offer(target_deg)
        player.lift(reached_deg)
    assert [(lit.place, lit.verdict) for lit in view(player).lit] == [(30.0, "clean"), (50.0, "partial")]


def test_the_scale_ends_a_little_above_the_highest_target() -> None:
    player = ready()
    assert 70.0 < view(player).ceiling_deg < 90.0
    player.exercise.set_targets((10.0, 20.0))
    assert 20.0 < view(player).ceiling_deg < 30.0 and view(player).targets_deg == (10.0, 20.0)


def test_between_trials_nothing_is_asked() -> None:
    shown = view(ready())
    assert math.isnan(shown.target_deg) and math.isnan(shown.tolerance_deg)
    assert shown.hold == 0.0 and not shown.reached
