"""SimulatedPlayer: looks at the Round's public view each tick and says where the joints should go."""

from __future__ import annotations

import math
from functools import cache
from typing import Protocol

import numpy as np

from game.exercises.pace import stroke_s
from game.exercises.views import ReachView
from game.level import Level
from game.motion.movement import Movement
from game.population.able import TICK_S, Able
from game.population.profile import Profile
from game.round.view import Phase, RoundView

LEAN_DEG_AT_RIGHT_ANGLE = 30.0
"""So far leans whoever helps with the whole trunk, where the angle is a right one (a choice)."""
_REST_S = 0.6
"""Pause at the bottom before looking for the next target."""
_PATIENCE_S = 1.5
"""How long they stay where they stopped, beyond the hold, before giving up."""
_BEND_DEG = 60.0
"""How far they bend where it only matters that they do."""
_HEEDS = 0.75
"""Whoever could go faster than the level allows has been told so, and goes at so much of the ceiling: the share at
which people move unhurriedly under one (a choice)."""
_RANGE_AIM = 0.95
"""When they show their range they go to this share of what they can."""
_REACHES = (Phase.PLAY, Phase.RANGE)
_SWAY_S = 1.2
"""Time constant of the wandering of somebody who sits still."""


class Stroke:
    """One minimum-jerk movement of a joint from where it is to where it shall be (Flash and Hogan 1985)."""

    def __init__(self, start_deg: float, end_deg: float, speed_deg_s: float, step_s: float = TICK_S) -> None:
        self.start_deg, self.end_deg = start_deg, end_deg
        self._step_s = step_s
        self.duration_s = stroke_s(end_deg - start_deg, speed_deg_s)
        self.elapsed_s = 0.0

    @property
    def done(self) -> bool:
        return self.elapsed_s >= self.duration_s

    def step(self) -> float:
        """The angle one step later."""
        self.elapsed_s += self._step_s
        x = min(1.0, self.elapsed_s / self.duration_s)
        return self.start_deg + (self.end_deg - self.start_deg) * x**3 * (10.0 + x * (6.0 * x - 15.0))


@cache
def _leans(first: str) -> tuple[str, str] | None:
    return (first, first.replace("_forward", "_right")) if first.endswith("_forward") else None


def leans_of(movement: Movement) -> tuple[str, str] | None:
    """The body's joints that lean it forward and to the right, where the movement begins with such a lean."""
    return _leans(movement.joints[0][0])


class Wander:
    """The wandering of somebody who sits or stands still: where they are pulled back to the middle and kicked about."""

    def __init__(self, noise_deg: float, random: np.random.Generator, step_s: float = TICK_S) -> None:
        self._share = step_s / _SWAY_S
        self._kick_deg = noise_deg * math.sqrt(2.0 * self._share)
        self._random = random
        self._forward_deg = self._right_deg = 0.0

    def step(self) -> tuple[float, float]:
        """Forward and to the right, one step later."""
        kicks = self._random.normal(0.0, self._kick_deg, 2)
        self._forward_deg += float(kicks[0]) - self._share * self._forward_deg
        self._right_deg += float(kicks[1]) - self._share * self._right_deg
        return self._forward_deg, self._right_deg


class Poses:
    """Where the joints of one person are in one movement. Whoever keeps still is given the very same again."""

    def __init__(self, movement: Movement, profile: Profile) -> None:
        self._leans = leans_of(movement)
        self._movement = movement
        helps = movement.sided and movement.trunk_still
        self._helped_deg = profile.compensation * LEAN_DEG_AT_RIGHT_ANGLE if helps else 0.0
        """How far the trunk leans to help where the angle is a right one."""
        self._last: tuple[float, str, tuple[float, float]] = (math.nan, "", (0.0, 0.0))
        self._joints_deg: dict[str, float] = {}

    def at(self, angle_deg: float, side: str, lean_deg: tuple[float, float] = (0.0, 0.0)) -> dict[str, float]:
        """The body's joints where the movement has come to that angle, and of somebody who leans forward and to the
        right by `lean_deg` where it is the lean that moves; the trunk helps as far as they let it."""
        last = (angle_deg, side, lean_deg)
        if last != self._last:
            self._last, self._joints_deg = last, self._posed(angle_deg, side, lean_deg)
        return self._joints_deg

    def _posed(self, angle_deg: float, side: str, lean_deg: tuple[float, float]) -> dict[str, float]:
        if self._leans is not None:
            forward, right = self._leans
            return {forward: lean_deg[0] + angle_deg, right: lean_deg[1]}
        joints_deg = self._movement.joints_deg(angle_deg, side)
        if self._helped_deg != 0.0:
            helped_deg = self._helped_deg * angle_deg / 90.0
            joints_deg["trunk_right"] = -helped_deg if side == "right" else helped_deg
        return joints_deg


