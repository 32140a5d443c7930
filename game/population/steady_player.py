"""SteadyPlayer: a simulated person who keeps their balance: sways, leans where it is asked, and comes back."""

from __future__ import annotations

import math

from game.exercises.views import Ask, SteadyView
from game.level import Level
from game.population.able import TICK_S, Able
from game.population.player import Poses, Stroke, Wander
from game.population.profile import Profile
from game.round.view import Phase, RoundView

_LEAN_DEG_S = 12.0
"""Peak speed of a lean of somebody whose usual movement goes…"""
_USUAL_DEG_S = 60.0
"""…so fast; others are as much faster or slower."""
_HELD_SHARE = 0.3
"""Who holds a lean sways less than they miss: this share of it."""
_SETTLE_S = 1.5
"""How long they stay where they came to before they see that they missed and try again."""
_BLIND = 1.5
"""How much more they sway and miss with nothing to see by (closed over open eyes is usually 1.3 to 2)."""


class SteadyPlayer:
    """A person of a profile in `steady`. Equal seeds do the same."""

    def __init__(self, profile: Profile, level: Level, seed: int, step_s: float = TICK_S) -> None:
        self.able = Able(profile, level.row, seed, step_s)
        self._profile = profile
        self._poses = Poses(level.row, profile)
        self._wander = Wander(1.0, self.able.random, step_s)
        self._at = (0.0, 0.0)
        """Where they mean to be: forward and to the right."""
        self._from = self._to = (0.0, 0.0)
        self._stroke: Stroke | None = None
        self._wait_s = profile.reaction_s
        self._ask: Ask | None = None
        self._sways = 1.0
        """How much they sway about it, of their error."""

    def joints_deg(self, view: RoundView, side: str) -> dict[str, float]:
        """Where the joints should be at the next step, by the body's joint names."""
        exercise = view.exercise
        if view.phase is Phase.PLAY and isinstance(exercise, SteadyView):
            self._play(exercise)
        elif self._to != (0.0, 0.0):
            self._go(0.0, 0.0)
        sway = self._sway(view.phase is Phase.PLAY)
        lean = (self._at[0] + sway[0], self._at[1] + sway[1])
        return self._poses.at(0.0, side, lean)

    def _sway(self, playing: bool) -> tuple[float, float]:
        if not playing:
            return (0.0, 0.0)
        forward, right = self._wander.step()
        size = self._sways * self.able.error_deg
        return size * forward, size * right

    def _play(self, exercise: SteadyView) -> None:
        asked = None if exercise.resting else exercise.ask
        if asked is not self._ask:
            before, self._ask = self._ask, asked
            if not (before is Ask.LEAN and asked is Ask.STAY):
                self._wait_s = self._profile.reaction_s
            if before in (Ask.LEAN, Ask.STAY) and asked not in (Ask.LEAN, Ask.STAY):
                self.able.done()
        leaning = asked in (Ask.LEAN, Ask.STAY, Ask.AND_BACK)
        blind = _BLIND if exercise.blank else 1.0
        self._sways = blind * (_HELD_SHARE if leaning else 1.0)
        self._follow()
        if self._stroke is not None:
            return
        self._wait_s -= self.able.step_s
        if self._wait_s > 0.0:
            return
        missed = not exercise.inside and not exercise.blank
        if asked is Ask.LEAN and (self._to == (0.0, 0.0) or missed):
            self._aim(exercise, blind)
        elif asked not in (Ask.LEAN, Ask.STAY) and self._to != (0.0, 0.0):
            self._go(0.0, 0.0)

    def _aim(self, exercise: SteadyView, blind: float) -> None:
        """Towards the place, with their error to every side; sometimes only half-way."""
        turn, random = math.radians(exercise.direction_deg), self.able.random
        far_deg = exercise.distance_deg * (0.5 if self.able.lapses() else 1.0)
        miss = random.normal(0.0, 0.5 * blind * self.able.error_deg, 2)
        most_deg = min(self.able.range_deg, self._profile.pain_at_deg)
        far_deg = min(far_deg, most_deg)
        self._go(far_deg * math.cos(turn) + float(miss[0]), far_deg * math.sin(turn) + float(miss[1]))
        self._wait_s = _SETTLE_S

    def _go(self, forward_deg: float, right_deg: float) -> None:
        self._from, self._to = self._at, (forward_deg, right_deg)
        far_deg = math.dist(self._from, self._to)
        speed = _LEAN_DEG_S * self.able.speed_deg_s / _USUAL_DEG_S
        self._stroke = Stroke(0.0, far_deg, speed, self.able.step_s) if far_deg > 0.0 else None

    def _follow(self) -> None:
        if self._stroke is None:
            return
        far_deg = math.dist(self._from, self._to)
        share = self._stroke.step() / far_deg
        self._at = (
            self._from[0] + share * (self._to[0] - self._from[0]),
            self._from[1] + share * (self._to[1] - self._from[1]),
        )
        if self._stroke.done:
            self._at, self._stroke = self._to, None
