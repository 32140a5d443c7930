"""Reminders: on which weekdays and when somebody wants to be reminded, a large door for each; what is set is seen."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import pygame

from game.coaching.weekdays import WEEKDAYS, Weekday
from game.people.settings import PersonSettings
from game.screens.choices import Choice
from game.screens.language import gettext as _
from game.screens.lettering import Role
from game.screens.page import Page
from game.screens.pen import Pen
from game.screens.progress_words import weekday, weekday_short
from game.screens.screen import Go, Intent, Place, Set
from game.screens.settings import tile
from game.screens.theme import Theme
from game.screens.widgets import Door, Paper, columns, rows, split_bottom, split_top

HOURS = range(7, 21)
"""What the clock's door goes through, hour by hour; any other time is said to `moveagain people set`. A choice."""
_ACROSS = 4
_MONDAY = date(2024, 1, 1)
"""Some Monday, to name the weekdays by."""


def when(on: Sequence[Weekday], hour: str) -> str:
    """The days and the hour in words: “Monday and Thursday, 10:00”."""
    names = [weekday(_date(day)) for day in on]
    days = names[-1] if len(names) < 2 else f"{', '.join(names[:-1])}{_(' and ')}{names[-1]}"
    return f"{days}, {hour}"


def _date(day: Weekday) -> date:
    return _MONDAY + timedelta(days=WEEKDAYS.index(day))


class RemindersScreen(Page):
    """Wants Set("reminder_days" or "reminder_time", …) for each change; then Go(REMIND), or Go(BACK) where nothing was
    changed. A day that was missed is never spoken of."""

    def __init__(self, settings: PersonSettings) -> None:
        super().__init__()
        self._days: tuple[Weekday, ...] = settings.reminder_days
        self._time = settings.reminder_time

    def compose(self, paper: Paper) -> None:
        """A tile for each weekday, one for the hour, and the way back."""
        head, area = split_top(paper.page(), paper.line_px(Role.CUE), paper.px(16))
        paper.words(_("On which days shall I remind you?"), Role.CUE, head)
        area, foot = split_bottom(area, paper.door_px(Role.LINE), paper.px(28))
        gap = paper.px(24)
        cells = [cell for row in rows(area, 2, gap) for cell in columns(row, _ACROSS, gap)]
        for day, cell in zip(WEEKDAYS, cells, strict=False):
            on = day in self._days
            wanted = tuple(each for each in WEEKDAYS if (each in self._days) != (each == day))
            door = Door(weekday_short(_date(day)), (Set("reminder_days", wanted),), _("on") if on else _("off"))
            tile(self, paper, door, cell, _DAY, on)
        tile(self, paper, Door(self._time, (Set("reminder_time", self._later()),), _("time")), cells[-1], _TIME,
             self._time)  # fmt: skip
        self.put(Door(_("Done"), self.back, main=True, key_words=_("Esc")), columns(foot, 2, paper.px(40))[0],
                 role=Role.LINE)  # fmt: skip

    def _later(self) -> str:
        """The next of the hours; after the last the first again."""
        hour = int(self._time[:2]) + 1
        return f"{hour if hour in HOURS else HOURS[0]:02}:00"

    def chosen(self, door: Door) -> Sequence[Intent]:
        """A change is shown at once, and set up on the way back."""
        wanted = super().chosen(door)
        for intent in wanted:
            if isinstance(intent, Set):
                if intent.key == "reminder_days":
                    self._days = intent.value
                else:
                    self._time = intent.value
                self.back = (Go(Place.REMIND),)
                self.compose_again()
        return wanted


def _day(pen: Pen, t: Theme, on: bool) -> None:
    """A full disc with a tick, or an empty ring."""
    pen.disc((0, 0), 38, t.ink)
    pen.disc((0, 0), 32, t.warm if on else t.panel)
    if on:
        pen.limb((-15, 2), (-4, 14), 8, 8, t.on_warm)
        pen.limb((-4, 14), (17, -13), 8, 8, t.on_warm)


def _clock(pen: Pen, t: Theme, said: str) -> None:
    """A clock that says it."""
    hand = pygame.Vector2(0, -1)
    hour, minute = int(said[:2]), int(said[3:])
    pen.disc((0, 0), 38, t.ink)
    pen.disc((0, 0), 32, t.panel)
    for turned, long, wide in (((hour + minute / 60) * 30, 17, 6), (minute * 6, 25, 4)):
        end = hand.rotate(turned) * long
        pen.limb((0, 0), (end.x, end.y), wide, wide, t.ink)
    pen.disc((0, 0), 4, t.warm)


_DAY, _TIME = Choice("reminder_days", (), _day), Choice("reminder_time", (), _clock)
