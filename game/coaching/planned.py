"""Planned: the items of one session of a day: of a programme, of the levels a prescription names, or gentle ones."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from game.coaching.blanks import BLANKS
from game.coaching.caps import share_of
from game.coaching.gentle import GENTLE
from game.coaching.history import History, Past
from game.coaching.next_step import next_step, rules_of, step_beside
from game.coaching.preview import expected
from game.coaching.programme import Part, due_on
from game.coaching.safety import MORNING_RISE
from game.level.kinds import KINDS, TESTS
from game.level.ladder import ladder_of

if TYPE_CHECKING:
    from game.coaching.prescription import Mode, Prescription
    from game.coaching.programme import Programme
    from game.level import Level

LEAST_MINUTES = 0.5
"""No exercise is asked for so short a time; as in a level's dose."""
ITEMS_MAX = 6
"""Where no programme says what belongs to a session, it has no more exercises than these: a choice."""
HURT_THIS_MORNING = "one step easier, because it hurt more this morning"
Refuses = Callable[["Level", str | None], str | None]
"""Why a level may not be played at all, whatever was played today; None where it may."""


@dataclass(frozen=True, slots=True)
class Planned:
    """One exercise of today's session."""

    part: Part
    level: Level
    side: str | None
    """None where the body has but one of it."""
    repetitions: int
    """As many as are asked for today, or as fit into the minutes."""
    minutes: float
    """With its rests, at a comfortable pace."""
    asks_repetitions: int | None = None
    """What a PlayRequest is given for that; None leaves the level's own dose, of which a Round takes its share."""
    asks_minutes: float | None = None
    why: str = ""
    """Why it is this step of its ladder, in words; empty where the plan says so."""
    done: bool = False
    why_not: str | None = None
    """Why it is not played now, in words; None where it may be."""

    @property
    def key(self) -> str:
        """Its name in a file: part, level and side."""
        return f"{self.part}:{self.level.id}:{self.side or ''}"

    @property
    def left(self) -> bool:
        """It may be played now and is not done."""
        return not self.done and self.why_not is None


def rest_of(item: Planned, played: Sequence[Past]) -> Planned:
    """What is left of an item after what was played of it and cut short, by a crash or a power cut: fewer repetitions,
    or nothing any more. A test is done whole."""
    done = sum(each.repetitions for each in played)
    if done == 0 or item.level.kind in TESTS:
        return item
    if done >= item.repetitions:
        return replace(item, done=True)
    left, share = item.repetitions - done, 1.0 - done / item.repetitions
    # Of what is asked for a Round takes its share, such as half in the first week.
    asks = max(1, round(share * (item.asks_repetitions or item.level.dose.repetitions)))
    minutes = None if item.asks_minutes is None else max(LEAST_MINUTES, share * item.asks_minutes)
    return replace(item, repetitions=left, minutes=share * item.minutes, asks_repetitions=asks, asks_minutes=minutes)


def items_of_programme(
    programme: Programme,
    levels: Mapping[str, Level],
    prescription: Prescription,
    before: History,
    sides: Sequence[str],
    morning_pain: float,
) -> tuple[Planned, ...]:
    """What a programme has for the day of `before.now`, in its order. What hurt on the morning after is one step easier
    today."""
    day = before.now.date()
    first_day = date.fromisoformat(prescription.valid_from)
    week = programme.week_of(day, first_day)
    own_share = programme.first_week_share if week == 1 else 1.0
    named = prescription.allowed_levels(day, programme.level_ids(week))
    found: dict[str, Planned] = {}
    for affected in sides:
        for due in due_on(programme, levels, day, first_day, affected).dues:
            level, why = due.level, ""
            easier = step_beside(level.id, -1, named & set(levels))
            if easier is not None and hurt_after(level.id, due.side, before, morning_pain):
                level, why = levels[easier], HURT_THIS_MORNING
            # A Round takes the share of a prescription's first week; the programme's own is taken already.
            share = share_of(level, prescription, before, day)
            wanted = due.expected.repetitions * min(1.0, share / own_share)
            takes = expected(level, max(1, round(wanted)), due.minutes)
            asks = max(1, round(wanted / share))
            one = Planned(due.part, level, due.side, takes.repetitions, takes.minutes, asks, due.minutes, why)
            found.setdefault(one.key, one)
    order = ("warm_up", "main", "cool_down")
    return tuple(sorted(found.values(), key=lambda one: order.index(one.part)))


def items_of_levels(
    levels: Mapping[str, Level],
    prescription: Prescription,
    before: History,
    sides: Sequence[str],
    sessions: int,
    refuses: Refuses,
    morning_pain: float,
) -> tuple[Planned, ...]:
    """One step of each ladder that a prescription names, what was played longest ago first, as fit into a session."""
    day = before.now.date()
    named = prescription.allowed_levels(day) & set(levels)

    def dose(level: Level) -> tuple[float, float]:
        share = share_of(level, prescription, before, day)
        most = prescription.said("minutes_a_day", None, day) or BLANKS.minutes_a_day
        return share, share * most / sessions

    def climbed(past: Past, side: str) -> tuple[str, str]:
        level = levels[past.level]
        mode: Mode = prescription.said("mode", level.movement, day) or "automatic"
        step = next_step(past.level, side, before, named, mode, rules_of(prescription, level.movement, day))
        return (step.level, step.why) if step.settled and step.change else (past.level, "")

    games = [levels[name] for name in named if levels[name].kind not in TESTS]
    chosen = games or [levels[name] for name in named]  # who is prescribed tests alone is offered those
    return _session(chosen, sides, before, refuses, dose, climbed, morning_pain)


