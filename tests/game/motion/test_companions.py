"""What is watched beside a level's own movement says what a body with kinematics of its own does."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import numpy as np
import pytest

from game.motion.companion import Companion, joints_deg, starts_deg, unseen, with_companions
from game.motion.motion import Motion
from game.motion.movement import Formula
from game.motion.movements import MOVEMENTS
from game.motion.tracker import BodyTracker
from input_devices import stored
from input_devices.simulated import Body, BodyParams
from tests.game.build import TICK_S

STILL_TICKS, STROKE_TICKS = 125, 150
UNSIGNED = (Formula.ELEVATION, Formula.LEAN_AWAY)
OTHER_ARM = Companion("other", "elbow_flexion", other_side=True)
PAIRS = [
    ("elbow_flexion", OTHER_ARM),
    ("knee_extension", Companion("other", "knee_extension", other_side=True)),
    ("trunk_flexion", Companion("second", "trunk_lateral")),
    ("shoulder_flexion", Companion("trunk", "trunk_flexion")),
    ("neck_flexion", Companion("second", "neck_lateral")),
    ("shoulder_abduction", Companion("other", "knee_extension", other_side=True)),
    ("sit_to_stand", Companion("trunk", "trunk_flexion")),
    ("trunk_flexion", Companion("turn", "trunk_rotation")),
]


def watched(
    name: str, companion: Companion, side: str, moves: Sequence[tuple[float, float]], worn: Sequence[str] = ()
) -> list[Motion]:
    """What the tracker says at each tick after the neutral pose, while movement and companion go to these angles."""
    row = MOVEMENTS[name]
    sites = worn or with_companions(row.sites(row.simplest, side), [companion], side)
    params = BodyParams(
        rate_hz=60.0,
        response_hz=30.0,
        gyro_noise_deg_s=0.1,
        acceleration_noise_m_s2=0.03,
        gyro_bias_deg_s=(0.2, -0.2, 0.1),
    )
    body = Body(params, row.postures[0], sites, start_deg=starts_deg(row, [companion], side))
    tracker = BodyTracker(row, sites, companions=[companion], side=side)
    said = []
    for tick in range(STILL_TICKS + len(moves)):
        if tick >= STILL_TICKS:
            angle_deg, other_deg = moves[tick - STILL_TICKS]
            body.move(joints_deg(row, angle_deg, [(companion, other_deg)], side))
        motion = tracker.update(tick, [stored(sample) for sample in body.advance(TICK_S)])
        assert tracker.neutral or tick < STILL_TICKS, tracker.refused
        if tick >= STILL_TICKS:
            said.append(motion)
    return said


def stroke_deg(goal_deg: float, times: float = 1.0) -> list[float]:
    """To the goal and back, so often."""
    ticks = range(STROKE_TICKS)
    return [goal_deg * (1.0 - math.cos(math.tau * times * tick / STROKE_TICKS)) / 2.0 for tick in ticks]


def off_deg(said: Sequence[float], truth: Sequence[float]) -> float:
    return float(np.sqrt(np.mean(np.square(np.array(said) - np.array(truth)))))


@pytest.mark.parametrize("side", ["left", "right"])
@pytest.mark.parametrize(("name", "companion"), PAIRS, ids=[f"{name}+{c.movement}" for name, c in PAIRS])
def test_each_follows_its_own_joint(name: str, companion: Companion, side: str) -> None:
    """Within 3° RMS of where the body's joints are, while the movement goes once there and back and the other twice;
    the smoothed signal within 4°."""
    row = MOVEMENTS[name]
    goal_deg, other_goal_deg = (min(40.0, each.safe_deg[1]) for each in (row, companion.row))
    asked, other = stroke_deg(goal_deg), stroke_deg(0.5 * other_goal_deg, 2.0)
    if name == "shoulder_flexion":
        asked = [0.0] * STROKE_TICKS  # against gravity an arm on a leaning trunk has moved too
    if companion.movement == "trunk_rotation":
        asked = [0.0] * STROKE_TICKS
    motions = watched(name, companion, side, list(zip(asked, other, strict=True)))
    points = [motion.traces[companion.key][-1] for motion in motions]
    assert off_deg([point.angle_deg for point in points], other) < 3.0
    assert all(point.rate_rad_s is not None for point in points)
    assert off_deg([motion.others[companion.key].value_deg for motion in motions], other) < 4.0
    if any(asked):
        assert off_deg([motion.trace[-1].angle_deg for motion in motions], asked) < 3.0


def test_what_one_sensor_tells_of_two_movements_is_told_apart() -> None:
    """Forward and sideways of the same trunk: each is still while the other moves."""
    lateral = Companion("second", "trunk_lateral")
    aside = watched("trunk_flexion", lateral, "right", [(0.0, deg) for deg in stroke_deg(20.0)])
    assert max(abs(motion.trace[-1].angle_deg) for motion in aside) < 3.0
    ahead = watched("trunk_flexion", lateral, "right", [(deg, 0.0) for deg in stroke_deg(20.0)])
    assert max(abs(motion.traces["second"][-1].angle_deg) for motion in ahead) < 3.0


def test_movements_of_a_companion_change_nothing_of_the_movement_s_own_trace() -> None:
    """To the last digit: with the other arm's sensor watched or only worn."""
    row = MOVEMENTS["elbow_flexion"]
    sites = ("right_forearm", "left_forearm")
    body = Body(BodyParams(rate_hz=60.0, gyro_noise_deg_s=0.1), "seated", sites)
    plain, beside = BodyTracker(row, sites), BodyTracker(row, sites, companions=[OTHER_ARM], side="right")
    for tick in range(STILL_TICKS + STROKE_TICKS):
        if tick >= STILL_TICKS:
            body.move({"right_elbow_flexion": stroke_deg(50.0)[tick - STILL_TICKS], "left_elbow_flexion": 10.0})
        samples = [stored(sample) for sample in body.advance(TICK_S)]
        assert plain.update(tick, samples).trace == beside.update(tick, samples).trace


