"""Ghost: where the pace of a repetition is now; it waits for a limb that comes late to the far end."""

from __future__ import annotations

import math
from dataclasses import dataclass

from game.exercises.paces import Paces
from game.exercises.views import TempoPhase
from game.measures.minimum_jerk import way_share


@dataclass(frozen=True, slots=True)
class Ghost:
    """The pace at one moment of a repetition."""

    paces: Paces
    started_s: float = math.nan
    """Seconds since the limb left its rest; nan or none before."""
    reached_s: float = math.nan
    """Seconds since it came to the far end; nan before."""
    back: bool = False
    """It is on its way back already, wherever it turned."""

    @property
    def turned(self) -> bool:
        """The way back is what is asked for now."""
        return self.back or self.reached_s >= self.paces.hold_s

    @property
    def phase(self) -> TempoPhase:
        """What is asked for now."""
        if not self.started_s > 0.0:
            return "ready"
        if self.turned:
            return "up" if self.paces.lowers_there else "down"
        if not math.isnan(self.reached_s):
            return "hold"
        return "down" if self.paces.lowers_there else "up"

    @property
    def passed_s(self) -> float:
        """Seconds of this phase that have passed."""
        if not self.started_s > 0.0:
            return 0.0
        if self.turned:
            return max(0.0, self.reached_s - self.paces.hold_s)
        return self.started_s if math.isnan(self.reached_s) else self.reached_s

    @property
    def left_s(self) -> float:
        """Seconds of it that are left; nan where none is on."""
        lasts_s = {"up": self.paces.up_s, "hold": self.paces.hold_s, "down": self.paces.down_s}
        return max(0.0, lasts_s[self.phase] - self.passed_s) if self.phase != "ready" else math.nan

    @property
    def share(self) -> float:
        """How much of the way there is done, 0–1, on the smoothest way."""
        if not self.started_s > 0.0:
            return 0.0
        if self.turned:
            return 1.0 - way_share(self.passed_s / self.paces.back_s)
        return way_share(self.started_s / self.paces.there_s) if math.isnan(self.reached_s) else 1.0
