"""Turning: whether a sensor that turned from one rest to the next was carried by a limb, or turned in its place."""

from __future__ import annotations

import math

from game.motion.angles import ARROW
from game.motion.rotation import dot, norm
from input_devices import Vector

_BRISK_RAD_S2 = 8.0
"""What turns more gently is carried too gently to be felt."""
_IN_PLACE_M = 0.06
"""A sensor on a limb is carried round a joint that is farther away than this, and feels it."""
_BRIEF_S = 1.5
_ALONG = 0.7
"""About its arrow a limb turns with the sensor in its place: that is no slip."""


class Turning:
    """Sums up one turn of one sensor, sample by sample."""

    __slots__ = ("_count", "_effort", "_felt", "_gravity_m_s2", "_last_s", "_rate", "_since_s", "_turned")

    def __init__(self) -> None:
        self._rate: Vector | None = None
        self._forget()
        self.begin(0.0, 0.0)

    def _forget(self) -> None:
        self._count = 0
        self._effort = self._felt = 0.0
        self._rate = None
        self._turned: Vector = (0.0, 0.0, 0.0)

    def begin(self, t_s: float, gravity_m_s2: float) -> None:
        """The sensor rests; how much it feels then."""
        self._since_s = self._last_s = t_s
        self._gravity_m_s2 = gravity_m_s2
        if self._rate is not None:
            self._forget()

    def add(self, t_s: float, rate_rad_s: Vector, acceleration_m_s2: Vector, up: Vector) -> None:
        """One sample of the turn, with where up is by the orientation filter."""
        dt_s, self._last_s = t_s - self._last_s, t_s
        last, self._rate = self._rate, rate_rad_s
        if last is None or dt_s <= 0.0:
            return
        a, b, c = rate_rad_s
        da, db, dc = a - last[0], b - last[1], c - last[2]
        turn = a * a + b * b + c * c
        g, (x, y, z) = self._gravity_m_s2, acceleration_m_s2
        x, y, z = x - g * up[0], y - g * up[1], z - g * up[2]
        self._count += 1
        self._effort += (da * da + db * db + dc * dc) / (dt_s * dt_s) + turn * turn
        self._felt += x * x + y * y + z * z
        p, q, r = self._turned
        self._turned = (p + a * dt_s, q + b * dt_s, r + c * dt_s)

    @property
    def in_place(self) -> bool:
        """It turned briskly across its arrow, and felt none of what is felt on a limb that turns so."""
        if self._count == 0 or self._last_s - self._since_s > _BRIEF_S:
            return False
        turned = norm(self._turned)
        if turned == 0.0:
            return False
        effort_rad_s2, felt_m_s2 = (math.sqrt(total / self._count) for total in (self._effort, self._felt))
        across = abs(dot(self._turned, ARROW)) < _ALONG * turned
        return across and effort_rad_s2 >= _BRISK_RAD_S2 and felt_m_s2 <= _IN_PLACE_M * effort_rad_s2
