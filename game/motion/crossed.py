"""Crossed: two sensors that have changed places show it at the first movement: the wrong one makes it."""

from __future__ import annotations

import math

_PROVEN_DEG = 25.0
"""The sensor that measures has turned so far while the other hardly did: each is where it belongs, and stays there."""
_SHARE = 1.0 / 3.0
"""Hardly: no more than this share of the other's turn. A trunk that helps leans less than a third of what the arm goes,
so that even with it the two are told apart."""
_SURE_S = 0.25
_CROSSWISE_DEG = 20.0
"""Each sits as the other one should: one movement from here on says it."""
_UNKNOWN_DEG = 35.0
"""Nothing is known of how they sit. A trunk hardly leans so far to help an arm that hangs all the while."""


class Crossed:
    """Watches one pair: the sensor that should make the movement, and another one.

    Somebody who bends down to the floor turns the trunk and lets the arm hang; somebody who cannot lift the arm leans
    instead. So one such movement counts only before the right sensor has made one of its own: sensors do not change
    places while they are worn.
    """

    def __init__(self, *, crosswise: bool) -> None:
        self.crosswise = crosswise
        """How the two sit in the neutral pose says it too."""
        self.proven = False
        """The right sensor has made a movement of its own: there is nothing more to watch."""
        self._from_deg = _CROSSWISE_DEG if crosswise else _UNKNOWN_DEG
        self._right_since_s = self._wrong_since_s = math.nan

    def step(self, t_s: float, moving_deg: float, other_deg: float) -> bool:
        """How far both have turned since the neutral pose; True when they have changed places. To be called only while
        a movement is expected, until it is proven that they have not."""
        if not (moving_deg >= _PROVEN_DEG and other_deg <= _SHARE * moving_deg):
            self._right_since_s = math.nan
        elif math.isnan(self._right_since_s):
            self._right_since_s = t_s
        self.proven = t_s - self._right_since_s >= _SURE_S
        if not (other_deg >= self._from_deg and moving_deg <= _SHARE * other_deg):
            self._wrong_since_s = math.nan
        elif math.isnan(self._wrong_since_s):
            self._wrong_since_s = t_s
        return t_s - self._wrong_since_s >= _SURE_S
