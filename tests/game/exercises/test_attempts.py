"""Every movement of the body gets one verdict, whether or not the level's own angle saw it."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.exercises.attempts import ANOTHER
from game.exercises.events import Event, RepCompleted, TrialEnded
from game.exercises.exercise import TICK_S, Limits, Trial
from game.exercises.reach import Reach
from game.motion.motion import Motion, Signal, TracePoint
from tests.game.build import eased
from tests.game.exercises.feeding import only


class Wearer:
    """Somebody whose sensor turns about a level axis, which the level's angle sees but without its sign, and about an
    upright one, which it does not see."""

    def __init__(self, targets_deg: tuple[float, ...] = (30.0, 50.0, 70.0)) -> None:
        self.exercise = Reach(targets_deg, 0.0, 0.5, Limits(1000.0, 15.0))
        self.tick = 0
        self.at = (0.0, 0.0)
        self.stay(1.0)

    def offer(self, target_deg: float, tolerance_deg: float = 8.0) -> None:
        self.exercise.offer(self.tick, Trial(0, target_deg, tolerance_deg, 0.0))

    def step(self, tilt_deg: float, heading_deg: float) -> list[Event]:
        rates = [
            math.radians(now - before) / TICK_S for now, before in zip((tilt_deg, heading_deg), self.at, strict=True)
        ]
        self.at = (tilt_deg, heading_deg)
        point = TracePoint(
            self.tick * TICK_S, abs(tilt_deg), math.degrees(abs(rates[0])), rate_rad_s=(rates[0], 0.0, rates[1])
        )
        motion = Motion(self.tick, Signal(abs(tilt_deg), 0.0, 5.0), trace=(point,))
        self.tick += 1
        return self.exercise.step(motion, playing=True)

    def go(self, tilt_deg: float, heading_deg: float = 0.0, seconds: float = 1.0) -> list[Event]:
        steps = round(seconds / TICK_S)
        ways = (eased(now, end, steps) for now, end in zip(self.at, (tilt_deg, heading_deg), strict=True))
        return [event for at in zip(*ways, strict=True) for event in self.step(*at)]

    def stay(self, seconds: float) -> list[Event]:
        return self.go(*self.at, seconds=seconds)

    def lift(self, tilt_deg: float, seconds: float = 1.2) -> list[Event]:
        return self.go(tilt_deg, seconds=seconds) + self.go(0.0, seconds=seconds) + self.stay(0.8)


def verdicts(events: list[Event]) -> list[str]:
    return [event.verdict for event in events if isinstance(event, RepCompleted)]


@settings(max_examples=30)
@given(st.lists(st.floats(0.5, 1.0), min_size=1, max_size=6), st.floats(40.0, 120.0), st.floats(0.7, 4.0))
def test_what_the_angle_sees_is_told_at_once_and_once(shares: list[float], widest_deg: float, seconds: float) -> None:
    """With the same words as if nothing else were known of the body, before it rests."""
    person = Wearer((20.0,))
    for share in shares:
        person.offer(20.0)
        events = person.go(share * widest_deg, seconds=seconds) + person.go(0.0, seconds=seconds)
        assert only(events, RepCompleted).reason == "as asked"
        assert only(events, TrialEnded).clean
        assert verdicts(person.stay(0.8)) == []


@pytest.mark.parametrize("times", [1, 5])
def test_a_movement_that_the_angle_does_not_see_is_another_one_and_ends_no_trial(times: int) -> None:
    person = Wearer()
    person.offer(50.0)
    events = [event for _ in range(times) for event in person.go(0.0, 60.0) + person.go(0.0, 0.0) + person.stay(0.5)]
    assert [(event.verdict, event.reason) for event in events if isinstance(event, RepCompleted)] == [
        ("other", ANOTHER)
    ] * times
    assert person.exercise.trial is not None
    assert only(person.lift(50.0), RepCompleted).verdict == "clean"


def test_from_side_to_side_is_one_movement_though_the_angle_sees_two() -> None:
    """The wider side is the one that is judged, once it is known which that is."""
    person = Wearer()
    seen = []
    for _ in range(8):
        if person.exercise.trial is None:
            person.offer(50.0)
        seen += verdicts(person.go(-25.0, seconds=0.8) + person.go(50.0, seconds=1.2) + person.go(0.0, seconds=0.8))
    assert len(seen) == pytest.approx(8, abs=1)
    assert seen.count("clean") >= 6


@settings(max_examples=30)
@given(st.floats(8.0, 30.0), st.floats(2.0, 12.0))
def test_a_low_target_is_told_after_any_number_of_wide_movements(lowest_deg: float, spread: float) -> None:
    """Also where it is so low that by itself it would be taken for a fidget."""
    highest_deg = min(150.0, lowest_deg * spread)
    person = Wearer((lowest_deg, highest_deg))
    for target_deg in (*[highest_deg] * 3, lowest_deg, highest_deg, lowest_deg, lowest_deg):
        person.offer(target_deg, tolerance_deg=min(8.0, 0.3 * target_deg))
        events = person.lift(target_deg, seconds=max(1.0, target_deg / 40.0))
        assert only(events, RepCompleted).verdict == "clean"


def test_a_tremor_on_the_way_makes_no_other_movement() -> None:
    """Five degrees at 5 Hz."""
    person = Wearer((40.0,))
    for _ in range(6):
        person.offer(40.0)
        way = eased(0.0, 45.0, 90) + [45.0] * 30 + eased(45.0, 0.0, 90) + [0.0] * 50
        shaken = [deg + 5.0 * math.sin(math.tau * 5.0 * TICK_S * (person.tick + step)) for step, deg in enumerate(way)]
        assert verdicts([event for deg in shaken for event in person.step(deg, 0.0)]) == ["clean"]


def test_without_a_word_of_how_the_sensor_turns_the_angle_alone_decides() -> None:
    exercise = Reach((50.0,), 0.0, 0.5, Limits(1000.0, 15.0))
    events: list[Event] = []
    for step, deg in enumerate((eased(0.0, 50.0, 60) + eased(50.0, 0.0, 60)) * 3):
        point = TracePoint(step * TICK_S, deg, 0.0)
        events += exercise.step(Motion(step, Signal(deg, 0.0, 5.0), trace=(point,)), playing=False)
    assert verdicts(events) == ["other"] * 3


def test_what_is_held_back_is_told_when_the_sensor_goes_quiet() -> None:
    """A movement of which the angle has not seen the end yet."""
    person = Wearer()
    person.go(60.0)
    events = person.go(60.0, 80.0) + person.go(60.0, 0.0)
    assert verdicts(events) == []
    quiet = Motion(person.tick, Signal(60.0, 0.0, 5.0), silent="right_forearm")
    assert verdicts(person.exercise.step(quiet, playing=False)) == ["other"]


@pytest.mark.parametrize("small_deg", [10.5, 12.0])
def test_another_movement_after_one_too_small_for_the_body_to_tell_is_told(small_deg: float) -> None:
    """The angle told of a small one, for which the body had not turned far enough; what comes after a rest is new."""
    person = Wearer((30.0,))
    for _ in range(5):
        person.lift(45.0)
    person.exercise.set_targets((15.0,))
    person.offer(15.0)
    assert verdicts(person.lift(small_deg)) == ["clean"]
    person.offer(15.0)
    events = person.go(0.0, 60.0) + person.go(0.0, 0.0) + person.stay(0.8)
    assert [(event.verdict, event.reason) for event in events if isinstance(event, RepCompleted)] == [
        ("other", ANOTHER)
    ]
