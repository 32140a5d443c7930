"""When each sample was taken, told from when it arrived: a steady rate fitted to arrivals that can only be late."""

from __future__ import annotations

import math
import statistics
from collections.abc import Sequence
from itertools import pairwise

from input_devices.arrival_line import ArrivalLine, Point, lowest, support
from input_devices.protocols.reading import Reading

HOLD_S = 0.4
"""Readings are held back so long at the start and after a gap, until the rate is known …"""
HOLD_MAX_S = 0.5
"""… and never longer than this."""
GAP_S = 0.25
"""A sample this late belongs to a burst that is still coming, or the sensor was away."""
CERTAIN_S = 4.0
"""What did not come for so long after a gap is lost, and not late."""
AHEAD_S = 0.1
"""Times that run this far ahead of the arrivals show that the rate has risen."""
SLEW = 0.1
"""A step between two samples differs at most by this share from the fitted period."""

_GAIN = 0.05
_JITTER_GAIN = 0.01
_JITTER_AFTER = 50
_SAME_RATE = 0.1
_DRAINING = 0.85
_SPAN_MIN_S = 0.2
_FIT_AFTER_S = 2.0
_DRIFT_AFTER_S = 5.0
_LEAST_STEP_S = 2e-6
_UNKNOWN_PERIOD_S = 0.01
_SHORTEST_PERIOD_S = 1e-4


