"""Preview: what a level will be for one person: where its targets lie, how long it takes, and whether it may start."""

from __future__ import annotations

import math
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from game.coaching.gentle import gentle_targets, refuse_gentle
from game.coaching.prescription import Prescription
from game.coaching.review import refuse_unreviewed
from game.coaching.wall import inside, outside, wall_of
from game.exercises.exercise import Parameter, Wall
from game.exercises.pace import COMFORTABLE_DEG_S
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
    """deg or s; empty where the ends are shares of what the level says."""


@dataclass(frozen=True, slots=True)
class Preview:
    """What a level will be for one person."""

    level: Level
    side: str
    range_deg: float
    """How far this person goes; nan where nobody knows."""
    wall: Wall
    targets: tuple[Placed, ...]
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
    rest_s: float | None = None,
    rest_every_s: float | None = None,
) -> Expected:
    """How long a level's dose takes, or another one, with its own rests or others; whichever of repetitions and minutes
    is done first ends it."""
    dose = level.dose
    asked, minutes = repetitions or dose.repetitions, minutes or dose.minutes
    rest_s, rest_every_s = rest_s or dose.rest_s, rest_every_s or dose.rest_every_s
    speed_deg_s = min(COMFORTABLE_DEG_S, _UNHURRIED_SHARE * level.speed_deg_s_max)
    each_s = level.exercise.takes_s(speed_deg_s)
    if math.isnan(each_s):
        play_s = 60.0 * minutes
    else:
        asked = min(asked, max(1, int(60.0 * minutes / each_s)))
        play_s = asked * each_s
    rests = max(0, math.ceil(play_s / rest_every_s) - 1)
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
    wall = wall_of(level, prescription, day=day)
    rests: tuple[float | None, float | None] = (None, None)
    if prescription is not None:
        rest_s, rest_every_s = (prescription.said(key, level.movement, day) for key in ("rest_s", "rest_every_s"))
        rests = (rest_s, rest_every_s)
    return Preview(
        level,
        side,
        range_deg,
        wall,
        _placed(level, range_deg, wall, prescription),
        expected(level, rest_s=rests[0], rest_every_s=rests[1]),
        _refusal(level, prescription, day, wall, of_the_programme),
        _adapting(level),
        tuple(said for way in level.row.ways if (said := cannot_tell(level.row, way, side))),
    )


def _placed(level: Level, range_deg: float, wall: Wall, prescription: Prescription | None) -> tuple[Placed, ...]:
    """Each target where it lies: inside the wall, and without a prescription within a share of the range, too."""
    asked = level.exercise.asked().targets_deg
    if not asked:
        return ()
    kept = inside(asked, wall)
    lies = [inner if (inner := wall.inside_deg(target)) in kept else math.nan for target in asked]
    if prescription is None and kept and not math.isnan(range_deg):
        lowered = gentle_targets(kept, range_deg)
        share = max(lowered) / max(kept)
        lies = [share * place if share * place >= min(lowered) - _NEAR_DEG else math.nan for place in lies]
    return tuple(map(Placed, asked, lies))


def _refusal(
    level: Level, prescription: Prescription | None, day: date, wall: Wall, of_the_programme: Collection[str]
) -> str | None:
    electrodes = bool(level.exercise.muscles())
    if prescription is None:
        return refuse_gentle(level.kind, level.posture, None, electrodes=electrodes) or refuse_unreviewed(level)
    refused = prescription.refuses(level, day, electrodes=electrodes, of_the_programme=of_the_programme)
    return refused or outside(level, wall)


def _adapting(level: Level) -> tuple[Adapting, ...]:
    """In the level's order, what of it adapts and how far."""
    asked = level.exercise.asked()
    own = {"tolerance": (asked.tolerance_deg, "deg"), "hold": (asked.hold_s, "s")}
    found = []
    for parameter in level.adapts:
        ends = asked.ends.get(parameter)
        if ends is None:
            continue
        said, unit = own.get(parameter, (1.0, ""))
        if said <= 0.0:
            said, unit = 1.0, ""
        found.append(Adapting(parameter, said * ends.easiest, said, said * ends.hardest, unit))
    return tuple(found)
