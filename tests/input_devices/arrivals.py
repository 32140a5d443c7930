"""Samples of a sensor as they arrive at a polling loop: late by batching, jitter and stalls, never early."""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from input_devices.clock import SampleClock
from input_devices.protocols.reading import Reading

POLL_S = 1 / 60
START_S = 1000.0
Delay = Callable[[float, random.Random], float]


@dataclass(frozen=True, slots=True)
class Stamped:
    """One sample's true time, the time it was given, and when that was."""

    true_s: float
    given_s: float
    polled_s: float


@dataclass(frozen=True, slots=True)
class Run:
    """What a clock made of the arrivals."""

    clock: SampleClock
    stamped: list[Stamped]
    rates: list[tuple[float, float]]
    """Seconds since the start, and the rate the clock knew then."""

    def steps(self, period_s: float) -> list[float]:
        """Steps between samples that follow on each other, in periods; but for those cut short at the present."""
        cut = self.cut_short()
        pairs = [(a, b) for a, b in pairwise(self.stamped) if not cut & {a.polled_s, b.polled_s}]
        return [(b.given_s - a.given_s) / period_s for a, b in pairs if b.true_s - a.true_s < 1.5 * period_s]

    def cut_short(self) -> set[float]:
        """The polls at which a time would have lain in the future."""
        return {one.polled_s for one in self.stamped if one.given_s >= one.polled_s}

    def rate_error(self, rate_hz: float, after_s: float) -> float:
        return max(abs(found / rate_hz - 1) for at_s, found in self.rates if at_s >= after_s and not math.isnan(found))

    def errors_s(self, after_s: float = 0.0) -> list[float]:
        return [one.given_s - one.true_s for one in self.stamped if one.true_s >= START_S + after_s]


def jitter(longest_s: float) -> Delay:
    """Every sample is late by itself."""
    return lambda _, chance: 0.002 + chance.random() * longest_s


def batches(period_s: float) -> Delay:
    """A radio or a driver hands over what it has once in a period."""
    return lambda at_s, chance: math.ceil(at_s / period_s) * period_s - at_s + 0.002 + chance.random() * 0.003


def simulate(
    period_s: float,
    lasting_s: float,
    *,
    delay: Delay | None = None,
    stalls: Sequence[tuple[float, float]] = (),
    away: Sequence[tuple[float, float]] = (),
    device_s: Callable[[float], float] | None = None,
    missed_known: bool = False,
    seed: int = 1,
) -> Run:
    """Runs a clock over one sensor; `stalls` are stretches without a poll, `away` stretches without a sample."""
    chance = random.Random(seed)
    late = delay or jitter(0.003)
    arrivals: list[tuple[float, float, Reading]] = []
    gone, last_s = 0, 0.0
    for k in range(int(lasting_s / period_s)):
        at_s = k * period_s
        if any(since <= at_s < until for since, until in away):
            gone += 1
            continue
        last_s = max(last_s, START_S + at_s + late(at_s, chance))
        reading = Reading(device_s=device_s(at_s) if device_s else None, missed=gone if missed_known else 0)
        arrivals.append((last_s, START_S + at_s, reading))
        gone = 0
    clock, stamped, rates = SampleClock(), [], []
    waiting: list[float] = []
    now_s, end_s, at = START_S + chance.random() * POLL_S, last_s + 1.0, 0
    while now_s < end_s:
        batch = []
        while at < len(arrivals) and arrivals[at][0] <= now_s:
            batch.append(arrivals[at][2])
            waiting.append(arrivals[at][1])
            at += 1
        for given_s, _ in clock.stamp(batch, now_s):
            stamped.append(Stamped(waiting.pop(0), given_s, now_s))
        if at < len(arrivals):
            rates.append((now_s - START_S, clock.rate_hz))
        now_s += POLL_S * (0.9 + 0.2 * chance.random())
        for since, until in stalls:
            if START_S + since <= now_s < START_S + until:
                now_s = START_S + until
    assert not waiting, "every reading gets a time"
    return Run(clock, stamped, rates)
