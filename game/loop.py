"""FixedStep: how many steps of 1/60 s are due, with a limit on catching up."""

from __future__ import annotations

from dataclasses import dataclass

TICKS_A_SECOND = 60
CATCH_UP_MAX = 5
"""More steps than this in one go would make the next frame later still; the surplus is dropped and counted."""


@dataclass(slots=True)
class FixedStep:
    """Turns a clock that is read now and then into steps of equal length."""

    start_s: float
    taken: int = 0
    dropped: int = 0

    def due(self, now_s: float) -> int:
        """Steps to take now, at most `CATCH_UP_MAX`; a clock that goes back asks for none."""
        behind = int((now_s - self.start_s) * TICKS_A_SECOND) - self.taken - self.dropped
        if behind <= 0:
            return 0
        steps = min(behind, CATCH_UP_MAX)
        self.dropped += behind - steps
        self.taken += steps
        return steps

    def next_s(self) -> float:
        """The time of the next step."""
        return self.start_s + (self.taken + self.dropped + 1) / TICKS_A_SECOND
