"""Ranging: how far a person shows that they go without pain, before anything is asked of them."""

from __future__ import annotations

import math

from game.exercises.attempts import ANOTHER
from game.exercises.events import RepCompleted
from game.exercises.ranges import TOO_SMALL
from game.exercises.watch import HELPED

_MOVEMENTS = 2
"""The farther of so many counts."""


class Ranging:
    """Collects the movements that are shown."""

    def __init__(self, *, pair: bool = False) -> None:
        """`pair`: two limbs show how far they go, both at once."""
        self.cue = "show_both" if pair else "show_range"
        """What is asked for at first."""
        self._shown_deg: list[tuple[float, float]] = []

    def take(self, rep: RepCompleted) -> str | None:
        """One movement more; the cue for the next one, None when it has been enough. One that the trunk helped with
        says nothing of how far the person goes, and another movement than the one to be shown, or one that is too small
        to be played, nothing at all."""
        if rep.reason == HELPED:
            return "sit_tall"
        if rep.reason == ANOTHER:
            return self.cue
        if rep.reason == TOO_SMALL:
            return "a_little_further"
        self._shown_deg.append((rep.peak_deg, rep.values.get("other_peak_deg", math.nan)))
        return "once_more" if len(self._shown_deg) < _MOVEMENTS else None

    @property
    def count(self) -> int:
        """How many movements have counted."""
        return len(self._shown_deg)

    @property
    def range_deg(self) -> float:
        """The farthest. Raises ValueError before the first."""
        return self.ranges_deg[0]

    @property
    def ranges_deg(self) -> tuple[float, float]:
        """The farthest of the movement's own limb and of the other one; that is nan where both are not told apart.
        Raises ValueError before the first."""
        return max(own for own, _ in self._shown_deg), max(other for _, other in self._shown_deg)

    def clear(self) -> None:
        """It hurt: what is shown has to be free of pain."""
        self._shown_deg.clear()
