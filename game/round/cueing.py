"""Cueing: one cue at a time, time to read it, and a pause before the next."""

from __future__ import annotations

from game.exercises.events import CueGiven, Event
from game.exercises.exercise import TICK_S

_CUE_S = 1.0
"""A cue stays for so long before it goes."""
PAUSE_S = 0.5
"""Between two different cues nothing is said for so long, so that one is seen to end and another to begin: a choice."""
AT_ONCE = frozenset(
    {
        *("hold", "stay", "keep", "keep_still", "stand_still", "less_far", "back_inside", "let_go", "breathe_out"),
        *("quiet", "down", "come_back", "and_back", "done", "open_eyes", "rest"),
    }
)
"""Cues that end what is being done (stop here, let go, come back) come without the pause: whoever waits for them goes
too far or holds too long."""


class Cueing:
    """The one cue of now, by its key."""

    def __init__(self) -> None:
        self.cue: str | None = None
        self._since_s = 0.0
        """How long the cue has been there, or nothing has been said."""
        self._before: str | None = None
        """The cue that went last."""

    def step(self, tick: int, wanted: str | None) -> list[Event]:
        """One tick: the cue that is wanted now takes the place of the one before when that has been read and a pause
        has passed."""
        self._since_s += TICK_S
        if wanted == self.cue:
            return []
        if self.cue is not None:
            if self._since_s < _CUE_S:
                return []
            if wanted not in AT_ONCE:
                return self.say(tick, None)
        elif self._before not in (None, wanted) and wanted not in AT_ONCE and self._since_s < PAUSE_S:
            return []
        return self.say(tick, wanted)

    def say(self, tick: int, cue: str | None) -> list[Event]:
        """Say it at once; None says nothing any more."""
        if self.cue is not None:
            self._before = self.cue
        self.cue, self._since_s = cue, 0.0
        return [] if cue is None else [CueGiven(tick, cue)]
