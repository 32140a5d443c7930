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

    __slots__ = ("_last_s", "_params", "speed", "value")

    def __init__(self, params: OneEuroParams) -> None:
        self._params = params
        self.reset()

    def reset(self) -> None:
        """Forget everything; the next value passes as it is."""
        self._last_s = math.nan
        self.value = math.nan
        """The last smoothed value; nan before the first."""
        self.speed = 0.0
        """The smoothed rate of change, per second."""

    def feed(self, t_s: float, value: float) -> float:
        """The smoothed value at `t_s`. A time that does not rise leaves the state as it was."""
        dt_s = t_s - self._last_s
        if not dt_s > 0.0:
            if dt_s != dt_s:
                self._last_s, self.value = t_s, value
            return self.value
        params, last = self._params, self.value
        # The share of a step that a low-pass of f Hz takes is 1 / (1 + 1 / (2π f dt)).
        share = 1.0 / (1.0 + 1.0 / (_TURN * params.speed_cutoff_hz * dt_s))
        self.speed = speed = self.speed + share * ((value - last) / dt_s - self.speed)
        cutoff_hz = params.min_cutoff_hz + params.beta * abs(speed)
        share = 1.0 / (1.0 + 1.0 / (_TURN * cutoff_hz * dt_s))
        self.value = value = last + share * (value - last)
        self._last_s = t_s
        return value
