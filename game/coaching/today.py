"""Today: what is due for one person today, what of it is done, what is left, and two offers of how to go on.

All of it lies inside the plan: a prescription's programme, the levels a prescription names, or gentle mode. What a
record excludes or the refusal refuses is shown with its reason and is never offered. A day without play says nothing:
what was missed is not made up, and nothing is counted that was not done.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from game.coaching.blanks import BLANKS
from game.coaching.caps import refuse_after_stops
from game.coaching.gentle import GENTLE
from game.coaching.history import CUT_SHORT, SITTING_GAP, History, Past
from game.coaching.planned import Planned, items_of_gentle, items_of_levels, items_of_programme, rest_of
from game.coaching.programme import PARTS
from game.coaching.refusal import refusal_of
from game.coaching.review import UNREVIEWED
from game.coaching.sides import whose_turn

if TYPE_CHECKING:
    from game.coaching.prescription import Prescription
    from game.coaching.programme import Programme
    from game.coaching.record import PatientRecord
    from game.level import Level

_DONE = ("finished", "stopped_dose", "stopped_fatigue")
"""What ended so was done as far as is good for today."""

Lacks = Callable[["Level", str | None], str | None]
"""Why a level cannot be played with what is at hand, such as a sensor that is missing; None where it can."""


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything that today's plan follows from, but for what was played."""

    levels: Mapping[str, Level]
    """Those there are, by id."""
    prescription: Prescription | None = None
    """None: gentle mode."""
    programme: Programme | None = None
    """The one that the prescription names."""
    record: PatientRecord | None = None
    sides: tuple[str, ...] = ("right",)
    """left, right or both: what is practised with; at a programme both take turns."""
    morning_pain: float = math.nan
    """How it is this morning after the last day of play, 0–10; nan where nobody was asked."""
    lacks: Lacks = lambda _level, _side: None
    seated: bool = False
    """Nothing that is done standing is wanted."""


@dataclass(frozen=True, slots=True)
class Offer:
    """One way on: what comes first, and what after it."""

    order: tuple[Planned, ...]

    @property
    def next(self) -> Planned:
        """What begins when this is chosen."""
        return self.order[0]

    @property
    def minutes(self) -> float:
        """With the rests in it, at a comfortable pace."""
        return sum(item.minutes for item in self.order)


@dataclass(frozen=True, slots=True)
class Today:
    """The plan of one person's day, as it stands now."""

    day: date
    items: tuple[Planned, ...]
    """All of the session that is on, or comes next, in order: done, left and refused."""
    session: int
    """Which of the day's sessions that is, counted from 1."""
    sessions: int
    free: bool
    """Nothing is due: a day to rest."""
    next_from: datetime | None
    """When the next session may begin; None where something can be played now, or none comes today."""
    why: str | None
    """Why nothing is offered, in words; None where something is."""
    offers: tuple[Offer, ...]
    """Two where two or more are left, one where one is."""

    @property
    def left(self) -> tuple[Planned, ...]:
        """What may still be played in this session."""
        return tuple(item for item in self.items if item.left)

    @property
    def done(self) -> tuple[Planned, ...]:
        """What was played of it."""
        return tuple(item for item in self.items if item.done)

    @property
    def minutes_left(self) -> float:
        """With the rests in it, at a comfortable pace."""
        return sum(item.minutes for item in self.left)


def today_of(plan: Plan, history: History) -> Today:
    """The plan as it stands at `history.now`, in the sitting that is `history.sitting`."""
    day, sessions = history.now.date(), _sessions(plan, history.now.date())
    groups = history.earlier_today
    session = min(len(groups), sessions - 1)  # beyond the day's last session, what is played goes on with that one
    earlier = [each for group in groups[:session] for each in group]
    known = (*(each for each in history.known if each not in history.today), *earlier)
    before = History(history.now, known, None, history.nobodys)
    wanted, why = _wanted(plan, before, sessions, _morning(plan, history))
    played = [each for each in history.today if each not in earlier]
    items = _marked(plan, wanted, played, history)
    undone = [item for item in items if not item.done]
    next_from = _next_from(plan, history, undone, session, sessions)
    if next_from is not None:
        waits = f"The next session may begin from {next_from:%H:%M}."
        items = tuple(item if item.done or item.why_not else replace(item, why_not=waits) for item in items)
        why = waits
    left = tuple(item for item in items if item.left)
    if not left and why is None:
        why = _why_nothing(items, session, sessions)
    free = not items and why == FREE_DAY
    return Today(day, items, session + 1, sessions, free, next_from, None if left else why, offers_of(left))


STAYS_SEATED = "This one is done standing, and your settings say seated. Ask your therapist for another."
FREE_DAY = "Nothing is due today. It is a day to rest."
NOTHING_REVIEWED = (
    "No therapist has reviewed these exercises yet, so none is offered with a sensor: ask your therapist to prescribe "
    "them. Until then, try them without a sensor."
)
NOTHING_GENTLE = "There is nothing to play with a sensor without a prescription. Ask your therapist for one."


def open_sitting(history: History) -> str | None:
    """The sitting that may be gone on with, because it ended a short while ago today; None where a new one begins."""
    last = max(history.today, key=lambda each: each.ended_at, default=None)
    if last is None or history.now - last.ended_at > SITTING_GAP:
        return None
    return last.sitting


def offers_of(left: Sequence[Planned]) -> tuple[Offer, ...]:
    """Two ways on through what is left, the plan's own first; one where one is left.

    The other begins with another exercise of the same part; where there is no other, the main ones come in another
    order; and where there is no other order, it is the shorter way, whose rest stays for later.
    """
    own = tuple(left)
    if len(own) < 2:
        return (Offer(own),) if own else ()
    return Offer(own), Offer(_other(own))


