"""Tilt: how far one sensor is tilted from where it last lay at rest, whatever way it is worn and wherever it heads."""

from __future__ import annotations

import math

from game.motion.orientation import Orientation
from game.motion.rest import Rest
from game.motion.rotation import angle_between_rad
from input_devices import Sample, Vector

_FIRST_S, _ANEW_S = 1.5, 8.0
"""It lies at rest after so long without movement; later on it has to lie elsewhere for much longer, since a limb that
is held up is held still too. Choices."""
_STILL_SMOOTHING_S, _STILL_DEG_MAX = 0.3, 3.0
"""A limb that keeps still on purpose may tremble: so smoothed, a tremor of ±10° at 4 Hz stays within this (choices)."""


class Tilt:
    """One sensor, streamed. Gravity alone is asked where up is, so that no calibration is needed and a heading that
    drifts never matters; the gyroscope only tells a tilt from a shake."""

    __slots__ = ("_last_s", "_orientation", "_rest", "_rest_up", "_still", "_taken")

    def __init__(self) -> None:
        self._orientation, self._rest = Orientation(), Rest()
        self._still = Rest(_STILL_SMOOTHING_S, _STILL_DEG_MAX)
        self._rest_up: Vector | None = None
        self._last_s = -math.inf
        self._taken = False
        """This rest has been taken: it does not follow a limb that slowly sets out from it."""

    @property
    def last_s(self) -> float:
        """When it was last heard, s; -inf before the first sample."""
        return self._last_s

    @property
    def still_s(self) -> float:
        """For how long it has been kept still by now, wherever it is and however it trembles."""
        return self._still.rested_s

    @property
    def angle_deg(self) -> float:
        """0 at rest, never negative; nan until it has lain at rest once."""
        up, rest_up = self._orientation.up, self._rest_up
        return math.nan if up is None or rest_up is None else math.degrees(angle_between_rad(up, rest_up))

    def feed(self, sample: Sample) -> None:
        """One more sample; after a hole nobody knows how it turned, and gravity says it anew."""
        self._last_s = sample.t_s
        for known, up in self._orientation.feed(sample):
            self._still.feed(known.t_s, up)
            rested_s = self._rest.feed(known.t_s, up)
            rests = rested_s >= (_FIRST_S if self._rest_up is None else _ANEW_S)
            if rests and not self._taken:
                self._rest_up = self._rest.up
            self._taken = rests or (self._taken and rested_s >= _FIRST_S)
