"""Cueing: one cue at a time, and time to read it."""

from __future__ import annotations

from game.exercises.events import CueGiven, Event
from game.exercises.exercise import TICK_S

_CUE_S = 1.0
"""A cue stays for so long before another takes its place."""


class Cueing:
    """The one cue of now, by its key."""

    def __init__(self) -> None:
        self.cue: str | None = None
        self._since_s = 0.0

    def step(self, tick: int, wanted: str | None) -> list[Event]:
        """One tick: the cue that is wanted now takes the place of the one before when that has been read."""
        self._since_s += TICK_S
        if wanted == self.cue or (self.cue is not None and self._since_s < _CUE_S):
            return []
        return self.say(tick, wanted)

    def say(self, tick: int, cue: str | None) -> list[Event]:
        """Say it at once."""
        self.cue, self._since_s = cue, 0.0
        return [] if cue is None else [CueGiven(tick, cue)]
