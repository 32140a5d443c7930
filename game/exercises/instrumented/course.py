"""Course: what every instrumented test has in common: trials, what is asked, and what makes a number invalid."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import ClassVar

from game.exercises.events import Event, RepCompleted, StretchTaken, TrialEnded, TrialStarted, Verdict
from game.exercises.exercise import TICK_S, Trial
from game.exercises.pace import Pace
from game.exercises.views import Ask, InstrumentedView
from game.measures.uniform import GAP, GAP_S_MAX
from game.motion.motion import Motion, TracePoint

READY_S = 1.5
"""So long the starting pose is kept still before the start is given (start-up rule of the measures followed here)."""
_READY_PATIENCE_S = 10.0
"""Whoever trembles is never still: after so long the start is given all the same."""
AS_ASKED = "as asked"


class Course:
    """A test goes through its trials once. Nothing in it adapts, and no cue says how it went.

    A trial that did not go as asked, or that something got into (a sensor away, a pause), is asked for again, `again`
    times in all; then the test is over and tells why it has no number.
    """

    measured: ClassVar[frozenset[Ask]] = frozenset(
        {Ask.GO, Ask.STOP, Ask.STAND_STILL, Ask.GO_FAR, Ask.LEAN, Ask.STAY, Ask.AND_BACK}
    )
    """While one of these is asked for, a hole in the samples makes the trial invalid."""

    def __init__(self, trials: int, again: int = 0) -> None:
        self.trial: Trial | None = None
        self.over = False
        self.ask = Ask.GET_READY
        self.done = 0
        self.trials = trials
        self.pace = Pace()
        self.heard_s = math.nan
        """When the last sample was taken."""
        self.tick = 0
        self._again = again
        self._spoilt: str | None = None
        self._asked_s = 0.0
        self._started_tick = 0

    # What a Round asks of every exercise

    @property
    def ready(self) -> bool:
        """Nothing is being done, and something is left to do."""
        return self.trial is None and not self.over

    @property
    def idle_s(self) -> float:
        """A test says itself where the body is to be."""
        return math.inf

    @property
    def cue(self) -> str | None:
        """What is asked; before the first trial nothing."""
        return self.ask.value if self.trial is not None or self.over else None

    def offer(self, tick: int, trial: Trial) -> Event:
        """Begin one trial."""
        self.trial, self._spoilt, self._started_tick = trial, None, tick
        self.begin()
        return TrialStarted(tick, trial.index, self.place_deg)

    def set_targets(self, _targets_deg: tuple[float, ...]) -> None:
        """What a test asks for is fixed."""

    def spoil(self, reason: str) -> None:
        """The trial will not count."""
        if self.trial is not None and self._spoilt is None:
            self._spoilt = reason

    def step(self, motion: Motion, playing: bool) -> list[Event]:
        """One tick."""
        self.tick = motion.tick
        events: list[Event] = []
        for point in motion.trace:
            if point.t_s - self.heard_s > GAP_S_MAX and self.ask in self.measured:
                self.spoil(GAP)
            self.heard_s = point.t_s
            events += self.feed(point)
        trial = self.trial
        if trial is None or not playing:
            return events
        if self._spoilt is not None:
            return events + self.end(motion.tick, "other", self._spoilt)
        self._asked_s += TICK_S
        return [*events, *self.go_on(motion)]

    def view(self) -> InstrumentedView:
        """What a screen needs."""
        return InstrumentedView(self.ask, 0.0, self.done, self.trials)

    # What each test says of itself

    @property
    def place_deg(self) -> float:
        """Where the trial in progress asks to go; nan where it asks for no place."""
        return math.nan

    def begin(self) -> None:
        """A trial begins."""
        self.say(Ask.GET_READY)

    def feed(self, point: TracePoint) -> Sequence[Event]:
        """One sample."""
        self.pace.feed(point.t_s, point.angle_deg)
        return ()

    def go_on(self, motion: Motion) -> Sequence[Event]:
        """One tick of a trial in play."""
        raise NotImplementedError

    # What they build on

    def say(self, ask: Ask) -> None:
        """Ask for this from now on."""
        self.ask, self._asked_s = ask, 0.0
        self.pace.restart()

    @property
    def asked_s(self) -> float:
        """For how long this has been asked for."""
        return self._asked_s

    @property
    def set_to_go(self) -> bool:
        """The starting pose has been kept for long enough for the start to be given."""
        return self.pace.still_s >= READY_S or self._asked_s >= _READY_PATIENCE_S

    @property
    def ready_share(self) -> float:
        """How much of keeping still is done, 0–1."""
        return min(1.0, self.pace.still_s / READY_S)

    def asked_enough(self) -> None:
        """Whatever does not go as asked now is not asked for again."""
        self._again = 0

    def taken(
        self,
        tick: int,
        part: str,
        start_s: float,
        end_s: float,
        cue_s: float = math.nan,
        direction_deg: float = math.nan,
    ) -> Event:
        """A stretch to be measured."""
        assert self.trial is not None
        return StretchTaken(tick, self.trial.index, part, start_s, end_s, cue_s, direction_deg)

    def end(
        self,
        tick: int,
        verdict: Verdict,
        reason: str = AS_ASKED,
        *,
        rep: RepCompleted | None = None,
        told: bool = False,
    ) -> list[Event]:
        """The trial is over. `rep`: the movement it came to; `told` where its movements have been told already."""
        trial = self.trial
        assert trial is not None
        spoilt = self._spoilt is not None
        start_s, end_s = self._started_tick * TICK_S, tick * TICK_S
        nan, place_deg = math.nan, self.place_deg
        rep = rep or RepCompleted(tick, nan, nan, nan, nan, nan, nan, verdict, reason)
        clean = verdict == "clean"
        self.trial = None
        if clean:
            self.done += 1
        else:
            self._again -= 1
        self.over = self.done >= self.trials or self._again < 0
        if self.over:
            self.say(Ask.DONE)
        ended = TrialEnded(
            tick, trial.index, start_s, end_s, place_deg, rep.peak_deg, nan, clean, clean, spoilt, reason
        )
        return [ended] if told else [rep, ended]
