"""Finding: when a limb that looks for a place has answered: it has left and is still again; and where it is then."""

from __future__ import annotations

import math
from collections import deque
from statistics import median

from game.exercises.pace import Pace

ANSWER_S = 0.5
"""An answer is where the limb is over half a second, once it has been still for so long (joint position sense rule of
the measures followed here)."""
AWAY_DEG = 5.0
"""Nobody has answered who is no further from the start: that is one measurement error."""
_BACK_SHARE = 0.3
_BACK_DEG, _BACK_SHARE_MAX = 15.0, 0.5
"""A limb is back below 15° (a hanging arm is never quite at zero), of a low place below half of it; or below 30 % of a
high one."""
FIND_S = 25.0
"""Longer nobody is kept at it."""


def is_back(angle_deg: float, place_deg: float) -> bool:
    """Whether a limb is back from a place. One that is not known has not been seen to be elsewhere."""
    far_deg = abs(place_deg)
    return not abs(angle_deg) > max(min(_BACK_DEG, _BACK_SHARE_MAX * far_deg), _BACK_SHARE * far_deg)


class Finding:
    """Fed every sample from the start on; `given` once the limb has left and is still again. `pace` is shared with
    whoever else asks for stillness."""

    def __init__(self, pace: Pace) -> None:
        self.pace = pace
        self.start_deg = 0.0
        self._recent: deque[tuple[float, float]] = deque()

    def begin(self, angle_deg: float) -> None:
        """From here it is looked for."""
        self.start_deg = angle_deg
        self.pace.restart()

    def feed(self, t_s: float, angle_deg: float) -> None:
        """One sample more, after `pace` has been fed."""
        recent = self._recent
        recent.append((t_s, angle_deg))
        while t_s - recent[0][0] > ANSWER_S:
            recent.popleft()

    def given(self, angle_deg: float) -> bool:
        """At one tick: it is away from the start, and has been still there for long enough."""
        if not abs(angle_deg - self.start_deg) > AWAY_DEG:
            self.pace.restart()
            return False
        return self.pace.still_s >= ANSWER_S

    @property
    def where_deg(self) -> float:
        """The median of the last half second; nan where nothing was heard."""
        known = [deg for _t, deg in self._recent if not math.isnan(deg)]
        return median(known) if known else math.nan
