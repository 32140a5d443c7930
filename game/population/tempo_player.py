"""TempoPlayer: a simulated person who lifts, holds and lowers at the pace that is asked for, as well as they can."""

from __future__ import annotations

import math

from game.exercises.views import TempoView
from game.level import Level
from game.population.able import TICK_S, Able
from game.population.player import Poses, Stroke
from game.population.profile import Profile
from game.round.view import Phase, RoundView

_REST_S = 0.6
"""Pause at the bottom before looking for the next repetition."""
_BEND_DEG = 60.0
"""How far they bend where it only matters that they do."""
_REACTION_SPREAD = 0.2
"""How much of their reaction time their moments of turning vary by."""


class TempoPlayer:
    """A person of a profile. They come early or late by what they miss in place, and by how quick they are to react;
    a way that is too quick for them takes as long as it takes. Equal seeds do the same."""

    def __init__(self, profile: Profile, level: Level, seed: int, step_s: float = TICK_S) -> None:
        self.able = Able(profile, level.row, seed, step_s)
        self._profile, self._movement = profile, level.row
        self._poses = Poses(level.row, profile)
        self._angle_deg = 0.0
        self._stroke: Stroke | None = None
        self._up = False
        self._wait_s = profile.reaction_s

    def joints_deg(self, view: RoundView, side: str) -> dict[str, float]:
        """Where the joints should be at the next step, by the body's joint names."""
        if view.phase is Phase.BEND:
            self._bend()
        elif view.phase is Phase.PLAY:
            self._repeat(view.exercise)
        elif self._angle_deg > 0.0 and self._stroke is None:
            self._up = False
            self._go(0.0, 0.0)
        self._follow()
        return self._poses.at(self._angle_deg, side)

    def _bend(self) -> None:
        """There and back, as it is asked for before play where two sensors are worn at one joint."""
        self._wait_s -= self.able.step_s
        if self._stroke is None and self._wait_s <= 0.0:
            self._up = not self._up
            far_deg = min(_BEND_DEG, self._movement.safe_deg[1], self.able.range_deg, self._profile.pain_at_deg)
            self._go(far_deg if self._up else 0.0, 0.0)

    def _repeat(self, exercise: object) -> None:
        assert isinstance(exercise, TempoView)
        if self._stroke is not None:
            return
        self._wait_s -= self.able.step_s
        if self._wait_s > 0.0:
            return
        there_s, back_s = exercise.up_s, exercise.down_s
        if exercise.lowers_there:
            there_s, back_s = back_s, there_s
        if self._up:
            self._up = False
            self._go(0.0, back_s)
        elif not math.isnan(exercise.target_deg):
            self._up = True
            self._go(self.able.aim_deg(exercise.target_deg), there_s)
            self._wait_s = max(0.0, exercise.hold_s + self._late_s(exercise.hold_s, exercise.target_deg))

    def _go(self, end_deg: float, lasts_s: float) -> None:
        """Go there in so long, or as quickly as they can where that is longer; 0 is as quickly as they like."""
        self._stroke = Stroke(self._angle_deg, end_deg, self.able.speed_deg_s, self.able.step_s)
        if lasts_s > 0.0:
            meant_s = lasts_s + self._late_s(lasts_s, end_deg - self._angle_deg)
            self._stroke.duration_s = max(self._stroke.duration_s, meant_s)

    def _late_s(self, lasts_s: float, way_deg: float) -> float:
        """By how much what should last so long lasts longer, drawn anew each time."""
        missed = self.able.error_deg / max(1.0, abs(way_deg))
        spread_s = missed * lasts_s + _REACTION_SPREAD * self._profile.reaction_s
        return float(self.able.random.normal(0.0, spread_s))

    def _follow(self) -> None:
        if self._stroke is None:
            return
        self._angle_deg = self._stroke.step()
        if self._stroke.done:
            self._stroke = None
            if not self._up:
                self.able.done()
                self._wait_s = _REST_S + self._profile.reaction_s
