"""A skeleton: segments hung on one another, the joints that turn them, and how sensors are worn on them."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from input_devices.protocols.turns import multiply
from input_devices.sample import Quaternion, Vector

Pose: TypeAlias = tuple[Quaternion, Vector]
"""How something is turned (its axes to the earth's) and where it is (m)."""


def back(q: Quaternion) -> Quaternion:
    """The turn that undoes it."""
    return (q[0], -q[1], -q[2], -q[3])


def rotated(q: Quaternion, v: Vector) -> Vector:
    """The vector turned."""
    w, x, y, z = q
    a, b, c = v
    tx, ty, tz = 2.0 * (y * c - z * b), 2.0 * (z * a - x * c), 2.0 * (x * b - y * a)
    return (a + w * tx + y * tz - z * ty, b + w * ty + z * tx - x * tz, c + w * tz + x * ty - y * tx)


def turn(x_deg: float, y_deg: float, z_deg: float) -> Quaternion:
    """The turn about one axis whose parts are given."""
    angle_deg = math.sqrt(x_deg * x_deg + y_deg * y_deg + z_deg * z_deg)
    if angle_deg == 0.0:
        return (1.0, 0.0, 0.0, 0.0)
    half = math.radians(angle_deg) / 2.0
    share = math.sin(half) / angle_deg
    return (math.cos(half), share * x_deg, share * y_deg, share * z_deg)


@dataclass(frozen=True, slots=True)
class _Segment:
    """A segment: what it hangs on, where (shares of the body's height), and how its joints turn it.

    Its axes: x forward, y up (towards the trunk), z to the right.
    """

    parent: str
    place: Vector
    joints: tuple[str, ...]
    turn: Callable[..., Quaternion]


@dataclass(frozen=True, slots=True)
class _Wearing:
    """A sensor's segment, its place there (shares of the height), and the turn from its axes to the segment's."""

    segment: str
    place: Vector
    mounting: Quaternion


def _trunk(forward: float, right: float) -> Quaternion:
    return turn(right, 0.0, -forward)


def _shoulder(flexion: float, abduction: float, rotation: float) -> Quaternion:
    return multiply(turn(-abduction, 0.0, flexion), turn(0.0, rotation, 0.0))


def _elbow(flexion: float, rotation: float) -> Quaternion:
    return multiply(turn(0.0, 0.0, flexion), turn(0.0, rotation, 0.0))


def _hinge(flexion: float) -> Quaternion:
    return turn(0.0, 0.0, flexion)


# Lengths are shares of the height (Drillis and Contini 1966, as in Winter 2009). The trunk is one piece from the hips
# to the head and leans at the hips; the legs do not lean with it. The hand goes with the forearm, the foot with the
# shank. Limbs are written for the right side.
_TRUNK = _Segment("", (0.0, 0.0, 0.0), ("trunk_forward", "trunk_right"), _trunk)
_LIMBS = {
    "upper_arm": _Segment(
        "trunk", (0.0, 0.288, 0.129), ("shoulder_flexion", "shoulder_abduction", "shoulder_rotation"), _shoulder
    ),
    "forearm": _Segment("upper_arm", (0.0, -0.186, 0.0), ("elbow_flexion", "forearm_rotation"), _elbow),
    "thigh": _Segment("", (0.0, 0.0, 0.095), ("hip_flexion",), _hinge),
    "shank": _Segment("thigh", (0.0, -0.245, 0.0), ("knee_extension",), _hinge),
}

# The convention of wearing. Arrow: the sensor's Y axis; face: its Z axis.
#   site                                      arrow                face
#   head, sternum                             up                   forward
#   pelvis                                    up                   backward
#   upper_arm, forearm, hand, thigh, shank    towards hand, foot   outward (back of the forearm, with thumb in front)
#   foot                                      towards the toes     up
_FRONT = turn(0.0, 90.0, 0.0)
_REAR = turn(0.0, -90.0, 0.0)
_OUTWARD: Quaternion = (0.0, 0.0, 0.0, 1.0)
_OUTWARD_LEFT: Quaternion = (0.0, 1.0, 0.0, 0.0)
_INSTEP: Quaternion = (0.5, -0.5, -0.5, -0.5)
_ON_TRUNK = {
    "head": _Wearing("trunk", (0.06, 0.44, 0.0), _FRONT),
    "sternum": _Wearing("trunk", (0.06, 0.23, 0.0), _FRONT),
    "pelvis": _Wearing("trunk", (-0.06, 0.03, 0.0), _REAR),
}
_ON_LIMBS = {
    "upper_arm": _Wearing("upper_arm", (0.0, -0.110, 0.03), _OUTWARD),
    "forearm": _Wearing("forearm", (0.0, -0.125, 0.02), _OUTWARD),
    "hand": _Wearing("forearm", (0.0, -0.190, 0.01), _OUTWARD),
    "thigh": _Wearing("thigh", (0.0, -0.150, 0.05), _OUTWARD),
    "shank": _Wearing("shank", (0.0, -0.150, 0.03), _OUTWARD),
    "foot": _Wearing("shank", (0.06, -0.270, 0.0), _INSTEP),
}


def _left_turn(of_right: Callable[..., Quaternion]) -> Callable[..., Quaternion]:
    """The same movement of the other side: z is mirrored, and with it the turns about x and y."""

    def mirrored(*angles_deg: float) -> Quaternion:
        w, x, y, z = of_right(*angles_deg)
        return (w, -x, -y, z)

    return mirrored


def _left_place(place: Vector) -> Vector:
    return (place[0], place[1], -place[2])


def _both_sides() -> dict[str, _Segment]:
    segments = {"trunk": _TRUNK}
    for name, limb in _LIMBS.items():
        for side in ("left", "right"):
            parent = f"{side}_{limb.parent}" if limb.parent in _LIMBS else limb.parent
            joints = tuple(f"{side}_{joint}" for joint in limb.joints)
            place, turned = limb.place, limb.turn
            if side == "left":
                place, turned = _left_place(place), _left_turn(turned)
            segments[f"{side}_{name}"] = _Segment(parent, place, joints, turned)
    return segments


def _every_site() -> dict[str, _Wearing]:
    sites = dict(_ON_TRUNK)
    for name, worn in _ON_LIMBS.items():
        left = _OUTWARD_LEFT if worn.mounting == _OUTWARD else worn.mounting
        sites[f"left_{name}"] = _Wearing(f"left_{worn.segment}", _left_place(worn.place), left)
        sites[f"right_{name}"] = _Wearing(f"right_{worn.segment}", worn.place, worn.mounting)
    return sites


_SEGMENTS = _both_sides()
_WORN = _every_site()
JOINTS: tuple[str, ...] = tuple(joint for segment in _SEGMENTS.values() for joint in segment.joints)
"""Every joint that can be moved, in degrees from the posture, with clinical signs: flexion, abduction, internal
rotation, pronation, extension of the knee, lean forward and to the right are positive. Flexion and abduction of the
shoulder are the two parts of one turn away from hanging. Forearm rotation is zero with the thumb in front (up, where
the elbow is bent)."""

_UPRIGHT = turn(90.0, 0.0, 0.0)
_POSTURES: dict[str, tuple[Quaternion, dict[str, float]]] = {
    "seated": (_UPRIGHT, {"hip_flexion": 90.0, "knee_extension": -90.0}),
    "standing": (_UPRIGHT, {}),
    "lying": (multiply(turn(0.0, -90.0, 0.0), _UPRIGHT), {}),
}
"""How the body lies in the earth's axes (facing earth x; lying is on the back), and how the legs are turned where their
joints read zero: seated the shanks hang, else the legs are straight. The arms are by the side."""
POSTURES: tuple[str, ...] = tuple(_POSTURES)


class Skeleton:
    """A body of that height in that posture, and where the sensors worn at `sites` are."""

    def __init__(
        self, sites: Sequence[str], posture: str, height_m: float, mountings: Mapping[str, Quaternion]
    ) -> None:
        self._base, legs_deg = _POSTURES[posture]
        self._legs_deg = {f"{side}_{joint}": deg for joint, deg in legs_deg.items() for side in ("left", "right")}
        self._segments = [
            (name, segment.parent, _scaled(segment.place, height_m), segment.joints, segment.turn)
            for name, segment in _SEGMENTS.items()
            if any(name in _upwards(_WORN[site].segment) for site in sites)
        ]
        self._worn = [
            (
                _WORN[site].segment,
                _scaled(_WORN[site].place, height_m),
                multiply(_WORN[site].mounting, mountings.get(site, (1.0, 0.0, 0.0, 0.0))),
            )
            for site in sites
        ]
        self.joints = frozenset(joint for *_, joints, _ in self._segments for joint in joints)
        """Those that move any of the sensors."""

    def sensors(self, angles_deg: Mapping[str, float]) -> list[Pose]:
        """Every sensor's pose, in the order of the sites; the origin is between the hips."""
        legs_deg = self._legs_deg
        poses: dict[str, Pose] = {"": (self._base, (0.0, 0.0, 0.0))}
        for name, parent, place, joints, turned in self._segments:
            orientation, origin = poses[parent]
            angles = [angles_deg[joint] + legs_deg.get(joint, 0.0) for joint in joints]
            poses[name] = (multiply(orientation, turned(*angles)), _moved(origin, orientation, place))
        found = []
        for segment, place, mounting in self._worn:
            orientation, origin = poses[segment]
            found.append((multiply(orientation, mounting), _moved(origin, orientation, place)))
        return found


def _upwards(name: str) -> list[str]:
    """The segment and all that it hangs on."""
    return [name, *_upwards(_SEGMENTS[name].parent)] if name else []


def _scaled(place: Vector, height_m: float) -> Vector:
    return (place[0] * height_m, place[1] * height_m, place[2] * height_m)


def _moved(origin: Vector, orientation: Quaternion, place: Vector) -> Vector:
    x, y, z = rotated(orientation, place)
    return (origin[0] + x, origin[1] + y, origin[2] + z)
