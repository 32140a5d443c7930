"""Preview: what a level will be for one person: where its targets lie, how long it takes, and whether it may start."""

from __future__ import annotations

import math
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date

from game.coaching.allowed import Allowed, allowed_of, gentle_of
from game.coaching.caps import day_of, share_of
from game.coaching.gentle import GENTLE, gentle_targets
from game.coaching.prescription import Prescription
from game.coaching.refusal import refusal_of
from game.coaching.settings import CoachSettings
from game.coaching.wall import inside
from game.exercises.exercise import Ends, Parameter, Wall
from game.exercises.pace import COMFORTABLE_DEG_S
from game.exercises.ranges import REST_SHARE, own_deg
from game.exercises.tempo import TempoKeys
from game.level import Level
from game.motion.apart import cannot_tell

_UNHURRIED_SHARE = 0.75
"""Under a low speed ceiling, people move at so much of it: the same share that COMFORTABLE_DEG_S is of 60 °/s."""

_NEAR_DEG = 1e-6


@dataclass(frozen=True, slots=True)
class Expected:
    """How long a dose takes at a comfortable pace."""

    repetitions: int
    """As many as are asked for, or as fit into the minutes."""
    play_min: float
    rests: int
    minutes: float
    """Play and rests."""
    each_s: float
    """One repetition; nan where nobody can say beforehand, and then the minutes are the most that is allowed."""


@dataclass(frozen=True, slots=True)
class Placed:
    """One target of the level, and where it lies for this person."""

    asked_deg: float
    lies_deg: float
    """nan where it is left out."""


@dataclass(frozen=True, slots=True)
class Adapting:
    """A parameter that adapts inside a session, between its two ends."""

    parameter: Parameter
    easiest: float
    as_the_level_says: float
    hardest: float
    unit: str
    """deg or s; empty where the ends are shares of what the level says, all three 1 where only the kind knows them."""


@dataclass(frozen=True, slots=True)
class Preview:
    """What a level will be for one person."""

    level: Level
    side: str
    range_deg: float
    """How far this person goes; nan where nobody knows."""
    wall: Wall
    targets: tuple[Placed, ...]
    share: float
    """So much of the level's own dose is asked for: less than all of it in a prescription's first week."""
    expected: Expected
    refusal: str | None
    """Why it does not start with a sensor, in words; None where it may."""
    adapts: tuple[Adapting, ...]
    cannot_tell: tuple[str, ...]
    """What each set of sensors takes for this movement though it is another."""


def expected(
    level: Level,
    repetitions: int | None = None,
    minutes: float | None = None,
    allowed: Allowed | None = None,
) -> Expected:
    """How long a level's dose takes, or another one, with its own rests and speed or those that are allowed; whichever
    of repetitions and minutes is done first ends it."""
    dose, allowed = level.dose, allowed or Allowed()
    asked, minutes = repetitions or dose.repetitions, minutes or dose.minutes
    rest_s, rest_every_s = max(dose.rest_s, allowed.rest_s), min(dose.rest_every_s, allowed.rest_every_s)
    speed_deg_s = min(COMFORTABLE_DEG_S, _UNHURRIED_SHARE * min(level.speed_deg_s_max, allowed.speed_deg_s_max))
    each_s = level.exercise.takes_s(speed_deg_s)
    if math.isnan(each_s):
        play_s = 60.0 * minutes
    else:
        asked = min(asked, max(1, int(60.0 * minutes / each_s)))
        play_s = asked * each_s
    rests = max(0, math.ceil(play_s / rest_every_s) - 1)
    if isinstance(level.exercise, TempoKeys):  # a rest after each set, and from there on the time counts anew
        rests = max(rests, math.ceil(asked / level.exercise.set_repetitions) - 1)
    return Expected(asked, play_s / 60.0, rests, (play_s + rests * rest_s) / 60.0, each_s)