def items_of_gentle(
    levels: Mapping[str, Level], before: History, sides: Sequence[str], refuses: Refuses, morning_pain: float
) -> tuple[Planned, ...]:
    """The same without a prescription: the step that was played last, or the easiest; nothing ever climbs."""
    games = [level for level in levels.values() if level.kind in GENTLE.kinds]
    return _session(
        games,
        sides,
        before,
        refuses,
        lambda _level: (1.0, GENTLE.minutes),
        lambda past, _side: (past.level, ""),
        morning_pain,
    )


def hurt_after(level: str, side: str | None, before: History, morning_pain: float) -> bool:
    """Whether it was played on the last day of play, and this morning hurts more than is usual for the person."""
    usual = before.usual_pain
    if math.isnan(morning_pain) or math.isnan(usual) or morning_pain - usual < MORNING_RISE:
        return False
    days = [before.day_of(each) for each in before.known if before.day_of(each) < before.now.date()]
    last = max(days, default=None)
    return any(
        each.level == level and side in (None, each.side) and before.day_of(each) == last for each in before.known
    )


def _session(
    games: Iterable[Level],
    sides: Sequence[str],
    before: History,
    refuses: Refuses,
    dose: Callable[[Level], tuple[float, float]],
    climbed: Callable[[Past, str], tuple[str, str]],
    morning_pain: float,
) -> tuple[Planned, ...]:
    """One step of each ladder and side, until the minutes of a session are full; `dose` gives of a level the share of
    its own dose and a session's minutes of play, `climbed` what comes after what was played last, and why."""
    ladders: dict[str, dict[str, Level]] = {}
    for level in sorted(games, key=lambda level: (list(KINDS).index(level.kind), ladder_of(level), level.step)):
        ladders.setdefault(ladder_of(level), {})[level.id] = level
    standing = []
    for steps in ladders.values():
        sided = next(iter(steps.values())).row.sided
        for side in sides if sided else (None,):
            chosen = _step(steps, side, before, refuses, climbed, morning_pain)
            if chosen is not None:
                standing.append((_last_day(steps, side, before), side, *chosen))
    return _fitting(_in_turn(standing), dose)


def _step(
    steps: Mapping[str, Level],
    side: str | None,
    before: History,
    refuses: Refuses,
    climbed: Callable[[Past, str], tuple[str, str]],
    morning_pain: float,
) -> tuple[Level, str] | None:
    """The step of a ladder for today and why; where it may not be played, the hardest below that may, or the easiest
    of all. None where none may."""
    played = _of(steps, side, before)
    name, why = next(iter(steps)), ""
    if played:
        name, why = climbed(played[-1], side or played[-1].side)
        easier = step_beside(played[-1].level, -1, steps)
        if easier is not None and hurt_after(played[-1].level, side, before, morning_pain):
            name, why = easier, HURT_THIS_MORNING
    may = [one for one in steps if refuses(steps[one], side) is None]
    if name in may:
        return steps[name], why
    below = [one for one in may if steps[one].step < steps[name].step] or may[:1]
    return (steps[below[-1]], "") if below else None


def _of(steps: Collection[str], side: str | None, before: History) -> list[Past]:
    return [each for each in before.known if each.level in steps and side in (None, each.side)]


def _last_day(steps: Collection[str], side: str | None, before: History) -> date:
    return max((before.day_of(each) for each in _of(steps, side, before)), default=date.min)


def _in_turn(
    standing: list[tuple[date, str | None, Level, str]],
) -> list[tuple[date, str | None, Level, str]]:
    """What was played longest ago first; and of that, one of each kind, then another of each."""
    seen: dict[tuple[date, str], int] = {}
    turns = []
    for place, one in enumerate(standing):
        alike = one[0], one[2].kind
        turns.append((one[0], seen.setdefault(alike, 0), place, one))
        seen[alike] += 1
    return [turn[-1] for turn in sorted(turns, key=lambda turn: turn[:-1])]


def _fitting(
    standing: Iterable[tuple[date, str | None, Level, str]], dose: Callable[[Level], tuple[float, float]]
) -> tuple[Planned, ...]:
    """As many as fit into the session's minutes of play, and one at least."""
    found: list[Planned] = []
    play_min = 0.0
    for _, side, level, why in standing:
        share, most_min = dose(level)
        takes = expected(level, max(1, round(share * level.dose.repetitions)), share * level.dose.minutes)
        if found and (play_min + takes.play_min > most_min or len(found) >= ITEMS_MAX):
            continue
        play_min += takes.play_min
        found.append(Planned("main", level, side, takes.repetitions, takes.minutes, why=why))
    return tuple(found)
