"""Angles against gravity, one function a formula of the movement table; none needs a heading."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

from game.motion.movement import Formula
from game.motion.rotation import across, angle_about_rad, angle_between_rad, cross, dot, norm, unit
from input_devices import Vector, in_words

ARROW: Vector = (0.0, 1.0, 0.0)
"""The sensor's arrow (its Y axis): along the limb towards hand or foot; upwards on trunk and head."""
FACE: Vector = (0.0, 0.0, 1.0)
"""The sensor's face (its Z axis): away from the body."""
_LEVEL_MIN = 0.5
"""A roll cannot be told while the axis is within 30° of plumb: gravity then hardly turns about it."""


@dataclass(frozen=True, slots=True)
class Reference:
    """What the neutral pose fixed for one sensor, in its own axes (unit vectors)."""

    site: str
    up: Vector
    forward: Vector
    """On the trunk: forward in the person's own frame, level in the neutral pose."""
    right: Vector
    axis: Vector | None = None
    """What the limb turns about, level in the neutral pose; None where no axis was asked for."""


def worn_axis(site: str, axis: Vector) -> Vector:
    """An axis of the movement table (a limb's axes, written for the right side) in the axes of a sensor that is worn at
    `site` as is said, arrow and face."""
    x, y, z = axis
    if site.startswith("left_"):
        x, y = -x, -y
    if site == "pelvis":
        return (z, y, -x)
    if site in ("head", "sternum"):
        return (-z, y, x)
    if site.endswith("_foot"):
        return (z, x, y)
    return (x, -y, -z) if site.startswith("left_") else (-x, -y, z)


def reference(site: str, up: Vector, *, must_face: bool = False, about: Vector | None = None) -> Reference | str:
    """The reference for a sensor worn at `site` that saw `up` in the neutral pose, or why it cannot be had.

    Which way is forward is told by the face, and where that looks up or down by the arrow; `must_face` where a guess
    will not do, because the direction of a lean is what is measured. `about` is what a limb turns about, in the
    sensor's axes, where that is measured: it has to lie level.
    """
    axis = None
    if about is not None:
        level = across(about, up)
        if norm(level) < _LEVEL_MIN:
            return "the sensor lies across the limb: turn it so that its arrow and its face are as shown"
        axis = unit(level)
    face = across(FACE, up)
    if norm(face) < _LEVEL_MIN:
        if must_face:
            return f"the sensor on the {in_words(site)} lies flat: turn it so that its face looks away from the body"
        forward = unit(across(ARROW, up))
    else:
        forward = unit(face)
    if site == "pelvis":
        forward = (-forward[0], -forward[1], -forward[2])
    return Reference(site, up, forward, cross(forward, up), axis)


def elevation_deg(up: Vector, neutral: Reference) -> float:
    """Angle between the limb and where it was in the neutral pose, 0–180."""
    return math.degrees(angle_between_rad(up, neutral.up))


def tilt_deg(up: Vector, neutral: Reference) -> float:
    """Turn about the level axis that was asked for since the neutral pose, signed; nan where gravity cannot tell."""
    if neutral.axis is None or norm(across(up, neutral.axis)) < _LEVEL_MIN:
        return math.nan
    return -math.degrees(angle_about_rad(neutral.up, up, neutral.axis))


def roll_deg(up: Vector, neutral: Reference) -> float:
    """Turn about the arrow since the neutral pose, pronation positive on either side; nan near plumb."""
    now, then = across(up, ARROW), across(neutral.up, ARROW)
    if norm(now) < _LEVEL_MIN or norm(then) < _LEVEL_MIN:
        return math.nan
    turned = math.degrees(angle_about_rad(then, now, ARROW))
    return -turned if neutral.site.startswith("left_") else turned


def inclination_deg(up: Vector, neutral: Reference) -> float:
    """How far the arrow points above where it pointed in the neutral pose, signed; exact for arrows along the limb."""
    now, then = (math.degrees(math.asin(max(-1.0, min(1.0, dot(each, ARROW))))) for each in (up, neutral.up))
    return now - then


def lean_forward_deg(up: Vector, neutral: Reference) -> float:
    """Lean of the trunk, forward positive."""
    return leans_deg(up, neutral)[0]


def leans_deg(up: Vector, neutral: Reference) -> tuple[float, float]:
    """Both leans at once, forward and to the right: they are asked for at every sample of the trunk."""
    (x, y, z), (fx, fy, fz), (rx, ry, rz), (ux, uy, uz) = up, neutral.forward, neutral.right, neutral.up
    along = x * ux + y * uy + z * uz
    return (
        math.degrees(math.atan2(-(x * fx + y * fy + z * fz), along)),
        math.degrees(math.atan2(-(x * rx + y * ry + z * rz), along)),
    )


def lean_right_deg(up: Vector, neutral: Reference) -> float:
    """Lean of the trunk, to the person's right positive."""
    return leans_deg(up, neutral)[1]


ANGLES_DEG: dict[Formula, Callable[[Vector, Reference], float]] = {
    Formula.ELEVATION: elevation_deg,
    Formula.TILT: tilt_deg,
    Formula.ROLL: roll_deg,
    Formula.INCLINATION: inclination_deg,
    Formula.LEAN_FORWARD: lean_forward_deg,
    Formula.LEAN_RIGHT: lean_right_deg,
    Formula.LEAN_AWAY: elevation_deg,
}


def tilt_speed_deg_s(up: Vector, rate_rad_s: Vector | None) -> float:
    """How fast the sensor tilts against gravity: the length of the rate's level part. nan without a gyroscope."""
    if rate_rad_s is None:
        return math.nan
    (p, q, r), (x, y, z) = rate_rad_s, up  # written out: it is asked for at every sample
    u, v, w = q * z - r * y, r * x - p * z, p * y - q * x
    return math.degrees(math.sqrt(u * u + v * v + w * w))


def turn_speed_deg_s(up: Vector, rate_rad_s: Vector | None) -> float:
    """How fast the sensor turns about upright, to the left positive. nan without a gyroscope."""
    if rate_rad_s is None:
        return math.nan
    (p, q, r), (x, y, z) = rate_rad_s, up
    return math.degrees(p * x + q * y + r * z)
