"""Programme: levels in order over days and weeks, as a therapist may prescribe them; and what of it is due on a day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Literal, get_args

from pydantic import Field

from game.coaching.blanks import BLANKS
from game.coaching.preview import Expected, expected
from game.coaching.weekdays import WEEKDAYS, Weekday
from game.exercises.keys import Keys
from game.level import Level
from game.level.schema import AboutIn, Exclusion, Line, Title, TitleIn

FORMAT = 1
"""The version of the programme format that this program reads."""
WEEK_DAYS = 7

Part = Literal["warm_up", "main", "cool_down"]
PARTS: tuple[Part, ...] = get_args(Part)
"""In the order in which they are played."""
Sides = Literal["affected", "other", "both"]
Step = Annotated[int, Field(ge=0, le=99)]


class Item(Keys):
    """One ladder of levels, a step a week."""

    ladder: Annotated[str, Field(max_length=80, pattern=r"^[a-z0-9_]+$")] = Field(
        description="A level's id without its step, such as shoulder_flexion_reach."
    )
    steps: Annotated[tuple[Step, ...], Field(min_length=1, max_length=52)] = Field(
        description="The step of each week, one a week; 0 in a week without it. A step never comes down again."
    )
    repetitions: Annotated[int, Field(ge=1, le=400)] = Field(
        description="Movements on each side on one occasion; the first week asks for its share of them."
    )
    minutes: Annotated[float, Field(ge=0.5, le=20)] = Field(
        description="Minutes of play on each side after which it ends all the same, rests not counted."
    )
    sides: Sides = Field(default="affected", description="The side it is done on; no side where the body has but one.")
    days: Annotated[tuple[Weekday, ...], Field(min_length=1, max_length=7)] | None = Field(
        default=None, description="The weekdays it is done on, where it is not done on all of the programme's."
    )


_Items = Annotated[tuple[Item, ...], Field(min_length=1, max_length=12)]


class ProgrammeDose(Keys):
    """How much of it there is on one day, which the items may not exceed."""

    repetitions_a_day: Annotated[int, Field(ge=1, le=1000)] = Field(
        description="The most movements on one day, all items, sides and sessions together."
    )
    minutes_a_day: Annotated[float, Field(ge=1, le=BLANKS.minutes_a_day)] = Field(
        description="The most minutes of play on one day, rests not counted, at a comfortable pace."
    )
    source: Line = Field(description="Where the dose comes from, in words: a study, or whose choice it is.")


class Programme(Keys):
    """A plan that a therapist may prescribe."""

    format: Literal[1] = Field(description="The version of the programme format.")
    id: Annotated[str, Field(max_length=80, pattern=r"^[a-z0-9_]+$")] = Field(
        description="Its name; the same as the file's."
    )
    title: Title = Field(description="The name on the screen and the page.")
    title_in: TitleIn | None = Field(default=None, description="The title in other languages; left out, it is English.")
    about: Line = Field(description="One plain sentence of what is practised.")
    about_in: AboutIn | None = Field(
        default=None, description="What is practised, in other languages; left out, it is English."
    )
    suits: Line = Field(description="Who it is for, in the words a therapist would use.")
    excludes: Annotated[tuple[Exclusion, ...], Field(max_length=20)] = Field(
        description="What a patient's record may hold that keeps it from being offered: all that its levels exclude."
    )
    approval: Line = Field(description="The sentence that says that a therapist must approve it for each person.")
    review: Literal["none"] = Field(
        default="none", description="none: no therapist has reviewed it yet. A prescription that names it approves it."
    )
    weeks: Annotated[int, Field(ge=1, le=52)] = Field(description="How many weeks it lasts.")
    days: Annotated[tuple[Weekday, ...], Field(min_length=1, max_length=7)] = Field(
        description="The weekdays on which something is due, so that it becomes a habit; one day a week is free."
    )
    sessions_a_day: Annotated[int, Field(ge=1, le=2)] = Field(
        default=1, description="How often on such a day it is done from warm-up to cool-down."
    )
    hours_apart: Annotated[float, Field(ge=0, le=24)] = Field(
        default=BLANKS.hours_apart, description="Hours between the end of one session and the next."
    )
    rest_between_s: Annotated[float, Field(ge=0, le=600)] = Field(
        default=BLANKS.rest_s, description="Seconds of rest between one item and the next."
    )
    first_week_share: Annotated[float, Field(ge=0.1, le=1)] = Field(
        default=BLANKS.first_week_share, description="The share of each item's dose in the first week."
    )
    dose: ProgrammeDose = Field(description="How much there is on one day, with its source.")
    warm_up: _Items = Field(description="What comes first: easy and slow.")
    main: _Items = Field(description="What is practised.")
    cool_down: _Items = Field(description="What comes last: easy and slow again.")

    def items(self) -> Iterator[tuple[Part, int, Item]]:
        """Every item with its part and its place in it, in the order in which they are played."""
        for part in PARTS:
            for place, item in enumerate(getattr(self, part)):
                yield part, place, item

    def level_ids(self, week: int | None = None) -> tuple[str, ...]:
        """The levels of it; with a week, counted from 1, those of that and the weeks before."""
        steps = {f"{item.ladder}_{step}": None for _, _, item in self.items() for step in item.steps[:week] if step > 0}
        return tuple(steps)

    def week_of(self, day: date, first_day: date) -> int:
        """The week of that day, counted from 1; 0 before it begins, and more than `weeks` when it is over."""
        return (day - first_day).days // WEEK_DAYS + 1 if day >= first_day else 0


@dataclass(frozen=True, slots=True)
class Due:
    """One level that is due."""

    part: Part
    level: Level
    side: str | None
    """None where the body has but one of it."""
    expected: Expected
    minutes: float
    """Minutes of play after which it ends all the same."""


@dataclass(frozen=True, slots=True)
class DueDay:
    """What is due on a day; nothing on one that is not a day of the programme."""

    week: int
    weekday: Weekday
    dues: tuple[Due, ...]
    sessions: int

    @property
    def repetitions(self) -> int:
        """All sessions of the day together."""
        return self.sessions * sum(due.expected.repetitions for due in self.dues)

    @property
    def play_min(self) -> float:
        """Minutes of play at a comfortable pace, all sessions together."""
        return self.sessions * sum(due.expected.play_min for due in self.dues)


def due_in(
    programme: Programme, levels: Mapping[str, Level], week: int, weekday: Weekday, affected: str = "right"
) -> DueDay:
    """What is due on that weekday of that week, counted from 1, for somebody whose affected side is that one."""
    share = programme.first_week_share if week == 1 else 1.0
    dues: list[Due] = []
    if 1 <= week <= programme.weeks and weekday in programme.days:
        for part, _, item in programme.items():
            step = item.steps[week - 1]
            if step == 0 or weekday not in (item.days or programme.days):
                continue
            level = levels[f"{item.ladder}_{step}"]
            found = expected(level, max(1, round(share * item.repetitions)), item.minutes)
            dues += [Due(part, level, side, found, item.minutes) for side in _sides(level, item, affected)]
    return DueDay(week, weekday, tuple(dues), programme.sessions_a_day)


def due_on(
    programme: Programme, levels: Mapping[str, Level], day: date, first_day: date, affected: str = "right"
) -> DueDay:
    """What is due on that day, of a programme that began on `first_day`."""
    return due_in(programme, levels, programme.week_of(day, first_day), WEEKDAYS[day.weekday()], affected)


def _sides(level: Level, item: Item, affected: str) -> tuple[str | None, ...]:
    if not level.row.sided:
        return (None,)
    other = "left" if affected == "right" else "right"
    sides: dict[Sides, tuple[str, ...]] = {"affected": (affected,), "other": (other,), "both": (affected, other)}
    return sides[item.sides]
