"""CompensationWatch: when the trunk helps for longer than a moment, told once a movement."""

from __future__ import annotations

from game.exercises.exercise import TICK_S

_MOMENT_S = 0.25
"""A shorter lean is not counted (compensation rule of the measures this project follows)."""

HELPED = "the trunk helped"
"""The reason of a movement that was compensated."""


class CompensationWatch:
    """Counts how long the trunk has been beyond its limit. A trunk that is not measured (nan) never compensates."""

    def __init__(self, lean_deg_max: float) -> None:
        self._lean_deg_max = lean_deg_max
        self._beyond_s = 0.0
        self.now = False
        """Beyond the limit at this moment, for longer than a moment."""
        self.seen = False
        """Was beyond the limit at some time since `clear`."""

    def clear(self) -> None:
        """A new movement begins."""
        self.seen = self.now

    def step(self, lean_deg: float) -> bool:
        """One tick; True at the tick at which compensation is first seen in this movement."""
        self._beyond_s = self._beyond_s + TICK_S if lean_deg > self._lean_deg_max else 0.0
        self.now = self._beyond_s >= _MOMENT_S
        first = self.now and not self.seen
        self.seen = self.seen or self.now
        return first
