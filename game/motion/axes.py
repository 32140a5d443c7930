"""Axes: how a sensor is worn at each place by the convention, and about which axis each movement turns."""

from __future__ import annotations

from game.motion.movement import Movement, side_of
from game.motion.rotation import back, rotated
from input_devices import Quaternion, Vector

# The convention of wearing. Arrow: the sensor's Y axis; face: its Z axis. Segment: x forward, y up, z to the right.
#   site                                      arrow                face
#   head, sternum                             up                   forward
#   pelvis                                    up                   backward
#   upper_arm, forearm, hand, thigh, shank    towards hand, foot   outward (back of the forearm, with thumb in front)
#   foot                                      towards the toes     up
_HALF = 0.5**0.5
_FRONT: Quaternion = (_HALF, 0.0, _HALF, 0.0)
_REAR: Quaternion = (_HALF, 0.0, -_HALF, 0.0)
_OUTWARD: Quaternion = (0.0, 0.0, 0.0, 1.0)
_OUTWARD_LEFT: Quaternion = (0.0, 1.0, 0.0, 0.0)
_INSTEP: Quaternion = (0.5, -0.5, -0.5, -0.5)
_MOUNTED: dict[str, Quaternion] = {"head": _FRONT, "sternum": _FRONT, "pelvis": _REAR}

_RIGHT: Vector = (0.0, 0.0, 1.0)
_FORWARD: Vector = (1.0, 0.0, 0.0)
_UP: Vector = (0.0, 1.0, 0.0)


def _minus(axis: Vector) -> Vector:
    return (-axis[0], -axis[1], -axis[2])


_AXES: dict[str, Vector] = {
    "shoulder_flexion": _RIGHT,
    "shoulder_extension": _minus(_RIGHT),
    "shoulder_abduction": _minus(_FORWARD),
    "shoulder_rotation": _UP,
    "shoulder_internal_rotation": _UP,
    "shoulder_external_rotation": _minus(_UP),
    "elbow_flexion": _RIGHT,
    "elbow_extension": _minus(_RIGHT),
    "forearm_rotation": _UP,
    "wrist_flexion": _FORWARD,
    "wrist_extension": _minus(_FORWARD),
    "wrist_radial_deviation": _RIGHT,
    "wrist_ulnar_deviation": _minus(_RIGHT),
    "neck_flexion": _minus(_RIGHT),
    "neck_extension": _RIGHT,
    "neck_lateral": _FORWARD,
    "neck_rotation": _UP,
    "trunk_flexion": _minus(_RIGHT),
    "trunk_lateral": _FORWARD,
    "trunk_rotation": _UP,
    "hip_flexion": _RIGHT,
    "hip_extension": _minus(_RIGHT),
    "hip_abduction": _minus(_FORWARD),
    "knee_extension": _RIGHT,
    "knee_flexion": _minus(_RIGHT),
    "ankle_dorsiflexion": _RIGHT,
    "ankle_plantarflexion": _minus(_RIGHT),
}
"""A positive turn of the distal segment, by the right hand, on a right limb. The forearm's axes are those of a forearm
that hangs with the thumb in front."""


def mounted(site: str) -> Quaternion:
    """The turn from a sensor's axes to its segment's, worn as the convention has it."""
    if site in _MOUNTED:
        return _MOUNTED[site]
    if site.endswith("_foot"):
        return _INSTEP
    return _OUTWARD_LEFT if side_of(site) == "left" else _OUTWARD


def axis_by_mount(movement: Movement, site: str, side: str) -> Vector | None:
    """The unit axis about which a positive movement of that side turns, in the axes of a sensor that is worn at `site`
    by the convention; None for a movement about no one axis."""
    axis = _AXES.get(movement.name)
    if axis is None:
        return None
    if side == "left" and movement.sided:  # a mirror keeps z turns and reverses those about x and y
        axis = (-axis[0], -axis[1], axis[2])
    return rotated(back(mounted(site)), axis)
