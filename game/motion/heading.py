"""Heading: how far the headings of two sensors differ, told by the axis that the hinge between them shares."""

from __future__ import annotations

import math
from collections import deque

from game.motion.rotation import wrapped_rad
from input_devices import Vector

WINDOW_S = 8.0
DATA_S = 0.2
_UPDATE_S = 1.0
_TAU_S = 5.0
"""These four are the defaults of qmt's heading correction (Laidig 2019), as the measures this project follows have
them."""
_WEIGHT_MIN = 0.3
"""The mean product of the level parts of the axis; below it the axis stands too upright to show a heading."""


class Heading:
    """The turn about up that brings the distal sensor's earth onto the proximal one's.

    Closed form over a window: the level parts of the axis, as both sensors see it, are laid on one another. Until the
    window is full every reading counts at once, so that it is there from the first sample on; then it is smoothed. It
    is held while the axis stands upright.
    """

    def __init__(self) -> None:
        self.restart()

    def restart(self) -> None:
        """Nothing is known of the headings any more."""
        self.rad = math.nan
        self._rows: deque[tuple[float, float, float, float]] = deque()
        self._began_s = self._updated_s = math.nan
        self.due_s = -math.inf
        """From when on the next reading is wanted: five a second are enough."""

    def feed(self, t_s: float, proximal: Vector, distal: Vector) -> None:
        """The joint's axis as both sensors see it now, each in its own earth's axes."""
        self.due_s = t_s + DATA_S - 1e-9
        ax, ay, bx, by = proximal[0], proximal[1], distal[0], distal[1]
        rows = self._rows
        if not rows:
            self._began_s = t_s
        rows.append((t_s, bx * ay - by * ax, ax * bx + ay * by, math.hypot(ax, ay) * math.hypot(bx, by)))
        while rows[0][0] < t_s - WINDOW_S:
            rows.popleft()
        young = t_s - self._began_s < WINDOW_S
        if not young and t_s - self._updated_s < _UPDATE_S - 1e-9:
            return
        if sum(row[3] for row in rows) <= _WEIGHT_MIN * len(rows):
            return
        seen = math.atan2(sum(row[1] for row in rows), sum(row[2] for row in rows))
        if young or math.isnan(self.rad):
            self.rad = seen
        else:
            share = 1.0 - math.exp(-min(t_s - self._updated_s, _TAU_S) / _TAU_S)
            self.rad = wrapped_rad(self.rad + share * wrapped_rad(seen - self.rad))
        self._updated_s = t_s
