"""Motion made up tick by tick, for rules that are tested without a tracker."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Any, TypeVar

from game.exercises.events import Event
from game.exercises.exercise import Exercise, Trial
from game.motion.motion import UNKNOWN, Motion, Signal, TracePoint
from tests.game.build import TICK_S, eased

E = TypeVar("E", bound=Event)


def only(events: Iterable[Event], kind: type[E]) -> E:
    """The one event of a kind."""
    (found,) = (event for event in events if isinstance(event, kind))
    return found


class Player:
    """Steps an exercise with one exact sample a tick: an angle for `reach`, a lean for both."""

    def __init__(self, exercise: Exercise) -> None:
        self.exercise = exercise
        self.tick = 0
        self.angle_deg = self.forward_deg = 0.0
        self.right_deg = math.nan
        self.turn_deg_s = math.nan

    def offer(
        self, target_deg: float = math.nan, hold_s: float = 0.0, tolerance_deg: float = 8.0, **more: Any
    ) -> Event:
        """Ask for one trial."""
        return self.exercise.offer(self.tick, Trial(0, target_deg, tolerance_deg, hold_s, **more))

    def ask(self, trial: Trial) -> Event:
        """Ask for this one."""
        return self.exercise.offer(self.tick, trial)

    def step(self, angle_deg: float, *, playing: bool = True, heard: bool = True) -> list[Event]:
        """One tick at that angle."""
        t_s, sem_deg = self.tick * TICK_S, 5.0
        point = TracePoint(t_s, angle_deg, abs(angle_deg - self.angle_deg) * 60.0, self.forward_deg, self.right_deg)
        point = point._replace(turn_deg_s=self.turn_deg_s)
        forward, right = (
            UNKNOWN if math.isnan(deg) else Signal(deg, 0.0, sem_deg) for deg in (self.forward_deg, self.right_deg)
        )
        shown_deg = angle_deg if heard else self.angle_deg
        motion = Motion(self.tick, Signal(shown_deg, 0.0, sem_deg), forward, right, (point,) if heard else (), None)
        self.angle_deg = shown_deg
        self.tick += 1
        return self.exercise.step(motion, playing)

    def wait(self, seconds: float, *, playing: bool = True, heard: bool = True) -> list[Event]:
        """Stay where one is."""
        ticks = range(round(seconds * 60))
        return [event for _ in ticks for event in self.step(self.angle_deg, playing=playing, heard=heard)]

    def move(self, angle_deg: float, seconds: float = 1.0, *, playing: bool = True) -> list[Event]:
        """Go there smoothly."""
        way = eased(self.angle_deg, angle_deg, round(seconds * 60))
        return [event for angle in way for event in self.step(angle, playing=playing)]

    def lift(self, angle_deg: float, seconds: float = 1.2, hold_s: float = 0.0) -> list[Event]:
        """There and back: one movement."""
        return self.move(angle_deg, seconds) + self.wait(hold_s) + self.move(0.0, seconds) + self.wait(0.6)

    def lean(self, forward_deg: float, right_deg: float = 0.0) -> None:
        """Where the trunk is from now on."""
        self.forward_deg, self.right_deg = forward_deg, right_deg
