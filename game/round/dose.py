"""Dose: how much is played, for how long, and when a rest is due."""

from __future__ import annotations

from game.coaching.gentle import GENTLE
from game.exercises.exercise import TICK_S
from game.level import Level
from game.level.kinds import TESTS
from game.round.setup import RoundSetup

_REST_SOON_S = 20.0
_LINGER_S = 15.0
"""When time is up, a trial in progress may be finished for so long, and its hold."""


class Dose:
    """Counts the time of play and of rest, one tick at a time."""

    def __init__(self, level: Level, setup: RoundSetup) -> None:
        gentle = setup.mode == "gentle"
        minutes = setup.minutes or level.dose.minutes
        self.repetitions = setup.repetitions or level.dose.repetitions
        """How many are asked for."""
        self._test = level.kind in TESTS
        self.walled = gentle and minutes > GENTLE.minutes
        """What is allowed ends play before the level would."""
        self.rest_left_s = 0.0
        self._play_s_max = 60.0 * (min(minutes, GENTLE.minutes) if gentle else minutes)
        self._rest_s, self._rest_every_s = level.dose.rest_s, level.dose.rest_every_s
        self._play_s = self._since_rest_s = 0.0
        self._set_over = False

    def is_done(self, repetitions: int) -> bool:
        """So many are what is asked for; a test knows by itself when it is over."""
        return not self._test and repetitions >= self.repetitions

    def play(self) -> None:
        """One tick of play."""
        self._play_s += TICK_S
        self._since_rest_s += TICK_S

    def is_over(self, trial_s: float | None) -> bool:
        """Time is up; a trial in progress, with a hold of so many seconds, may be finished."""
        linger_s = 0.0 if trial_s is None else _LINGER_S + trial_s
        return self._play_s - self._play_s_max >= linger_s

    def end_set(self) -> None:
        """A set is over: a rest before the next one."""
        self._set_over = True

    @property
    def rest_due(self) -> bool:
        """It has been played for as long as may be without a rest, or a set is over."""
        return self._set_over or self._since_rest_s >= self._rest_every_s

    @property
    def rest_soon(self) -> bool:
        """A rest is near."""
        return 0.0 < self._rest_every_s - self._since_rest_s < _REST_SOON_S

    def begin_rest(self) -> float:
        """A rest begins; how long it is, s."""
        self.rest_left_s, self._set_over = self._rest_s, False
        return self.rest_left_s

    def rest(self) -> bool:
        """One tick of rest; True when it is over."""
        self.rest_left_s -= TICK_S
        if self.rest_left_s > 0.0:
            return False
        self._since_rest_s = 0.0
        return True
