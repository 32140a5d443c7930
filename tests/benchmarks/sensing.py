"""What four sensors cost: polling, decoding and motion, without a window."""

from __future__ import annotations

import time
from collections.abc import Iterator

from game.loop import FixedStep
from game.motion.movements import MOVEMENTS
from game.motion.tracker import BodyTracker
from input_devices import open_address, stored
from input_devices.protocols.witmotion_packets import encode
from tests.benchmarks.feeding import Feeder
from tests.benchmarks.figure import Figure
from tests.benchmarks.latency import RATE_HZ, SITES

SECONDS = 10.0


def figures() -> Iterator[Figure]:
    """Processor time of the polling thread over the time that passed."""
    frames = [encode(rate_rad_s=(0.001 * (k % 7), 0.0, 0.0)) for k in range(int((SECONDS + 5) * RATE_HZ))]
    feeders = [Feeder(frames, RATE_HZ) for _ in SITES]
    sources = [
        open_address(f"serial:{feeder.path}?protocol=witmotion", site)
        for site, feeder in zip(SITES, feeders, strict=True)
    ]
    for feeder in feeders:
        feeder.start()
    tracker = BodyTracker(MOVEMENTS["shoulder_abduction"], SITES)
    start_s, cpu_s, heard, tick = time.perf_counter(), time.thread_time(), 0, 0
    fixed = FixedStep(start_s)
    while time.perf_counter() - start_s < SECONDS:
        for _ in range(fixed.due(time.perf_counter())):
            samples = [stored(sample) for source in sources for sample in source.poll(time.perf_counter())]
            heard += len(samples)
            tracker.update(tick, samples)
            tick += 1
        time.sleep(max(0.0, fixed.next_s() - time.perf_counter()))
    spent = (time.thread_time() - cpu_s) / (time.perf_counter() - start_s)
    for source in sources:
        source.close()
    for feeder in feeders:
        feeder.close()
    yield Figure("samples of four sensors heard", heard, "samples")
    yield Figure("serial and motion work of four sensors", 100 * spent, "% of one core", 10.0)
