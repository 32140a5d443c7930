"""Yaw: how far one sensor has turned about upright since zero was set, for as long as a gyroscope can be believed."""

from __future__ import annotations

import math

from game.motion.movement import Formula
from game.motion.orientation import GAP_S
from game.motion.rotation import back, multiply, twist_rad
from input_devices import Quaternion

DRIFT_DEG_MIN = 3.0
"""What a heading without a compass is taken to drift in a minute, once the bias was learned at rest: the upper end of
the 1–3° that the measures page remembers, until somebody measures it. A choice."""
YAW_VALID_S = 20.0
"""A turn of head or trunk is believed for so long after zero (measures page)."""
DUE_S = 60.0
"""Any other heading is to be set to zero again by then: each set (measures page)."""


ZERO_S = {Formula.TURN: YAW_VALID_S, Formula.RELATIVE: DUE_S, Formula.TWIST: DUE_S}
"""How old the zero may become of an angle that drifts."""


def drifted_sem_deg(sem_deg: float, age_s: float) -> float:
    """The standard error of an angle whose zero is so old."""
    return math.hypot(sem_deg, DRIFT_DEG_MIN * age_s / 60.0)


class Yaw:
    """Feed it every orientation; set zero where the person faces forward."""

    def __init__(self, *, leftward: bool) -> None:
        self._sign = 1.0 if leftward else -1.0
        self._zero: Quaternion | None = None
        self._latest: Quaternion | None = None
        self._last_s = self._zero_s = math.nan

    @property
    def age_s(self) -> float:
        """How old zero is; nan where there is none."""
        return math.nan if self._zero is None else self._last_s - self._zero_s

    def set_zero(self) -> None:
        """What is faced now is zero."""
        self._zero, self._zero_s = self._latest, self._last_s

    def lose(self) -> None:
        """The orientation begins anew: nobody knows how it was turned."""
        self._zero = None

    def feed(self, t_s: float, turned: Quaternion) -> float:
        """The turn since zero, deg, the positive way being positive, within ±180; nan where zero is too old or lost."""
        if t_s - self._last_s > GAP_S:
            self.lose()
        self._last_s, self._latest = t_s, turned
        if self._zero is None or t_s - self._zero_s > YAW_VALID_S:
            return math.nan
        return self._sign * math.degrees(twist_rad(multiply(turned, back(self._zero)), (0.0, 0.0, 1.0)))
