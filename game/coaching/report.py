"""ProgressReport: what one person did with worn sensors, day by day, and how each goal's measure went; plain values."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import fmean

from game.coaching.followed import Finding, Followed, primary
from game.coaching.history import Past, day_of

PAIN_CHANGE = 2.0
"""Points from 0 to 10 from which pain is said to have changed: above the 1.77 that is more than chance (the row
`pain_nrs` of the norms), and what the stop rules count as risen. A choice."""
PAIN_MEANED = 3
"""As many days are compared with as many."""
WEEK_DAYS = 7


@dataclass(frozen=True, slots=True)
class Done:
    """One session that was kept: what coaching knows of it, and the light that it brought."""

    past: Past
    light: int


@dataclass(frozen=True, slots=True)
class Day:
    """What was done on one day. Pain is nan where nobody was asked."""

    day: date
    sessions: int = 0
    minutes: float = 0.0
    movements: int = 0
    """Attempts at what was asked; other movements of the body do not count."""
    clean: int = 0
    light: int = 0
    pain_before: float = math.nan
    """As it was said first on that day."""
    pain_after: float = math.nan
    """As it was said last."""
    pain_morning: float = math.nan
    """On the morning after, as it was said before the next session."""


@dataclass(frozen=True, slots=True)
class PainTrend:
    """Pain before play: the first three days on which it was said against the newest three."""

    finding: Finding = Finding.EARLY
    """Higher is less pain, as of everything that is better when it is less."""
    first: float = math.nan
    newest: float = math.nan


@dataclass(frozen=True, slots=True)
class ProgressReport:
    """One person's. Build it with `progress_report`."""

    person: str
    now: datetime
    days: tuple[Day, ...] = ()
    """Every day on which something was done, oldest first."""
    series: tuple[Followed, ...] = ()
    """Everything that is followed, for a therapist."""
    cut_short: int = 0
    """Sessions that have no score yet."""
    called: str = ""
    """What the person is called; empty where nobody has said."""

    @property
    def shown(self) -> str:
        """The name where there is one, else the id."""
        return self.called or self.person

    @property
    def goals(self) -> tuple[Followed, ...]:
        """One series for each goal, for the person and their family."""
        return primary(self.series, self.now)

    @property
    def light(self) -> int:
        """All the light that was ever earned; it never falls."""
        return sum(each.light for each in self.days)

    @property
    def minutes(self) -> float:
        return sum(each.minutes for each in self.days)

    @property
    def today(self) -> Day:
        """Today, empty where nothing was done yet."""
        return self.on(self.now.date())

    @property
    def week(self) -> tuple[Day, ...]:
        """This week's seven days from Monday on, those to come as well."""
        monday = self.now.date() - timedelta(days=self.now.weekday())
        return tuple(self.on(monday + timedelta(days=place)) for place in range(WEEK_DAYS))

    def on(self, day: date) -> Day:
        """That day, empty where nothing was done."""
        return next((each for each in self.days if each.day == day), Day(day))

    @property
    def weeks(self) -> tuple[tuple[date, int], ...]:
        """The Monday of each week in which something was done, and all the light there was at its end."""
        found: dict[date, int] = {}
        light = 0
        for each in self.days:
            light += each.light
            found[each.day - timedelta(days=each.day.weekday())] = light
        return tuple(found.items())

    @property
    def pain_days(self) -> tuple[Day, ...]:
        """The days on which anything was said of pain."""
        return tuple(day for day in self.days if not all(map(math.isnan, _pains(day))))

    @property
    def pain(self) -> PainTrend:
        """Whether pain before play has changed."""
        said = [day.pain_before for day in self.days if not math.isnan(day.pain_before)]
        if len(said) < 2 * PAIN_MEANED:
            return PainTrend()
        first, newest = fmean(said[:PAIN_MEANED]), fmean(said[-PAIN_MEANED:])
        if abs(newest - first) < PAIN_CHANGE:
            return PainTrend(Finding.SAME, first, newest)
        return PainTrend(Finding.HIGHER if newest < first else Finding.LOWER, first, newest)


def _pains(day: Day) -> tuple[float, float, float]:
    return day.pain_before, day.pain_after, day.pain_morning


def progress_report(
    person: str, now: datetime, done: Iterable[Done], series: Sequence[Followed] = (), cut_short: int = 0
) -> ProgressReport:
    """The report of these sessions, all of that person and from real sensors. A day begins and ends where `now` is."""
    by_day: dict[date, list[Done]] = {}
    for each in sorted(done, key=lambda one: one.past.started):
        by_day.setdefault(day_of(each.past.started, now), []).append(each)
    days, morning = [], math.nan
    for day, played in sorted(by_day.items(), reverse=True):
        days.append(_day(day, played, morning))
        # What is said before play of the morning is of the day that came before.
        morning = _first(each.past.pain_morning for each in played)
    return ProgressReport(person, now, tuple(reversed(days)), tuple(series), cut_short)


def _day(day: date, played: Sequence[Done], morning: float) -> Day:
    return Day(
        day,
        sessions=len(played),
        minutes=sum(each.past.active_min for each in played),
        movements=sum(each.past.repetitions for each in played),
        clean=sum(each.past.clean for each in played),
        light=sum(each.light for each in played),
        pain_before=_first(each.past.pain_before for each in played),
        pain_after=_first(each.past.pain_after for each in reversed(played)),
        pain_morning=morning,
    )


def _first(numbers: Iterable[float]) -> float:
    """The first that is known; nan where none is."""
    return next((number for number in numbers if not math.isnan(number)), math.nan)
