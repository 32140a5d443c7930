"""The little quaternion arithmetic that wire formats need: Hamilton, w,x,y,z."""

from __future__ import annotations

import math
from collections.abc import Sequence

from input_devices.sample import Quaternion


def from_angles(roll_rad: float, pitch_rad: float, yaw_rad: float) -> Quaternion:
    """Sensor to earth from angles in the order yaw about z, then pitch about y, then roll about x."""
    cr, sr = math.cos(roll_rad / 2), math.sin(roll_rad / 2)
    cp, sp = math.cos(pitch_rad / 2), math.sin(pitch_rad / 2)
    cy, sy = math.cos(yaw_rad / 2), math.sin(yaw_rad / 2)
    return (
        cr * cp * cy + sr * sp * sy,
        sr * cp * cy - cr * sp * sy,
        cr * sp * cy + sr * cp * sy,
        cr * cp * sy - sr * sp * cy,
    )


def to_angles(q: Quaternion) -> tuple[float, float, float]:
    """Roll, pitch, yaw in radians, the inverse of `from_angles`; pitch lies within ±π/2, and there yaw is 0."""
    w, x, y, z = q
    sine = 2 * (w * y - z * x)
    if abs(sine) > 1 - 1e-12:
        return (2 * math.atan2(x, w), math.copysign(math.pi / 2, sine), 0.0)
    return (
        math.atan2(2 * (w * x + y * z), 1 - 2 * (x * x + y * y)),
        math.asin(sine),
        math.atan2(2 * (w * z + x * y), 1 - 2 * (y * y + z * z)),
    )


def multiply(a: Quaternion, b: Quaternion) -> Quaternion:
    """The turn b followed by the turn a."""
    aw, ax, ay, az = a
    bw, bx, by, bz = b
    return (
        aw * bw - ax * bx - ay * by - az * bz,
        aw * bx + ax * bw + ay * bz - az * by,
        aw * by - ax * bz + ay * bw + az * bx,
        aw * bz + ax * by - ay * bx + az * bw,
    )


def unit(q: Quaternion, slack: float = 0.1) -> Quaternion | None:
    """The same turn with norm 1, or None where the norm is more than `slack` away from 1: then it is not a turn."""
    norm = math.sqrt(q[0] * q[0] + q[1] * q[1] + q[2] * q[2] + q[3] * q[3])
    if not abs(norm - 1.0) <= slack:
        return None
    return (q[0] / norm, q[1] / norm, q[2] / norm, q[3] / norm)


def from_matrix(rows: Sequence[Sequence[float]]) -> Quaternion:
    """The turn of a proper rotation matrix (Shepperd, 1978)."""
    (a, b, c), (d, e, f), (g, h, i) = rows
    squares = (1 + a + e + i, 1 + a - e - i, 1 - a + e - i, 1 - a - e + i)
    largest = max(range(4), key=squares.__getitem__)
    s = 2 * math.sqrt(squares[largest])
    if largest == 0:
        return (s / 4, (h - f) / s, (c - g) / s, (d - b) / s)
    if largest == 1:
        return ((h - f) / s, s / 4, (b + d) / s, (c + g) / s)
    if largest == 2:
        return ((c - g) / s, (b + d) / s, s / 4, (f + h) / s)
    return ((d - b) / s, (c + g) / s, (f + h) / s, s / 4)
