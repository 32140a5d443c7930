"""ISB joint angles of recordings: one segment's orientation against another's, in the sequence of each joint."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from game.motion.orientation import Rows
from game.motion.turns import back_rows, multiply_rows, twist_rows_rad, wrapped_rows_rad

HUMERUS_FROM_DEG = 10.0
"""A humerus nearer than this to hanging, or to straight up, has no plane of elevation and no axial rotation that could
be told from one another (measures page; gimbal lock of the sequence YXY)."""


def relative(proximal: Rows, distal: Rows) -> Rows:
    """The orientation of the distal segment in the proximal one's axes, (n, 4), from both in one earth's axes."""
    return multiply_rows(back_rows(proximal), distal)


def total_angle_deg(q: Rows) -> Rows:
    """The angle of turns about whatever axis, 0–180."""
    q = np.asarray(q, dtype=float)
    return np.asarray(np.degrees(2.0 * np.arctan2(np.linalg.norm(q[..., 1:], axis=-1), np.abs(q[..., 0]))))


@dataclass(frozen=True, slots=True)
class SwingTwist:
    """Turns parted into one about an axis and the rest."""

    twist_deg: Rows
    """About the axis, −180…180; nan where the swing is a half turn."""
    swing_deg: Rows
    """The rest, about whatever lies across the axis, 0–180: movement out of plane."""


def swing_twist(q: Rows, axis: Rows) -> SwingTwist:
    """Part turns into the twist about a unit axis, fixed in what they turn, and the swing that follows it."""
    q = np.asarray(q, dtype=float)
    twist_rad = twist_rows_rad(q, axis)
    kept = np.hypot(q[..., 0], q[..., 1:] @ np.asarray(axis, dtype=float))
    length = np.linalg.norm(q, axis=-1)
    swing_deg = 2.0 * np.degrees(np.arctan2(np.sqrt(np.maximum(length**2 - kept**2, 0.0)), kept))
    return SwingTwist(np.degrees(twist_rad), swing_deg)


def euler_zxy_deg(q: Rows) -> Rows:
    """Angles (n, 3) of the intrinsic sequence Z-X-Y: flexion, adduction or bend, axial rotation (Grood and Suntay's
    joint, Wu 2002; elbow and wrist, Wu 2005). A knee's flexion is the first, reversed. Singular near ±90° of the
    second, where first and third are nan."""
    m = _matrices(q)
    second = np.degrees(np.arcsin(np.clip(m[..., 2, 1], -1.0, 1.0)))
    locked = np.hypot(m[..., 0, 1], m[..., 1, 1]) < _LOCKED
    first = np.degrees(np.arctan2(-m[..., 0, 1], m[..., 1, 1]))
    third = np.degrees(np.arctan2(-m[..., 2, 0], m[..., 2, 2]))
    return np.stack((np.where(locked, np.nan, first), second, np.where(locked, np.nan, third)), axis=-1)


def euler_yxy_deg(q: Rows) -> Rows:
    """Angles (n, 3) of the intrinsic sequence Y-X-Y, the second within 0–180; nan at its ends, where the first and the
    third cannot be told apart."""
    m = _matrices(q)
    level = np.hypot(m[..., 1, 0], m[..., 1, 2])
    second = np.degrees(np.arctan2(level, m[..., 1, 1]))
    first = np.degrees(np.arctan2(m[..., 0, 1], m[..., 2, 1]))
    third = np.degrees(np.arctan2(m[..., 1, 0], -m[..., 1, 2]))
    locked = level < _LOCKED
    return np.stack((np.where(locked, np.nan, first), second, np.where(locked, np.nan, third)), axis=-1)


@dataclass(frozen=True, slots=True)
class Humerus:
    """A humerus against the thorax (Wu 2005), deg."""

    plane_deg: Rows
    """0 abduction, 90 forward flexion."""
    elevation_deg: Rows
    axial_deg: Rows
    """Internal rotation positive."""


def humerus(q: Rows) -> Humerus:
    """ISB angles of the shoulder from the humerus in the thorax's axes. ISB counts elevation as a negative turn about
    X, so plane and axial rotation lie a half turn from the sequence's own; within 10° of hanging or of straight up both
    are nan."""
    first, second, third = np.moveaxis(euler_yxy_deg(q), -1, 0)
    suppressed = (second < HUMERUS_FROM_DEG) | (second > 180.0 - HUMERUS_FROM_DEG)
    plane = np.degrees(wrapped_rows_rad(np.radians(first - 180.0)))
    axial = np.degrees(wrapped_rows_rad(np.radians(third + 180.0)))
    return Humerus(np.where(suppressed, np.nan, plane), second, np.where(suppressed, np.nan, axial))


def mirrored_orientation(q: Rows) -> Rows:
    """A left limb's orientations as the right one's, in ISB axes (z to the right): its formulas then hold for both."""
    return np.asarray(q, dtype=float) * (1.0, -1.0, -1.0, 1.0)


def mirrored_rate(rate: Rows) -> Rows:
    """A left limb's angular rates as the right one's."""
    return np.asarray(rate, dtype=float) * (-1.0, -1.0, 1.0)


def mirrored_acceleration(acceleration: Rows) -> Rows:
    """A left limb's accelerations as the right one's."""
    return np.asarray(acceleration, dtype=float) * (1.0, 1.0, -1.0)


_LOCKED = 1e-6


def _matrices(q: Rows) -> Rows:
    q = np.asarray(q, dtype=float)
    w, x, y, z = np.moveaxis(q / np.linalg.norm(q, axis=-1, keepdims=True), -1, 0)
    rows = (
        (1 - 2 * (y * y + z * z), 2 * (x * y - w * z), 2 * (x * z + w * y)),
        (2 * (x * y + w * z), 1 - 2 * (x * x + z * z), 2 * (y * z - w * x)),
        (2 * (x * z - w * y), 2 * (y * z + w * x), 1 - 2 * (x * x + y * y)),
    )
    return np.stack([np.stack(row, axis=-1) for row in rows], axis=-2)
