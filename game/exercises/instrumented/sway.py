"""`sway_test`: keep still for half a minute, with the eyes open or closed."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Annotated, Literal

from pydantic import Field

from game.exercises.events import Event, RepCompleted
from game.exercises.exercise import Asked, Limits
from game.exercises.instrumented.course import AS_ASKED, Course
from game.exercises.keys import KindKeys
from game.exercises.views import Ask, InstrumentedView
from game.motion.motion import Motion, TracePoint

CLOSE_S = 4.0
"""Time to close the eyes and be still again."""
_LOST_DEG = 20.0
"""Further from upright nobody keeps still: a step, a grip or a fall. A choice."""


class SwayTestKeys(KindKeys):
    """What a level says of `sway_test`."""

    kind: Literal["sway_test"]
    eyes: Literal["open", "closed"] = Field(description="Eyes open, or closed, with sound to say when it is over.")
    screen_distance_cm: Annotated[int, Field(ge=30, le=500)] = Field(
        description="How far away the screen stands: what the eyes hold on to changes the sway, so it is the same"
        " every time and kept with the result."
    )
    bout_s: Annotated[float, Field(ge=27, le=120)] = Field(
        default=30.0, description="Seconds; 30 is usual. The first two are for settling and are not measured."
    )

    @property
    def trials(self) -> int:
        """One bout."""
        return 1

    def asked(self) -> Asked:
        """Nothing that a coach could change."""
        return Asked((), 0.0, self.bout_s)

    def rules(self, _limits: Limits) -> SwayTest:
        """The rules, ready to be stepped."""
        return SwayTest(self)


class SwayTest(Course):
    """One bout; nothing shows how much one sways."""

    def __init__(self, keys: SwayTestKeys) -> None:
        super().__init__(1)
        self._keys = keys
        self._from_s = self._peak_s = math.nan
        self._peak_deg = 0.0

    def feed(self, point: TracePoint) -> Sequence[Event]:
        """Follow the lean."""
        super().feed(point)
        lean_deg = math.hypot(point.forward_deg, point.right_deg)
        if self.ask is Ask.STAND_STILL and lean_deg > self._peak_deg:
            self._peak_deg, self._peak_s = lean_deg, point.t_s
        return ()

    def go_on(self, motion: Motion) -> Sequence[Event]:
        """Ready, eyes, and the bout."""
        tick = motion.tick
        match self.ask:
            case Ask.GET_READY if self.set_to_go:
                self._from_s = self.heard_s
                self.say(Ask.STAND_STILL if self._keys.eyes == "open" else Ask.CLOSE_EYES)
            case Ask.CLOSE_EYES if self.asked_s >= CLOSE_S:
                self._from_s = self.heard_s
                self.say(Ask.STAND_STILL)
            case Ask.STAND_STILL if self._peak_deg > _LOST_DEG:
                return self.end(tick, "partial", f"a lean of more than {_LOST_DEG:g}° is no quiet stance")
            case Ask.STAND_STILL if self.heard_s - self._from_s >= self._keys.bout_s:
                rep = RepCompleted(
                    tick,
                    self._from_s,
                    self._peak_s,
                    self.heard_s,
                    0.0,
                    self._peak_deg,
                    math.nan,
                    "clean",
                    AS_ASKED,
                )
                return [self.taken(tick, "bout", self._from_s, self.heard_s), *self.end(tick, "clean", rep=rep)]
            case _:
                pass
        return ()

    def view(self) -> InstrumentedView:
        """The time; with the eyes closed nothing that depends on the body."""
        keys, ask = self._keys, self.ask
        on = ask is Ask.STAND_STILL
        passed_s = self.heard_s - self._from_s if on else 0.0
        progress = min(1.0, passed_s / keys.bout_s)
        if ask is Ask.GET_READY:
            progress = self.ready_share
        return InstrumentedView(
            ask,
            progress,
            self.done,
            1,
            left_s=max(0.0, keys.bout_s - passed_s) if on else math.nan,
            blank=on or ask is Ask.CLOSE_EYES,
        )
