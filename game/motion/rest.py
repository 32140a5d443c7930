"""Rest: for how long a sensor has lain still, and where up is by gravity alone while it does."""

from __future__ import annotations

import math

from game.motion.rotation import N, scaled
from input_devices import Vector

_SMOOTHING_S = 0.15
"""Evens out noise and a fine shake, and follows a limb that comes to rest."""
_TURN_DEG_MAX = 2.5
"""Up may wander so far from where it was when the rest began; a limb that goes on at 5°/s does not rest."""
_GAP_S = 0.25
REST_S = 0.5
"""What has rested so long rests."""
_UNFELT_COS_2 = math.cos(math.radians(12.0)) ** 2
"""An orientation filter at rest is nearer to gravity than this, however cheap the sensor; else its gyroscope missed
that it turned."""
_NOWHERE: Vector = (0.0, 0.0, 0.0)


class Rest:
    """One sensor. It asks no gyroscope, so that what a gyroscope missed shows."""

    __slots__ = ("_anchor", "_cos", "_last_s", "_since_s", "_smoothing_s", "rested_s", "up")

    def __init__(self, smoothing_s: float = _SMOOTHING_S, turn_deg_max: float = _TURN_DEG_MAX) -> None:
        """`turn_deg_max`: so far up may wander, less than 180°."""
        self._smoothing_s, self._cos = smoothing_s, math.cos(math.radians(turn_deg_max))
        self._since_s = self._last_s = -math.inf
        self._anchor: Vector = _NOWHERE
        self.rested_s = 0.0
        """For how long up has stayed where it is."""
        self.up: Vector = _NOWHERE
        """Where up is, sensor axes; its length says nothing."""

    def feed(self, t_s: float, felt: Vector) -> float:
        """What is felt at one more moment: an acceleration, or where up is; whichever, always the same. `rested_s`."""
        dt_s = t_s - self._last_s
        self._last_s = t_s
        if dt_s > _GAP_S:
            self.up, self._anchor, self._since_s = felt, _NOWHERE, t_s
        share = dt_s / self._smoothing_s if dt_s < self._smoothing_s else 1.0
        (x, y, z), (p, q, r), (a, b, c) = self.up, felt, self._anchor
        self.up = x, y, z = x + share * (p - x), y + share * (q - y), z + share * (r - z)
        length = math.sqrt(x * x + y * y + z * z)
        if x * a + y * b + z * c < self._cos * length or length == 0.0:
            self._anchor = scaled(self.up, 1.0 / length) if length > 0.0 else _NOWHERE
            self._since_s = t_s
        self.rested_s = rested_s = 0.0 if self._anchor is _NOWHERE else t_s - self._since_s
        return rested_s


def agreement(felt: tuple[N, N, N], up: tuple[N, N, N]) -> N:
    """Not negative where gravity is felt at rest (of any length) about where the gyroscope says that up is; for
    vectors, or columns of them."""
    (a, b, c), (x, y, z) = felt, up
    along = a * x + b * y + c * z
    return along * abs(along) - _UNFELT_COS_2 * (a * a + b * b + c * c)
