"""Attempts: every movement of the body is told once, whether or not the level's own angle saw it."""

from __future__ import annotations

import math

from game.measures.repetitions import Repetition, State
from game.measures.swings import Claim, Mark, Swing, SwingCounter
from game.motion.motion import TracePoint

ANOTHER = "another movement"
"""The reason of a movement that the level's own angle did not see."""


class Attempts:
    """Pairs the movements of the level's angle with those of the body.

    Each movement of the body is told once: by the level's angle where that saw one, and else as another one. Where
    nothing says how the sensor turns, the level's angle alone decides.
    """

    def __init__(self) -> None:
        self._swings = SwingCounter()
        self.untold: list[Swing] = []
        """Movements of the body that nobody has been told of yet."""
        self._start: Mark | None = None
        self._peak: Mark | None = None
        self._ahead_s = -math.inf
        """When the level's angle last told of a movement before the body was seen to turn."""

    def hear(self, point: TracePoint) -> None:
        """One sample more, before the level's angle is asked."""
        rate_rad_s = point.rate_rad_s
        if rate_rad_s is None:
            return
        swings = self._swings.feed(point.t_s, rate_rad_s)
        if swings:
            told = swings[0].start_s < self._ahead_s  # what begins later is another one
            self.untold += swings[told:]
            self._ahead_s = -math.inf

    def follow(self, point: TracePoint, state: State) -> None:
        """The same sample, after the level's angle has seen it: where that starts, and where it is at its highest."""
        if point.rate_rad_s is None:
            self._start = None
        elif state.start_s == point.t_s:
            self._start = self._swings.mark()
        elif state.moving and state.peak_s == point.t_s:
            self._peak = self._swings.mark()

    def tells(self, movement: Repetition, *, spoilt: bool) -> bool:
        """Whether the movement that the level's angle saw is one of the body that has not been told. One that was
        spoilt, because the angle or the sensor jumped, is over whatever the body does, and counts begin anew."""
        if self.untold:
            del self.untold[0]
            return True
        if self._start is None or self._peak is None:
            return True
        claim = self._swings.claim(self._start, self._peak, movement.amplitude_deg)
        self._ahead_s = movement.end_s if claim is Claim.EARLY else -math.inf
        if claim is Claim.FOLDED and spoilt:
            self._swings.restart()
            return True
        return claim is not Claim.FOLDED

    def others(self, waits: bool) -> list[Swing]:
        """What is to be told as another movement; the latest is held back while the level's angle may yet see it."""
        if not self.untold:
            return []
        kept = 1 if waits else 0
        others = self.untold[: len(self.untold) - kept]
        del self.untold[: len(others)]
        return others
