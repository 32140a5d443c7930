"""Somebody who plays `match`, tick by tick: one exact sample of each limb, and all that is shown, said and told."""

from __future__ import annotations

import math
from typing import Any

from game.exercises.bell import OTHER, Bell
from game.exercises.events import Event, RepCompleted, TrialEnded
from game.exercises.exercise import Limits, Trial, Wall
from game.exercises.match import MatchKeys
from game.exercises.views import Ask, MatchView
from game.motion.motion import Motion, Signal, TracePoint
from tests.game.build import TICK_S, eased
from tests.game.exercises.feeding import only


def bell(wall: Wall | None = None, **more: Any) -> Bell:
    """The rules of two bells, without catch trials but for what is said."""
    keys = {"kind": "match", "targets_deg": (50, 80), "memory_every": 0, "delay_s": 1, "hold_s": 2, **more}
    return MatchKeys.model_validate(keys).rules(Limits(120.0, 15.0, wall or Wall()))


class Matcher:
    """Steps the rules with one exact sample a tick of each limb, and keeps all that is shown, said and told."""

    def __init__(self, rules: Bell | None = None, **more: Any) -> None:
        self.rules = rules or bell(**more)
        self.tick = 0
        self.angle_deg = self.other_deg = self.lean_deg = self.aside_deg_s = 0.0
        self.events: list[Event] = []
        self.seen: list[tuple[MatchView, str | None]] = []

    @property
    def shown(self) -> MatchView:
        return self.rules.view()

    def offer(self, place: int = 0, index: int = 0, window_deg: float = 8.0, **more: Any) -> None:
        """Ask for one of the two bells."""
        self.events.clear()
        target_deg = (50.0, 80.0)[place]
        self.rules.offer(self.tick, Trial(index, target_deg, window_deg, 2.0, place, **more))

    def step(self, angle_deg: float, *, playing: bool = True, heard: bool = True) -> None:
        """One tick there."""
        t_s, speed = self.tick * TICK_S, (angle_deg - self.angle_deg) / TICK_S
        rate = (math.radians(self.aside_deg_s), 0.0, math.radians(speed))
        point = TracePoint(t_s, angle_deg, abs(speed), rate_rad_s=rate)
        other = TracePoint(t_s, self.other_deg, 0.0)
        self.angle_deg = angle_deg
        motion = Motion(
            self.tick,
            Signal(angle_deg, speed, 5.0),
            Signal(self.lean_deg, 0.0, 5.0),
            Signal(0.0, 0.0, 5.0),
            (point,) if heard else (),
            others={OTHER: Signal(self.other_deg, 0.0, 5.0)},
            traces={OTHER: (other,)},
        )
        self.events += self.rules.step(motion, playing)
        self.seen.append((self.shown, self.rules.cue))
        self.tick += 1

    def wait(self, seconds: float, **how: Any) -> None:
        for _ in range(round(seconds * 60)):
            self.step(self.angle_deg, **how)

    def go(self, angle_deg: float, seconds: float = 1.5) -> None:
        for angle in eased(self.angle_deg, angle_deg, round(seconds * 60)):
            self.step(angle)

    def learn(self, angle_deg: float) -> None:
        """To the bell, feel it, and back, until it is to be found again."""
        self.until(Ask.LEARN)
        self.go(angle_deg)
        self.until(Ask.AND_BACK)
        self.go(0.0)
        self.until(Ask.FIND_AGAIN)

    def until(self, ask: Ask) -> None:
        """Wait until that is asked for."""
        for _ in range(600):
            if self.shown.ask is ask:
                return
            self.step(self.angle_deg)
        raise AssertionError(f"{ask} was never asked for")

    def answer(self, angle_deg: float) -> TrialEnded:
        """Go there and keep still."""
        self.go(angle_deg)
        self.wait(0.8)
        return only(self.events, TrialEnded)

    @property
    def rep(self) -> RepCompleted:
        return only([event for event in self.events if isinstance(event, RepCompleted)], RepCompleted)
