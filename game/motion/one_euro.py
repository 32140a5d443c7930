"""One-Euro filter: smooth when slow, quick when fast; for control only, never for scoring (Casiez et al. 2012)."""

from __future__ import annotations

import math
from dataclasses import dataclass

_TURN = 2.0 * math.pi


@dataclass(frozen=True, slots=True)
class OneEuroParams:
    """Casiez' two knobs, and the cut-off for the speed. `beta` is per unit of the signal a second."""

    min_cutoff_hz: float = 1.0
    beta: float = 0.02
    speed_cutoff_hz: float = 1.0


class OneEuro:
    """The filter's state; feed it values with their times."""

    __slots__ = ("_ahead", "_beta", "_last_s", "_min_cutoff_hz", "_speed_turn", "speed", "value")

    def __init__(self, params: OneEuroParams) -> None:
        self._min_cutoff_hz, self._beta = params.min_cutoff_hz, params.beta
        self._speed_turn = _TURN * params.speed_cutoff_hz
        self.reset()

    def reset(self) -> None:
        """Forget everything; the next value passes as it is."""
        self._last_s = math.nan
        self.value = math.nan
        """The last smoothed value; nan before the first."""
        self.speed = 0.0
        """How fast the smoothed value changes, per second."""
        self._ahead = 0.0
        """How fast values run ahead of the smoothed one, per second: it opens the filter and, the more often values
        come, the more it is above the speed."""

    def feed(self, t_s: float, value: float) -> float:
        """The smoothed value at `t_s`. A time that does not rise leaves the state as it was."""
        dt_s = t_s - self._last_s
        if not dt_s > 0.0:
            if dt_s != dt_s:
                self._last_s, self.value = t_s, value
            return self.value
        last, ahead = self.value, self._ahead
        # The share of a step that a low-pass of f Hz takes is 1 / (1 + 1 / (2π f dt)).
        share = 1.0 / (1.0 + 1.0 / (self._speed_turn * dt_s))
        run = (value - last) / dt_s
        self._ahead = ahead = ahead + share * (run - ahead)
        share = 1.0 / (1.0 + 1.0 / (_TURN * (self._min_cutoff_hz + self._beta * abs(ahead)) * dt_s))
        self.speed = share * run
        self.value = value = last + share * (value - last)
        self._last_s = t_s
        return value
