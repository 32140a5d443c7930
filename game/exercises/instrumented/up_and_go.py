"""`up_and_go_test`: stand up, walk three metres, turn, walk back, turn and sit; a trunk sensor sees the way."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Literal

from game.exercises.events import Event, RepCompleted
from game.exercises.exercise import Asked, Limits
from game.exercises.instrumented.course import AS_ASKED, READY_S, Course
from game.exercises.keys import KindKeys
from game.exercises.views import Ask, InstrumentedView
from game.motion.motion import Motion, TracePoint

_LIMIT_S = 120.0
"""A choice: who needs longer rests first, and walks another day."""
_TURNED_DEG = 270.0
"""There and back again, as far as play has to know it: two turns of about 180°; the measure looks at each."""
_TURNING_DEG_S = 30.0
"""Slower is steering (turns rule of the measures followed here)."""
_SEATED_S = 2.0
"""Seated again is still for so long, as upright as at the start."""
_SEATED_DEG = 30.0
"""Whoever has walked sits back further than they sat to begin with."""


class UpAndGoTestKeys(KindKeys):
    """What a level says of `up_and_go_test`."""

    kind: Literal["up_and_go_test"]

    @property
    def trials(self) -> int:
        """One walk."""
        return 1

    def asked(self) -> Asked:
        """Nothing that a coach could change."""
        return Asked((), 0.0, _LIMIT_S)

    def rules(self, _limits: Limits) -> UpAndGoTest:
        """The rules, ready to be stepped."""
        return UpAndGoTest()


class UpAndGoTest(Course):
    """From the start until one sits still again, both turns made."""

    def __init__(self) -> None:
        super().__init__(1)
        self._cue_s = math.nan
        self._last_s = math.nan
        self._turned_deg = 0.0
        self._still_from_s = math.nan

    def feed(self, point: TracePoint) -> Sequence[Event]:
        """Follow turns and stillness."""
        pace_deg_s = self.pace.feed(point.t_s, point.angle_deg)
        turn_deg_s = abs(point.turn_deg_s)
        if self.ask is Ask.GO:
            if turn_deg_s > _TURNING_DEG_S:
                self._turned_deg += turn_deg_s * (point.t_s - self._last_s)
            moving = self.pace.still_s == 0.0 or turn_deg_s > pace_deg_s + _TURNING_DEG_S / 2.0
            if moving or abs(point.angle_deg) > _SEATED_DEG:
                self._still_from_s = point.t_s
        self._last_s = point.t_s
        return ()

    def go_on(self, motion: Motion) -> Sequence[Event]:
        """Ready, go, and seated again."""
        tick = motion.tick
        if self.ask is Ask.GET_READY and self.set_to_go:
            self._cue_s = self._still_from_s = self.heard_s
            self.say(Ask.GO)
        elif self.ask is Ask.GO:
            if self._turned_deg >= _TURNED_DEG and self.heard_s - self._still_from_s >= _SEATED_S:
                nan, start_s = math.nan, self._cue_s
                rep = RepCompleted(tick, start_s, nan, self._still_from_s, 0.0, nan, nan, "clean", AS_ASKED)
                taken = self.taken(tick, "bout", start_s - READY_S, self.heard_s, start_s)
                return [taken, *self.end(tick, "clean", rep=rep)]
            if self.heard_s - self._cue_s >= _LIMIT_S:
                return self.end(tick, "partial", f"not seated again, both turns made, within {_LIMIT_S:.0f} seconds")
        return ()

    def view(self) -> InstrumentedView:
        """The time that has passed."""
        going = self.ask is Ask.GO
        return InstrumentedView(
            self.ask,
            self.ready_share if self.ask is Ask.GET_READY else 0.0,
            self.done,
            1,
            passed_s=self.heard_s - self._cue_s if going else math.nan,
        )
