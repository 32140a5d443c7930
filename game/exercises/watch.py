"""CompensationWatch: when the trunk helps for longer than a moment, told once a movement."""

from __future__ import annotations

from game.exercises.exercise import TICK_S
from game.measures import CompensationStream

HELPED = "the trunk helped"
"""The reason of a movement that was compensated."""


class CompensationWatch:
    """Looks whether the trunk has been beyond its limit. A trunk that is not measured (nan) never compensates."""

    def __init__(self, lean_deg_max: float) -> None:
        self._stream = CompensationStream(lean_deg_max, 1.0 / TICK_S)
        self.seen = False
        """Was beyond the limit at some time since `clear`."""

    @property
    def now(self) -> bool:
        """Beyond the limit at this moment, for longer than a moment."""
        return self._stream.lasting

    def clear(self) -> None:
        """A new movement begins."""
        self.seen = self.now

    def step(self, lean_deg: float) -> bool:
        """One tick; True at the tick at which compensation is first seen in this movement."""
        if not self._stream.take(lean_deg) or self.seen:
            return False
        self.seen = True
        return True