class SampleClock:
    """Times for the readings of one sensor, strictly rising; smooth except where samples are truly missing.

    A time is that of the shortest way from sensor to poll that has been seen, never later than the poll. How long
    that way is cannot be told from arrivals: two sensors are a constant apart by the difference of their shortest
    ways, a few milliseconds for cables, tens between a cable and a radio. Ten seconds after the first sample, twenty
    where the device sends no time, two on the same kind of link agree to 5 ms: on a cable, with 20 ms of jitter, and
    behind a radio that hands over every 30 ms or so. A radio whose period is a whole number of samples makes each
    wait the same time for it, up to one sample's period, until the two have slipped past each other, minutes later at
    100 ppm: until then they agree to that period.
    """

    def __init__(self) -> None:
        self.lost = 0
        """Samples that were counted and never came, and those missing from the steady rate over a gap."""
        self._line: ArrivalLine | None = None
        self._before: ArrivalLine | None = None
        self._held: list[tuple[float, Reading]] = []
        self._arrivals: list[tuple[int, float]] = []
        self._count = 0.0
        self._on_device = False
        self._device_sound = True
        self._period_x = 1.0
        self._last_x: float | None = None
        self._last_s: float | None = None
        self._given_s = self._missed_at_s = -math.inf
        self._seem_missed = 0
        self._early_s = 0.0
        self._late_max_s = GAP_S
        self.resets = 0
        """How often the device's clock stepped back, or started anew."""
        self._arrived = 0
        self._late_mean_s = self._late_variance_s2 = 0.0

    @property
    def drift_ppm(self) -> float:
        """How much faster the device's clock runs than this computer's; nan without one, or until it is known."""
        line = self._line
        known = self._on_device and line is not None and line.span_s > _DRIFT_AFTER_S
        return (1.0 / line.slope - 1.0) * 1e6 if known and line is not None else math.nan

    @property
    def jitter_ms(self) -> float:
        """How far arrivals scatter about the fitted times, standard deviation; nan until it is known."""
        return 1e3 * math.sqrt(self._late_variance_s2) if self._arrived >= _JITTER_AFTER else math.nan

    @property
    def rate_hz(self) -> float:
        """Samples a second, nan until it is known."""
        line = self._line or self._before
        return 1.0 / self._period_s(line) if line is not None else math.nan

    def stamp(self, readings: Sequence[Reading], now_s: float) -> list[tuple[float, Reading]]:
        """The readings whose time is known now, with their times. To be called at every poll, also with nothing."""
        early: list[tuple[float, Reading]] = []
        if readings and self._line is None and self._arrivals and self._was_silent(len(readings), now_s):
            early = self._settled(self._arrivals[-1][1], known=False)
        for reading in readings:
            self._count += 1 + reading.missed
            self._held.append((self._count, reading))
        if not self._held:
            return early
        if readings:
            if self._arrivals and self._arrivals[-1][1] >= now_s:
                self._arrivals.pop()
            self._arrivals.append((len(self._held) - 1, now_s))
        if self._line is not None and self._goes_on(self._line, now_s):
            return early + self._give(self._line, now_s)
        return early + self._settle(now_s, fresh=bool(readings))

    def _was_silent(self, count: int, now_s: float) -> bool:
        """Whether the sensor was away while its rate was being learned: too little comes now for a pause of polling."""
        first_s, last_s = self._arrivals[0][1], self._arrivals[-1][1]
        away_s = now_s - last_s
        return away_s > GAP_S and count * (last_s - first_s) < 0.5 * away_s * (len(self._held) - 1)

    def _goes_on(self, line: ArrivalLine, now_s: float) -> bool:
        """Whether what has just come fits the line; where it does not, the line is put aside."""
        if self._on_device and not self._rising():
            self.resets += 1
            self._put_aside(None)
            return False
        x = self._x(self._held[-1])
        late_s = now_s - line.at(x)
        self._scatter(late_s)
        self._early_s += max(0.0, -late_s)
        self._settle_missed(line, now_s)
        if (self._last_s is not None and self._last_s > now_s + AHEAD_S) or -late_s > GAP_S:
            self._put_aside(None)
            return False
        if self._on_device:
            if line.add(x, now_s) and line.span_s > _FIT_AFTER_S:
                line.fit()
            return True
        if late_s > max(self._late_max_s, 2.5 * line.slope):
            # Late without a silence before it: the samples have been coming more slowly for a while.
            was_silent = self._arrivals[-1][1] - line.last_s > GAP_S / 2
            self._put_aside(line if was_silent else None)
            return False
        if late_s <= GAP_S:
            self._late_max_s = GAP_S
        if line.add(x, now_s):
            line.fit()
            if late_s <= GAP_S:
                line.raise_floor(now_s)
        return True

    def _scatter(self, late_s: float) -> None:
        """Follow mean and variance of the lateness with a slow exponential window."""
        self._arrived += 1
        gain = max(_JITTER_GAIN, 1.0 / self._arrived)
        off_s = late_s - self._late_mean_s
        self._late_mean_s += gain * off_s
        self._late_variance_s2 = (1.0 - gain) * (self._late_variance_s2 + gain * off_s * off_s)

    def _put_aside(self, line: ArrivalLine | None) -> None:
        self._line, self._before = None, line

    def _settle(self, now_s: float, fresh: bool) -> list[tuple[float, Reading]]:
        """Hold back until the rate is known, or until a burst has explained the delay."""
        before, first_s = self._before, self._arrivals[0][1]
        count = self._held[-1][0]
        if before is not None and fresh and now_s - before.at(count) <= max(GAP_S, 2.5 * before.slope):
            return self._resume(before, now_s)
        waited_s = now_s - first_s
        known = len(self._arrivals) >= 3 and self._arrivals[-1][1] - first_s >= _SPAN_MIN_S
        known = known and support([(self._held[i][0], s) for i, s in self._arrivals])[0] > _SHORTEST_PERIOD_S
        if waited_s < HOLD_S or (waited_s < HOLD_MAX_S and not known):
            return []
        return self._settled(now_s, known)

    def _settled(self, now_s: float, known: bool) -> list[tuple[float, Reading]]:
        """Give what was held back; `known` where its arrivals tell the rate."""
        before = self._before
        self._on_device = self._device_sound and len(self._held) >= 3 and self._rising()
        points = [(self._x(self._held[i]), s) for i, s in self._arrivals]
        if self._on_device:
            own = [self._x(held) for held in self._held]
            self._period_x = statistics.median(b - a for a, b in pairwise(own))
            line = ArrivalLine(1.0, min(s - x for x, s in points), points, period_s=self._period_x, steady=True)
            return self._begin(line, now_s)
        self._period_x = 1.0
        if before is not None:
            return self._after_gap(before, points, known, now_s)
        if known:
            slope, offset = support(points)
            return self._begin(ArrivalLine(slope, offset, points, period_s=slope), now_s)
        return self._give_loosely(now_s)

    def _after_gap(
        self, before: ArrivalLine, points: list[Point], known: bool, now_s: float
    ) -> list[tuple[float, Reading]]:
        """The delay has stayed: the sensor was away, or a backlog is draining slowly, or the rate is another one."""
        slope, offset = support(points) if known else (before.slope, 0.0)
        pace = slope / before.slope
        if pace < _DRAINING:
            self._late_max_s = now_s - before.at(points[-1][0]) + GAP_S
            return self._resume(before, now_s)
        if abs(pace - 1.0) <= _SAME_RATE:
            slope = before.slope
            offset = min(s - slope * x for x, s in points)
            away_s = offset - before.offset
            self._missed_away(max(0, round(away_s / slope)), now_s)
            points = [(x, s + away_s) for x, s in lowest(before.points)] + lowest(points)
        return self._begin(ArrivalLine(slope, offset, points, period_s=slope), now_s)

    def _missed_away(self, missed: int, now_s: float) -> None:
        """Samples seem to be missing. They are called lost only after a while in which they have not come after all."""
        self.lost += self._seem_missed
        self._seem_missed, self._missed_at_s, self._early_s = missed, now_s, 0.0

    def _settle_missed(self, line: ArrivalLine, now_s: float) -> None:
        if not self._seem_missed:
            return
        if self._early_s > 0.5 * self._seem_missed * line.slope:
            self._seem_missed = 0  # a sender that was late has caught up
        elif now_s - self._missed_at_s > CERTAIN_S:
            self._missed_away(0, now_s)

    def _resume(self, before: ArrivalLine, now_s: float) -> list[tuple[float, Reading]]:
        before.add(self._held[-1][0], now_s)
        self._line = before
        return self._give(before, now_s)

    def _begin(self, line: ArrivalLine, now_s: float) -> list[tuple[float, Reading]]:
        self._line, self._before = line, None
        self._late_max_s = GAP_S
        self._last_x = None
        return self._give(line, now_s)

    def _give(self, line: ArrivalLine, now_s: float) -> list[tuple[float, Reading]]:
        given = [(self._time_s(line, self._x(held), held[1].missed), held[1]) for held in self._held]
        self._held, self._arrivals = [], []
        return self._not_ahead(given, now_s)

    def _not_ahead(self, given: list[tuple[float, Reading]], now_s: float) -> list[tuple[float, Reading]]:
        """The same with no time later than now, and each later than the one before it."""
        before_s, left = self._given_s, len(given)
        step_s = max(_LEAST_STEP_S, 0.1 * min(now_s - before_s, HOLD_S) / left)
        rising = []
        for t_s, reading in given:
            left -= 1
            before_s = max(before_s + _LEAST_STEP_S, min(t_s, now_s - left * step_s))
            rising.append((before_s, reading))
        self._given_s = before_s
        return rising

    def _time_s(self, line: ArrivalLine, x: float, missed: int) -> float:
        period_s = self._period_s(line)
        target_s = line.at(x)
        if self._last_x is None:
            # A new line: forward to it at once, back to it only as fast as times may slow down, unless it is far.
            self.lost += missed
            least_s = -math.inf if self._last_s is None else self._last_s + (1 - SLEW) * period_s
            self._last_s = max(target_s, least_s) if least_s - target_s < AHEAD_S else target_s
        else:
            step_x = x - self._last_x
            expected_s = (self._last_s or 0.0) + line.slope * step_x
            off_s = target_s - expected_s
            extra_s = line.slope * step_x - period_s
            # A leap of the device's clock that the arrivals know nothing of; no sample is missing in it.
            leapt = self._on_device and extra_s > 0.5 * period_s and off_s < -0.7 * extra_s
            self.lost += missed if leapt or not self._on_device else max(missed, self._skipped(step_x))
            allowed_s = SLEW * min(period_s, line.slope * step_x)
            if leapt or (self._on_device and off_s > GAP_S):
                self._last_s = target_s
            else:
                self._last_s = expected_s + max(-allowed_s, min(allowed_s, _GAIN * off_s))
        self._last_x = x
        return self._last_s

    def _skipped(self, step_x: float) -> int:
        """Samples that the device's clock shows to be missing before this one; follows its period."""
        periods = step_x / self._period_x
        if 0.5 < periods < 1.5:
            self._period_x += 0.02 * (step_x - self._period_x)
        return max(0, round(periods) - 1)

    def _give_loosely(self, now_s: float) -> list[tuple[float, Reading]]:
        """Too few have come to tell a rate, and they have waited long enough: the last one is taken as just made."""
        given, last = [], len(self._held) - 1
        for i, (_, reading) in enumerate(self._held):
            time_s = now_s - (last - i) * _UNKNOWN_PERIOD_S
            self._last_s = time_s if self._last_s is None else max(time_s, self._last_s + _UNKNOWN_PERIOD_S / 10)
            self.lost += reading.missed
            given.append((self._last_s, reading))
        self._held, self._arrivals = [], []
        self._last_x = None
        return self._not_ahead(given, now_s)

    def _rising(self) -> bool:
        """Whether the device's own clock rises from sample to sample; where it stands still it is trusted no more."""
        last = self._last_x if self._line is not None else None
        for _, reading in self._held:
            if reading.device_s is None:
                return False
            if last is not None and reading.device_s <= last:
                self._device_sound = last - reading.device_s > 1.0
                return False
            last = reading.device_s
        return True

    def _x(self, held: tuple[float, Reading]) -> float:
        count, reading = held
        return reading.device_s if self._on_device and reading.device_s is not None else count

    def _period_s(self, line: ArrivalLine) -> float:
        return line.slope * self._period_x
