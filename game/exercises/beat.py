"""Beat: the pulse that strokes are to come with; it runs in the Round's own time."""

from __future__ import annotations

import math

from game.exercises.exercise import TICK_S

_EARLY_S = 0.080
"""Healthy people come 20 to 80 ms before a beat: that is no fault (measures page, section 10)."""


class Beat:
    """One beat a stroke. Its rate may change; it does not jump then."""

    def __init__(self) -> None:
        self.per_min = math.nan
        self._turns = 0.0

    def step(self) -> bool:
        """One tick in which it is heard or seen; True where a beat falls into it."""
        if not self.per_min > 0.0:
            return False
        before = math.floor(self._turns)
        self._turns += TICK_S * self.per_min / 60.0
        return math.floor(self._turns) > before

    @property
    def share(self) -> float:
        """How much of the way to the next beat has passed, 0–1; nan where there is no beat."""
        return self._turns % 1.0 if self.per_min > 0.0 else math.nan

    def late_s(self, ago_s: float) -> float:
        """How late something came that was so long ago, against the beat nearest to it; early is negative; nan where
        there is no beat."""
        if not self.per_min > 0.0:
            return math.nan
        period_s = 60.0 / self.per_min
        turns = self._turns - ago_s / period_s
        return (turns - math.floor(turns + 0.5)) * period_s

    def too_early_or_late(self, late_s: float, tolerance_deg: float) -> int:
        """-1 too early, 1 too late, 0 on the beat, where the tolerance is a share of a cycle of 360°."""
        allowed_s = tolerance_deg / 360.0 * 60.0 / self.per_min if self.per_min > 0.0 else math.inf
        if late_s > allowed_s:
            return 1
        return -1 if late_s < -max(allowed_s, _EARLY_S) else 0
