"""Silence: which worn sensor is not heard, for how long, and when nobody can be expected to mend it."""

from __future__ import annotations

from game.exercises.events import Event, SignalBack, SignalLost
from game.exercises.exercise import TICK_S
from input_devices import in_words

_ANSWER_S_MAX = 15.0
"""Where silence ends a Round, so does a sensor that never answers, after so long …"""
_BEGIN_S_MAX = 300.0
"""… and whatever else keeps play from beginning: a pose that is never still, a sensor that moves with another limb."""


class Silence:
    """Counts how long a sensor has been away. `limit_s` is None where somebody can plug it in again."""

    def __init__(self, limit_s: float | None) -> None:
        self.site: str | None = None
        """The sensor that is not heard; None while all are."""
        self._limit_s = limit_s
        self._away_s = self._waited_s = self._idle_s = 0.0
        self._unanswered: str | None = None
        self._times: dict[str, int] = {}

    def wait(self, unanswered: str | None) -> bool:
        """One tick before every sensor has answered once, and which has not; True when it has been too long."""
        self._waited_s += TICK_S
        self._unanswered = unanswered
        return self._limit_s is not None and self._waited_s > max(self._limit_s, _ANSWER_S_MAX)

    def idle(self) -> bool:
        """One tick in which all are heard and play has not begun; True when it has been too long."""
        self._unanswered = None
        self._idle_s += TICK_S
        return self._given_up

    def stirs(self) -> None:
        """Somebody moves, as asked or not: what keeps play from beginning is waited for anew."""
        self._idle_s = 0.0

    @property
    def _given_up(self) -> bool:
        return self._limit_s is not None and self._idle_s > _BEGIN_S_MAX

    def step(self, tick: int, silent: str | None) -> Event | None:
        """One tick: what the tracker has not heard; what that changes."""
        if silent is None:
            return self._come_back(tick)
        self._away_s += TICK_S
        if self.site == silent:
            return None
        self.site, self._away_s = silent, 0.0
        self._times[silent] = self._times.get(silent, 0) + 1
        return SignalLost(tick, silent)

    @property
    def too_long(self) -> bool:
        """Nobody is going to plug it in again."""
        return self.site is not None and self._limit_s is not None and self._away_s > self._limit_s

    def notes(self) -> list[str]:
        """For the summary: which sensors went quiet, and how often, which never answered, and that play never began."""
        notes = [
            f"the sensor on the {in_words(site)} went quiet{f' {times} times' if times > 1 else ''}"
            for site, times in self._times.items()
        ]
        if self._unanswered is not None:
            notes.append(f"the sensor on the {in_words(self._unanswered)} never answered")
        if self._given_up:
            notes.append(f"play did not begin within {_BEGIN_S_MAX / 60.0:.0f} minutes")
        return notes

    def _come_back(self, tick: int) -> Event | None:
        if self.site is None:
            return None
        site, self.site = self.site, None
        return SignalBack(tick, site, self._away_s)
