"""Ranging: how far a person shows that they go without pain, before anything is asked of them."""

from __future__ import annotations

from game.exercises.attempts import ANOTHER
from game.exercises.events import RepCompleted
from game.exercises.watch import HELPED

_MOVEMENTS = 2
"""The farther of so many counts."""


class Ranging:
    """Collects the movements that are shown."""

    def __init__(self) -> None:
        self._shown_deg: list[float] = []

    def take(self, rep: RepCompleted) -> str | None:
        """One movement more; the cue for the next one, None when it has been enough. One that the trunk helped with
        says nothing of how far the person goes, and another movement than the one to be shown nothing at all."""
        if rep.reason == HELPED:
            return "sit_tall"
        if rep.reason == ANOTHER:
            return "show_range"
        self._shown_deg.append(rep.peak_deg)
        return "once_more" if len(self._shown_deg) < _MOVEMENTS else None

    @property
    def range_deg(self) -> float:
        """The farthest. Raises ValueError before the first."""
        return max(self._shown_deg)

    def clear(self) -> None:
        """It hurt: what is shown has to be free of pain."""
        self._shown_deg.clear()
