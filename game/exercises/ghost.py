"""Ghost: where the pace of a repetition is now; it waits for a limb that comes late to the far end."""

from __future__ import annotations

import math

from game.exercises.paces import Paces
from game.exercises.views import TempoPhase
from game.measures.minimum_jerk import way_share


class Ghost:
    """The pace at one moment of a repetition: made at every tick, so what is asked of it is worked out once."""

    __slots__ = ("_paces", "_reached_s", "_started_s", "passed_s", "phase", "turned")

    def __init__(
        self, paces: Paces, started_s: float = math.nan, reached_s: float = math.nan, *, back: bool = False
    ) -> None:
        """`started_s`: seconds since the limb left its rest, nan or none before; `reached_s`: since it came to the far
        end, nan before; `back`: it is on its way back already, wherever it turned."""
        self._paces, self._started_s, self._reached_s = paces, started_s, reached_s
        self.turned = back or reached_s >= paces.hold_s
        """The way back is what is asked for now."""
        self.phase: TempoPhase = "ready"
        """What is asked for now."""
        self.passed_s = 0.0
        """Seconds of this phase that have passed."""
        if not started_s > 0.0:
            return
        if self.turned:
            self.phase = "up" if paces.lowers_there else "down"
            self.passed_s = max(0.0, reached_s - paces.hold_s)
        elif reached_s == reached_s:
            self.phase, self.passed_s = "hold", reached_s
        else:
            self.phase, self.passed_s = "down" if paces.lowers_there else "up", started_s

    @property
    def left_s(self) -> float:
        """Seconds of it that are left; nan where none is on."""
        lasts_s = {"up": self._paces.up_s, "hold": self._paces.hold_s, "down": self._paces.down_s}
        return max(0.0, lasts_s[self.phase] - self.passed_s) if self.phase != "ready" else math.nan

    @property
    def share(self) -> float:
        """How much of the way there is done, 0–1, on the smoothest way."""
        if not self._started_s > 0.0:
            return 0.0
        if self.turned:
            return 1.0 - way_share(self.passed_s / self._paces.back_s)
        return way_share(self._started_s / self._paces.there_s) if math.isnan(self._reached_s) else 1.0
