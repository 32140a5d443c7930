"""Sets: how many repetitions of which set are done, and whether one ends before because it has become slower."""

from __future__ import annotations

from dataclasses import dataclass

from game.exercises.events import SetEnded
from game.measures.fatigue import velocity_loss


@dataclass(frozen=True, slots=True)
class SetRules:
    """How many sets of how many repetitions, and when a set ends before."""

    sets: int = 1
    repetitions: int = 10
    speed_loss_percent: float | None = None
    """By so much slower, on the way up, than the fastest of the set."""


class Sets:
    """Counts. After a set a rest is due; after the last, where one of them ended early, the exercise is over."""

    def __init__(self, rules: SetRules) -> None:
        self.rules = rules
        self.done = 0
        """Sets that are over."""
        self._speeds_deg_s: list[float] = []
        self._in_set = 0
        self._early = False

    @property
    def repetition(self) -> int:
        """Repetitions of this set that are done."""
        return self._in_set

    @property
    def over(self) -> bool:
        """Nothing is left to do; where no set ended early the dose says so by itself."""
        return self._early and self.done >= self.rules.sets

    def count(self, tick: int, up_deg_s: float) -> SetEnded | None:
        """One repetition more, with the mean speed of its way up (nan: not known); the set that it ends."""
        self._in_set += 1
        if up_deg_s > 0.0:
            self._speeds_deg_s.append(up_deg_s)
        if self._in_set >= self.rules.repetitions:
            return self._end(tick, "every repetition is done")
        loss = velocity_loss(self._speeds_deg_s)["loss_last_vs_best_pct"]
        limit = self.rules.speed_loss_percent
        if limit is not None and loss.valid and loss.value >= limit:
            self._early = True
            return self._end(tick, f"slower by {loss.value:.0f} %")
        return None

    def _end(self, tick: int, reason: str) -> SetEnded:
        self.done += 1
        done, self._in_set = self._in_set, 0
        self._speeds_deg_s.clear()
        return SetEnded(tick, self.done, done, not self.over, reason)
