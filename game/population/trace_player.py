"""TracePlayer: a simulated person who follows a path that they see ahead, late and with their own errors."""

from __future__ import annotations

import math
from collections import deque

from game.exercises.path_keys import SECOND
from game.exercises.views import TraceView
from game.level import Level
from game.motion.companion import Companion, joints_deg
from game.motion.movement import Movement
from game.population.able import TICK_S, Able
from game.population.player import LEAN_DEG_AT_RIGHT_ANGLE, ThereAndBack, Wander
from game.population.profile import Profile
from game.round.view import Phase, RoundView

_SEEN_SHARE = 0.35
"""Of their reaction time they stay behind a path that they see ahead; without seeing it ahead, all of it. A choice."""
_LAPSE_S = 2.0
"""Somebody whose attention lapses stands still for so long…"""
_LAPSE_EVERY_S = 5.0
"""…and has a chance to every so often."""


class TracePlayer:
    """Follows the path with the delay, error, range and speed of their profile. Equal seeds do the same."""

    def __init__(self, profile: Profile, level: Level, seed: int, step_s: float = TICK_S) -> None:
        self.able = Able(profile, level.row, seed, step_s)
        self._profile, self._movement = profile, level.row
        self._second = next((each for each in level.companions if each.key == SECOND), None)
        self._wander = Wander(profile.noise_deg, self.able.random, step_s)
        self._at_deg = self._second_deg = 0.0
        self._seen: deque[tuple[float, float]] = deque(maxlen=max(1, round(_SEEN_SHARE * profile.reaction_s / step_s)))
        self._shows = ThereAndBack(self.able)
        self._lapse_s = self._since_s = 0.0

    def joints_deg(self, view: RoundView, side: str) -> dict[str, float]:
        """Where the joints should be at the next step, by the body's joint names."""
        exercise = view.exercise
        if view.phase is Phase.PLAY and isinstance(exercise, TraceView):
            self._shows.interrupt()
            self._follow(exercise)
        elif view.phase in (Phase.BEND, Phase.RANGE):
            self._at_deg = self._shows.step(self._at_deg, view.phase)
        else:
            self._towards(0.0, 0.0)
        return self._pose(side)

    def _follow(self, exercise: TraceView) -> None:
        """Towards where the path is, or was a moment ago; between two paths, home."""
        if not exercise.ahead_deg:
            self._seen.clear()
            self._towards(0.0, 0.0)
            return
        if self._lapses():
            return
        second_deg = exercise.ahead_second_deg[0] if exercise.ahead_second_deg else 0.0
        self._seen.append((exercise.ahead_deg[0], second_deg))
        path_deg, path_second_deg = self._seen[0]
        off_deg, off_second_deg = self._wander.step()
        self._towards(path_deg + off_deg, path_second_deg + off_second_deg if self._second else 0.0)

    def _lapses(self) -> bool:
        self._since_s += self.able.step_s
        if self._since_s >= _LAPSE_EVERY_S:
            self._since_s = 0.0
            self.able.done()  # as tiring, and as telling, as one movement
            if self.able.lapses():
                self._lapse_s = _LAPSE_S
        self._lapse_s -= self.able.step_s
        return self._lapse_s > 0.0

    def _towards(self, goal_deg: float, second_goal_deg: float) -> None:
        """One tick nearer, no faster and no farther than they can."""
        far_deg = min(self.able.range_deg, self._profile.pain_at_deg)
        step_deg = self.able.speed_deg_s * self.able.step_s
        goal_deg = math.copysign(min(abs(goal_deg), far_deg), goal_deg)
        self._at_deg += max(-step_deg, min(step_deg, goal_deg - self._at_deg))
        self._second_deg += max(-step_deg, min(step_deg, second_goal_deg - self._second_deg))

    def _pose(self, side: str) -> dict[str, float]:
        beside = [] if self._second is None else [(self._second, self._second_deg)]
        return posed_beside(self._movement, self._profile, self._at_deg, beside, side)


def posed_beside(
    movement: Movement, profile: Profile, angle_deg: float, beside: list[tuple[Companion, float]], side: str
) -> dict[str, float]:
    """The body's joints of somebody whose movement and companions have come to these angles; the trunk helps as far as
    they let it."""
    joints = joints_deg(movement, angle_deg, beside, side)
    moved = {joint for companion, _ in beside for joint in companion.row.joints_deg(0.0, side)}
    if movement.sided and movement.trunk_still and "trunk_right" not in moved:
        helped_deg = profile.compensation * LEAN_DEG_AT_RIGHT_ANGLE * angle_deg / 90.0
        joints["trunk_right"] = -helped_deg if side == "right" else helped_deg
    return joints
