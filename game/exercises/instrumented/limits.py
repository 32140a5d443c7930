"""`limits_test`: how far one can lean in eight directions without a step, and stay there."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Literal

from game.exercises.envelope import DIRECTIONS_DEG
from game.exercises.events import Event, RepCompleted
from game.exercises.exercise import Asked, Limits
from game.exercises.instrumented.course import AS_ASKED, Course
from game.exercises.keys import KindKeys
from game.exercises.views import Ask, InstrumentedView
from game.motion.motion import Motion, TracePoint

HELD_S = 1.0
"""A lean counts where it is held for so long (limits of stability rule of the measures followed here)."""
_LEANT_DEG = 2.0
"""Less is the sway of standing still."""
_BACK_SHARE = 0.4
_LEAN_S_MAX = 12.0


class LimitsTestKeys(KindKeys):
    """What a level says of `limits_test`."""

    kind: Literal["limits_test"]

    @property
    def trials(self) -> int:
        """One a direction."""
        return len(DIRECTIONS_DEG)

    def asked(self) -> Asked:
        """Nothing that a coach could change."""
        return Asked((), 0.0, _LEAN_S_MAX)

    def rules(self, _limits: Limits) -> LimitsTest:
        """The rules, ready to be stepped."""
        return LimitsTest()


class LimitsTest(Course):
    """A trial is one direction: from the middle, as far as one can, staying there, and back."""

    def __init__(self) -> None:
        super().__init__(len(DIRECTIONS_DEG), again=8)
        self._from_s = math.nan
        self._on_axis_deg = 0.0
        self._peak_deg = 0.0

    @property
    def place_deg(self) -> float:
        """The direction; one that was spoilt is asked for again."""
        return DIRECTIONS_DEG[self.done % len(DIRECTIONS_DEG)]

    def begin(self) -> None:
        """From the middle."""
        super().begin()
        self._peak_deg = 0.0

    def feed(self, point: TracePoint) -> Sequence[Event]:
        """Follow the lean towards where it is asked."""
        turn = math.radians(self.place_deg)
        self._on_axis_deg = point.forward_deg * math.cos(turn) + point.right_deg * math.sin(turn)
        self.pace.feed(point.t_s, self._on_axis_deg)
        if self.ask in (Ask.LEAN, Ask.STAY):
            self._peak_deg = max(self._peak_deg, self._on_axis_deg)
        return ()

    def go_on(self, motion: Motion) -> Sequence[Event]:
        """Ready, lean, stay, and back."""
        tick = motion.tick
        leant = self._on_axis_deg > max(_LEANT_DEG, _BACK_SHARE * self._peak_deg)
        match self.ask:
            case Ask.GET_READY if self.set_to_go:
                self._from_s = self.heard_s
                self.say(Ask.LEAN)
            case Ask.LEAN if leant and self.pace.still_s > 0.0:
                self.say(Ask.STAY)
            case Ask.LEAN if self.asked_s >= _LEAN_S_MAX:
                return self.end(tick, "partial", "no lean was held for a second")
            case Ask.STAY if not leant:
                return self.end(tick, "partial", "no lean was held for a second")
            case Ask.STAY if self.asked_s >= HELD_S:
                self.say(Ask.AND_BACK)
            case Ask.AND_BACK if not leant or self.asked_s >= _LEAN_S_MAX:
                place_deg, nan = self.place_deg, math.nan
                rep = RepCompleted(tick, self._from_s, nan, self.heard_s, 0.0, self._peak_deg, nan, "clean", AS_ASKED)
                taken = self.taken(tick, "lean", self._from_s, self.heard_s, self._from_s, place_deg)
                return [taken, *self.end(tick, "clean", rep=rep)]
            case _:
                pass
        return ()

    def view(self) -> InstrumentedView:
        """The direction, and how much of staying is done."""
        ask = self.ask
        progress = self.ready_share if ask is Ask.GET_READY else 0.0
        if ask is Ask.STAY:
            progress = min(1.0, self.asked_s / HELD_S)
        asking = ask in (Ask.LEAN, Ask.STAY)
        return InstrumentedView(
            ask, progress, self.done, self.trials, direction_deg=self.place_deg if asking else math.nan
        )
