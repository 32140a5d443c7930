"""What the road from Sample to Motion costs, streamed, and an hour of three sensors analysed at once."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterator

import numpy as np

from game.motion.angles import Reference, reference
from game.motion.batch import Readings, angles_deg, orientations, unfelt, ups
from game.motion.movements import MOVEMENTS
from game.motion.orientation import Orientation, Rows
from game.motion.tracker import BodyTracker
from game.motion.wearing import WearingWatch
from input_devices import Sample, stored
from tests.benchmarks.figure import Figure

RATE_HZ = 100.0
STREAMED_S = 60.0
HOUR_S = 3600.0
SITES = ("right_forearm", "sternum", "right_upper_arm")
MOVEMENT = "shoulder_abduction"
RUNS = 7
"""The quickest of so many says what the work costs; the others say what else this machine was doing."""


def recording(lasting_s: float, seed: int) -> Readings:
    """An arm that hangs still for four seconds and is then raised to 80° and lowered every four, with a sensor's
    noise and bias, and a clock that is uneven by a tenth of a millisecond; at the precision of a session file."""
    draw = np.random.default_rng(seed)
    count = round(lasting_s * RATE_HZ)
    t_s = np.round(np.arange(count) / RATE_HZ + draw.normal(0.0, 1e-4, count), 6)
    angle = np.where(t_s < 4.0, 0.0, math.radians(40.0) * (1.0 - np.cos(2.0 * np.pi * t_s / 4.0)))
    speed, none = np.gradient(angle, 1.0 / RATE_HZ), np.zeros(t_s.size)
    rates = np.stack([speed, none, none], axis=1) + 0.01 + draw.normal(0.0, 0.005, (t_s.size, 3))
    felt = 9.81 * np.stack([none, -np.cos(angle), np.sin(angle)], axis=1) + draw.normal(0.0, 0.05, (t_s.size, 3))
    return Readings(t_s, *(rows.astype(np.float32).astype(np.float64) for rows in (rates, felt)))


def samples(readings: Readings, site: str) -> list[Sample]:
    """The same as Samples."""
    rows = zip(readings.t_s.tolist(), readings.rate_rad_s.tolist(), readings.acceleration_m_s2.tolist(), strict=True)
    return [stored(Sample(site, t_s, (a, b, c), (x, y, z))) for t_s, (a, b, c), (x, y, z) in rows]


def quickest_s(work: Callable[[], object], runs: int) -> float:
    """Processor time of the quickest of several runs."""
    spent = []
    for _ in range(runs):
        start_s = time.process_time()
        work()
        spent.append(time.process_time() - start_s)
    return min(spent)


def figures() -> Iterator[Figure]:
    """One sensor's road, with the watch over how it is worn, as a Round has it; then the hour."""
    yield from _streamed()
    yield from _hour()


def _streamed() -> Iterator[Figure]:
    fed = samples(recording(STREAMED_S, 1), SITES[0])
    ticks: list[list[Sample]] = [[] for _ in range(round(STREAMED_S * 60.0) + 1)]
    for sample in fed:
        ticks[int(sample.t_s * 60.0)].append(sample)

    def road() -> None:
        row, worn = MOVEMENTS[MOVEMENT], SITES[:1]
        watch = WearingWatch(row, worn, {}, "standing", attended=True)
        tracker = BodyTracker(row, worn, wearing=watch)
        for tick, came in enumerate(ticks):
            tracker.update(tick, came)
            watch.step(tick, expected=True, idle_s=math.inf, asked=True)
        assert tracker.neutral, "what is measured is the road with a neutral pose"

    cost_us = 1e6 * quickest_s(road, RUNS) / len(fed)
    yield Figure(f"Sample to Motion, one sensor at {RATE_HZ:g} Hz", cost_us, "µs a sample", 30.0)


def _hour() -> Iterator[Figure]:
    recordings = [recording(HOUR_S, seed) for seed in range(len(SITES))]
    found: list[Rows] = []

    def analyse() -> None:
        found.clear()
        for site, readings in zip(SITES, recordings, strict=True):
            up = ups(orientations(readings, unfelt(readings)))
            zero = reference(site, (0.0, -1.0, 0.0))
            assert isinstance(zero, Reference)
            found.extend((up, angles_deg(MOVEMENTS[MOVEMENT].ways[0].formula, up, zero)))

    count = sum(readings.t_s.size for readings in recordings)
    yield Figure(f"an hour of three sensors at once ({count} samples)", quickest_s(analyse, 2), "s", 10.0)
    one, minute = Orientation(), recordings[0].at(slice(round(60.0 * RATE_HZ)))
    streamed = [up for sample in samples(minute, SITES[0]) for _, up in one.feed(sample)]
    off = float(np.abs(found[0][: len(streamed)] - np.array(streamed)).max())
    yield Figure("…and its difference from the streamed form, in the first minute", off, "", 0.0)
