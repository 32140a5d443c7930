"""Pace: how fast a limb goes over the last third of a second, which a tremor hardly changes."""

from __future__ import annotations

import math
from collections import deque

from game.measures.minimum_jerk import PEAK, way_done

_PACE_S = 0.2
"""Speed is judged over so long: a whole period of a tremor of 5 Hz…"""
_MEAN_S = 0.125
"""…between means over so long, a whole period of one of 8 Hz: what trembles in between is weakened by both."""
_STILL_DEG_S = 3.0
"""Slower is still (the stillness rule of the measures this project follows)."""
COMFORTABLE_DEG_S = 45.0
"""Peak speed of an unhurried movement: three quarters of what is allowed to a spastic limb (a choice)."""
REACTION_S = 0.4
"""From a target's appearance to the movement's begin: a little more than a simple reaction to light (a choice)."""
_STROKE_S_MIN = 0.7
"""However short the way is, people take so long for it: quicker is a jerk."""


def stroke_s(way_deg: float, speed_deg_s: float) -> float:
    """How long one unhurried movement over that way takes, with that peak speed."""
    return max(_STROKE_S_MIN, PEAK * abs(way_deg) / speed_deg_s)


_QUICKEST_S = 0.1
"""No way is thought to have been quicker, whatever was measured…"""
_SLOW_S = 3.0
"""…and of one that takes longer nothing is hidden that counts."""
_HALVINGS = 30


def peak_of(pace_deg_s: float, way_deg: float) -> float:
    """The peak speed of the smoothest movement over that way which is measured to go so fast: means over a third of a
    second hide a good part of the peak of a short and quick one."""
    if not way_deg > 0.0 or pace_deg_s * _SLOW_S <= PEAK * way_deg:
        return pace_deg_s
    quick_s, slow_s = _QUICKEST_S, max(_QUICKEST_S, PEAK * way_deg / pace_deg_s)
    for _ in range(_HALVINGS):
        middle_s = 0.5 * (quick_s + slow_s)
        if _measured_deg_s(way_deg, middle_s) > pace_deg_s:
            quick_s = middle_s
        else:
            slow_s = middle_s
    return max(pace_deg_s, PEAK * way_deg / slow_s)


def _measured_deg_s(way_deg: float, lasts_s: float) -> float:
    """The highest pace, as it is measured, of the smoothest movement over that way in that time."""
    early, late = 0.5 * (_PACE_S - _MEAN_S) / lasts_s, 0.5 * (_PACE_S + _MEAN_S) / lasts_s
    # Half the difference of two means around the middle: both ends lie as far from it.
    mean = (way_done(0.5 + late) - way_done(0.5 + early)) / (late - early)
    return way_deg * (2.0 * mean - 1.0) / _PACE_S


class Pace:
    """Fed every sample; `still_s` says for how long the limb has been still."""

    def __init__(self) -> None:
        self._recent: deque[tuple[float, float]] = deque()
        self._newest_s: deque[float] = deque()
        self._newest_deg: deque[float] = deque()
        self._still_from_s = math.nan
        self._last_s = math.nan
        self.deg_s = 0.0
        """As `feed` said last."""

    @property
    def still_s(self) -> float:
        """For how long the limb has not moved; 0 while it does."""
        still_s = self._last_s - self._still_from_s
        return still_s if still_s > 0.0 else 0.0

    def restart(self) -> None:
        """Stillness counts from now."""
        self._still_from_s = math.nan

    def _mean(self, t_s: float, angle_deg: float) -> tuple[float, float]:
        """Where the limb was, on average, over the last moment, and when."""
        times, angles = self._newest_s, self._newest_deg
        times.append(t_s)
        angles.append(angle_deg)
        while t_s - times[0] > _MEAN_S - 1e-6:
            times.popleft()
            angles.popleft()
        count = len(times)
        return sum(times) / count, sum(angles) / count

    def feed(self, t_s: float, angle_deg: float) -> float:
        """One more sample; how fast the limb went, deg/s, never negative; 0 until it has been seen for a while."""
        recent = self._recent
        recent.append(self._mean(t_s, angle_deg))
        now_s, now_deg = recent[-1]
        while now_s - recent[0][0] > _PACE_S + 1e-6:
            recent.popleft()
        start_s, start_deg = recent[0]
        passed_s = now_s - start_s
        pace_deg_s = abs(now_deg - start_deg) / passed_s if passed_s > 0.5 * _PACE_S else 0.0
        self._last_s, self.deg_s = t_s, pace_deg_s
        if not pace_deg_s <= _STILL_DEG_S:  # nan is not still
            self._still_from_s = math.nan
        elif math.isnan(self._still_from_s):
            self._still_from_s = t_s
        return pace_deg_s
