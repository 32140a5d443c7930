"""TandemPlayer: a simulated person who moves two limbs in time with each other, with their own pace and errors."""

from __future__ import annotations

import math

from game.exercises.tandem_keys import OTHER
from game.exercises.views import TandemView
from game.level import Level
from game.population.able import TICK_S, Able
from game.population.player import ThereAndBack
from game.population.profile import Profile
from game.population.trace_player import posed_beside
from game.round.view import Phase, RoundView

_PHASE_DEG_PER_DEG = 4.0
"""Who stops so many degrees off their aim is off by as many of a cycle in timing. A choice."""
_COMFORT_S = 1.6
"""Nobody makes a cycle in less who is not told to."""
_EASE = 0.7
"""A comfortable peak speed is so much of the one that they can."""


class TandemPlayer:
    """Makes cycle after cycle. Equal seeds do the same."""

    def __init__(self, profile: Profile, level: Level, seed: int, step_s: float = TICK_S) -> None:
        self.able = Able(profile, level.row, seed, step_s)
        self._profile, self._movement = profile, level.row
        self._other = next(each for each in level.companions if each.key == OTHER)
        self._at_deg = self._other_deg = 0.0
        self._turns = 0.0
        """Cycles since they began: at every whole one the leading limb is low."""
        self._cycle_s = 0.0
        self._aims = (0.0, 0.0)
        self._off_turns = self._next_off_turns = 0.0
        self._wait_s = profile.reaction_s
        self._shows = ThereAndBack(self.able)

    def joints_deg(self, view: RoundView, side: str) -> dict[str, float]:
        """Where the joints should be at the next step, by the body's joint names."""
        exercise = view.exercise
        if view.phase is Phase.PLAY and isinstance(exercise, TandemView):
            self._shows.interrupt()
            self._row(exercise)
        elif view.phase in (Phase.BEND, Phase.RANGE):
            self._at_deg = self._shows.step(self._at_deg, view.phase)
            self._other_deg = self._at_deg if view.phase is Phase.RANGE else self._other_deg
        else:
            self._sink()
        return posed_beside(self._movement, self._profile, self._at_deg, [(self._other, self._other_deg)], side)

    def _row(self, exercise: TandemView) -> None:
        """One tick further in the cycle."""
        self._wait_s -= self.able.step_s
        if self._wait_s > 0.0:
            self._sink()
            return
        if self._cycle_s == 0.0 or self._turns >= 1.0:
            self._turns = max(0.0, self._turns - 1.0)
            self._plan(exercise)
        self._turns += self.able.step_s / self._cycle_s
        lead_deg = self._aims[0] * _height(self._turns)
        shift = self._off_turns + (self._next_off_turns - self._off_turns) * min(1.0, self._turns)
        other_deg = self._aims[1] * _height(self._turns - shift - (0.5 if exercise.opposed else 0.0))
        main_deg, beside_deg = (lead_deg, other_deg) if exercise.main_leads else (other_deg, lead_deg)
        self._glide(main_deg, beside_deg)

    def _plan(self, exercise: TandemView) -> None:
        """The next cycle: how far, how fast, how much out of time."""
        able = self.able
        able.done()
        self._aims = (able.aim_deg(exercise.target_deg), able.aim_deg(exercise.other_target_deg))
        # There and back evenly, the peak speed is π times the way over the cycle.
        alone_s = math.pi * max(self._aims) / (_EASE * able.speed_deg_s)
        self._cycle_s = max(_COMFORT_S, alone_s)
        if exercise.beat_per_min > 0.0:
            self._keep_beat(exercise)
        self._off_turns = self._next_off_turns
        self._next_off_turns = float(able.random.normal(0.0, _PHASE_DEG_PER_DEG * able.error_deg)) / 360.0

    def _keep_beat(self, exercise: TandemView) -> None:
        """So that the far end of the next cycle comes with a beat, as far as they are fast enough."""
        period_s = 60.0 / exercise.beat_per_min
        fastest_s = math.pi * max(self._aims) / self.able.speed_deg_s
        late_s = ((exercise.beat_share + 1.0) % 1.0 - 0.5) * period_s
        self._cycle_s = max(period_s - late_s, fastest_s, 0.6 * period_s)

    def _sink(self) -> None:
        """Both limbs come to rest, and the next cycle begins anew."""
        self._cycle_s = self._turns = 0.0
        self._glide(0.0, 0.0)

    def _glide(self, main_deg: float, beside_deg: float) -> None:
        step_deg = 2.0 * self.able.speed_deg_s * self.able.step_s
        self._at_deg += max(-step_deg, min(step_deg, main_deg - self._at_deg))
        self._other_deg += max(-step_deg, min(step_deg, beside_deg - self._other_deg))


def _height(turns: float) -> float:
    """How far up a limb is in its cycle, 0–1."""
    return 0.5 * (1.0 - math.cos(math.tau * turns))
