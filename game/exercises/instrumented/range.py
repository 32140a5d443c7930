"""`range_test`: how far a joint goes, three times, without pain and without help."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Literal

from pydantic import Field

from game.exercises.events import CompensationSeen, Event, RepCompleted, Verdict
from game.exercises.exercise import Asked, Limits
from game.exercises.instrumented.course import AS_ASKED, Course
from game.exercises.keys import KindKeys
from game.exercises.views import Ask, InstrumentedView
from game.exercises.watch import HELPED, CompensationWatch
from game.measures.repetitions import Adaptive, Params, Repetition, RepetitionCounter
from game.motion.motion import Motion, TracePoint

_EXPECTED_DEG = 30.0
"""The first movement is seen when it has risen by a third of this; the next follow the person."""
_MOVEMENT_S = 30.0
"""A slow movement to the end of the range and back takes less."""
_PATIENCE_S = 30.0
_BACK_S, _WAY_BACK_S = 0.3, 4.0
"""A movement is counted half-way back; it has been made when the limb is still again, or after so long."""
_HELD_S = 0.5
"""Who stays so long has come as far as they go."""


class RangeTestKeys(KindKeys):
    """What a level says of `range_test`."""

    kind: Literal["range_test"]
    movements: Annotated[int, Field(ge=3, le=5)] = Field(
        default=3, description="Movements to the end of the range and back; the mean of the best three is the range."
    )

    @property
    def trials(self) -> int:
        """How many are asked for."""
        return self.movements

    def asked(self) -> Asked:
        """Nothing that a coach could change."""
        return Asked((), 0.0, _MOVEMENT_S)

    def rules(self, limits: Limits) -> RangeTest:
        """The rules, ready to be stepped."""
        return RangeTest(self.movements, limits)


class RangeTest(Course):
    """A trial is one movement there and back. One that the trunk helped with is asked for again."""

    def __init__(self, movements: int, limits: Limits) -> None:
        super().__init__(movements, again=3)
        self._counter = RepetitionCounter(Params(Adaptive(_EXPECTED_DEG), duration_s_max=_MOVEMENT_S))
        self._watch = CompensationWatch(limits.trunk_lean_deg_max)
        self._movement: Repetition | None = None
        self._go_s = 0.0

    def begin(self) -> None:
        """From the starting pose."""
        super().begin()
        self._movement = None
        self._watch.clear()

    def feed(self, point: TracePoint) -> Sequence[Event]:
        """Follow the movement."""
        done = self._counter.feed(point.t_s, point.angle_deg, self.pace.feed(point.t_s, point.angle_deg))
        if done is not None and self.ask in (Ask.GO_FAR, Ask.AND_BACK) and done.peak_s >= self._go_s:
            self._movement = done
        elif done is not None:
            return (_told(self.tick, done, "other", "outside a trial"),)
        return ()

    def go_on(self, motion: Motion) -> Sequence[Event]:
        """Ready, there, and back."""
        events: list[Event] = []
        if self._watch.step(motion.lean_deg):
            events.append(CompensationSeen(motion.tick, motion.lean_deg))
        moving = self._counter.state.moving
        done = self._movement
        back = self.pace.still_s >= _BACK_S or (done is not None and self.heard_s - done.end_s >= _WAY_BACK_S)
        if done is not None and back:
            helped = self._watch.seen
            verdict: Verdict = "compensated" if helped else "clean"
            reason = HELPED if helped else AS_ASKED
            rep = _told(motion.tick, done, verdict, reason)
            return [*events, *self.end(motion.tick, verdict, reason, rep=rep)]
        if done is not None:
            return events
        if self.ask is Ask.GET_READY and self.set_to_go and not moving:
            self.say(Ask.GO_FAR)
            self._go_s = self.heard_s
        elif self.ask is Ask.GO_FAR and moving and self.pace.still_s >= _HELD_S:
            self.say(Ask.AND_BACK)
        elif self.ask is Ask.GO_FAR and not moving and self.asked_s >= _PATIENCE_S:
            self.asked_enough()
            return [*events, *self.end(motion.tick, "partial", "no movement was made")]
        return events

    def view(self) -> InstrumentedView:
        """No mark to reach: what is shown is how many are done."""
        share = self.ready_share if self.ask is Ask.GET_READY else 0.0
        return InstrumentedView(self.ask, share, self.done, self.trials)


def _told(tick: int, done: Repetition, verdict: Verdict, reason: str) -> RepCompleted:
    return RepCompleted(
        tick,
        done.start_s,
        done.peak_s,
        done.end_s,
        done.start_deg,
        done.peak_deg,
        done.speed_deg_s_max,
        verdict,
        reason,
    )
