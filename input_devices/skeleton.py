"""A skeleton: segments hung on one another, the joints that turn them, and how sensors are worn on them."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
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


_UNTURNED: Quaternion = (1.0, 0.0, 0.0, 0.0)
_NOWHERE: Vector = (0.0, 0.0, 0.0)


def turn(x_deg: float, y_deg: float, z_deg: float) -> Quaternion:
    """The turn about one axis whose parts are given."""
    angle_deg = math.sqrt(x_deg * x_deg + y_deg * y_deg + z_deg * z_deg)
    if angle_deg == 0.0:
        return _UNTURNED
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


def _then(first: Quaternion, second: Quaternion) -> Quaternion:
    """`multiply`, at no cost where the second turns nothing."""
    return first if second is _UNTURNED else multiply(first, second)


def _lean(forward: float, right: float) -> Quaternion:
    return turn(right, 0.0, -forward)


def _chest(rotation: float) -> Quaternion:
    return turn(0.0, -rotation, 0.0)


def _head(flexion: float, lateral: float, rotation: float) -> Quaternion:
    return _then(turn(lateral, 0.0, -flexion), turn(0.0, -rotation, 0.0))


def _shoulder(flexion: float, abduction: float, rotation: float) -> Quaternion:
    return _then(turn(-abduction, 0.0, flexion), turn(0.0, rotation, 0.0))


def _elbow(flexion: float, rotation: float) -> Quaternion:
    return _then(turn(0.0, 0.0, flexion), turn(0.0, rotation, 0.0))


def _wrist(flexion: float, deviation: float) -> Quaternion:
    return turn(flexion, 0.0, deviation)


def _hip(flexion: float, abduction: float, lowering: float) -> Quaternion:
    return turn(-abduction, 0.0, flexion + lowering)


def _knee(extension: float, lowering: float) -> Quaternion:
    return turn(0.0, 0.0, extension - lowering)


def _ankle(dorsiflexion: float, sway_forward: float, sway_right: float) -> Quaternion:
    """The foot stays on the floor while the body sways above it."""
    return multiply(back(_lean(sway_forward, sway_right)), turn(0.0, 0.0, dorsiflexion))


# Lengths are shares of the height (Drillis and Contini 1966, as in Winter 2009). The trunk leans at the hips, the
# pelvis with it and the legs not; it turns at the waist, above the pelvis. The whole body sways about the ankles, and
# is lowered over feet and lower legs that stay where they are. Limbs are written for the right side.
_THIGH, _SHANK = 0.245, 0.246
_WHOLE = {
    "pelvis": _Segment("", (0.0, 0.0, 0.0), ("trunk_forward", "trunk_right"), _lean),
    "trunk": _Segment("pelvis", (0.0, 0.0, 0.0), ("trunk_rotation",), _chest),
    "head": _Segment("trunk", (0.0, 0.30, 0.0), ("neck_flexion", "neck_lateral", "neck_rotation"), _head),
}
_LIMBS = {
    "upper_arm": _Segment(
        "trunk", (0.0, 0.288, 0.129), ("shoulder_flexion", "shoulder_abduction", "shoulder_rotation"), _shoulder
    ),
    "forearm": _Segment("upper_arm", (0.0, -0.186, 0.0), ("elbow_flexion", "forearm_rotation"), _elbow),
    "hand": _Segment("forearm", (0.0, -0.146, 0.0), ("wrist_flexion", "wrist_deviation"), _wrist),
    "thigh": _Segment("", (0.0, 0.0, 0.095), ("hip_flexion", "hip_abduction", "lowering"), _hip),
    "shank": _Segment("thigh", (0.0, -_THIGH, 0.0), ("knee_extension", "lowering"), _knee),
    "foot": _Segment("shank", (0.0, -_SHANK, 0.0), ("ankle_dorsiflexion", "sway_forward", "sway_right"), _ankle),
}
_OF_THE_WHOLE = ("sway_forward", "sway_right", "lowering", "heading")
"""Joints that move the whole body, and limbs of both sides with it."""

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
    "head": _Wearing("head", (0.06, 0.14, 0.0), _FRONT),
    "sternum": _Wearing("trunk", (0.06, 0.23, 0.0), _FRONT),
    "pelvis": _Wearing("pelvis", (-0.06, 0.03, 0.0), _REAR),
}
_ON_LIMBS = {
    "upper_arm": _Wearing("upper_arm", (0.0, -0.110, 0.03), _OUTWARD),
    "forearm": _Wearing("forearm", (0.0, -0.125, 0.02), _OUTWARD),
    "hand": _Wearing("hand", (0.0, -0.044, 0.01), _OUTWARD),
    "thigh": _Wearing("thigh", (0.0, -0.150, 0.05), _OUTWARD),
    "shank": _Wearing("shank", (0.0, -0.150, 0.03), _OUTWARD),
    "foot": _Wearing("foot", (0.06, -0.024, 0.0), _INSTEP),
}


def _left_turn(of_right: Callable[..., Quaternion], joints: tuple[str, ...]) -> Callable[..., Quaternion]:
    """The same movement of the other side: z is mirrored, and with it the turns about x and y. To lean to the right is
    to lean to the right, whichever foot stands below."""
    signs = tuple(-1.0 if joint == "sway_right" else 1.0 for joint in joints)

    def mirrored(*angles_deg: float) -> Quaternion:
        w, x, y, z = of_right(*angles_deg)
        return (w, -x, -y, z)

    def across(*angles_deg: float) -> Quaternion:
        return mirrored(*(sign * deg for sign, deg in zip(signs, angles_deg, strict=True)))

    return across if -1.0 in signs else mirrored


def _left_place(place: Vector) -> Vector:
    return (place[0], place[1], -place[2])


def _both_sides() -> dict[str, _Segment]:
    segments = dict(_WHOLE)
    for name, limb in _LIMBS.items():
        for side in ("left", "right"):
            parent = f"{side}_{limb.parent}" if limb.parent in _LIMBS else limb.parent
            joints = tuple(joint if joint in _OF_THE_WHOLE else f"{side}_{joint}" for joint in limb.joints)
            place, turned = limb.place, limb.turn
            if side == "left":
                place, turned = _left_place(place), _left_turn(turned, joints)
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
JOINTS: tuple[str, ...] = (
    "trunk_forward",
    "trunk_right",
    *(f"{side}_{joint}" for side in ("left", "right") for joint in _LIMBS["upper_arm"].joints),
    *(f"{side}_{joint}" for side in ("left", "right") for joint in _LIMBS["forearm"].joints),
    *(f"{side}_{joint}" for joint in ("hip_flexion", "knee_extension") for side in ("left", "right")),
    "trunk_rotation",
    *_WHOLE["head"].joints,
    *_OF_THE_WHOLE,
    *(f"{side}_{joint}" for side in ("left", "right") for joint in _LIMBS["hand"].joints),
    *(f"{side}_{joint}" for joint in ("hip_abduction", "ankle_dorsiflexion") for side in ("left", "right")),
    "heading",
)
"""Every joint that can be moved, in degrees from the posture, with clinical signs: flexion, abduction, internal
rotation, pronation, extension of the knee, dorsiflexion, deviation towards the thumb, and leaning, turning and swaying
forward or to the right are positive; extension of shoulder, hip, neck and wrist is negative flexion. Flexion and
abduction of shoulder and hip are the two parts of one turn away from hanging, and so are those of the wrist. Forearm
rotation is zero with the thumb in front (up, where the elbow is bent). Lowering is how far the thighs are from upright
above feet that stay where they are: 90 is sitting. The heading turns the
whole body about upright, to the right. New joints go to the end: a seed's tremors are drawn in this order.
"""

_UPRIGHT = turn(90.0, 0.0, 0.0)
_POSTURES: dict[str, tuple[Quaternion, dict[str, float]]] = {
    "seated": (_UPRIGHT, {"hip_flexion": 90.0, "knee_extension": -90.0}),
    "standing": (_UPRIGHT, {}),
    "lying": (multiply(turn(0.0, -90.0, 0.0), _UPRIGHT), {}),
}
"""How the body lies in the earth's axes (facing earth x; lying is on the back), and how the legs are turned where their
joints read zero: seated the shanks hang, else the legs are straight. The arms are by the side."""
POSTURES: tuple[str, ...] = tuple(_POSTURES)


class _Hung:
    """A segment of one body, or a sensor on it: what hangs on something, and its pose as it was last worked out."""

    __slots__ = ("above", "moved", "on", "place", "pose", "read", "turn", "turned")

    def __init__(self, on: _Hung | None, place: Vector, turned: Quaternion = _UNTURNED) -> None:
        self.on, self.place = on or self, place
        self.turned = turned
        """By its joints, against what it hangs on."""
        self.above: Pose | None = None
        """The pose of what it hangs on, when its own was worked out."""
        self.pose: Pose = (turned, place)
        self.moved = False
        """Its joints have moved since then."""
        self.read: Callable[[Mapping[str, float]], tuple[float, ...]] = _no_joints
        """The angles of its joints, deg, among all…"""
        self.turn: Callable[..., Quaternion] = turn
        """…and how they turn it."""

    def jointed(self, segment: _Segment, legs_deg: Mapping[str, float]) -> _Hung:
        """Let joints turn it; `legs_deg` is what the posture turns each where it reads zero."""
        names, offsets = segment.joints, tuple(legs_deg.get(joint, 0.0) for joint in segment.joints)
        self.turn = segment.turn
        self.moved = True
        if any(offsets):
            self.read = lambda deg: tuple(deg[name] + off for name, off in zip(names, offsets, strict=True))
        elif len(names) == 1:
            self.read = lambda deg: (deg[names[0]],)
        else:
            self.read = itemgetter(*names)
        return self


def _no_joints(angles_deg: Mapping[str, float]) -> tuple[float, ...]:  # noqa: ARG001
    return ()


class Skeleton:
    """A body of that height in that posture, and where the sensors worn at `sites` are."""

    def __init__(
        self, sites: Sequence[str], posture: str, height_m: float, mountings: Mapping[str, Quaternion]
    ) -> None:
        self._base, legs_deg = _POSTURES[posture]
        self._legs_deg = {f"{side}_{joint}": deg for joint, deg in legs_deg.items() for side in ("left", "right")}
        self._height_m = height_m
        self._hips = _Hung(None, _NOWHERE, self._base)
        """The middle between the hips; it hangs on nothing."""
        hung: dict[str, _Hung] = {"": self._hips}
        self._turned_by: dict[str, list[_Hung]] = {joint: [] for joint in _OF_THE_WHOLE}
        for name, segment in _SEGMENTS.items():
            if any(name in _upwards(_WORN[site].segment) for site in sites):
                one = _Hung(hung[segment.parent], _scaled(segment.place, height_m))
                hung[name] = one.jointed(segment, self._legs_deg)
                for joint in segment.joints:
                    self._turned_by.setdefault(joint, []).append(one)
        self._sensors = [
            _Hung(
                hung[_WORN[site].segment],
                _scaled(_WORN[site].place, height_m),
                multiply(_WORN[site].mounting, mountings.get(site, _UNTURNED)),
            )
            for site in sites
        ]
        self._segments = dict(list(hung.items())[1:])
        self._parts = (*self._segments.values(), *self._sensors)
        """All that hangs on something, which comes before it."""
        self.joints = frozenset(self._turned_by)
        """Those that move any of the sensors."""

    def sensors(self, angles_deg: Mapping[str, float], moved: Iterable[str] | None = None) -> list[Pose]:
        """Every sensor's pose, in the order of the sites; the origin is where the middle between the hips was. `moved`
        are the joints that have moved since the last call, any of them unless said. A pose that nothing has moved is
        the very same thing as it was then."""
        whole = False
        for joint in self.joints if moved is None else moved:
            whole = whole or joint in _OF_THE_WHOLE
            for part in self._turned_by[joint]:
                part.moved = True
        if whole:
            self._hips.pose = self._hips_at(*[angles_deg[joint] for joint in _OF_THE_WHOLE])
        for part in self._parts:
            above = part.on.pose
            if part.moved:
                part.moved = False
                part.turned = part.turn(*part.read(angles_deg))
            elif part.above is above:
                continue
            part.above = above
            part.pose = _hung_on(above, part.turned, part.place)
        return [sensor.pose for sensor in self._sensors]

    def segments(self, angles_deg: Mapping[str, float]) -> dict[str, Pose]:
        """The pose of every segment between the hips and a site, by its name: its place is the joint that turns it.
        The origin is where the middle between the hips was."""
        self.sensors({**dict.fromkeys(JOINTS, 0.0), **angles_deg})
        return {name: part.pose for name, part in self._segments.items()}

    def _hips_at(self, forward: float, right: float, lowering: float, heading: float) -> Pose:
        """The middle between the hips, lowered over the feet, swaying about the ankles and turned about upright."""
        if not (forward or right or lowering or heading):
            return (self._base, _NOWHERE)
        base = multiply(turn(0.0, 0.0, -heading), self._base) if heading else self._base
        thigh, shank = _THIGH * self._height_m, _SHANK * self._height_m
        bent = math.radians(self._legs_deg.get("left_hip_flexion", 0.0))
        lowered = bent + math.radians(lowering)
        ankles = (thigh * math.sin(bent), -thigh * math.cos(bent) - shank, 0.0)
        hips = (-thigh * math.sin(lowered), thigh * math.cos(lowered) + shank, 0.0)
        orientation = multiply(base, _lean(forward, right))
        return (orientation, _moved(_moved((0.0, 0.0, 0.0), base, ankles), orientation, hips))


def _upwards(name: str) -> list[str]:
    """The segment and all that it hangs on."""
    return [name, *_upwards(_SEGMENTS[name].parent)] if name else []


def _scaled(place: Vector, height_m: float) -> Vector:
    return (place[0] * height_m, place[1] * height_m, place[2] * height_m)


def _moved(origin: Vector, orientation: Quaternion, place: Vector) -> Vector:
    x, y, z = rotated(orientation, place)
    return (origin[0] + x, origin[1] + y, origin[2] + z)


def _hung_on(above: Pose, turned: Quaternion, place: Vector) -> Pose:
    """The pose of what is turned against what it hangs on, at that place there; `multiply` and `_moved`, written out
    because every segment is asked for at every sample."""
    if turned is _UNTURNED and place == _NOWHERE:
        return above
    (w, x, y, z), (i, j, k) = above
    bw, bx, by, bz = turned
    a, b, c = place
    tx, ty, tz = 2.0 * (y * c - z * b), 2.0 * (z * a - x * c), 2.0 * (x * b - y * a)
    return (
        (
            w * bw - x * bx - y * by - z * bz,
            w * bx + x * bw + y * bz - z * by,
            w * by - x * bz + y * bw + z * bx,
            w * bz + x * by - y * bx + z * bw,
        ),
        (
            i + (a + w * tx + y * tz - z * ty),
            j + (b + w * ty + z * tx - x * tz),
            k + (c + w * tz + x * ty - y * tx),
        ),
    )
