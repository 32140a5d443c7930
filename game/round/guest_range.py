"""A guest's own way: from how one sensor was held first, to the furthest it has been turned since. Nothing is kept."""

from __future__ import annotations

import math
from collections.abc import Sequence

from game.exercises.exercise import TICK_S
from game.motion.motion import NAN
from game.motion.orientation import Orientation
from game.motion.rotation import angle_between_rad
from input_devices import Sample, Vector

LEAST_DEG = 20.0
"""Less than this is not taken for a whole way: a hand that trembles would fill it (a choice)."""
STILL_DEG, STILL_S = 6.0, 0.6
"""Held within so little for so long, the sensor is where the guest's way begins (choices)."""
QUIET_S = 1.0
"""Nothing heard for so long, and the guest's light rests (a choice)."""


class SensorShare:
    """How far a guest's sensor has been turned against gravity, of the furthest they have shown, from tick to tick.

    It may be worn or held anyhow: nothing is measured with it, and only the share leaves it.
    """

    def __init__(self) -> None:
        self._orientation = Orientation()
        self._begins: Vector | None = None
        self._first: Vector | None = None
        self._still_s = 0.0
        self._quiet_s = math.inf
        self._largest_deg = LEAST_DEG

    @property
    def begun(self) -> bool:
        """It has been held still once."""
        return self._begins is not None

    @property
    def quiet(self) -> bool:
        """Nothing is heard of it."""
        return self._quiet_s > QUIET_S

    def step(self, samples: Sequence[Sample]) -> float:
        """One tick: what came of the sensor; the share of the guest's own way, 0–1, nan while it is not known."""
        self._quiet_s = 0.0 if samples else self._quiet_s + TICK_S
        for sample in samples:
            self._orientation.feed(sample)
        up = self._orientation.up
        if up is None or self.quiet:
            return NAN
        if self._begins is None:
            self._wait(up)
            return NAN
        angle_deg = math.degrees(angle_between_rad(up, self._begins))
        self._largest_deg = max(self._largest_deg, angle_deg)
        return min(1.0, angle_deg / self._largest_deg)

    def _wait(self, up: Vector) -> None:
        """Until it has been held still for a moment."""
        first = self._first
        if first is None or math.degrees(angle_between_rad(up, first)) > STILL_DEG:
            self._first, self._still_s = up, 0.0
        self._still_s += TICK_S
        if self._still_s >= STILL_S:
            self._begins = up
