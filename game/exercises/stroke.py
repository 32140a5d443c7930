"""Strokes: which movement of the other limb belongs to a cycle of the leading one, and how far behind it is."""

from __future__ import annotations

import math
from collections import deque

from game.exercises.pace import Pace
from game.measures.repetitions import Adaptive, Params, Repetition, RepetitionCounter
from game.motion.motion import TracePoint

_SEEN_SHARE = 0.3
"""A movement of the other limb is seen from this share of what is asked of it on."""
_LONGEST_S = 15.0
_REMEMBERED = 6
_NEAR_SHARE = 0.75
"""A peak of the other limb up to so many periods from that of the leading one may belong to it."""
_RHYTHM = 2.0
"""Strokes that are further apart than so many cycles as their own way there tells are no rhythm: there was a pause."""


def period_s(lead: Repetition, before: Repetition | None) -> float:
    """How long the cycle of a movement is: from the peak before to its own; after a pause, twice its way there."""
    alone_s = 2.0 * (lead.peak_s - lead.start_s)
    apart_s = math.inf if before is None else lead.peak_s - before.peak_s
    return apart_s if apart_s <= _RHYTHM * alone_s else alone_s


class OtherLimb:
    """The movements of the limb that does not lead, kept until a stroke takes them."""

    def __init__(self, asked_deg: float) -> None:
        self.angle_deg = math.nan
        self.heard_s = math.nan
        self._pace = Pace()
        self.made: deque[Repetition] = deque(maxlen=_REMEMBERED)
        self.expect(asked_deg)

    def expect(self, asked_deg: float) -> None:
        """So far it is asked to go from now on."""
        rise = Adaptive(asked_deg)
        seen = Adaptive(asked_deg, rise_deg_min=min(rise.rise_deg_min, _SEEN_SHARE * asked_deg))
        self._counter = RepetitionCounter(Params(seen, duration_s_max=_LONGEST_S))

    def hear(self, points: tuple[TracePoint, ...]) -> None:
        """What came in one tick."""
        for point in points:
            self.heard_s = point.t_s
            if not math.isnan(point.angle_deg):
                self.angle_deg = point.angle_deg
            made = self._counter.feed(point.t_s, point.angle_deg, self._pace.feed(point.t_s, point.angle_deg))
            if made is not None:
                self.made.append(made)

    def nearest(self, peak_s: float, cycle_s: float, wanted_deg: float) -> tuple[Repetition, float] | None:
        """The movement that may belong to a peak of the leading limb and whose phase is nearest to the wanted one, with
        its phase: how far in a cycle it is behind, above −180 up to 180."""
        near = [
            (one, wrapped_deg(360.0 * (one.peak_s - peak_s) / cycle_s))
            for one in self.made
            if abs(one.peak_s - peak_s) <= _NEAR_SHARE * cycle_s
        ]
        return min(near, key=lambda found: abs(wrapped_deg(found[1] - wanted_deg)), default=None)

    def unpaired(self, before_s: float) -> list[Repetition]:
        """Movements so long ago that no stroke will take them."""
        found = []
        while self.made and self.made[0].peak_s < before_s:
            found.append(self.made.popleft())
        return found


def wrapped_deg(angle_deg: float) -> float:
    """The same direction from above −180 up to 180."""
    return 180.0 - (180.0 - angle_deg) % 360.0
