"""Where the person chooses, the highest target that the arm is held at counts, and none that is only passed."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.exercises.events import Event, RepCompleted, TargetReached, TrialEnded, TrialStarted
from game.exercises.exercise import Limits, Trial
from game.exercises.reach import Reach
from game.exercises.views import ReachView
from tests.game.exercises.feeding import Player, only

TARGETS_DEG = (30.0, 50.0, 70.0)
TOLERANCE_DEG = 6.0
PLACES = st.sampled_from(TARGETS_DEG)


def choosing(hold_s: float = 1.0, targets_deg: tuple[float, ...] = TARGETS_DEG) -> Player:
    """Somebody at rest who may choose."""
    player = Player(Reach(targets_deg, hold_s, 0.5, Limits(300.0, 15.0)))
    player.wait(1.0)
    choices = tuple(Trial(0, each, TOLERANCE_DEG, hold_s, place) for place, each in enumerate(targets_deg))
    started = player.ask(replace(choices[0], choices=choices))
    assert isinstance(started, TrialStarted) and tuple(started.choices.values()) == targets_deg
    return player


def view(player: Player) -> ReachView:
    shown = player.exercise.view()
    assert isinstance(shown, ReachView)
    return shown


def taken(events: list[Event]) -> tuple[float, str]:
    """What counted, and as what."""
    ended = only(events, TrialEnded)
    assert ended.values["choices"] == len(TARGETS_DEG)
    return ended.target_deg, ended.reason


@given(PLACES, st.floats(-5.0, 10.0), st.floats(0.8, 2.5), st.sampled_from([0.0, 0.25, 1.0, 3.0]))
@settings(max_examples=40)
def test_the_one_that_is_held_counts(target_deg: float, off_deg: float, seconds: float, hold_s: float) -> None:
    """From its tolerance below to where the next one begins."""
    player = choosing(hold_s)
    events = player.lift(target_deg + off_deg, seconds, hold_s=max(1.0, hold_s) + 0.5)
    assert taken(events) == (target_deg, "as asked")
    assert only(events, TrialEnded).clean and len([one for one in events if isinstance(one, TargetReached)]) == 1


@given(st.floats(0.8, 4.0), st.sampled_from([0.25, 0.5, 1.0, 3.0]))
@settings(max_examples=40)
def test_passing_a_lantern_does_not_light_it(seconds: float, hold_s: float) -> None:
    """Up to the highest and down at once: whatever the turn there is, those on the way are not taken by it."""
    player = choosing(hold_s)
    events = [*player.move(66.0, seconds), *player.move(0.0, seconds), *player.wait(0.6)]
    ended = only(events, TrialEnded)
    assert ended.target_deg == 70.0 and [light.place for light in view(player).lit] == [70.0]
    if hold_s == 3.0:
        assert not ended.success and not any(isinstance(one, TargetReached) for one in events)


@given(st.floats(5.0, 25.0), st.floats(0.25, 3.0))
@settings(max_examples=30, deadline=None)
def test_however_evenly_one_passes_nothing_is_held(speed_deg_s: float, hold_s: float) -> None:
    """A steady way up at a pace at which a band as wide as the gap takes longer than the hold."""
    player = choosing(hold_s)
    ticks = round(60.0 * 60.0 / speed_deg_s)
    events = [one for tick in range(ticks) for one in player.step(60.0 * tick / ticks)]
    assert not any(isinstance(one, TargetReached) for one in events)


@given(st.floats(5.0, 9.0))
@settings(max_examples=20, deadline=None)
def test_nor_is_one_that_is_passed_on_the_way_down(speed_deg_s: float) -> None:
    """Up to the highest, steadily down from there, and over half-way."""
    player = choosing(2.0)
    events = player.move(66.0, 1.2)
    ticks = round(36.0 * 60.0 / speed_deg_s)
    events += [one for tick in range(ticks) for one in player.step(66.0 - 36.0 * tick / ticks)]
    events += [*player.move(0.0), *player.wait(0.6)]
    assert only(events, TrialEnded).target_deg == 70.0 and not any(isinstance(one, TargetReached) for one in events)


@given(PLACES, PLACES)
def test_the_highest_that_is_held_counts(first_deg: float, then_deg: float) -> None:
    """Whoever goes on to a higher one, or rests at a lower one on the way back, has taken the highest."""
    player = choosing()
    events = [*player.move(first_deg), *player.wait(1.5), *player.move(then_deg), *player.wait(1.5)]
    events += [*player.move(0.0), *player.wait(0.6)]
    highest_deg = max(first_deg, then_deg)
    if then_deg <= 0.55 * first_deg:  # half-way back a movement is over
        highest_deg = first_deg
    ended = next(one for one in events if isinstance(one, TrialEnded))
    assert (ended.target_deg, ended.clean) == (highest_deg, True)


@pytest.mark.parametrize(
    ("peak_deg", "expected"),
    [
        (20.0, (30.0, "short of the target")),
        (30.0, (30.0, "not held for long enough")),
        (40.0, (30.0, "not held for long enough")),
        (58.0, (50.0, "not held for long enough")),
        (95.0, (70.0, "not held for long enough")),
    ],
)
def test_where_none_is_held_the_turn_decides(peak_deg: float, expected: tuple[float, str]) -> None:
    """The nearest at or below it, else the lowest."""
    assert taken(choosing(2.0).lift(peak_deg, 1.5)) == expected


@given(PLACES)
def test_without_a_hold_the_turn_is_the_choice(target_deg: float) -> None:
    events = choosing(0.0).lift(target_deg)
    assert taken(events) == (target_deg, "as asked") and only(events, TargetReached)


def test_all_are_shown_and_asked_for_until_one_is_taken() -> None:
    player = choosing()
    assert player.exercise.cue == "choose"
    assert view(player).choices_deg == TARGETS_DEG and view(player).target_deg == 30.0 and view(player).hold == 0.0
    player.move(50.0)
    player.wait(0.6)
    assert view(player).target_deg == 50.0 and 0.3 < view(player).hold < 1.0 and player.exercise.cue == "hold"
    player.wait(1.0)
    assert view(player).reached and player.exercise.cue == "come_back"
    player.move(0.0)
    player.wait(0.6)
    assert view(player).choices_deg == () and [light.place for light in view(player).lit] == [50.0]


def test_what_to_change_next_time_is_not_talked_over() -> None:
    player = choosing(2.0)
    player.lift(50.0)
    assert player.exercise.cue == "longer"
    player.wait(1.0)
    player.ask(replace(Trial(1, 30.0, 6.0), choices=(Trial(1, 30.0, 6.0), Trial(1, 50.0, 6.0, place=1))))
    assert player.exercise.cue == "longer"


@given(st.floats(0.0, 3.0))
def test_a_limb_that_sinks_or_trembles_a_little_holds_all_the_same(sinks_deg_s: float) -> None:
    player = choosing(2.0)
    events = player.move(54.0)
    for tick in range(150):
        events += player.step(54.0 - sinks_deg_s * tick / 60.0 + (1.5 if tick // 6 % 2 else -1.5))
    events += [*player.move(0.0), *player.wait(0.6)]
    assert taken(events)[0] == 50.0 and only(events, RepCompleted).verdict == "clean"


def test_what_got_into_the_movement_takes_nothing() -> None:
    player = choosing()
    player.move(50.0)
    player.wait(1.5)
    player.exercise.spoil("paused on the way")
    events = [*player.move(0.0), *player.wait(0.6)]
    assert only(events, TrialEnded).spoilt and view(player).lit == ()
