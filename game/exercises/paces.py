"""Paces: how long up, held and down is asked for, and whether a movement kept to it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from game.measures.minimum_jerk import PEAK, way_share
from game.measures.phases import RATE_HZ, lasting_s, phases

TELL_S = 0.2
"""A phase that is longer or shorter by less cannot be told from one at tempo (a choice: about the error of one end)."""
QUICK_SHARE_MAX = 0.5
"""However wide the tolerance, a way in less than half the time asked for is not at tempo."""
_DROPPED = 2.5
"""Faster than the pace's own peak by so much, somewhere on the way down, the limb was let go (a choice: any tempo that
may be at tempo stays below twice)…"""
_DROPPED_DEG_S = 30.0
"""…and no slower than this, where the unevenness of any slow movement is as much."""
_REST_S = 0.6
_NEAREST, _LEAST_DEG = 0.04, 5.0
"""Ways are told apart by so large a share of them, and none is thought to be shorter: how long they are measured to be
hardly changes over that."""
_LASTING_S = (0.3, 0.5, 0.75, 1.0, 1.5, 2.0, 3.0, 4.5, 7.0, 11.0)

DROPPED = "let go on the way down"
UP_QUICK, UP_SLOW = "the way up was too quick", "the way up was too slow"
DOWN_QUICK, DOWN_SLOW = "the way down was too quick", "the way down was too slow"
HELD_SHORT, HELD_LONG = "held too shortly", "held for too long"
PACE_CUES = {
    DROPPED: "down_slower",
    UP_QUICK: "up_slower",
    UP_SLOW: "up_sooner",
    DOWN_QUICK: "down_slower",
    DOWN_SLOW: "down_sooner",
    HELD_SHORT: "longer",
    HELD_LONG: "shorter",
}


@dataclass(frozen=True, slots=True)
class Paces:
    """One repetition as it is asked for: seconds there, held and back, and which way is the lowering one."""

    there_s: float
    hold_s: float
    back_s: float
    lowers_there: bool = False

    def over_wall(self, way_deg: float, speed_deg_s_max: float) -> Paces:
        """The same, no way so quick that the smoothest movement would pass the speed ceiling."""
        least_s = PEAK * abs(way_deg) / speed_deg_s_max
        return Paces(max(self.there_s, least_s), self.hold_s, max(self.back_s, least_s), self.lowers_there)

    @property
    def up_s(self) -> float:
        """Seconds of the way against the load."""
        return self.back_s if self.lowers_there else self.there_s

    @property
    def down_s(self) -> float:
        """Seconds of the way with it."""
        return self.there_s if self.lowers_there else self.back_s

    @property
    def whole_s(self) -> float:
        """Seconds of it all."""
        return self.there_s + self.hold_s + self.back_s

    def share_at(self, t_s: float) -> float:
        """How much of the way up is done so many seconds after the start, 0–1, on the smoothest way."""
        if t_s <= self.there_s + self.hold_s:
            return way_share(t_s / self.there_s)
        return 1.0 - way_share((t_s - self.there_s - self.hold_s) / self.back_s)


@dataclass(frozen=True, slots=True)
class Take:
    """How one movement was made, in the units in which a tempo is asked for: exactly at tempo gives what was asked."""

    up_s: float
    hold_s: float
    down_s: float
    up_deg_s: float
    """Mean speed of the way up."""
    down_deg_s_max: float
    """Highest speed of the way down, without tremor."""
    left_deg: float
    """How far from where it started the limb stayed."""
    down_sparc: float
    """How smooth the way down was: the control of it."""
    reason: str | None = None
    """Why it cannot be had, where it cannot; the numbers are nan then."""


def take_of(t_s: Sequence[float], angle_deg: Sequence[float], paces: Paces) -> Take:
    """What a movement was, from a moment of rest before it to one after it.

    A way that begins and ends slowly is measured shorter than it is, and a quick one longer, by what is smoothed: what
    is told is how long the smoothest way as far as this one lasts that measures the same.
    """
    found = phases(t_s, angle_deg)
    missing = found["there_s"].reason
    if missing is not None:
        nan = math.nan
        return Take(nan, nan, nan, nan, nan, nan, nan, missing)
    there_s, hold_s, back_s = (found[name].value for name in ("there_s", "hold_s", "back_s"))
    way_deg = found["there_deg_s"].value * there_s
    lasted_s, turned_s = _lasts_s(there_s, way_deg), _lasts_s(back_s, way_deg)
    # What is missing of a way lies at both of its ends alike, and one of them at the top.
    hold_s = max(0.0, hold_s - 0.5 * (lasted_s - there_s) - 0.5 * (turned_s - back_s))
    there_s, back_s = lasted_s, turned_s
    left_deg = found["left_deg"].value
    there_max, back_max = found["there_deg_s_max"].value, found["back_deg_s_max"].value
    if paces.lowers_there:
        return Take(back_s, hold_s, there_s, way_deg / back_s, there_max, left_deg, found["there_sparc"].value)
    return Take(there_s, hold_s, back_s, way_deg / there_s, back_max, left_deg, found["back_sparc"].value)


def _lasts_s(measured_s: float, way_deg: float) -> float:
    """How long the smoothest way of so many degrees lasts that is measured to be so long."""
    measured, lasting = _table_s(round(math.log(max(way_deg, _LEAST_DEG)) / _NEAREST))
    if measured_s >= measured[-1]:
        return measured_s * lasting[-1] / measured[-1]
    return float(np.interp(measured_s, measured, lasting))


@lru_cache(maxsize=64)
def _table_s(way: int) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """How long smoothest ways are measured to be, rising, and how long they last; of ways about e to the power of so
    many steps long."""
    way_deg = math.exp(way * _NEAREST)
    measured, lasting = [0.0], [0.0]
    for lasts_s in _LASTING_S:
        paces = Paces(lasts_s, _REST_S, lasts_s)
        times = [step / RATE_HZ for step in range(round((paces.whole_s + 2.0 * _REST_S) * RATE_HZ) + 1)]
        found = lasting_s(times, [way_deg * paces.share_at(t_s - _REST_S) for t_s in times])
        if found is None or found[0] <= measured[-1]:
            break  # slower than what stands
        measured.append(found[0])
        lasting.append(lasts_s)
    return tuple(measured), tuple(lasting)


def judge_paces(take: Take, paces: Paces, tolerance: float, slow_tolerance: float, way_deg: float) -> str | None:
    """What was least at tempo, of what is beyond the tolerance (a share of the time asked for); None where nothing is.

    A way may take longer by `slow_tolerance`, and shorter by the other, but never less than half its time.
    """
    up_s, down_s = paces.up_s, paces.down_s
    if take.down_deg_s_max > max(_DROPPED_DEG_S, _DROPPED * PEAK * abs(way_deg) / down_s):
        return DROPPED
    quick = min(tolerance, QUICK_SHARE_MAX)
    off = [
        (_beyond(up_s - take.up_s, quick * up_s), UP_QUICK),
        (_beyond(take.up_s - up_s, slow_tolerance * up_s), UP_SLOW),
        (_beyond(down_s - take.down_s, quick * down_s), DOWN_QUICK),
        (_beyond(take.down_s - down_s, slow_tolerance * down_s), DOWN_SLOW),
        (_beyond(paces.hold_s - take.hold_s, tolerance * paces.hold_s), HELD_SHORT),
        (_beyond(take.hold_s - paces.hold_s, tolerance * paces.hold_s), HELD_LONG),
    ]
    worst, reason = max(off)
    return reason if worst > 1.0 else None


def _beyond(off_s: float, tolerance_s: float) -> float:
    """How many tolerances something is off."""
    return off_s / max(tolerance_s, TELL_S)
