"""Dose: how much is played, for how long, and when a rest is due."""

from __future__ import annotations

from game.coaching.allowed import Allowed
from game.exercises.exercise import TICK_S
from game.level import Level
from game.level.kinds import TESTS
from game.round.setup import RoundSetup

_REST_SOON_S = 20.0
_LINGER_S = 15.0
"""When time is up, a trial in progress may be finished for so long, and its hold."""
_TRIED_SHARE = 0.5
"""Whose time is up has finished where so much of the repetitions was tried at least: a choice."""


class Dose:
    """Counts the time of play and of rest, one tick at a time."""

    def __init__(self, level: Level, setup: RoundSetup, allowed: Allowed) -> None:
        minutes = allowed.share * (setup.minutes or level.dose.minutes)
        repetitions = max(1, round(allowed.share * (setup.repetitions or level.dose.repetitions)))
        self.repetitions = min(repetitions, max(1, round(min(repetitions, allowed.repetitions))))
        """How many are asked for."""
        self._test = level.kind in TESTS
        self._walled = self.repetitions < repetitions, minutes > allowed.minutes
        self.rest_left_s = 0.0
        self.played_s = 0.0
        """Active time so far."""
        self.rests = 0
        """How many rests there have been."""
        self._play_s_max = 60.0 * min(minutes, allowed.minutes)
        self._rest_s = max(level.dose.rest_s, allowed.rest_s)
        self._rest_every_s = min(level.dose.rest_every_s, allowed.rest_every_s)
        self._since_rest_s = 0.0
        self._wanted_s: float | None = None

    def ends(self, repetitions: int) -> str:
        """How play ends when so many are done or its time is up: what is allowed may end it before the level would, and
        time alone finishes nothing. A test knows by itself what was done in it."""
        done = self.is_done(repetitions)
        tried = done or self._test or repetitions >= _TRIED_SHARE * self.repetitions
        return "stopped_dose" if self._walled[not done] or not tried else "finished"

    def is_done(self, repetitions: int) -> bool:
        """So many are what is asked for; a test knows by itself when it is over."""
        return not self._test and repetitions >= self.repetitions

    def play(self) -> None:
        """One tick of play."""
        self.played_s += TICK_S
        self._since_rest_s += TICK_S

    def is_over(self, trial_s: float | None) -> bool:
        """Time is up; a trial in progress, with a hold of so many seconds, may be finished."""
        linger_s = 0.0 if trial_s is None else _LINGER_S + trial_s
        return self.played_s - self._play_s_max >= linger_s

    @property
    def rest_due(self) -> bool:
        """It has been played for as long as may be without a rest, or one was asked for, as after a set."""
        return self._wanted_s is not None or self._since_rest_s >= self._rest_every_s

    def ask_rest(self, least_s: float) -> None:
        """A rest is wanted as soon as no trial is on, of so many seconds at least."""
        self._wanted_s = max(least_s, self._wanted_s or 0.0)

    @property
    def rest_soon(self) -> bool:
        """A rest is near."""
        return 0.0 < self._rest_every_s - self._since_rest_s < _REST_SOON_S

    def begin_rest(self) -> float:
        """A rest begins; how long it is, s."""
        self.rests += 1
        self.rest_left_s = max(self._rest_s, self._wanted_s or 0.0)
        self._wanted_s = None
        return self.rest_left_s

    def rest(self) -> bool:
        """One tick of rest; True when it is over."""
        self.rest_left_s -= TICK_S
        if self.rest_left_s > 0.0:
            return False
        self._since_rest_s = 0.0
        return True
