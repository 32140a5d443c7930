"""`trace` asks to go along a path; only whoever follows it is successful."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.exercises.attempts import ANOTHER
from game.exercises.events import Event, RepCompleted, TargetReached, TrialEnded, TrialStarted
from game.exercises.exercise import Difficulty, Limits, Trial, Wall
from game.exercises.path_keys import SECOND
from game.exercises.trace import Trace, TraceKeys
from game.exercises.views import TraceView
from game.motion.motion import Motion, Signal, TracePoint
from tests.game.build import TICK_S
from tests.game.exercises.feeding import only

LIMITS = Limits(120.0, 15.0)
Goes = Callable[[TraceView, float], tuple[float, float]]
"""Where the person is, in both ways, for what they see and the time."""


def on_path(view: TraceView, _t_s: float) -> tuple[float, float]:
    """Exactly."""
    second = view.ahead_second_deg[0] if view.ahead_second_deg else math.nan
    return (view.ahead_deg[0] if view.ahead_deg else 0.0, second)


class Follower:
    """Steps `trace` with one sample a tick; how the sensor turns is as the angle does, about its x axis."""

    def __init__(self, limits: Limits = LIMITS, **keys: Any) -> None:
        known = {"kind": "trace", "from_deg": 10.0, "to_deg": 60.0, "bout_s": 20.0, **keys}
        self.trace: Trace = TraceKeys(**known).rules(limits)
        self.asked = TraceKeys(**known).asked()
        self.tick = 0
        self.events: list[Event] = []
        self.at_deg = self.lean_deg = 0.0
        self.turns_deg_s = math.nan
        """How fast the sensor turns, where that is not as the angle does."""

    def view(self) -> TraceView:
        return self.trace.view()

    def step(self, angle_deg: float, second_deg: float, *, playing: bool = True, heard: bool = True) -> list[Event]:
        t_s = self.tick * TICK_S
        speed = (angle_deg - self.at_deg) / TICK_S
        turning = math.radians(speed if math.isnan(self.turns_deg_s) else self.turns_deg_s)
        point = TracePoint(t_s, angle_deg, abs(speed), rate_rad_s=(turning, 0.0, 0.0))
        beside = () if math.isnan(second_deg) else (TracePoint(t_s, second_deg, 0.0),)
        motion = Motion(
            self.tick,
            Signal(angle_deg, 0.0, 5.0),
            Signal(self.lean_deg, 0.0, 5.0),
            Signal(0.0, 0.0, 5.0),
            (point,) if heard else (),
            others={SECOND: Signal(second_deg, 0.0, 5.0)},
            traces={SECOND: beside},
        )
        self.tick += 1
        self.at_deg = angle_deg
        return self.trace.step(motion, playing)

    def bout(self, goes: Goes = on_path, seconds: float = 90.0, **trial: Any) -> list[Event]:
        """One path from its offer to its end, or for so long."""
        asked = Trial(0, self.asked.targets_deg[0], self.asked.tolerance_deg, self.asked.hold_s)
        events: list[Event] = [self.trace.offer(self.tick, replace(asked, **trial))]
        for _ in range(round(seconds * 60)):
            events += self.step(*goes(self.view(), self.tick * TICK_S))
            if self.trace.trial is None:
                break
        self.events = events
        return events


def ended(events: list[Event]) -> TrialEnded:
    return only(events, TrialEnded)


def test_whoever_is_on_the_path_is_clean() -> None:
    """One movement, told just before its trial ends; the values say how well it went."""
    events = Follower().bout()
    assert [type(event) for event in events] == [TrialStarted, TargetReached, RepCompleted, TrialEnded]
    trial = ended(events)
    assert (only(events, RepCompleted).verdict, trial.success, trial.clean) == ("clean", True, True)
    assert trial.values["error_deg"] == pytest.approx(0.0, abs=0.5)
    assert trial.values["lag_ms"] == pytest.approx(0.0, abs=20.0)
    assert trial.values["inside_share"] == pytest.approx(1.0)
    assert trial.target_deg == 60.0 and trial.peak_deg <= 60.0


@pytest.mark.parametrize("late_s", [0.2, 0.5])
def test_the_lag_is_measured_and_named(late_s: float) -> None:
    """Half a second behind a quick path is outside of it, and the cue says what to change."""
    one = Follower(path_speed_deg_s=50.0, corridor_deg=5.0)
    seen: list[float] = []

    def late(view: TraceView, _t_s: float) -> tuple[float, float]:
        seen.append(on_path(view, 0.0)[0])
        return seen[max(0, len(seen) - 1 - round(late_s * 60))], math.nan

    trial = ended(one.bout(late))
    assert trial.values["lag_ms"] == pytest.approx(1000.0 * late_s, abs=40.0)
    if late_s > 0.3:
        assert trial.reason == "lagging behind" and one.trace.cue == "sooner" and not trial.success


DIFFICULTIES = st.builds(Difficulty, *[st.floats(-1.0, 1.0)] * 5)


@settings(max_examples=40, deadline=None)
@given(
    st.floats(-20.0, 90.0), DIFFICULTIES, st.integers(0, 50), st.sampled_from([None, "trunk_lateral"]), st.booleans()
)
def test_whoever_keeps_still_is_never_successful(
    at_deg: float, difficulty: Difficulty, seed: int, second: str | None, waits: bool
) -> None:
    """At whatever angle, however easy it has been made, and inside for far less than is asked."""
    one = Follower(replace(LIMITS, seed=seed), second_movement=second, waits=waits)
    asked = one.asked
    harder = {name: ends.at(getattr(difficulty, name)) for name, ends in asked.ends.items()}
    trial = ended(
        one.bout(
            lambda _view, _t_s: (at_deg, 0.0),
            target_deg=harder["range"] * asked.targets_deg[0],
            tolerance_deg=harder["tolerance"] * asked.tolerance_deg,
            hold_s=harder["hold"] * asked.hold_s,
            difficulty=difficulty,
            index=seed,
        )
    )
    assert not trial.success and not trial.clean
    assert only(one.events, RepCompleted).verdict == "other", "it earns nothing"
    assert trial.inside <= 0.46


@settings(max_examples=20, deadline=None)
@given(st.floats(0.8, 3.0), st.floats(10.0, 60.0), st.integers(0, 20))
def test_whoever_shakes_the_limb_is_never_successful(hz: float, tall_deg: float, seed: int) -> None:
    def shaken(_view: TraceView, t_s: float) -> tuple[float, float]:
        return 35.0 + 0.5 * tall_deg * math.sin(math.tau * hz * t_s), math.nan

    one = Follower(replace(LIMITS, seed=seed))
    events = one.bout(shaken, tolerance_deg=16.0, hold_s=0.7 * one.asked.hold_s)
    assert not ended(events).success and only(events, RepCompleted).verdict in ("other", "partial")


def test_another_movement_is_told_as_one() -> None:
    """The sensor turns as far as the path goes, and the angle does not."""
    one = Follower()
    one.turns_deg_s = 40.0
    rep = only(one.bout(lambda _view, _t_s: (30.0, math.nan)), RepCompleted)
    assert (rep.verdict, rep.reason) == ("other", ANOTHER)


def test_the_trunk_s_help_is_seen() -> None:
    one = Follower()
    one.lean_deg = 25.0
    events = one.bout()
    assert only(events, RepCompleted).verdict == "compensated" and ended(events).success


@pytest.mark.parametrize(("share", "verdict"), [(1.0, "other"), (0.5, "compensated"), (0.0, "clean")])
def test_what_the_trunk_carries_is_not_followed(share: float, verdict: str) -> None:
    """A limb that hangs on the trunk comes to another angle with it, and its joint has not moved."""
    one = Follower()

    def carried(view: TraceView, t_s: float) -> tuple[float, float]:
        at_deg = on_path(view, t_s)[0]
        one.lean_deg = share * at_deg
        return at_deg, math.nan

    rep = only(one.bout(carried), RepCompleted)
    assert rep.verdict == verdict
    assert verdict != "other" or (rep.reason == ANOTHER and one.trace.cue == "sit_tall" and one.view().lit == ())


def test_one_lean_of_another_time_carries_nothing() -> None:
    """However far it goes: the limb followed by itself."""
    one = Follower()

    def leans(view: TraceView, t_s: float) -> tuple[float, float]:
        one.lean_deg = 60.0 if 10.0 < t_s < 12.0 else 0.0
        return on_path(view, t_s)

    assert only(one.bout(leans), RepCompleted).verdict == "compensated"


def test_too_fast_is_not_clean() -> None:
    """One swing faster than the movement may be."""

    def swings(view: TraceView, t_s: float) -> tuple[float, float]:
        at = on_path(view, t_s)[0]
        return (at + 40.0 * math.sin(math.pi * (t_s - 10.0) / 0.6) if 10.0 < t_s < 10.6 else at), math.nan

    rep = only(Follower().bout(swings), RepCompleted)
    assert (rep.verdict, rep.reason) == ("other", "too fast")


def test_both_ways_have_to_be_inside() -> None:
    one = Follower(second_movement="trunk_lateral")
    assert ended(one.bout()).success
    beside = ended(one.bout(lambda view, t_s: (on_path(view, t_s)[0], 0.0)))
    assert not beside.success and beside.values["second_error_deg"] > 4.0 > beside.values["main_error_deg"]


def test_the_world_waits() -> None:
    """Away for ten seconds in the middle: the path is where it was, and the time inside is what counts."""
    one = Follower(waits=True, inside_share=0.5)
    events = one.bout(lambda view, t_s: (0.0, math.nan) if 8.0 < t_s < 18.0 else on_path(view, t_s))
    assert ended(events).success
    assert one.tick * TICK_S == pytest.approx(20.0 + 10.0 + 2.5, abs=0.5)
    assert ended(events).inside == pytest.approx(20.0 / 30.0, abs=0.03)


def test_a_trial_that_waits_sets_no_time() -> None:
    """On a level whose path goes on: after minutes elsewhere at rest nothing is missed, and what is shown says so."""
    one = Follower()
    assert not one.view().waits
    events = one.bout(
        lambda view, t_s: (0.0, math.nan) if 8.0 < t_s < 120.0 else on_path(view, t_s), seconds=180.0, waits=True
    )
    assert ended(events).success and ended(events).inside > 0.9
    assert one.tick * TICK_S == pytest.approx(20.0 + 112.0 + 2.5, abs=1.0)


@pytest.mark.parametrize(("waits", "success"), [(True, True), (False, False)])
def test_a_slow_limb_misses_nothing_where_the_trial_waits(waits: bool, success: bool) -> None:
    """It comes after the path at a fifth of its speed, and gets to the end of it."""
    one = Follower(path_speed_deg_s=25.0, corridor_deg=4.0)

    def slowly(view: TraceView, t_s: float) -> tuple[float, float]:
        off_deg = on_path(view, t_s)[0] - one.at_deg
        return one.at_deg + max(-5.0 * TICK_S, min(5.0 * TICK_S, off_deg)), math.nan

    trial = ended(one.bout(slowly, seconds=300.0, waits=waits, tolerance_deg=4.0))
    assert trial.success is success
    assert not waits or trial.end_s > 2.5 + 20.0 / 0.65 + 5.0, "later than the level lets its own path wait"


def test_whoever_hurries_about_earns_nothing_of_a_path_that_waits() -> None:
    """Through the corridor again and again, faster than the path."""
    for hz in (0.4, 0.7):
        one = Follower()
        events = one.bout(lambda _view, t_s: (35.0 + 25.0 * math.sin(math.tau * hz * t_s), math.nan), 240.0, waits=True)  # noqa: B023
        assert {event.verdict for event in events if isinstance(event, RepCompleted)} <= {"other", "partial"}


def test_what_is_shown_to_wait_is_what_waits() -> None:
    """The level's word or the trial's, and neither in an unaided trial, in which the path goes by the clock."""
    for level, trial, feedback in itertools.product((False, True), repeat=3):
        one = Follower(waits=level)
        one.trace.offer(0, Trial(0, 60.0, 8.0, 10.0, waits=trial, feedback=feedback))
        for _ in range(600):
            one.step(-60.0, math.nan)
        waits = (level or trial) and feedback
        assert one.view().waits is waits
        assert (one.view().left_s == pytest.approx(20.0, abs=0.1)) is waits


def test_no_wait_is_for_ever() -> None:
    one = Follower(waits=True)
    assert ended(one.bout(lambda _view, _t_s: (120.0, math.nan))).reason == "kept still"


@settings(max_examples=30, deadline=None)
@given(DIFFICULTIES, st.floats(20.0, 60.0), st.floats(0.0, 9.0), st.floats(10.0, 120.0), st.integers(0, 30))
def test_no_path_passes_the_wall(
    difficulty: Difficulty, ceiling: float, floor: float, speed: float, index: int
) -> None:
    """Neither in angle nor in speed, however hard it is made."""
    one = Follower(replace(LIMITS, wall=Wall(floor, ceiling, speed)), path_speed_deg_s=60.0)
    one.trace.offer(0, Trial(index, min(ceiling, 75.0), 8.0, 10.0, difficulty=difficulty))
    seen = []
    for _ in range(1500):
        one.step(*on_path(one.view(), 0.0))
        if one.trace.trial is None:
            break
        seen.append(one.view().ahead_deg[0])
        assert all(floor - 1e-9 <= deg <= ceiling + 1e-9 for deg in one.view().ahead_deg)
    fastest = max(abs(after - before) for before, after in itertools.pairwise(seen)) / TICK_S
    assert fastest <= speed


def asked_at(**at: float) -> Follower:
    """With one path offered at that difficulty."""
    one = Follower(path="random", to_deg=80.0)
    difficulty = Difficulty(**at)
    factor = {name: ends.at(getattr(difficulty, name)) for name, ends in one.asked.ends.items()}
    trial = Trial(
        1,
        factor["range"] * 80.0,
        factor["tolerance"] * 8.0,
        factor["hold"] * one.asked.hold_s,
        difficulty=difficulty,
    )
    one.trace.offer(0, trial)
    return one


def test_each_parameter_makes_it_harder_its_own_way() -> None:
    """Monotone from one end to the other."""
    steps = (-1.0, -0.5, 0.0, 0.5, 1.0)
    narrower = [asked_at(tolerance=at).view().corridor_deg for at in steps]
    assert narrower == sorted(narrower, reverse=True) and narrower[-1] < 0.4 * narrower[0]
    farther = [asked_at(range=at).view().scale_deg[1] for at in steps]
    assert farther == sorted(farther) and farther[-1] == pytest.approx(100.0)


def test_a_range_that_was_shown_makes_the_whole_path_smaller() -> None:
    """Its near end too, and nothing lies beyond."""
    one = Follower()
    one.trace.set_targets((30.0,))
    events = one.bout(target_deg=30.0)
    assert ended(events).success and ended(events).peak_deg <= 30.0
    assert one.view().scale_deg == (5.0, 30.0)


def test_unaided_nothing_depends_on_the_body() -> None:
    """The same is shown whatever is done: no place, no inside, no waiting."""

    def shown(at_deg: float) -> list[TraceView]:
        one = Follower(waits=True)
        one.trace.offer(0, Trial(0, 60.0, 8.0, 10.0, feedback=False))
        views = []
        for _ in range(600):
            one.step(at_deg, math.nan)
            views.append(one.view())
        assert all(view.blank for view in views)
        return views

    def same(view: TraceView) -> object:
        return (view.ahead_deg, view.inside, view.left_s, math.isnan(view.own_deg), view.lit)

    assert [same(view) for view in shown(0.0)] == [same(view) for view in shown(45.0)]


def test_a_sensor_that_was_away_says_nothing() -> None:
    """A moment of it is left out; most of a path makes it none."""
    one = Follower()
    one.trace.offer(0, Trial(0, 60.0, 8.0, 10.0))
    events = []
    while one.trace.trial is not None:
        events += one.step(*on_path(one.view(), 0.0), heard=not 300 < one.tick < 345)
    assert ended(events).success and not ended(events).spoilt
    one = Follower()
    one.trace.offer(0, Trial(0, 60.0, 8.0, 10.0))
    events = []
    while one.trace.trial is not None:
        events += one.step(*on_path(one.view(), 0.0), heard=not 300 < one.tick < 900)
    assert ended(events).spoilt and ended(events).reason == "the sensor was away"


def test_a_movement_outside_of_play_is_told_so_that_a_range_can_be_shown() -> None:
    one = Follower()
    events = []
    for tick in range(240):
        angle = 45.0 * max(0.0, math.sin(math.pi * (tick - 40) / 120.0)) if 40 <= tick <= 160 else 0.0
        events += one.step(angle, math.nan, playing=False)
    rep = only(events, RepCompleted)
    assert rep.peak_deg == pytest.approx(45.0) and rep.verdict == "other"


def test_repeated_and_random_paths_take_turns() -> None:
    one = Follower(path="mixed", repeated_share=0.5)
    kinds = [ended(one.bout(index=index)).values["repeated"] for index in range(4)]
    assert kinds == [0.0, 1.0, 0.0, 1.0]