def preview(
    level: Level,
    side: str,
    range_deg: float,
    prescription: Prescription | None,
    day: date,
    of_the_programme: Collection[str] = (),
) -> Preview:
    """What the level will be on that day for somebody who goes so far (nan: unknown), with a prescription or without.
    `of_the_programme` are the levels of the programme that the prescription names."""
    allowed = _allowed(level, prescription, day)
    asked = max(1, round(allowed.share * level.dose.repetitions))
    return Preview(
        level,
        side,
        range_deg,
        allowed.wall,
        _placed(level, range_deg, allowed.wall, prescription),
        allowed.share,
        expected(
            level,
            max(1, round(min(asked, allowed.repetitions))),
            min(allowed.share * level.dose.minutes, allowed.minutes),
            allowed,
        ),
        refusal_of(
            level,
            prescription,
            day,
            side=side,
            electrodes=bool(level.exercise.muscles()),
            of_the_programme=of_the_programme,
        ),
        _adapting(level, allowed),
        tuple(said for way in level.row.ways if (said := cannot_tell(level.row, way, side))),
    )


def _allowed(level: Level, prescription: Prescription | None, day: date) -> Allowed:
    """What a Round may do on that day of which nothing is played yet."""
    if prescription is None:
        return gentle_of(level)
    share = share_of(level, prescription, None, day)
    minutes, repetitions = day_of(level, prescription, day, share)
    return replace(allowed_of(level, prescription, day, None), share=share, minutes=minutes, repetitions=repetitions)


def _placed(level: Level, range_deg: float, wall: Wall, prescription: Prescription | None) -> tuple[Placed, ...]:
    """Each target where it lies: inside the wall, and within a share of the range where the level asks for one, or
    without a prescription."""
    asked = level.exercise.asked().targets_deg
    if not asked:
        return ()
    kept = inside(asked, wall)
    lies = [inner if (inner := wall.inside_deg(target)) in kept else math.nan for target in asked]
    most_share = GENTLE.range_share if prescription is None else 1.0
    if (shares := level.exercise.own_shares) and not math.isnan(range_deg):
        lies = [own_deg(place, shares[0], range_deg, most_share) for place in lies]
    elif prescription is None and kept and not math.isnan(range_deg):
        lowered = gentle_targets(kept, range_deg)
        share = max(lowered) / max(kept)
        lies = [share * place if share * place >= min(lowered) - _NEAR_DEG else math.nan for place in lies]
    return tuple(map(Placed, asked, lies))


def _adapting(level: Level, allowed: Allowed) -> tuple[Adapting, ...]:
    """In the level's order, what of it adapts and how far, as a coach lets it."""
    asked = level.exercise.asked()
    top_deg = max(inside(asked.targets_deg, allowed.wall), default=math.nan)
    own = {"tolerance": (asked.tolerance_deg, "deg"), "hold": (asked.hold_s, "s")}
    found = []
    for parameter in level.adapts:
        ends = asked.ends.get(parameter)
        if ends is None or (parameter == "hold" and asked.hold_s == 0.0):
            continue
        said, unit = own.get(parameter, (1.0, ""))
        if math.isnan(said):
            said, unit = 1.0, ""
        easiest, hardest = _ends(parameter, ends, top_deg, allowed)
        if parameter == "tolerance" and not math.isnan(top_deg):
            easiest = max(1.0, min(easiest, REST_SHARE * top_deg / said))
        found.append(Adapting(parameter, said * easiest, said, said * hardest, unit))
    return tuple(found)


def _ends(parameter: Parameter, ends: Ends, top_deg: float, allowed: Allowed) -> tuple[float, float]:
    """What the level's own value is multiplied by at most either way; 1 where only the kind knows."""
    if ends.hardest == 1.0:
        return 1.0, 1.0
    easiest, hardest = ends.easiest if ends.eases else 1.0, ends.hardest
    if parameter == "range" and not math.isnan(top_deg):
        rise_deg = CoachSettings().range_rise_deg if allowed.range_rises else 0.0
        hardest = max(1.0, min(hardest, min(allowed.ceiling_deg, top_deg + rise_deg) / top_deg))
    return easiest, hardest
