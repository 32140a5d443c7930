"""Gauging: the signals of a task at each tick, and how the conditions of its phases stand to them."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace

from game.exercises.exercise import Difficulty, Ends, Wall
from game.exercises.tasks import ANGLE, BENT, HAND, SPEED, STEPS, TRUNK, TURNED, TURNING, Condition
from game.motion.motion import Motion

CRITERION = Ends(easiest=1.8, hardest=0.5)
HEIGHT = Ends(easiest=0.6, hardest=1.25)
_WIDTH = 0.25
"""So much of a criterion's own size is what `tolerance` widens or narrows."""
_WANDER = 0.12
"""How far, as a share, heights vary from trial to trial where everything is as hard as may be."""
_GOLDEN = 0.618034
_STIRRED = 0.1
_ROCK_DEG = 1.5
"""A weight that has gone so far to one side and then to the other has gone from foot to foot."""
_SIGN_DEG = 2.0
"""From here on a direction is meant."""
_HOLE_S = 0.5
"""Over a longer hole in the samples nothing is added up."""
_STILL_DEG_S = 5.0
"""Slower than this nobody turns: what adds up is the gyroscope's own error."""


class Signals:
    """What a task's conditions are about, from the Motion of each tick."""

    def __init__(self, mirrored: tuple[str, ...], turn_to: str) -> None:
        """`turn_to`: which way a turn goes, `left`, `right` or `either`."""
        self._mirrored, self._turn_to = mirrored, turn_to
        self.now: dict[str, float] = {}
        self._signs: dict[str, float] = {}
        self._turned_deg = 0.0
        self._steps = 0
        self._rocked = 0
        self._last_s = self._turning = self._speed_deg_s = math.nan

    def restart(self) -> None:
        """Count turns and steps anew, and learn directions anew: a task has not begun."""
        self._signs = {TURNED: -1.0} if self._turn_to == "right" else {TURNED: 1.0} if self._turn_to == "left" else {}
        self._turned_deg, self._steps, self._rocked = 0.0, 0, 0

    def hear(self, motion: Motion, *, resting: bool) -> None:
        """One tick; `resting` where the task has not begun."""
        angle = motion.angle
        if motion.trace:
            self._speed_deg_s = max(point.speed_deg_s for point in motion.trace)
        found = {ANGLE: angle.value_deg, SPEED: self._speed_deg_s}
        found |= {key: signal.value_deg for key, signal in motion.others.items()}
        found |= {BENT: found[HAND] - found[ANGLE]} if HAND in found else {}
        turning = self._turn(motion)
        self._rock(angle.value_deg)
        if resting and not abs(turning) >= _STILL_DEG_S:
            self.restart()
        found |= {TURNED: self._turned_deg, TURNING: abs(turning), STEPS: float(self._steps)}
        for name in self._mirrored:
            value = found.get(name, math.nan)
            if name not in self._signs and abs(value) >= _SIGN_DEG:
                self._signs[name] = math.copysign(1.0, value)
            found[name] = self._signs.get(name, 1.0) * value
        self.now = found

    def _turn(self, motion: Motion) -> float:
        """How fast the trunk turns now, to the left positive; nan where no sensor on it says."""
        for point in motion.traces.get(TRUNK, ()):
            self._turning = point.turn_deg_s
            dt_s = point.t_s - self._last_s
            if 0.0 < dt_s < _HOLE_S and not math.isnan(self._turning):
                self._turned_deg += self._turning * dt_s
            self._last_s = point.t_s
        return self._turning

    def _rock(self, angle_deg: float) -> None:
        side = 1 if angle_deg >= _ROCK_DEG else -1 if angle_deg <= -_ROCK_DEG else 0
        if side and side != self._rocked:
            self._steps += self._rocked != 0
            self._rocked = side


def met(conditions: tuple[Condition, ...], now: Mapping[str, float], slack: float = 0.0) -> bool:
    """Everything is so; what is not known is not so. `slack` widens each end by that share of its size."""
    for each in conditions:
        value = now.get(each.signal, math.nan)
        wider_low, wider_high = (0.0 if math.isinf(end) else slack * abs(end) for end in (each.low, each.high))
        if not each.low - wider_low <= value <= each.high + wider_high:
            return False
    return True


def broken(condition: Condition, now: Mapping[str, float]) -> bool:
    """It is plainly not so; what is not known breaks nothing."""
    value = now.get(condition.signal, math.nan)
    return value < condition.low or value > condition.high


def progress(conditions: tuple[Condition, ...], now: Mapping[str, float]) -> float:
    """How near all of it is, 0–1, by the condition that is furthest from being so."""
    return min((_near(each, now.get(each.signal, math.nan)) for each in conditions), default=1.0)


def stirs(conditions: tuple[Condition, ...], now: Mapping[str, float]) -> bool:
    """A tenth of the way of any of it is gone: the first phase has begun."""
    return any(_near(each, now.get(each.signal, math.nan)) >= _STIRRED for each in conditions)


def _near(condition: Condition, value: float) -> float:
    if math.isnan(value):
        return 0.0
    if value < condition.low:
        return min(1.0, max(0.0, value / condition.low)) if condition.low > 0.0 else 0.0
    if value > condition.high:
        return min(1.0, max(0.0, condition.high / value)) if condition.high > 0.0 else 0.0
    return 1.0


def fitted(condition: Condition, harder: Difficulty, index: int, wall: Wall) -> Condition:
    """The condition as one trial asks for it: criteria as wide and heights as high as difficulty has them, inside what
    is allowed."""
    width = 1.0 + _WIDTH * (CRITERION.at(harder.tolerance) - 1.0)
    low, high = condition.low / width, condition.high
    if condition.signal != STEPS and math.isfinite(high):
        high = high * width if high > 0.0 else high / width
    if condition.low <= 0.0:
        low = condition.low * width
    if condition.scaled:
        wave = 2.0 * math.modf(index * _GOLDEN)[0] - 1.0
        low *= HEIGHT.at(harder.range) * (1.0 + _WANDER * max(0.0, harder.variability) * wave)
        low = min(low, condition.most)
    if condition.signal == ANGLE and condition.low > 0.0:
        low = wall.inside_deg(low)
    if condition.signal == STEPS:
        low = condition.low
    return replace(condition, low=low, high=high)
