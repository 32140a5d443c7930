"""Rest: for how long a sensor has lain still, and where up is by gravity alone while it does."""

from __future__ import annotations

import math

from game.motion.rotation import dot, norm, scaled
from input_devices import Vector

_SMOOTHING_S = 0.15
"""Evens out noise and a fine shake, and follows a limb that comes to rest."""
_TURN_DEG_MAX = 2.5
"""Up may wander so far from where it was when the rest began; a limb that goes on at 5°/s does not rest."""
_COS = math.cos(math.radians(_TURN_DEG_MAX))
_GAP_S = 0.25


class Rest:
    """One sensor. It asks no gyroscope, so that what a gyroscope missed shows."""

    __slots__ = ("_anchor", "_last_s", "_since_s", "_smooth")

    def __init__(self) -> None:
        self._since_s = self._last_s = -math.inf
        self._smooth: Vector = (0.0, 0.0, 0.0)
        self._anchor: Vector = (0.0, 0.0, 0.0)

    @property
    def rested_s(self) -> float:
        """For how long up has stayed where it is."""
        return self._last_s - self._since_s if self._anchor != (0.0, 0.0, 0.0) else 0.0

    @property
    def up(self) -> Vector:
        """Where up is, sensor axes; its length says nothing."""
        return self._smooth

    def feed(self, t_s: float, felt: Vector) -> None:
        """What is felt at one more moment: an acceleration, or where up is; whichever, always the same."""
        dt_s = t_s - self._last_s
        self._last_s = t_s
        if dt_s > _GAP_S:
            self._smooth, self._anchor, self._since_s = felt, (0.0, 0.0, 0.0), t_s
        share = dt_s / _SMOOTHING_S if dt_s < _SMOOTHING_S else 1.0
        x, y, z = self._smooth
        self._smooth = smooth = (x + share * (felt[0] - x), y + share * (felt[1] - y), z + share * (felt[2] - z))
        length = norm(smooth)
        if dot(smooth, self._anchor) < _COS * length or length == 0.0:
            self._anchor = scaled(smooth, 1.0 / length) if length > 0.0 else (0.0, 0.0, 0.0)
            self._since_s = t_s
