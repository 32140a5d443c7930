"""Axes: about what a movement turns, and how two sensors at a joint sit, where both are worn by the convention."""

from __future__ import annotations

import math

from game.motion.angles import worn_axis
from game.motion.movement import Movement
from game.motion.rotation import multiply, scaled, turn_between
from input_devices import Quaternion, Vector

_X: Vector = (1.0, 0.0, 0.0)
_Y: Vector = (0.0, 1.0, 0.0)
_Z: Vector = (0.0, 0.0, 1.0)
_BENT = {("forearm", "upper_arm"): "elbow_flexion"}
"""The joint between two segments that a neutral pose may hold bent, about z."""


def axis_by_mount(movement: Movement, site: str, side: str) -> Vector:
    """The unit axis about which a positive movement of that side turns, in the axes of a sensor that is worn at `site`
    by the convention."""
    return worn_axis(site, _mirrored(movement.axis, site, side))


def between_by_mount(movement: Movement, distal: str, proximal: str, side: str) -> Quaternion:
    """The turn from the distal sensor's axes to the proximal one's in the neutral pose, both worn by the convention."""
    sets = []
    for site in (distal, proximal):
        x, y, z = (worn_axis(site, _mirrored(axis, site, side)) for axis in (_X, _Y, _Z))
        sets.append((x, y, z))
    straight = turn_between(sets[0], sets[1])
    joint = _BENT.get((_part(distal), _part(proximal)))
    bent_deg = movement.start(side).get(f"{side}_{joint}", 0.0)
    if bent_deg == 0.0:
        return straight
    half = math.radians(bent_deg) / 2.0
    p, q, r = scaled(sets[1][2], math.sin(half))
    return multiply((math.cos(half), p, q, r), straight)


def _mirrored(axis: Vector, site: str, side: str) -> Vector:
    """A left limb's movement against the trunk: the trunk's sensor is no left one, the movement is."""
    if side == "left" and not site.startswith("left_"):
        return (-axis[0], -axis[1], axis[2])
    return axis


def _part(site: str) -> str:
    return site.removeprefix("left_").removeprefix("right_")