def _other(own: tuple[Planned, ...]) -> tuple[Planned, ...]:
    """Another way through two or more items, that keeps warm-up before and cool-down after what is practised."""
    for part in PARTS:
        places = [place for place, item in enumerate(own) if item.part == part]
        if len(places) > 1:
            first, last = places[0], places[-1] + 1
            return (*own[:first], *own[first + 1 : last], own[first], *own[last:])
    shorter = tuple(item for item in own if item.part != "main")
    return shorter if 0 < len(shorter) < len(own) else own[:-1]


def _sessions(plan: Plan, day: date) -> int:
    """How many sessions the day has: never more than what is prescribed."""
    if plan.prescription is None:
        return GENTLE.sessions_a_day
    most = int(plan.prescription.said("sessions_a_day", None, day) or BLANKS.sessions_a_day)
    return most if plan.programme is None else min(most, plan.programme.sessions_a_day)


def _morning(plan: Plan, history: History) -> float:
    """What was answered this morning, now or in what was played today."""
    said = (plan.morning_pain, *(each.pain_morning for each in history.today))
    return next((pain for pain in said if not math.isnan(pain)), math.nan)


def _wanted(plan: Plan, before: History, sessions: int, morning_pain: float) -> tuple[tuple[Planned, ...], str | None]:
    """What is due, and why nothing is where that has another reason than a day to rest."""
    prescription, day = plan.prescription, before.now.date()

    def refuses(level: Level, side: str | None) -> str | None:
        return _refused(plan, level, side, day, None)

    if prescription is None:
        found = items_of_gentle(plan.levels, before, plan.sides, refuses, morning_pain)
        reasons = {refuses(level, None) for level in plan.levels.values()} if not found else set()
        return found, None if found else NOTHING_REVIEWED if UNREVIEWED in reasons else NOTHING_GENTLE
    if (why := prescription.does_not_hold(day)) is not None:
        return (), why
    if plan.programme is None:
        found = items_of_levels(plan.levels, prescription, before, plan.sides, sessions, refuses, morning_pain)
        return found, None if found else "None of the levels in your prescription can be played. Ask your therapist."
    if plan.programme.week_of(day, date.fromisoformat(prescription.valid_from)) > plan.programme.weeks:
        return (), "Your programme is over. Ask your therapist how to go on."
    programme = plan.programme

    def planned(sides: Sequence[str]) -> tuple[Planned, ...]:
        return items_of_programme(programme, plan.levels, prescription, before, sides, morning_pain)

    def playable(side: str) -> bool:
        own = (item.level for item in planned((side,)) if item.side == side)
        return any(refuses(level, side) is None and plan.lacks(level, side) is None for level in own)

    turn = plan.sides if len(plan.sides) < 2 else whose_turn(programme, before, plan.sides, playable)
    return planned(turn), None


def _refused(plan: Plan, level: Level, side: str | None, day: date, history: History | None) -> str | None:
    """Why a level may not be played; without a history, whatever was played."""
    if plan.seated and level.stands:
        return STAYS_SEATED
    named: tuple[str, ...] = ()
    if plan.programme is not None and plan.prescription is not None:
        named = plan.programme.level_ids(plan.programme.week_of(day, date.fromisoformat(plan.prescription.valid_from)))
    return refusal_of(
        level,
        plan.prescription,
        day,
        side=side,
        history=history,
        record=plan.record,
        electrodes=bool(level.exercise.muscles()),
        of_the_programme=named,
    )


def _marked(plan: Plan, wanted: Sequence[Planned], played: Sequence[Past], history: History) -> tuple[Planned, ...]:
    """Each item with whether it is done, and why it may not be played now."""
    times = Counter((past.level, past.side) for past in played if past.ended in _DONE)
    cut = [past for past in played if past.ended == CUT_SHORT]
    marked = []
    for one in wanted:
        # A Round always has a side; where the body has but one of it, it says nothing.
        plays = next((key for key in times if key[0] == one.level.id and one.side in (None, key[1])), None)
        if plays is not None:
            times -= Counter([plays])
            marked.append(replace(one, done=True))
        else:
            why_not = _refused(plan, one.level, one.side, history.now.date(), history)
            begun = [each for each in cut if each.level == one.level.id and one.side in (None, each.side)]
            marked.append(replace(rest_of(one, begun), why_not=why_not or plan.lacks(one.level, one.side)))
    return tuple(marked)


def _next_from(plan: Plan, history: History, undone: Sequence[Planned], session: int, sessions: int) -> datetime | None:
    """When the next session may begin, where the one that is on is over and another one comes today."""
    going_on = history.of_this_sitting
    ended = max((each.ended_at for each in history.today), default=None)
    if ended is None or plan.prescription is None or (going_on and undone):
        return None
    if not undone and session + 1 >= sessions:
        return None
    day = history.now.date()
    most = int(plan.prescription.said("sessions_a_day", None, day) or BLANKS.sessions_a_day)
    if len(history.earlier_today) + bool(going_on) >= most:
        return None
    if undone and all(refuse_after_stops(item.level, history) for item in undone):
        return None
    said = plan.prescription.said("hours_apart", None, day)
    hours = max(
        BLANKS.hours_apart if said is None else float(said), plan.programme.hours_apart if plan.programme else 0
    )
    begins = (min(ended, history.now) + timedelta(hours=hours)).astimezone(history.now.tzinfo)
    return begins if begins > history.now and begins.date() == day else None


def _why_nothing(items: Sequence[Planned], session: int, sessions: int) -> str:
    """Why nothing is left, in words."""
    if not items:
        return FREE_DAY
    refused = next((item.why_not for item in items if item.why_not is not None), None)
    if refused is not None:
        return refused
    return "That was all for today." if session + 1 >= sessions else "That was all of this session."
