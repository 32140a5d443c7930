"""Strays: movements that no trial asked for, each told once, where a trial is more than one movement there and back."""

from __future__ import annotations

import math

from game.exercises.attempts import ANOTHER, Attempts
from game.exercises.events import RepCompleted
from game.measures.repetitions import Adaptive, Params, RepetitionCounter
from game.motion.motion import TracePoint

OUTSIDE = "outside a trial"
_MOVEMENT_S = 80.0
"""A movement that takes longer is abandoned: a place may be learned for long."""


class Strays:
    """Follows the level's angle and the body. Movements that began while a trial was on are the trial's own."""

    def __init__(self, asked_deg: float) -> None:
        self._attempts = Attempts()
        self._ours_until_s = -math.inf
        self.expect(asked_deg)

    def expect(self, asked_deg: float) -> None:
        """How far the shortest movement that is asked for goes."""
        self._counter = RepetitionCounter(Params(Adaptive(asked_deg), duration_s_max=_MOVEMENT_S))

    def hear(self, tick: int, point: TracePoint, pace_deg_s: float, *, spoilt: bool) -> list[RepCompleted]:
        """One sample more; the movement that it completes where nothing asked for that."""
        self._attempts.hear(point)
        movement = self._counter.feed(point.t_s, point.angle_deg, pace_deg_s)
        told = movement is not None and self._attempts.tells(movement, spoilt=spoilt)
        self._attempts.follow(point, self._counter.state)
        if movement is None or not told or movement.start_s <= self._ours_until_s:
            return []
        return [
            RepCompleted(
                tick,
                movement.start_s,
                movement.peak_s,
                movement.end_s,
                movement.start_deg,
                movement.peak_deg,
                movement.speed_deg_s_max,
                "other",
                OUTSIDE,
            )
        ]

    def others(self, tick: int, *, silent: bool) -> list[RepCompleted]:
        """Movements of the body that the level's angle did not see."""
        nan = math.nan
        return [
            RepCompleted(tick, swing.start_s, swing.peak_s, swing.end_s, nan, nan, nan, "other", ANOTHER)
            for swing in self._attempts.others(self._counter.state.moving and not silent)
        ]

    def ours(self, t_s: float) -> None:
        """A trial is on."""
        self._ours_until_s = t_s
