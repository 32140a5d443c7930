"""Trace: the movement sample by sample as it was measured, kept for the measures of the end."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from game.exercises.events import RepCompleted
from game.motion.motion import TracePoint

Column = NDArray[np.float64]
_COLUMNS = TracePoint._fields[1:-1]
"""Everything between a point's time and the rates of its sensor."""


class Trace:
    """Columns of TracePoints, times rising; grows as samples come."""

    def __init__(self) -> None:
        self._t_s = array("d")
        self._rows = array("d")
        """The columns' numbers of one point after the other."""

    def add(self, points: Iterable[TracePoint]) -> None:
        """Keep more points."""
        for t_s, *columns, _ in points:
            self._t_s.append(t_s)
            self._rows.extend(columns)

    def part(self, start_s: float, end_s: float) -> tuple[Column, dict[str, Column]]:
        """The times within start and end (both included), and the columns beside them."""
        first, last = bisect_left(self._t_s, start_s), bisect_right(self._t_s, end_s)
        count = len(_COLUMNS)
        rows = np.array(self._rows[count * first : count * last]).reshape(-1, count)
        columns = {name: np.ascontiguousarray(rows[:, place]) for place, name in enumerate(_COLUMNS)}
        return np.array(self._t_s[first:last]), columns

    @property
    def rate_hz(self) -> float:
        """The usual rate of the samples; nan when there are too few."""
        if len(self._t_s) < 3:
            return float("nan")
        return 1.0 / float(np.median(np.diff(np.array(self._t_s))))

    @property
    def end_s(self) -> float:
        """The time of the last sample; nan when there is none."""
        return self._t_s[-1] if self._t_s else float("nan")

    def way_back_s(self, rep: RepCompleted, until_s: float) -> float:
        """When the limb was lowest again after a repetition, no later than `until_s`: a movement is counted as soon
        as it is half-way back, and is measured to its end."""
        times, columns = self.part(rep.end_s, until_s)
        angle = columns["angle_deg"]
        if times.size == 0 or np.isnan(angle).all():
            return rep.end_s
        return float(times[int(np.nanargmin(angle))])