class Player(Protocol):
    """Who moves the simulated body in one kind of play: looks at the Round's public view, and knows the level."""

    able: Able

    def __init__(self, profile: Profile, level: Level, seed: int, step_s: float = TICK_S) -> None: ...

    def joints_deg(self, view: RoundView, side: str) -> dict[str, float]:
        """Where the joints should be at the next step, by the body's joint names."""
        ...


class SimulatedPlayer:
    """A person of a profile who tries to do what is asked. Equal seeds do the same."""

    def __init__(self, profile: Profile, level: Level, seed: int, step_s: float = TICK_S) -> None:
        self.able = Able(profile, level.row, seed, step_s)
        self._profile, self._movement = profile, level.row
        self._poses = Poses(level.row, profile)
        self._told_deg_s = _HEEDS * level.speed_deg_s_max
        self._angle_deg = 0.0
        self._stroke: Stroke | None = None
        self._up = False
        self._wait_s = profile.reaction_s
        self._late = False
        """What is asked for was overlooked at first."""

    def joints_deg(self, view: RoundView, side: str) -> dict[str, float]:
        """Where the joints should be at the next step, by the body's joint names."""
        if view.phase in _REACHES:
            self._reach(view)
        elif view.phase is Phase.BEND:
            self._bend()
        elif self._angle_deg > 0.0 and self._stroke is None:
            self._go(0.0)
        self._follow()
        return self._pose(side)

    def _bend(self) -> None:
        """There and back, as it is asked for before play where two sensors are worn at one joint."""
        self._wait_s -= self.able.step_s
        if self._stroke is None and self._wait_s <= 0.0:
            self._up = not self._up
            far_deg = min(_BEND_DEG, self._movement.safe_deg[1], self.able.range_deg, self._profile.pain_at_deg)
            self._go(far_deg if self._up else 0.0)

    def _pose(self, side: str) -> dict[str, float]:
        return self._poses.at(self._angle_deg, side)

    def _reach(self, view: RoundView) -> None:
        exercise = view.exercise
        assert isinstance(exercise, ReachView)
        if self._stroke is not None:
            return
        self._wait_s -= self.able.step_s
        if self._wait_s > 0.0 and not (self._up and exercise.reached):
            return
        if self._up:
            self._go(0.0)
            self._up = False
        elif view.phase is Phase.RANGE:
            self._go(_RANGE_AIM * self.able.range_deg)
            self._up, self._wait_s = True, 0.3
        elif not math.isnan(exercise.target_deg):
            if self._noticed_late():
                return
            self._go(self.able.aim_deg(self._chosen_deg(exercise)))
            self._up, self._wait_s = True, _PATIENCE_S + exercise.hold_s

    def _chosen_deg(self, exercise: ReachView) -> float:
        """The target of now; where they may choose, the one that is nearest to how far they can go."""
        far_deg = min(self.able.range_deg, self._profile.pain_at_deg)
        return min(exercise.choices_deg, key=lambda one: abs(one - far_deg), default=exercise.target_deg)

    def _noticed_late(self) -> bool:
        """Whether what is asked for now is overlooked at first; it is noticed later."""
        late_s = 0.0 if self._late else self.able.late_s()
        self._late = late_s > 0.0
        self._wait_s = late_s
        return self._late

    def _go(self, end_deg: float) -> None:
        speed_deg_s = min(self.able.speed_deg_s, self._told_deg_s)
        self._stroke = Stroke(self._angle_deg, end_deg, speed_deg_s, self.able.step_s)

    def _follow(self) -> None:
        if self._stroke is None:
            if self._up:
                self._angle_deg -= self.able.sinks_deg_s * self.able.step_s
            return
        self._angle_deg = self._stroke.step()
        if self._stroke.done:
            self._stroke = None
            if not self._up:
                self.able.done()
                self._wait_s = _REST_S + self._profile.reaction_s


class ThereAndBack:
    """One limb there and back, again and again, as is asked for before play; for players of more than one limb."""

    def __init__(self, able: Able) -> None:
        self.able = able
        self._stroke: Stroke | None = None
        self._up = False
        self._wait_s = able.profile.reaction_s

    def interrupt(self) -> None:
        """Something else is done now."""
        self._stroke = None

    def step(self, at_deg: float, phase: Phase) -> float:
        """Where the limb is one step later; it bends a little, or shows nearly all of its range."""
        if self._stroke is None:
            self._wait_s -= self.able.step_s
            if self._wait_s > 0.0:
                return at_deg
            self._up, self._wait_s = not self._up, _REST_S
            able = self.able
            far_deg = min(able.range_deg, able.profile.pain_at_deg, able.movement.safe_deg[1])
            far_deg = min(_BEND_DEG, far_deg) if phase is Phase.BEND else _RANGE_AIM * far_deg
            self._stroke = Stroke(at_deg, far_deg if self._up else 0.0, able.speed_deg_s, self.able.step_s)
        at_deg = self._stroke.step()
        self._stroke = None if self._stroke.done else self._stroke
        return at_deg
