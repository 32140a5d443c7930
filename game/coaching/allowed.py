"""Allowed: all that a Round may do today, from prescription and history, as plain values that stand in its setup."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from game.coaching.blanks import BLANKS
from game.coaching.fatigue import FatigueRules
from game.coaching.gentle import gentle_minutes
from game.coaching.safety import PainRules
from game.coaching.wall import wall_of
from game.exercises.exercise import Wall
from game.level.kinds import TESTS

if TYPE_CHECKING:
    from game.coaching.history import History
    from game.coaching.prescription import Prescription
    from game.level import Level


@dataclass(frozen=True, slots=True)
class Allowed:
    """What holds for one level on one day. Where nothing holds, a number is infinite, or nan where it is not known."""

    floor_deg: float = -math.inf
    ceiling_deg: float = math.inf
    speed_deg_s_max: float = math.inf
    minutes: float = math.inf
    """So much may be played now."""
    repetitions: float = math.inf
    share: float = 1.0
    """So much of the level's own dose is asked for; a test has its own."""
    rest_s: float = 0.0
    """A rest lasts at least so long …"""
    rest_every_s: float = math.inf
    """… and comes after so much play at the latest."""
    protective: bool = False
    pain_stop_from: int = PainRules().stop_from
    """Pain in play, 0–10, from which the exercise stops."""
    effort_from: float = FatigueRules().effort_from
    """Effort, 0–10, that is a sign of fatigue and makes it easier."""
    tired_rest_s: float = 60.0
    """The rest of somebody who is tired: a choice."""
    helped: int = 3
    """So many compensated movements of the last five bring a cue: a choice."""
    usual_pain: float = math.nan
    """0–10, before play."""
    standing: str | None = None
    mode: str | None = None
    compensation: str | None = None
    range_rises: bool = True
    """Whether more range may be asked for than the level does."""
    beyond_safe_limits: str | None = None
    """Why a safe limit of the movement table may be passed."""

    @property
    def wall(self) -> Wall:
        """What nothing asked for may pass."""
        return Wall(self.floor_deg, self.ceiling_deg, self.speed_deg_s_max)

    def as_row(self) -> dict[str, Any]:
        """Plain values for a file: what holds, and nothing else."""
        free = asdict(Allowed())
        return {key: value for key, value in asdict(self).items() if value != free[key] and value == value}


FREE = Allowed()


def allowed_from_row(row: Mapping[str, Any]) -> Allowed:
    """What `as_row` wrote; what a newer Moveagain wrote beside it is left out."""
    known = {each.name for each in fields(Allowed)}
    return Allowed(**{key: value for key, value in row.items() if key in known})


def free_of(level: Level) -> Allowed:
    """What holds in a try-out: the movement's safe limits."""
    return _walled(FREE, wall_of(level, None))


def gentle_of(level: Level, history: History | None = None) -> Allowed:
    """What holds without a prescription: what this sitting has left of gentle mode's minutes, and nothing standing. The
    range is shown one way only, so nothing is asked for the other way, past the neutral pose; and when it was shown the
    targets come nearer."""
    usual = math.nan if history is None else history.usual_pain
    free = free_of(level)
    gentle = replace(free, minutes=gentle_minutes(history), usual_pain=usual, floor_deg=max(0.0, free.floor_deg))
    return replace(gentle, standing="no", range_rises=False)


def _walled(allowed: Allowed, wall: Wall) -> Allowed:
    return replace(
        allowed, floor_deg=wall.floor_deg, ceiling_deg=wall.ceiling_deg, speed_deg_s_max=wall.speed_deg_s_max
    )


def allowed_of(level: Level, prescription: Prescription, day: date, history: History | None) -> Allowed:
    """What the prescription allows of a level on that day, but for what the day's doses leave of it."""

    def said(key: str) -> Any:
        return prescription.said(key, level.movement, day)

    allowed = Allowed(
        rest_s=said("rest_s") or BLANKS.rest_s,
        rest_every_s=said("rest_every_s") or BLANKS.rest_every_s,
        protective=said("pain") == "protective",
        pain_stop_from=said("pain_stop_from") or FREE.pain_stop_from,
        effort_from=said("effort_from") or FREE.effort_from,
        tired_rest_s=said("tired_rest_s") or FREE.tired_rest_s,
        helped=said("helped_of_five") or FREE.helped,
        usual_pain=math.nan if history is None else history.usual_pain,
        standing=said("standing") or "no",
        mode=said("mode"),
        compensation=said("compensation"),
        range_rises=not said("after_surgery"),
        beyond_safe_limits=said("beyond_safe_limits"),
    )
    if level.kind in TESTS:  # a test is timed as its standard says, and is its own dose
        allowed = replace(allowed, rest_s=0.0, rest_every_s=math.inf)
    return _walled(allowed, wall_of(level, prescription, None, day))
