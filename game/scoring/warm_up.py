"""WarmUp: the movements of a warm-up, kept apart from everything that is counted and measured."""

from __future__ import annotations

from game.exercises.events import RepCompleted, TrialEnded
from game.scoring.light import light_of


class WarmUp:
    """What was done between the first movement of the warm-up that was asked for, and the first trial."""

    def __init__(self) -> None:
        self.asked = 0
        self.reps: list[RepCompleted] = []
        """Every movement meanwhile."""
        self._done = self._clean = 0

    def take(self, event: RepCompleted | TrialEnded) -> int:
        """A movement, or the trial that it ended; the light that brings."""
        if isinstance(event, RepCompleted):
            self.reps.append(event)
            return 0
        verdict = self.reps[-1].verdict if self.reps else "other"
        self._done += verdict != "other"
        self._clean += verdict == "clean"
        return light_of(verdict)

    def as_row(self) -> dict[str, int]:
        """How many were asked for, done (clean or not) and clean."""
        return {"asked": self.asked, "done": self._done, "clean": self._clean}
