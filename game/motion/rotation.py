"""Vectors and quaternions as plain tuples: one sample at a time, where arrays would cost more than they give."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, TypeVar

from input_devices import Quaternion, Vector

if TYPE_CHECKING:  # the first screen waits for no arrays
    import numpy as np
    from numpy.typing import NDArray

N = TypeVar("N", float, "NDArray[np.float64]")
"""One number, or a column of them: what is only added and multiplied is written once for both."""


def dot(a: tuple[N, N, N], b: tuple[N, N, N]) -> N:
    """The scalar product."""
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]


def cross(a: Vector, b: Vector) -> Vector:
    """The vector product."""
    return (a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0])


def norm(a: Vector) -> float:
    """The length."""
    return math.sqrt(a[0] * a[0] + a[1] * a[1] + a[2] * a[2])


def scaled(a: Vector, factor: float) -> Vector:
    """The vector, longer by `factor`."""
    return (a[0] * factor, a[1] * factor, a[2] * factor)


def unit(a: Vector) -> Vector:
    """The same direction with length 1. Raises ZeroDivisionError for the zero vector."""
    return scaled(a, 1.0 / norm(a))


def across(a: Vector, axis: Vector) -> Vector:
    """The part of `a` at right angles to the unit vector `axis`."""
    along = dot(a, axis)
    return (a[0] - along * axis[0], a[1] - along * axis[1], a[2] - along * axis[2])


def angle_between_rad(a: Vector, b: Vector) -> float:
    """The angle between two vectors, 0–π; by atan2, which keeps its precision near 0 and π where arccos does not."""
    (p, q, r), (x, y, z) = a, b  # written out: it is asked for at every sample
    u, v, w = q * z - r * y, r * x - p * z, p * y - q * x
    return math.atan2(math.sqrt(u * u + v * v + w * w), p * x + q * y + r * z)


def angle_about_rad(a: Vector, b: Vector, axis: Vector) -> float:
    """The signed angle from `a` to `b` about the unit vector `axis`, −π…π."""
    return math.atan2(dot(cross(a, b), axis), dot(a, b) - dot(a, axis) * dot(b, axis))


def up_in_sensor(q: tuple[N, N, N, N]) -> tuple[N, N, N]:
    """Where up is in the sensor's own axes, for an orientation that turns sensor into earth."""
    w, x, y, z = q
    return (2 * (x * z - w * y), 2 * (y * z + w * x), 1 - 2 * (x * x + y * y))


def multiply(a: tuple[N, N, N, N], b: tuple[N, N, N, N]) -> tuple[N, N, N, N]:
    """The turn `b` followed by the turn `a`; of quaternions, or columns of them."""
    aw, ax, ay, az = a
    bw, bx, by, bz = b
    return (
        aw * bw - ax * bx - ay * by - az * bz,
        aw * bx + ax * bw + ay * bz - az * by,
        aw * by - ax * bz + ay * bw + az * bx,
        aw * bz + ax * by - ay * bx + az * bw,
    )


def back(q: tuple[N, N, N, N]) -> tuple[N, N, N, N]:
    """The turn that undoes it; of quaternions, or columns of them."""
    return (q[0], -q[1], -q[2], -q[3])


def rotated(q: tuple[N, N, N, N], v: tuple[N, N, N]) -> tuple[N, N, N]:
    """The vector turned; of both, or columns of both."""
    w, x, y, z = q
    a, b, c = v
    tx, ty, tz = 2.0 * (y * c - z * b), 2.0 * (z * a - x * c), 2.0 * (x * b - y * a)
    return (a + w * tx + y * tz - z * ty, b + w * ty + z * tx - x * tz, c + w * tz + x * ty - y * tx)


def turn_of(rate_rad_s: Vector, dt_s: float) -> Quaternion:
    """The turn that a steady rate makes in that time, in the axes that turn with it."""
    angle = norm(rate_rad_s) * dt_s
    if angle == 0.0:
        return (1.0, 0.0, 0.0, 0.0)
    share = math.sin(angle / 2.0) * dt_s / angle
    return (math.cos(angle / 2.0), share * rate_rad_s[0], share * rate_rad_s[1], share * rate_rad_s[2])


def about_up(angle_rad: float) -> Quaternion:
    """A turn about the earth's z axis."""
    return (math.cos(angle_rad / 2.0), 0.0, 0.0, math.sin(angle_rad / 2.0))


def slerp(a: Quaternion, b: Quaternion, share: float) -> Quaternion:
    """The orientation at that share of the even turn from `a` to `b`, the short way round."""
    w, x, y, z = multiply(back(a), b)
    sine = math.sqrt(x * x + y * y + z * z)
    if sine == 0.0:
        return a
    half = math.atan2(sine, w) if w >= 0.0 else math.atan2(-sine, -w)
    part = math.sin(half * share) / sine
    return multiply(a, (math.cos(half * share), part * x, part * y, part * z))


def wrapped_rad(angle_rad: float) -> float:
    """The same angle within −π…π."""
    return math.remainder(angle_rad, 2.0 * math.pi)


_NO_TWIST = 1e-9


def twist_rad(q: Quaternion, axis: Vector) -> float:
    """The part of a turn about a unit axis, −π…π, by swing–twist; nan where the swing is a half turn, for then there is
    no one twist."""
    along = q[1] * axis[0] + q[2] * axis[1] + q[3] * axis[2]
    if math.hypot(q[0], along) < _NO_TWIST:
        return math.nan
    return wrapped_rad(2.0 * math.atan2(along, q[0]))


def frame(first: Vector, second: Vector) -> tuple[Vector, Vector, Vector]:
    """Three unit vectors at right angles: `first` itself, the part of `second` across it, and the third of a
    right-handed set, as TRIAD has them (Black 1964). Raises ZeroDivisionError where both point alike."""
    one = unit(first)
    two = unit(across(second, one))
    return one, two, cross(one, two)


def turn_between(of: tuple[Vector, Vector, Vector], onto: tuple[Vector, Vector, Vector]) -> Quaternion:
    """The turn that carries one right-angled set of unit vectors onto another (Shepperd 1978)."""
    m = [[sum(onto[k][i] * of[k][j] for k in range(3)) for j in range(3)] for i in range(3)]
    squares = (
        1.0 + m[0][0] + m[1][1] + m[2][2],
        1.0 + m[0][0] - m[1][1] - m[2][2],
        1.0 - m[0][0] + m[1][1] - m[2][2],
        1.0 - m[0][0] - m[1][1] + m[2][2],
    )
    largest = squares.index(max(squares))
    root = math.sqrt(squares[largest])
    w, x, y, z = m[2][1] - m[1][2], m[0][2] - m[2][0], m[1][0] - m[0][1], squares[0]
    rows = (
        (z, w, x, y),
        (w, squares[1], m[0][1] + m[1][0], m[0][2] + m[2][0]),
        (x, m[0][1] + m[1][0], squares[2], m[1][2] + m[2][1]),
        (y, m[0][2] + m[2][0], m[1][2] + m[2][1], squares[3]),
    )
    a, b, c, d = rows[largest]
    share = 0.5 / root
    return (a * share, b * share, c * share, d * share)
