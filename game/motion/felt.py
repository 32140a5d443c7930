"""Felt: what two sensors at one joint said, brought to the same even moments."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from game.motion.batch import Readings, ups
from game.motion.orientation import Numbers, Rows
from game.motion.pair_rows import TurnedRows

EVEN_HZ = 50.0
_SMOOTHING_S = 0.1
"""Axes and signs are told at this pace, from signals smoothed by so much: what flesh does is faster. Choices."""
_HOLE_S = 0.06
"""No moment nearby a longer hole counts: a choice."""
_SWERVE_RAD = math.radians(2.0)
_SETTLES_S = 2.0
"""A hole through which the rate changed so much that the turn in it may be wrong by more than this counts for longer:
until the filter has found up again. Choices."""


@dataclass(frozen=True, slots=True)
class Felt:
    """One sensor at moments that both are known at, each (n, 3) in its own axes."""

    t_s: Numbers
    up: Rows
    rate_rad_s: Rows
    spin_rad_s2: Rows
    """How fast the rate changes."""
    acceleration_m_s2: Rows


def evenly(
    turned: tuple[TurnedRows, TurnedRows], said: tuple[Readings, Readings], bias_rad_s: tuple[Rows, Rows]
) -> tuple[Felt, Felt]:
    """Both sensors at the same even moments, smoothed and without their gyroscopes' bias; the moments at which one of
    them was away are left out."""
    begin = max(sensor.t_s[0] for sensor in turned)
    end = min(sensor.t_s[-1] for sensor in turned)
    at_s = np.arange(begin, end, 1.0 / EVEN_HZ)
    there = np.ones(len(at_s), dtype=bool)
    felt = []
    for sensor, readings, bias in zip(turned, said, bias_rad_s, strict=True):
        t_s, gyr, acc = readings.t_s, readings.rate_rad_s, readings.acceleration_m_s2
        hole = np.flatnonzero(np.diff(t_s) > _HOLE_S)
        for last, first in zip(hole, hole + 1, strict=True):
            swerve_rad = float(np.linalg.norm(gyr[first] - gyr[last])) * (t_s[first] - t_s[last]) / 4.0
            after_s = _SETTLES_S if swerve_rad > _SWERVE_RAD else _SMOOTHING_S
            there[(at_s > t_s[last] - _SMOOTHING_S) & (at_s < t_s[first] + after_s)] = False
        up = _smooth(at_s, sensor.t_s, ups(sensor.q))
        rate, acceleration = _smooth(at_s, t_s, gyr - bias), _smooth(at_s, t_s, acc)
        felt.append((at_s, up, rate, np.gradient(rate, 1.0 / EVEN_HZ, axis=0), acceleration))
    one, two = (Felt(*(rows[there] for rows in sensor)) for sensor in felt)
    return one, two


def _smooth(at_s: Rows, t_s: Rows, rows: Rows) -> Rows:
    """The mean over a moment around each of `at_s`."""
    half = _SMOOTHING_S / 2.0
    summed = np.vstack((np.zeros(3), np.cumsum(0.5 * (rows[1:] + rows[:-1]) * np.diff(t_s)[:, None], axis=0)))
    ends = np.clip(at_s + half, t_s[0], t_s[-1]), np.clip(at_s - half, t_s[0], t_s[-1])
    to, fro = (np.stack([np.interp(e, t_s, summed[:, i]) for i in range(3)], axis=1) for e in ends)
    return np.asarray((to - fro) / (ends[0] - ends[1])[:, None])
