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
    """By so much slower, on the way up, than the fastest of the set, twice in a row: one slow repetition may be a whim."""


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
        """One repetition more, with the mean speed of its way up (nan where that was not the whole way); the set that
        it ends."""
        self._in_set += 1
        if up_deg_s > 0.0:
            self._speeds_deg_s.append(up_deg_s)
        if self._in_set >= self.rules.repetitions:
            return self._end(tick, "every repetition is done")
        limit, speeds = self.rules.speed_loss_percent, self._speeds_deg_s
        if limit is None:
            return None
        losses = [velocity_loss(some)["loss_last_vs_best_pct"] for some in (speeds[:-1], speeds)]
        if not all(loss.valid and loss.value >= limit for loss in losses):
            return None
        self._early = True
        return self._end(tick, f"slower by {losses[-1].value:.0f} %")

    def _end(self, tick: int, reason: str) -> SetEnded:
        self.done += 1
        done, self._in_set = self._in_set, 0
        self._speeds_deg_s.clear()
        return SetEnded(tick, self.done, done, not self.over, reason)
