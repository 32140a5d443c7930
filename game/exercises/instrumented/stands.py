"""`five_stands_test` and `chair_stand_test`: five stands as fast as one safely can; as many as go into 30 seconds."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Annotated, Literal

from pydantic import Field

from game.exercises.events import Event, RepCompleted, Verdict
from game.exercises.exercise import Asked, Limits
from game.exercises.instrumented.course import AS_ASKED, READY_S, Course
from game.exercises.keys import KindKeys
from game.exercises.views import Ask, InstrumentedView
from game.measures.repetitions import Fixed, Params, RepetitionCounter
from game.motion.motion import Motion, TracePoint

_SAT_DEG, _STOOD_DEG = 30.0, 60.0
"""Raised less is seated, raised more is standing: inclinations of 60° and 30° (stands rule of the measures followed
here)."""
_FALLEN_DEG, _STANDS_S = 10.0, 0.5
"""A stand has come to its height when so much of it is lost again, or after so long without a motion: before, “stop”
would cut it short."""
_STAND_S = 30.0
_FIVE = 5
_FIVE_S_MAX = 60.0
"""Whoever needs longer has not finished: a choice, as the usual battery has it (Guralnik et al. 1994)."""
_THIRTY_S = 30.0
_PRACTICE_S = 45.0
_SIT_S = 5.0
"""After the last stand one sits down again within so long."""

PracticeStands = Annotated[int, Field(ge=0, le=3)]


class FiveStandsTestKeys(KindKeys):
    """What a level says of `five_stands_test`."""

    kind: Literal["five_stands_test"]
    practice_stands: PracticeStands = Field(default=1, description="Stands before the test that are not measured.")

    @property
    def trials(self) -> int:
        """One test."""
        return 1

    def asked(self) -> Asked:
        """Nothing that a coach could change."""
        return Asked((), 0.0, _FIVE_S_MAX + _PRACTICE_S)

    def rules(self, _limits: Limits) -> StandsTest:
        """The rules, ready to be stepped."""
        return StandsTest(self.practice_stands, stands=_FIVE, limit_s=_FIVE_S_MAX)


class ChairStandTestKeys(KindKeys):
    """What a level says of `chair_stand_test`."""

    kind: Literal["chair_stand_test"]
    practice_stands: PracticeStands = Field(default=1, description="Stands before the test that are not measured.")

    @property
    def trials(self) -> int:
        """One test."""
        return 1

    def asked(self) -> Asked:
        """Nothing that a coach could change."""
        return Asked((), 0.0, _THIRTY_S + _PRACTICE_S)

    def rules(self, _limits: Limits) -> StandsTest:
        """The rules, ready to be stepped."""
        return StandsTest(self.practice_stands, stands=0, limit_s=_THIRTY_S)


class StandsTest(Course):
    """Practice, the starting pose, the start, and stands: so many (`stands`), or as many as go into `limit_s`."""

    def __init__(self, practice: int, stands: int, limit_s: float) -> None:
        super().__init__(1)
        self._practice = practice
        self._stands, self._limit_s = stands, limit_s
        self._restart()
        self._stood = 0
        self._angle_deg = math.nan
        self._cue_s = self._stopped_s = math.nan

    def _restart(self) -> None:
        self._counter = RepetitionCounter(Params(Fixed(_SAT_DEG, _STOOD_DEG), duration_s_max=_STAND_S))
        self._sat = 0
        """Stands from which one has sat down again."""

    @property
    def _count(self) -> int:
        """Full stands so far, the one that is being made included."""
        return self._sat + self._counter.state.moving

    @property
    def _has_stood(self) -> bool:
        """The stand in progress has come as far as it goes: on the way down, or still."""
        state = self._counter.state
        fallen_deg = state.peak_deg - self._angle_deg if state.moving else math.inf
        return fallen_deg >= _FALLEN_DEG or self.pace.still_s >= _STANDS_S

    @property
    def _measuring(self) -> bool:
        return self.ask in (Ask.GO, Ask.STOP)

    def begin(self) -> None:
        """Practice first, where there is any."""
        self.say(Ask.PRACTISE if self._practice else Ask.GET_READY)

    def feed(self, point: TracePoint) -> Sequence[Event]:
        """Count stands."""
        self._angle_deg = point.angle_deg
        done = self._counter.feed(point.t_s, point.angle_deg, self.pace.feed(point.t_s, point.angle_deg))
        if done is None:
            return ()
        self._sat += 1
        verdict: Verdict = "clean" if self._measuring and self.trial is not None else "other"
        reason = AS_ASKED if verdict == "clean" else "outside the test"
        numbers = (done.start_s, done.peak_s, done.end_s, done.start_deg, done.peak_deg, done.speed_deg_s_max)
        return (RepCompleted(self.tick, *numbers, verdict, reason),)

    def go_on(self, motion: Motion) -> Sequence[Event]:
        """Practice, ready, go, and the end."""
        tick = motion.tick
        match self.ask:
            case Ask.PRACTISE if self._sat >= self._practice or self.asked_s >= _PRACTICE_S:
                self.say(Ask.GET_READY)
            case Ask.GET_READY if self.set_to_go and not self._counter.state.moving:
                self._restart()
                self._cue_s = self.heard_s
                self.say(Ask.GO)
            case Ask.GO:
                return self._go(tick)
            case Ask.STOP if not self._counter.state.moving or self.heard_s - self._stopped_s >= _SIT_S:
                return self._finish(tick)
            case _:
                pass
        return ()

    def _go(self, tick: int) -> Sequence[Event]:
        passed_s = self.heard_s - self._cue_s
        if self._stands and self._count >= self._stands and self._has_stood:
            self._stop()
        elif passed_s >= self._limit_s:
            if self._stands:
                what = f"fewer than {self._stands} full stands in {self._limit_s:.0f} seconds"
                return self.end(tick, "partial", what)
            self._stop()
        return ()

    def _stop(self) -> None:
        self._stood, self._stopped_s = self._count, self.heard_s
        self.say(Ask.STOP)

    def _finish(self, tick: int) -> Sequence[Event]:
        taken = self.taken(tick, "bout", self._cue_s - READY_S, self.heard_s, self._cue_s)
        return [taken, *self.end(tick, "clean", told=self._sat > 0)]

    def view(self) -> InstrumentedView:
        """How many, and the time that is left of 30 seconds or has passed."""
        going = self.ask is Ask.GO
        passed_s = self.heard_s - self._cue_s if going else math.nan
        practice = self.ask is Ask.PRACTISE
        count = self._stood if self.ask in (Ask.STOP, Ask.DONE) else self._count if going or practice else 0
        return InstrumentedView(
            self.ask,
            self.ready_share if self.ask is Ask.GET_READY else 0.0,
            count,
            self._practice if practice else self._stands,
            left_s=math.nan if self._stands or not going else max(0.0, self._limit_s - passed_s),
            passed_s=passed_s if self._stands else math.nan,
            practice=practice,
        )
