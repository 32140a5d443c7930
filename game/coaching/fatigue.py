"""Fatigue: signs that a person tires, told from how their repetitions change against their own first ones."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from statistics import fmean, median, pvariance

from game.exercises.events import RepCompleted, TrialEnded

RANGE, SPEED, SMOOTHNESS = "less range", "less speed", "less smooth"
COMPENSATION, EFFORT = "more help by the trunk", "much effort"
"""The signs, in the words that the file and the therapist's page have."""


@dataclass(frozen=True, slots=True)
class FatigueRules:
    """Choices, not evidence; a prescription may set `effort_from`, and the rest is fixed. That speed falls as muscles
    tire was seen in men who lift weights (Sánchez-Medina and González-Badillo 2011); how much is too much is a choice.
    """

    range_share_less: float = 0.15
    speed_share_less: float = 0.20
    smoothness_sd_less: float = 2.0
    compensation_times: float = 2.0
    effort_from: float = 7.0
    signs: int = 2
    """So many signs at once are fatigue."""
    own: int = 8
    """A person's first repetitions, so many, say what is their own."""
    own_at_place: int = 4
    """The same at each place that is asked for."""
    last: int = 5
    """The last so many are compared with them."""


_SPARC_SD_MIN = 0.1
"""Less variation than this says more of the few repetitions than of the person: a choice, half of what healthy people's
repeated reaches vary by."""
_TEMPO_SLACK = 0.1
"""A pace that is asked for slower by more than this explains less speed."""


@dataclass(frozen=True, slots=True)
class Repetition:
    """What matters of one attempt at a trial. A number that cannot be had is nan."""

    target_deg: float
    peak_deg: float
    reached: bool
    speed_deg_s: float
    """Peak speed."""
    rate_per_s: float
    """Peak speed for each degree of movement."""
    sparc: float
    tempo: float
    """How hard the pace was made, -1 to 1."""
    compensated: bool
    place: int = 0
    """Which of the things that are asked for it was."""


def repetition(ended: TrialEnded, rep: RepCompleted, tempo: float, sparc: float, place: int = 0) -> Repetition:
    """From what a trial and its movement tell."""
    size_deg = abs(rep.peak_deg - rep.start_deg)
    rate = rep.speed_deg_s_max / size_deg if size_deg > 0.0 else math.nan
    peak_deg, compensated = abs(ended.peak_deg), rep.verdict == "compensated"
    speed = rep.speed_deg_s_max
    return Repetition(abs(ended.target_deg), peak_deg, ended.success, speed, rate, sparc, tempo, compensated, place)


class FatigueWatch:
    """Compares a person's last repetitions with their first ones. It says so once, and again only after a rest."""

    def __init__(self, rules: FatigueRules | None = None) -> None:
        self._rules = rules or FatigueRules()
        self._own: list[Repetition] = []
        self._last: list[Repetition] = []
        self._at: dict[int, list[Repetition]] = {}
        """The first ones at each place: one that is farther away is less smooth and more helped, tired or not."""
        self._farthest_deg: list[float] = []
        """The two farthest that were reached as asked before the last ones, farthest first."""
        self._effort = math.nan
        self._told = False

    def add(self, one: Repetition) -> tuple[str, ...]:
        """One attempt more; the signs where they are fatigue and that was not told yet, else nothing."""
        rules = self._rules
        first = self._at.setdefault(one.place, [])
        if len(first) < rules.own_at_place:
            first.append(one)
        if len(self._own) < rules.own:
            self._own.append(one)
            self._reach(one)
            return self._tell()
        self._last.append(one)
        if len(self._last) > rules.last:
            self._reach(self._last.pop(0))
        return self._tell()

    def _reach(self, one: Repetition) -> None:
        """Two, as one alone may be chance; no farther than was asked, as a swing beyond is no range."""
        reached_deg = min(one.peak_deg, one.target_deg)
        if not one.compensated and math.isfinite(reached_deg):
            self._farthest_deg = sorted([*self._farthest_deg, reached_deg], reverse=True)[:2]

    def effort(self, effort: float) -> tuple[str, ...]:
        """What the person says of their effort, 0–10; the signs as `add` gives them."""
        self._effort = effort
        return self._tell()

    def rested(self) -> None:
        """There was a rest: what was seen before it says nothing of what comes."""
        for one in self._last:
            self._reach(one)
        self._last, self._effort, self._told = [], math.nan, False

    def _tell(self) -> tuple[str, ...]:
        signs = self.signs
        if self._told or len(signs) < self._rules.signs:
            return ()
        self._told = True
        return signs

    @property
    def signs(self) -> tuple[str, ...]:
        """Every sign that is seen now."""
        found = [EFFORT] if self._effort >= self._rules.effort_from else []
        if len(self._own) == self._rules.own and len(self._last) == self._rules.last:
            tests = {
                RANGE: self._less_range,
                SPEED: self._less_speed,
                SMOOTHNESS: self._less_smooth,
                COMPENSATION: self._helped_more,
            }
            found += [sign for sign, seen in tests.items() if seen()]
        return tuple(found)

    def _less_range(self) -> bool:
        """A target that is brought nearer says nothing; what was tried and not reached, or reaches far, does."""
        if len(self._farthest_deg) < 2:
            return False
        least_deg = (1.0 - self._rules.range_share_less) * self._farthest_deg[-1]
        tried = [one for one in self._last if not one.compensated and (one.target_deg >= least_deg or not one.reached)]
        tried_deg = list(_known(one.peak_deg for one in tried))
        return len(tried_deg) >= 2 and max(tried_deg) < least_deg

    def _less_speed(self) -> bool:
        """Peak speed, and also for the size of the movement: people are neither equally fast nor equally long in small
        and large ones, so that one of the two alone would tell a change of size."""
        calmer = fmean(one.tempo for one in self._last) < fmean(one.tempo for one in self._own) - _TEMPO_SLACK
        speeds = ([one.speed_deg_s for one in self._own], [one.speed_deg_s for one in self._last])
        rates = ([one.rate_per_s for one in self._own], [one.rate_per_s for one in self._last])
        return not calmer and all(self._slower(_known(own), _known(last)) for own, last in (speeds, rates))

    def _slower(self, own: list[float], last: list[float]) -> bool:
        if min(len(own), len(last)) < self._rules.last:
            return False
        return median(last) <= (1.0 - self._rules.speed_share_less) * median(own)

    def _less_smooth(self) -> bool:
        own = {place: _known(one.sparc for one in first) for place, first in self._at.items()}
        own = {place: values for place, values in own.items() if len(values) == self._rules.own_at_place}
        less = _known(one.sparc - fmean(own[one.place]) for one in self._last if one.place in own)
        if len(less) < self._rules.last:
            return False
        spread = max(_SPARC_SD_MIN, math.sqrt(fmean(pvariance(values) for values in own.values())))
        return fmean(less) <= -self._rules.smoothness_sd_less * spread

    def _helped_more(self) -> bool:
        """Where there was none, one in as many as are a person's own is what is doubled."""
        share = sum(one.compensated for one in self._last) / len(self._last)
        firsts = [self._at[one.place] for one in self._last]
        own = fmean(max(1, sum(one.compensated for one in first)) / len(first) for first in firsts)
        return share >= self._rules.compensation_times * own


def _known(values: Iterable[float]) -> list[float]:
    return [value for value in values if math.isfinite(value)]
