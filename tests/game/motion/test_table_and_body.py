"""Every row of the movement table, however it is measured, says what a body with kinematics of its own does."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import numpy as np
import pytest

from game.motion.movement import Formula, Movement, Way
from game.motion.movements import MOVEMENTS
from game.motion.tracker import BodyTracker
from input_devices import Quaternion, stored
from input_devices.simulated import Body, BodyParams
from tests.game.build import AS_IT_IS, TICK_S, turned

ASKEW: Quaternion = turned((0.6, 0.64, 0.48), 140.0)
UNSIGNED = (Formula.ELEVATION, Formula.LEAN_AWAY)
"""Formulas that say how far, and not which way; they alone do not mind how a sensor is strapped on."""
STILL_TICKS, STROKE_TICKS = 125, 100
WAYS = [
    pytest.param(
        row,
        way,
        side,
        id=f"{row.name}-{side}-{'+'.join(way.worn)}",
    )
    for row in MOVEMENTS.values()
    for way in row.ways
    for side in (("left", "right") if row.sided else ("right",))
]


def angles_deg(
    row: Movement,
    way: Way,
    side: str,
    moves: Sequence[Mapping[str, float]],
    mounting: Quaternion = AS_IT_IS,
    posture: str | None = None,
) -> list[float]:
    """What the tracker says at each tick after the neutral pose, while the body's joints are moved so. Noise and a
    gyroscope's bias, as cheap sensors have them; the joints follow at once."""
    sites = row.sites(way, side)
    params = BodyParams(
        rate_hz=60.0,
        response_hz=30.0,
        gyro_noise_deg_s=0.1,
        acceleration_noise_m_s2=0.03,
        gyro_bias_deg_s=(0.2, -0.2, 0.1),
        mountings=dict.fromkeys(sites, mounting),
    )
    body = Body(params, posture or row.postures[0], sites, start_deg=row.start(side))
    tracker = BodyTracker(row, sites)
    said = []
    for tick in range(STILL_TICKS + len(moves)):
        if tick >= STILL_TICKS:
            body.move(moves[tick - STILL_TICKS])
        motion = tracker.update(tick, [stored(sample) for sample in body.advance(TICK_S)])
        assert tracker.neutral or tick < STILL_TICKS, tracker.refused
        if tick >= STILL_TICKS:
            said.append(motion.trace[-1].angle_deg)
    return said


def stroke_deg(goal_deg: float) -> list[float]:
    """A movement to the goal and back."""
    return [goal_deg * (1.0 - math.cos(2.0 * math.pi * tick / STROKE_TICKS)) / 2.0 for tick in range(STROKE_TICKS)]


def goals_deg(row: Movement) -> list[float]:
    """As far as is tried in either direction that the row has: slow enough for its speed limit."""
    low, high = row.safe_deg
    return [goal for goal in (min(60.0, high), max(-40.0, low)) if goal]


@pytest.mark.parametrize(("row", "way", "side"), WAYS)
def test_the_angle_follows_the_joint_and_has_its_sign(row: Movement, way: Way, side: str) -> None:
    """Within 3° RMS with one sensor and 5° with two, in the first of its postures and (on the left) in the last; where
    the formula allows it, strapped on askew as well."""
    posture = row.postures[-1 if side == "left" else 0]
    mountings = (AS_IT_IS, ASKEW) if way.formula in UNSIGNED else (AS_IT_IS,)
    for goal_deg in goals_deg(row):
        asked = stroke_deg(goal_deg)
        for mounting in mountings:
            said = angles_deg(row, way, side, [row.joints_deg(deg, side) for deg in asked], mounting, posture)
            truth = np.abs(asked) if way.formula in UNSIGNED else np.array(asked)
            peak = said[STROKE_TICKS // 2]
            assert math.copysign(1.0, peak) == math.copysign(1.0, truth[STROKE_TICKS // 2])
            off = float(np.sqrt(np.mean(np.square(said - truth))))
            assert off < (3.0 if len(way.worn) == 1 else 5.0), f"{off:.1f}° RMS towards {goal_deg:.0f}°"


@pytest.mark.parametrize("goal_deg", [20.0, -20.0])
def test_sway_sees_a_lean_to_either_side(goal_deg: float) -> None:
    row = MOVEMENTS["trunk_sway"]
    asked = stroke_deg(goal_deg)
    said = angles_deg(row, row.simplest, "right", [{"trunk_right": deg} for deg in asked])
    assert float(np.sqrt(np.mean(np.square(np.abs(asked) - said)))) < 3.0
