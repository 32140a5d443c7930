"""Caps: how much may be played today, in the order in which it is asked: sessions, hours, days, minutes, first week."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from game.coaching.allowed import Allowed, allowed_of, gentle_of
from game.coaching.blanks import BLANKS, FIRST_WEEK_DAYS
from game.coaching.safety import DO_NOT_EXERCISE
from game.level.kinds import TESTS

if TYPE_CHECKING:
    from game.coaching.history import History
    from game.coaching.prescription import Prescription
    from game.level import Level

_LEAST_MINUTES = 0.5
"""Less than this is not worth putting a sensor on: a choice."""
_WEEK_DAYS = 7


def refuse_after_stops(level: Level, history: History | None) -> str | None:
    """Why nothing, or nothing of this movement, is played any more today, because of how it ended before."""
    if history is None:
        return None
    if history.stopped_today("stopped_unwell"):
        return f"You felt unwell earlier today. {DO_NOT_EXERCISE}"
    if history.stopped_today("stopped_fall"):
        return "There was a fall today. Rest, and talk to your therapist before you play again."
    hurt = history.stopped_today("stopped_pain")
    if len(hurt) > 1:
        return "It hurt twice today, which is enough. Rest now, and tell your therapist."
    if hurt and hurt[0].movement == level.movement:
        return "This movement hurt today. Leave it for today: choose another that does not hurt, or rest."
    return None


def refuse_caps(level: Level, prescription: Prescription, history: History | None) -> str | None:
    """Why no more is played now, in one sentence or two; None where something is left. Nobody's session has no
    history, and no cap."""
    if history is None or history.nobodys:
        return None
    return next((why for why in _refusals(level, prescription, history) if why is not None), None)


def _refusals(level: Level, prescription: Prescription, history: History) -> Iterator[str | None]:
    day, movement = history.now.date(), level.movement
    yield _sessions(history.sessions_today, prescription.said("sessions_a_day", None, day) or BLANKS.sessions_a_day)
    yield _sessions(history.sessions_of(movement), prescription.cap("sessions_a_day", movement, day))
    yield _hours(history, prescription.said("hours_apart", None, day))
    yield _days(history, prescription.said("days_a_week", None, day) or BLANKS.days_a_week)
    if minutes_left(level, prescription, history) < _LEAST_MINUTES:
        yield "That was all the time that your prescription has for today. Go on tomorrow."
    if repetitions_left(level, prescription, history) < 1:
        yield "Those were all the movements that your prescription has for today. Go on tomorrow."


def _sessions(played: int, most: int | None) -> str | None:
    if most is None or played < most:
        return None
    was = f"{played} sessions" if played != 1 else "one session"
    return f"That was {was} today, as many as your prescription has. Go on tomorrow."


def _hours(history: History, said: float | None) -> str | None:
    hours = BLANKS.hours_apart if said is None else said
    last = history.last_end
    if last is None or history.now - last >= timedelta(hours=hours):
        return None
    again = (last + timedelta(hours=hours)).astimezone(history.now.tzinfo)
    return (
        f"Your prescription has {hours:g} hours between two sessions. Begin the next from {again:%H:%M}, or go on with "
        "the sitting that was begun."
    )


def _days(history: History, most: int) -> str | None:
    played = history.days_played(_WEEK_DAYS)
    if history.now.date() in played or len(played) < most:
        return None
    return f"You played on {len(played)} of the last seven days, as many as your prescription has. Rest today."


def in_first_week(prescription: Prescription, history: History | None, day: date) -> bool:
    """Whether its first week is on: counted from the day on which it was played first. Where that is not known, as of
    nobody's sessions, from the day on which it begins."""
    first = date.fromisoformat(prescription.valid_from)
    if history is not None and not history.nobodys:
        first = history.first_day_of(prescription.id) or day
    return (day - first).days < FIRST_WEEK_DAYS


def share_of(level: Level, prescription: Prescription, history: History | None, day: date) -> float:
    """How much of the dose is asked for; a test has its own."""
    if level.kind in TESTS or not in_first_week(prescription, history, day):
        return 1.0
    said = prescription.said("first_week_share", None, day)
    return BLANKS.first_week_share if said is None else float(said)


def day_of(level: Level, prescription: Prescription, day: date, share: float) -> tuple[float, float]:
    """Active minutes and movements that a day may hold of this level where nothing is played yet; a test has no cap."""
    if level.kind in TESTS:
        return math.inf, math.inf
    minutes = prescription.said("minutes_a_day", None, day) or BLANKS.minutes_a_day
    own_minutes = prescription.cap("minutes_a_day", level.movement, day) or math.inf
    in_all = prescription.said("repetitions_a_day", None, day) or math.inf
    own = prescription.cap("repetitions_a_day", level.movement, day) or math.inf
    return share * min(minutes, own_minutes), share * min(in_all, own)


def minutes_left(level: Level, prescription: Prescription, history: History) -> float:
    """Active minutes that today has left for this level."""
    day = history.now.date()
    share = share_of(level, prescription, history, day)
    in_all = share * (prescription.said("minutes_a_day", None, day) or BLANKS.minutes_a_day) - history.minutes_today
    own = prescription.cap("minutes_a_day", level.movement, day)
    if own is None:
        return in_all
    played = sum(each.active_min for each in history.today if each.movement == level.movement)
    return float(min(in_all, share * own - played))


def repetitions_left(level: Level, prescription: Prescription, history: History) -> float:
    """Movements that today has left for this level; infinite where nothing is said."""
    day = history.now.date()
    share = share_of(level, prescription, history, day)
    left: float = math.inf
    if (in_all := prescription.said("repetitions_a_day", None, day)) is not None:
        left = math.floor(share * in_all) - sum(each.repetitions for each in history.today)
    if (own := prescription.cap("repetitions_a_day", level.movement, day)) is not None:
        played = sum(each.repetitions for each in history.today if each.movement == level.movement)
        left = min(left, math.floor(share * own) - played)
    return float(left)


def allowed_today(level: Level, prescription: Prescription | None, day: date, history: History | None) -> Allowed:
    """All that a level may do on that day, with what its doses leave of it; without a prescription, in gentle mode."""
    if prescription is None:
        return gentle_of(level, history)
    allowed = allowed_of(level, prescription, day, history)
    share = share_of(level, prescription, history, day)
    if history is None or history.nobodys or level.kind in TESTS:
        return replace(allowed, share=share)
    left = minutes_left(level, prescription, history), repetitions_left(level, prescription, history)
    return replace(allowed, share=share, minutes=left[0], repetitions=left[1])