def test_each_side_has_its_other_side() -> None:
    assert OTHER_ARM.sites("right") == ("left_forearm",)
    assert OTHER_ARM.sites("left") == ("right_forearm",)
    assert Companion("trunk", "trunk_flexion", other_side=True).sites("left") == ("sternum", "pelvis")


def test_no_more_sensors_are_asked_for_than_are_needed() -> None:
    """A companion is measured where a sensor is worn anyway, if one sensor there tells it."""
    lateral = Companion("second", "trunk_lateral")
    assert with_companions(("pelvis",), [lateral], "right") == ("pelvis",)
    assert with_companions(("right_thigh",), [lateral], "right") == ("right_thigh", "sternum")
    assert unseen([lateral, OTHER_ARM], ("sternum", "left_forearm"), "left") is OTHER_ARM
    assert unseen([lateral, OTHER_ARM], ("sternum", "right_forearm"), "left") is None


def test_a_companion_that_no_worn_sensor_tells_is_refused() -> None:
    with pytest.raises(ValueError, match=r"elbow_flexion \(other\) cannot be measured at right_forearm"):
        BodyTracker(MOVEMENTS["elbow_flexion"], ("right_forearm",), companions=[OTHER_ARM])


def test_the_neutral_pose_waits_for_every_worn_sensor() -> None:
    """The other arm moves: it is not taken."""
    row = MOVEMENTS["elbow_flexion"]
    sites = ("right_forearm", "left_forearm")
    body = Body(BodyParams(rate_hz=60.0), "seated", sites)
    tracker = BodyTracker(row, sites, companions=[OTHER_ARM], side="right")
    for tick in range(240):
        body.move({"left_elbow_flexion": 20.0 + 20.0 * math.sin(tick / 12.0)})
        motion = tracker.update(tick, [stored(sample) for sample in body.advance(TICK_S)])
    assert not tracker.neutral and math.isnan(motion.others["other"].value_deg)
    for tick in range(240, 480):
        tracker.update(tick, [stored(sample) for sample in body.advance(TICK_S)])
    assert tracker.neutral


def test_a_turn_is_told_only_for_a_short_time() -> None:
    """After 20 s it is not known any more, and zero is due."""
    turn = Companion("turn", "trunk_rotation")
    moves = [(0.0, 0.0)] * 1300
    motions = watched("trunk_flexion", turn, "right", moves)
    assert not math.isnan(motions[600].others["turn"].value_deg)
    assert math.isnan(motions[-1].others["turn"].value_deg)


def test_joints_that_several_movements_move_add_up() -> None:
    """The palm is down where the wrist bends on a table; turning the palm counts from there."""
    turn = Companion("second", "forearm_rotation")
    found = joints_deg(MOVEMENTS["wrist_flexion"], 30.0, [(turn, -20.0)], "right")
    expected: Mapping[str, float] = {
        "right_elbow_flexion": 90.0,
        "right_forearm_rotation": 70.0,
        "right_wrist_flexion": 30.0,
    }
    assert found == expected
