"""Nothing is earned by cheating of a path, strokes, a task or a muscle either: nothing clean, and no dose is done."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Literal

import pytest

from game.app.request import PlayRequest, prepare
from game.content import shipped_levels
from game.exercises.events import (
    CueGiven,
    DifficultyChanged,
    Event,
    RangeShown,
    RepCompleted,
    TrialEnded,
    TrialStarted,
)
from game.exercises.views import TandemView
from game.population.bodies import player_of
from game.population.electrodes import ELECTRODES, electrodes_as_row, electrodes_source
from game.population.profile import Profile
from game.round import Phase, Round
from game.scoring.light import LIGHT
from input_devices import MuscleParams, SimulatedSource, stored
from tests.game.build import TICK_S
from tests.game.round.simulating import again

SURE = Profile(lapse=0.0)
PATH, WAITING_PATH, STROKES = "shoulder_flexion_trace_2", "shoulder_flexion_trace_1", "elbow_flexion_tandem_1"
SHELF, STEP = "shoulder_flexion_task_1", "hip_flexion_task_1"
TASKS = sorted(name for name in shipped_levels() if "_task_" in name)
Joints = Mapping[str, float]
Cheat = Callable[[str, float, Joints, Joints], Joints]
"""Where the joints are in place of where an honest player would have them: for the side, the time in play, what is
honest, and where the joints were at first."""


def half(_side: str, _t_s: float, honest: Joints, start: Joints) -> Joints:
    """All that is asked, at its time, and half as far."""
    return {joint: start.get(joint, 0.0) + 0.5 * (deg - start.get(joint, 0.0)) for joint, deg in honest.items()}


def shaken(_side: str, t_s: float, honest: Joints, start: Joints) -> Joints:
    """By 20° to and fro, three times a second, in each way that is watched."""
    off_deg = 20.0 * (1.0 - math.cos(math.tau * 3.0 * t_s))
    return {joint: start.get(joint, 0.0) + off_deg for joint in honest}


def bent(_side: str, t_s: float, _honest: Joints, start: Joints) -> Joints:
    """The trunk swings to the front again and again, and nothing else moves."""
    return {**start, "trunk_forward": again(50.0, every_s=5.0)(t_s)}


def tipped(side: str, t_s: float, _honest: Joints, start: Joints) -> Joints:
    """The trunk swings to the side that lifts the limb."""
    lean_deg = again(35.0, every_s=5.0)(t_s)
    return {**start, "trunk_right": -lean_deg if side == "right" else lean_deg}


def played(
    name: str, cheat: Cheat, seconds: float, side: str = "right", mode: Literal["tryout", "gentle"] = "tryout"
) -> tuple[Round, list[Event]]:
    """A level before somebody who sees what an honest player sees, and cheats from the first thing on that is asked."""
    prepared = prepare(PlayRequest(name, "simulated", side=side), "x", None, {}, {})
    (source,) = prepared.sources
    assert isinstance(source, SimulatedSource)
    round_, player = Round(replace(prepared.header.setup, mode=mode)), player_of(prepared.level, SURE, 0)
    start: Joints = {}
    began, events = -1, list[Event]()
    for tick in range(round(seconds / TICK_S)):
        view = round_.view()
        joints: Joints = player.joints_deg(view, side)
        if began >= 0:
            joints = cheat(side, (tick - began) * TICK_S, joints, start)
        source.body.move(joints)
        new = round_.tick([stored(sample) for sample in source.poll(0.0)], ())
        if began < 0 and (view.phase is Phase.RANGE or any(isinstance(event, TrialStarted) for event in new)):
            start, began = joints, tick
        events += new
    return round_, events


def earned_nothing(round_: Round, events: list[Event], allowed: frozenset[str]) -> None:
    """Nothing clean, no target, nothing harder; no dose and no light but for the attempts that are allowed."""
    told = [event for event in events if isinstance(event, RepCompleted)]
    assert [event for event in events if isinstance(event, TrialStarted)], "something was asked for"
    assert {event.verdict for event in told} <= {"other", *allowed}, [event.reason for event in told]
    assert not [event for event in events if isinstance(event, TrialEnded) and (event.success or event.clean)]
    assert not [event for event in events if isinstance(event, DifficultyChanged) and event.change > 0]
    tried = [event for event in told if event.verdict in allowed]
    assert round_.view().clean == 0 and round_.view().repetitions_done == len(tried)
    assert round_.view().light <= sum(LIGHT[event.verdict] for event in tried)


HALF_IS_TRIED = frozenset({"partial"})
"""Half-way is the movement that is asked for, and too little of it: an honest attempt of a weak limb looks the same. It
earns an attempt's light, and never a clean one's."""
NOTHING: frozenset[str] = frozenset()
ON_PATHS = [
    (PATH, half, 40.0, HALF_IS_TRIED),
    (PATH, shaken, 40.0, NOTHING),
    (PATH, bent, 40.0, NOTHING),
    (WAITING_PATH, bent, 60.0, NOTHING),
    (STROKES, half, 15.0, HALF_IS_TRIED),
    (STROKES, shaken, 8.0, NOTHING),
    (STROKES, bent, 15.0, NOTHING),
]
IN_TASKS = [
    (name, cheat, seconds, HALF_IS_TRIED if (name, cheat) == (SHELF, half) else NOTHING)
    for name in TASKS
    for cheat, seconds in ((half, 14.0), (shaken, 8.0), (bent, 12.0), (tipped, 12.0))
    if cheat is not tipped or name in (SHELF, STEP)
]


@pytest.mark.parametrize(
    ("name", "cheat", "seconds", "allowed"),
    [pytest.param(*row, id=f"{row[0]}-{row[1].__name__}") for row in (*ON_PATHS, *IN_TASKS)],
)
def test_cheating_earns_nothing(name: str, cheat: Cheat, seconds: float, allowed: frozenset[str]) -> None:
    round_, events = played(name, cheat, seconds)
    earned_nothing(round_, events, allowed)
    if cheat is not shaken:  # which is no movement at all, but for a path, that is over by the clock
        assert [event for event in events if isinstance(event, RepCompleted)], "it was told"


RAW = MuscleParams("raw", 500.0)


@pytest.mark.parametrize("size", [0.3, 1.0, 3.0])
@pytest.mark.parametrize("hz", [3.0, 8.0])
@pytest.mark.parametrize(("params", "allowed"), [(RAW, NOTHING), (ELECTRODES, HALF_IS_TRIED)], ids=["raw", "envelope"])
def test_shaking_electrodes_makes_no_muscle_work(
    params: MuscleParams, allowed: frozenset[str], hz: float, size: float
) -> None:
    """A raw signal loses what is slower than a muscle, or is told as an electrode that is off. A board that sends an
    envelope has taken the shaking for a muscle that does not let go: that is tried, and never done."""
    prepared = prepare(PlayRequest("knee_extension_activate_1", "simulated"), "x", None, {}, {})
    muscles = prepared.level.muscles("right")
    source = electrodes_source(muscles, 0, keys=False, params=params)
    round_ = Round(replace(prepared.header.setup, calibration=electrodes_as_row(muscles, "comfortable", params)))
    events: list[Event] = []
    for _ in range(round(14.0 / TICK_S)):
        samples = []
        for sample in source.poll(0.0):
            assert sample.emg_mv is not None
            swing_mv = size * params.strong_mv * math.sin(math.tau * hz * sample.t_s)
            heard_mv = sample.emg_mv + (swing_mv if params.kind == "raw" else abs(swing_mv))
            samples.append(stored(sample._replace(emg_mv=heard_mv)))
        events += round_.tick(samples, ())
    told = [event for event in events if isinstance(event, RepCompleted)]
    assert told and {event.verdict for event in told} <= {"other", *allowed}
    assert not [event for event in events if isinstance(event, TrialEnded) and (event.success or event.clean)]
    assert round_.view().repetitions_done == len([event for event in told if event.verdict in allowed])


def rows(right_deg: float, left_deg: float) -> Cheat:
    """Both elbows at once, each as far as it can."""
    right, left = again(right_deg), again(left_deg)
    return lambda _side, t_s, _honest, start: {
        **start, "right_elbow_flexion": right(t_s), "left_elbow_flexion": left(t_s),
    }  # fmt: skip


@pytest.mark.parametrize("side", ["right", "left"])
@pytest.mark.parametrize(("right_deg", "left_deg"), [(80.0, 40.0), (40.0, 80.0)])
def test_a_strong_arm_shows_no_range_for_a_weak_one(right_deg: float, left_deg: float, side: str) -> None:
    """Without a prescription neither arm is asked for more than four fifths of what the weaker one showed."""
    round_, events = played(STROKES, rows(right_deg, left_deg), 20.0, side, "gentle")
    (shown,) = [event for event in events if isinstance(event, RangeShown)]
    assert shown.range_deg == pytest.approx(40.0, abs=2.0)
    asked = [event.target_deg for event in events if isinstance(event, TrialStarted)]
    assert asked and max(asked) <= 0.8 * shown.range_deg
    view = round_.view().exercise
    assert isinstance(view, TandemView) and max(view.target_deg, view.other_target_deg) <= 0.8 * shown.range_deg


@pytest.mark.parametrize("side", ["right", "left"])
def test_one_arm_alone_is_asked_for_both(side: str) -> None:
    """Nothing is asked of the other arm until it has shown how far it goes."""
    round_, events = played(STROKES, rows(80.0, 0.0), 25.0, side, "gentle")
    assert round_.view().phase is Phase.RANGE and not [event for event in events if isinstance(event, TrialStarted)]
    assert {event.cue for event in events if isinstance(event, CueGiven)} == {"show_both"}
