"""Spin: how fast one sensor turns about its own axes, from whatever it says: a gyroscope, orientations, or gravity."""

from __future__ import annotations

import math

from game.motion.rotation import angle_between_rad, cross, norm, scaled
from input_devices import Quaternion, Sample, Vector

_GAP_S = 0.25
"""Over a longer hole the gyroscope's last word says nothing; how gravity has turned meanwhile does."""


class Spin:
    """One sensor's rate of turn, streamed."""

    def __init__(self) -> None:
        self._last: Sample | None = None
        self._up: Vector = (0.0, 0.0, 1.0)

    def feed(self, sample: Sample, up: Vector) -> Vector | None:
        """The rate since the sample before, rad/s, and `up`, both in the sensor's axes; None where nothing says."""
        last, self._last = self._last, sample
        before, self._up = self._up, up
        rate = sample.rate_rad_s
        if last is None:
            return rate
        elapsed_s = sample.t_s - last.t_s
        if rate is not None and elapsed_s <= _GAP_S:
            return rate
        if elapsed_s <= 0.0:
            return None
        if rate is None and last.orientation is not None and sample.orientation is not None:
            return scaled(_turn_rad(last.orientation, sample.orientation), 1.0 / elapsed_s)
        return scaled(_tilt_rad(before, up), 1.0 / elapsed_s)


def _turn_rad(a: Quaternion, b: Quaternion) -> Vector:
    """The rotation vector, sensor axes, that leads from one orientation to another by the shorter way."""
    aw, ax, ay, az = a
    bw, bx, by, bz = b
    w = aw * bw + ax * bx + ay * by + az * bz
    x = aw * bx - ax * bw - ay * bz + az * by
    y = aw * by - ay * bw - az * bx + ax * bz
    z = aw * bz - az * bw - ax * by + ay * bx
    if w < 0.0:
        w, x, y, z = -w, -x, -y, -z
    half = math.sqrt(x * x + y * y + z * z)
    return scaled((x, y, z), 2.0 * math.atan2(half, w) / half if half > 0.0 else 0.0)


def _tilt_rad(before: Vector, up: Vector) -> Vector:
    """The least rotation that turns up from where it was to where it is, both in the sensor's axes."""
    axis = cross(up, before)
    length = norm(axis)
    return scaled(axis, angle_between_rad(before, up) / length if length > 0.0 else 0.0)
