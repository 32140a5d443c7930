"""Vectors and quaternions as plain tuples: one sample at a time, where arrays would cost more than they give."""

from __future__ import annotations

import math
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from input_devices import Vector

N = TypeVar("N", float, NDArray[np.float64])
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
