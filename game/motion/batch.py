"""Batch: the orientation of one sensor over a whole recording at once, the same to the last digit as when streamed."""

from __future__ import annotations

import copy
import math
from collections.abc import Callable
from dataclasses import dataclass
from itertools import chain
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from game.motion.angles import ANGLES_DEG, Reference
from game.motion.movement import Formula
from game.motion.orientation import GAP_S, Fusion, Numbers, Rows, Stepping, between, make_fusion
from game.motion.rest import REST_S, Rest, agreement
from game.motion.rotation import up_in_sensor

Anew: TypeAlias = Callable[[int, Rows], int | None]
"""Given the place of a first reading, and where up is at it and at some that follow: how many on is the first reading
after which the orientation has to begin anew from gravity; None for none of them."""
_PIECE = 6000
"""So many readings go through the filter at once, and once more where the orientation begins anew among them."""


@dataclass(frozen=True, slots=True)
class Readings:
    """What one sensor said, in its own axes: times rising (n,), angular rates (n, 3), accelerations (n, 3)."""

    t_s: Numbers
    rate_rad_s: Rows
    acceleration_m_s2: Rows

    def at(self, which: NDArray[np.intp] | slice) -> Readings:
        """Some of the readings."""
        return Readings(self.t_s[which], self.rate_rad_s[which], self.acceleration_m_s2[which])


def never(start: int, up: Rows) -> None:
    """The orientation begins anew after a gap and never else."""
    del start, up


def orientations(readings: Readings, anew: Anew = never) -> Rows:
    """The orientation after each reading, sensor → earth, (n, 4); nan where `Orientation` does not know it.

    What `Orientation.feed` gives one by one: the same filter takes the same steps in the same order.
    """
    turned = np.full((readings.t_s.size, 4), np.nan)
    whole = np.flatnonzero(np.isfinite(sum(readings.rate_rad_s.T) + sum(readings.acceleration_m_s2.T)))
    sound, stepping = readings.at(whole), Stepping()
    for learnt, t_s in enumerate(sound.t_s.tolist(), start=1):
        stepping.learn(t_s)
        if not math.isnan(stepping.dt_s):
            walk = _Walk(sound, stepping)
            turned[whole] = walk.through(learnt, lambda start, up: anew(int(whole[start]), up))
            break
    return turned


def ups(turned: Rows) -> Rows:
    """Where up was at each orientation, sensor axes, (n, 3)."""
    w, x, y, z = turned.T
    return np.stack(up_in_sensor((w, x, y, z)), axis=1)


def angles_deg(formula: Formula, up: Rows, neutral: Reference) -> Numbers:
    """The movement's angle at each direction of up, by the very rule that plays; nan where up is not known."""
    rule = ANGLES_DEG[formula]
    known = np.isfinite(up).all(axis=1)
    angles = np.full(len(up), np.nan)
    angles[known] = [rule((x, y, z), neutral) for x, y, z in up[known].tolist()]
    return angles


def unfelt(readings: Readings) -> Anew:
    """When a sensor that measures begins anew, as it does in play: it rests, and gravity is elsewhere than where its
    gyroscope says. For readings of which every one is known in the end, and none is stuck."""
    rest = Rest()
    felt = np.full((readings.t_s.size, 3), np.nan)
    rows = zip(readings.t_s.tolist(), readings.acceleration_m_s2.tolist(), strict=True)
    for at, (t_s, (x, y, z)) in enumerate(rows):
        rest.feed(t_s, (x, y, z))
        if rest.rested_s >= REST_S:
            felt[at] = rest.up

    def first(start: int, up: Rows) -> int | None:
        p, q, r = felt[start : start + len(up)].T
        x, y, z = up.T
        wrong = np.flatnonzero(agreement((p, q, r), (x, y, z)) < 0.0)
        return int(wrong[0]) if wrong.size else None

    return first


class _Walk:
    """One filter's way through the readings, piece by piece; a piece holds no gap."""

    def __init__(self, readings: Readings, stepping: Stepping) -> None:
        self._readings, self._stepping = readings, stepping
        self._times = readings.t_s.tolist()
        self._fusion: Fusion = make_fusion(stepping.dt_s)
        self._ends: NDArray[np.intp] = np.zeros(0, dtype=np.intp)
        """Which of the steps of the last piece reached each of its readings."""
        self._undo: int | None = None
        """After which of these steps the filter should have stopped, where it has gone on."""

    def through(self, learnt: int, anew: Anew) -> Rows:
        """All orientations, nan before the first that is known; the pace is known from `learnt` readings."""
        count = len(self._times)
        turned = np.full((count, 4), np.nan)
        gaps = np.flatnonzero(np.diff(self._readings.t_s) > GAP_S) + 1
        start, end, begins = learnt - self._stepping.kept, learnt, False
        while start < end:
            before = copy.deepcopy(self._stepping)
            turned[start:end] = self._piece(start, end, begins)
            last = anew(start, ups(turned[start:end]))
            if last is not None and end > learnt:  # what was kept back becomes known all at once
                end = start + last + 1
                self._undo, self._stepping = int(self._ends[last]), before
                self._plan(start, end, begins)
            begins = last is not None
            start, end = end, min(end + _PIECE, count, *gaps[np.searchsorted(gaps, end, "right") :][:1])
        return turned

    def _plan(self, start: int, end: int, begins: bool) -> tuple[NDArray[np.intp], Numbers]:
        step, times = self._stepping.step, self._times
        plan = [step(times[start], begins), *map(step, times[start + 1 : end])]
        steps, scales = np.fromiter(chain.from_iterable(plan), np.float64, 2 * len(plan)).reshape(-1, 2).T
        return steps.astype(np.intp), scales

    def _piece(self, start: int, end: int, begins: bool) -> Rows:
        steps, scale = self._plan(start, end, begins)
        if steps[0] == 0:
            self._fusion.restart(self._undo)
        self._undo = None
        counts = np.maximum(steps, 1)
        self._ends = np.cumsum(counts) - 1
        rates, accelerations = self._readings.rate_rad_s, self._readings.acceleration_m_s2
        if self._ends[-1] == end - start - 1:
            return self._fusion.steps(rates[start:end] * scale[:, None], accelerations[start:end])
        at, scale = np.repeat(np.arange(start, end), counts), np.repeat(scale, counts)
        fed = rates[at] * scale[:, None], accelerations[at]
        share = (np.arange(at.size) - np.repeat(self._ends - counts, counts)) / np.repeat(counts, counts)
        on_the_way = share < 1.0
        now, share = at[on_the_way], share[on_the_way]
        fed[0][on_the_way] = _between(rates, now, share, scale[on_the_way])
        fed[1][on_the_way] = _between(accelerations, now, share, np.ones(now.size))
        return self._fusion.steps(*fed)[self._ends]


def _between(rows: Rows, now: NDArray[np.intp], share: Numbers, scale: Numbers) -> Rows:
    (a, b, c), (x, y, z) = rows[now - 1].T, rows[now].T
    return np.stack(between((a, b, c), (x, y, z), share, scale), axis=1)
