"""Resting: whoever plays by the sensor alone asks for a pause in play by doing nothing: kept still, it opens."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from game.exercises.exercise import TICK_S
from game.exercises.views import (
    ExerciseView,
    InstrumentedView,
    MatchView,
    ReachView,
    SteadyView,
    TaskView,
    TempoView,
    keeps_still,
)
from game.round.view import Phase, RoundView

if TYPE_CHECKING:
    from game.motion.tilt import Tilt

STILL_S = 10.0
"""Where a movement is asked for, whoever keeps still for so long beyond what is to be held there wants something else:
several times as long as anybody takes who is slow to set out (a choice)."""
AWAY_S, AWAY_DEG = 6.0, 12.0
"""Where keeping still is what is asked for, it is the other way round: so far from there, and quite still for so long.
Nobody who sways is (choices)."""
TIMED_S = 30.0
"""While time is taken, a rest belongs to it: so much longer (a choice; the longest such test takes so long)."""
BEGIN_S = 30.0
"""What keeps play from beginning (a pose that is never still, a sensor that does not answer) is waited for so long,
and then asked about (a choice)."""
_SMOOTHING_S, _TURN_DEG = 0.3, 3.0
"""So smoothed, the movement's own angle may wander so far meanwhile, as the sensor's tilt may: a turn about upright
tilts nothing."""
_BEGINS = (Phase.WAITING, Phase.NEUTRAL)
_MOVES = (Phase.RANGE, Phase.BEND, Phase.PLAY)


class Resting:
    """Stepped once a tick with what is seen of a Round. It never moves anything and no movement comes of it: a trial
    that was asked for meanwhile is asked for again, as after every pause."""

    def __init__(self, between_s: float = 0.0) -> None:
        """`between_s`: how long the level rests between two things that it asks for."""
        self._between_s = between_s
        self._phase: Phase | None = None
        self._asked_s = self._angle_s = 0.0
        self._angle_deg = self._smooth_deg = math.nan

    def step(self, view: RoundView, tilts: Sequence[Tilt], away_deg: float) -> bool:
        """Whether a pause is asked for, now. `tilts` are those of the sensors that are heard; `away_deg`: how far the
        one that points is tilted from where it rests."""
        if view.phase is not self._phase:
            self._phase, self._asked_s = view.phase, 0.0
        self._asked_s += TICK_S
        self._follow(view.angle_deg)
        if not tilts:
            return False
        if view.phase in _BEGINS:
            return self._done(self._asked_s, BEGIN_S)
        if view.phase not in _MOVES:
            return False
        if view.phase is Phase.PLAY and view.exercise is not None and keeps_still(view.exercise):
            self._asked_s = 0.0
            return away_deg >= AWAY_DEG and min(tilt.still_s for tilt in tilts) >= AWAY_S
        still_s = min(self._asked_s, self._angle_s, *(tilt.still_s for tilt in tilts))
        asked_s = self._between_s + _held_s(view.exercise) if view.phase is Phase.PLAY else 0.0
        return self._done(still_s, STILL_S + asked_s)

    def _done(self, still_s: float, asked_s: float) -> bool:
        if still_s < asked_s:
            return False
        self._asked_s = 0.0
        return True

    def _follow(self, angle_deg: float) -> None:
        """For how long the movement's angle has stayed where it is; one that must not be seen says nothing."""
        self._angle_s += TICK_S
        if not math.isfinite(angle_deg):
            return
        before = self._smooth_deg if math.isfinite(self._smooth_deg) else angle_deg
        self._smooth_deg = before + (angle_deg - before) * TICK_S / _SMOOTHING_S
        if not abs(self._smooth_deg - self._angle_deg) <= _TURN_DEG:
            self._angle_deg, self._angle_s = self._smooth_deg, 0.0


def _held_s(shown: ExerciseView | None) -> float:
    """How long one may have to keep still in what is asked for now."""
    match shown:
        case ReachView() | MatchView() | TempoView():
            return shown.hold_s
        case SteadyView():
            return shown.bout_s
        case TaskView():
            return max(shown.holds_s, default=0.0)
        case InstrumentedView() if not (math.isnan(shown.left_s) and math.isnan(shown.passed_s)):
            return TIMED_S
    return 0.0
