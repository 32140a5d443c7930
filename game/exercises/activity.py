"""Activity: one contraction inside a band and one relaxation after it, followed tick by tick."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from game.exercises.exercise import TICK_S
from game.exercises.watch import HELPED
from game.measures import cocontraction
from game.motion.motion import MuscleSignal

_RELAXED_S = 0.3
"""Quiet for so long is relaxed; shorter is a dip."""
_MIDDLE = 0.25
"""Nearer than this share of its width to an end of the band, one is told to come back to its middle."""


@dataclass(frozen=True, slots=True)
class Heard:
    """How active the muscle and its antagonist are; nan with a reason where that cannot be had."""

    activity: float = math.nan
    antagonist: float = math.nan
    reason: str | None = None


def hear(muscles: Mapping[str, MuscleSignal], muscle: str, antagonist: str | None, not_worn: str) -> Heard:
    """What the electrodes say. Muscles are named without their side; the first that is worn is the played side's."""
    shares = [math.nan, math.nan]
    for place, name in enumerate((muscle, antagonist)):
        if name is None:
            continue
        signal = next((signal for at, signal in muscles.items() if at.partition("_")[2] == name), None)
        reason = not_worn.format(muscle=name.replace("_", " ")) if signal is None else signal.reason
        if signal is None or reason is not None:
            return Heard(reason=reason)
        shares[place] = signal.activity
    return Heard(shares[0], shares[1])


class Contraction:
    """One contraction from the moment it comes into the band: how much of it is inside, and on which side it strays."""

    def __init__(self, low: float, high: float, duration_s: float) -> None:
        """The band, in shares of the effort, and how long it is to be kept."""
        self.low, self.high, self.duration_s = low, high, duration_s
        self.most = 0.0
        """The most activity, on the way there as well."""
        self._inside_s = self._above_s = self._passed_s = 0.0
        self._of_both: tuple[list[float], list[float]] = ([], [])

    def watch(self, activity: float) -> None:
        """One tick, in the band or on the way there."""
        self.most = max(self.most, activity)

    def step(self, activity: float, antagonist: float) -> None:
        """One tick of keeping the band."""
        self._passed_s += TICK_S
        if self.low <= activity <= self.high:
            self._inside_s += TICK_S
        elif activity > self.high:
            self._above_s += TICK_S
        if not math.isnan(antagonist):
            self._of_both[0].append(max(0.0, activity))
            self._of_both[1].append(max(0.0, antagonist))

    @property
    def over(self) -> bool:
        """It was kept for as long as was asked."""
        return self._passed_s >= self.duration_s - TICK_S / 2.0

    @property
    def done(self) -> float:
        """How much of the time is over, 0–1."""
        return min(1.0, self._passed_s / self.duration_s)

    @property
    def share(self) -> float:
        """How much of it was inside, 0–1; nothing where it never came into the band."""
        return self._inside_s / self._passed_s if self._passed_s else 0.0

    @property
    def fault(self) -> str:
        """Why it was not inside for long enough."""
        if not self._passed_s:
            return "the band was not reached"
        below_s = self._passed_s - self._inside_s - self._above_s
        return "above the band" if self._above_s > below_s else "below the band"

    def cue(self, activity: float) -> str:
        """What to change now."""
        edge = _MIDDLE * (self.high - self.low)
        if activity < self.low + edge:
            return "more" if activity < self.low else "keep"
        return "less" if activity > self.high else "keep"

    @property
    def cocontraction_percent(self) -> float:
        """What both muscles have in common (Falconer and Winter 1985); nan without an antagonist."""
        return self._of_the_two("falconer_winter_pct")

    @property
    def rudolph(self) -> float:
        """The same, growing with how strong they are, 0–2 (Rudolph et al. 2000)."""
        return self._of_the_two("rudolph")

    def _of_the_two(self, name: str) -> float:
        own, other = self._of_both
        return cocontraction(own, other)[name].value if other else math.nan


class Cooling:
    """One relaxation: when the muscle let go, and how quiet it stayed after the time allowed for that."""

    def __init__(self, quiet: float, within_s: float, duration_s: float, *, waits: bool = False) -> None:
        """`quiet`: the share of the effort below which the muscle is relaxed. One that waits allows any time to let go;
        what comes after it lasts as long as ever."""
        self._waits, self._word_s = waits, 0.0
        self.quiet, self.within_s, self.duration_s = quiet, within_s, duration_s
        self.relaxed_s = math.nan
        """How long after the word it had let go; nan while it has not."""
        self._passed_s = self._quiet_s = self._run_s = self._asked_s = 0.0

    def step(self, activity: float) -> None:
        """One tick after the word to let go."""
        self._word_s += TICK_S
        quiet = activity <= self.quiet
        self._run_s = self._run_s + TICK_S if quiet else 0.0
        if math.isnan(self.relaxed_s) and self._run_s >= _RELAXED_S:
            self.relaxed_s = self._word_s - self._run_s
        if self._waits and math.isnan(self.relaxed_s) and self._passed_s > self.within_s:
            return
        self._passed_s += TICK_S
        if self._passed_s > self.within_s:
            self._asked_s += TICK_S
            self._quiet_s += TICK_S * quiet

    @property
    def over(self) -> bool:
        """It has lasted for as long as was asked."""
        return self._passed_s >= self.duration_s - TICK_S / 2.0

    @property
    def done(self) -> float:
        """How much of the time was quiet, 0–1."""
        return min(1.0, self._run_s / (self.duration_s - self.within_s))

    @property
    def in_time(self) -> bool:
        """It let go as soon as was asked."""
        return self.relaxed_s <= (math.inf if self._waits else self.within_s)

    @property
    def share(self) -> float:
        """How much of the time after that it was quiet, 0–1."""
        return self._quiet_s / self._asked_s if self._asked_s else 0.0

    @property
    def cue(self) -> str:
        """What to change now."""
        if self._run_s:
            return "quiet"
        return "let_go" if self._passed_s <= self.within_s else "breathe_out"


CUES = {
    "the muscle did not work": "work",
    "the band was not reached": "more",
    "below the band": "more",
    "above the band": "less",
    "it did not let go in time": "let_go",
    "it did not stay quiet": "breathe_out",
    "the other muscle worked along": "only_one",
    "the joint left its position": "keep_still",
    HELPED: "sit_tall",
}
"""What to change next time, for each way of not being clean."""
