"""FirstClean: how long it took from launch to the first clean repetition, all that comes before it included."""

from __future__ import annotations

import math
from collections.abc import Sequence

from game.exercises.events import Event, RepCompleted, TrialStarted


class FirstClean:
    """Begun once, at launch; sees what happens in every Round of that launch, whichever it is that the first clean
    repetition comes in. A movement of the warm-up, which counts toward nothing, is none."""

    def __init__(self, launched_s: float) -> None:
        """`launched_s` is the clock's time at launch, by the same clock as every `now_s`."""
        self._launched_s = launched_s
        self._warms_up = False
        self.after_s = math.nan
        """Seconds from launch to it; nan until there is one. It never changes again."""

    def see(self, now_s: float, events: Sequence[Event]) -> None:
        """Take in what happened at one tick of a Round."""
        if not math.isnan(self.after_s):
            return
        for event in events:
            if isinstance(event, TrialStarted):
                self._warms_up = event.index < 0
            elif isinstance(event, RepCompleted) and event.verdict == "clean" and not self._warms_up:
                self.after_s = now_s - self._launched_s
                return
