"""Every row of the movement table measures what a body, with kinematics of its own, does."""

from __future__ import annotations

import math

import numpy as np
import pytest

from game.motion.movement import Formula, Movement, sites_for
from game.motion.movements import MOVEMENTS
from game.motion.tracker import BodyTracker
from input_devices import stored
from input_devices.simulated import Body, BodyParams

STILL_TICKS = 360
SIGNED = (Formula.ROLL, Formula.LEAN_FORWARD)
WORN_SO = [
    pytest.param(row, side, site, id=f"{row.name}-{side}-{site}")
    for row in MOVEMENTS.values()
    for side in ("left", "right")
    for site in sites_for(row, side)
    if row.sided or side == "right"
]


def measured_against_asked(row: Movement, side: str, site: str, joint: str, goal_deg: float) -> float:
    """RMS difference of the row's angle and the body's joint over four slow movements to the goal and back."""
    bent = {f"{side}_elbow_flexion": 90.0} if row.simplest.formula is Formula.ROLL else {}
    params = BodyParams(gyro_noise_deg_s=0.1, acceleration_noise_m_s2=0.03, gyro_bias_deg_s=(0.2, -0.2, 0.1))
    body = Body(params, "seated", (site,), start_deg=bent)
    tracker = BodyTracker(row, (site,))
    errors_deg = []
    for tick in range(STILL_TICKS + 960):
        angle_deg = goal_deg * (1.0 - math.cos(2.0 * math.pi * max(0, tick - STILL_TICKS) / 240.0)) / 2.0
        body.move({joint: angle_deg})
        motion = tracker.update(tick, [stored(sample) for sample in body.advance(1.0 / 60.0)])
        if tick > STILL_TICKS:
            errors_deg.append(
                motion.trace[-1].angle_deg - (angle_deg if row.simplest.formula in SIGNED else abs(angle_deg))
            )
    return float(np.sqrt(np.mean(np.square(errors_deg))))


@pytest.mark.parametrize(("row", "side", "site"), WORN_SO)
def test_the_angle_follows_the_joint(row: Movement, side: str, site: str) -> None:
    """With noise and a gyroscope bias, and with the joint's own lag of some hundredths of a second: within 3° RMS."""
    joint = f"{side}_{row.joint}" if row.sided else row.joint
    lowest, highest = row.safe_deg
    assert measured_against_asked(row, side, site, joint, min(80.0, highest)) < 3.0
    if lowest < 0.0:
        assert measured_against_asked(row, side, site, joint, max(-60.0, lowest)) < 3.0


@pytest.mark.parametrize("goal_deg", [20.0, -20.0])
def test_sway_sees_a_lean_to_either_side(goal_deg: float) -> None:
    assert measured_against_asked(MOVEMENTS["trunk_sway"], "right", "sternum", "trunk_right", goal_deg) < 3.0
