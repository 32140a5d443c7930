"""History: what a person has done before, as far as coaching needs it; from real sensor sessions only."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import median

SITTING_GAP = timedelta(hours=1)
"""What bears the id of one sitting and is further apart than this counts as two: a choice."""
CLOCK_WRONG = timedelta(days=1)
"""A session dated up to so far ahead of now was made before the clock was set back, and counts as one of today. What
lies further ahead was made with a clock that was wrong, and its date tells nothing: a choice."""
CUT_SHORT = "interrupted"
"""How a session ended that a crash or a power cut ended."""
USUAL_OF = 7
"""The usual pain is the median of so many last answers before play: a choice."""


def day_of(started: datetime, now: datetime) -> date:
    """The local day, where `now` is, on which something began; what lies ahead of now counts as today."""
    return min(started, now).astimezone(now.tzinfo).date()


@dataclass(frozen=True, slots=True)
class Past:
    """One Round that was kept, cut short or not."""

    level: str
    sitting: str
    started: datetime
    ended_at: datetime
    ended: str = "finished"
    movement: str = ""
    """A row of the movement table; empty where the level's name does not tell."""
    active_min: float = 0.0
    """Minutes of play; of an older session, all of its minutes."""
    repetitions: int = 0
    clean: int = 0
    prescription: str | None = None
    """The id of the prescription that was played."""
    pain_before: float = math.nan
    pain_after: float = math.nan
    pain_morning: float = math.nan
    """How it was on the morning after the session before; nan where nobody was asked."""
    side: str = ""


@dataclass(frozen=True, slots=True)
class History:
    """What was done before `now`; a day begins and ends where `now` is. `sitting` is the one that goes on now."""

    now: datetime
    past: tuple[Past, ...] = ()
    """Oldest first."""
    sitting: str | None = None
    nobodys: bool = False
    """Only this sitting is known, and not whose it is: no dose and no usual pain follows from it."""

    @property
    def known(self) -> tuple[Past, ...]:
        """Those whose dates can be relied on."""
        return tuple(each for each in self.past if each.started <= self.now + CLOCK_WRONG)

    def day_of(self, past: Past) -> date:
        """The person's local day on which it began; what lies ahead of now counts as today."""
        return day_of(past.started, self.now)

    @property
    def today(self) -> tuple[Past, ...]:
        """What was played today."""
        return tuple(each for each in self.known if self.day_of(each) == self.now.date())

    @property
    def of_this_sitting(self) -> tuple[Past, ...]:
        """What was played in the sitting that goes on now."""
        last = self._sittings(self.known)[-1:]
        if self.sitting is None or not last or last[0][-1].sitting != self.sitting:
            return ()
        return last[0] if self.now - last[0][-1].ended_at <= SITTING_GAP else ()

    @property
    def sessions_today(self) -> int:
        """Sittings today, but for the one that goes on now."""
        return self.sessions_of(None)

    def sessions_of(self, movement: str | None) -> int:
        """The same with that movement in them; any, where none is named."""
        going_on = self.of_this_sitting
        played = [each for each in self.today if each not in going_on and movement in (None, each.movement)]
        return len(self._sittings(played))

    @property
    def earlier_today(self) -> tuple[tuple[Past, ...], ...]:
        """The sittings of today, oldest first, but for the one that goes on now."""
        going_on = self.of_this_sitting
        return tuple(self._sittings([each for each in self.today if each not in going_on]))

    @property
    def minutes_today(self) -> float:
        """Active minutes today."""
        return sum(each.active_min for each in self.today)

    @property
    def last_end(self) -> datetime | None:
        """When the last sitting before this one ended; None when there was none."""
        going_on = self.of_this_sitting
        ends = [each.ended_at for each in self.known if each not in going_on]
        return min(max(ends), self.now) if ends else None

    def days_played(self, days: int) -> frozenset[date]:
        """The days on which something was played, of so many up to today."""
        first = self.now.date() - timedelta(days=days - 1)
        return frozenset(day for each in self.known if (day := self.day_of(each)) >= first)

    def first_day_of(self, prescription: str) -> date | None:
        """The day on which a prescription was played first."""
        return next((self.day_of(each) for each in self.known if each.prescription == prescription), None)

    @property
    def usual_pain(self) -> float:
        """The person's usual pain before play, 0–10; nan where it was never asked."""
        said = [each.pain_before for each in self.known if not (self.nobodys or math.isnan(each.pain_before))]
        return float(median(said[-USUAL_OF:])) if said else math.nan

    @property
    def asks_of_the_morning(self) -> bool:
        """The last session was not today, and nobody has said yet how it was on the morning after."""
        return bool(self.known) and not self.today and not self.nobodys

    def stopped_today(self, ended: str) -> tuple[Past, ...]:
        """What ended so today."""
        return tuple(each for each in self.today if each.ended == ended)

    def _sittings(self, played: tuple[Past, ...] | list[Past]) -> list[tuple[Past, ...]]:
        return list(_together(played))


def _together(played: tuple[Past, ...] | list[Past]) -> Iterator[tuple[Past, ...]]:
    """Rounds of one sitting that follow on one another."""
    group: list[Past] = []
    for each in sorted(played, key=lambda one: one.started):
        if group and (each.sitting != group[-1].sitting or each.started - group[-1].ended_at > SITTING_GAP):
            yield tuple(group)
            group = []
        group.append(each)
    if group:
        yield tuple(group)
