"""Seventeen sensors at 100 Hz on one machine: what they cost, that no sample is lost, and how late they are seen.

`python -m tests.benchmarks seventeen` listens for ten minutes; MOVEAGAIN_BENCHMARK_S=60 for one.
"""

from __future__ import annotations

import itertools
import os
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence

from game.app.request import PlayRequest
from game.loop import FixedStep
from game.motion.orientation import Orientation
from input_devices import SITES, Source, SourceState, open_address, stored
from input_devices.protocols.witmotion_packets import encode
from tests.benchmarks.feeding import Crowd
from tests.benchmarks.figure import Figure, quantile
from tests.benchmarks.staging import TimedFlow, TimedStage, play_timed
from tests.reviewed import reviewed_level

SENSORS = 17
RATE_HZ = 100.0
SECONDS = float(os.environ.get("MOVEAGAIN_BENCHMARK_S", "600"))
SEEN_S = min(SECONDS, 60.0)
SETTLE_S = 6.0
ROUND_FRAMES = 100
DRAIN_S = 1.0
SIZE = (1280, 720)
WORN = (*SITES, "sternum", "pelvis")
"""Every place for a motion sensor, and two of them twice, to make seventeen."""


def figures() -> Iterator[Figure]:
    """First polling, decoding and orientation alone, then a game that all of them are worn in."""
    yield from _work()
    yield from _sight()


def _crowd(lasting_s: float) -> Crowd:
    frames = [
        [encode(rate_rad_s=(0.001 * ((k + which) % 7), 0.0, 0.0)) for k in range(ROUND_FRAMES)]
        for which in range(SENSORS)
    ]
    return Crowd(frames, RATE_HZ, round(lasting_s * RATE_HZ / ROUND_FRAMES))


def _opened(paths: Sequence[str]) -> list[Source]:
    return [
        open_address(f"serial:{path}?protocol=witmotion&baud=115200", site)
        for path, site in zip(paths, WORN[-len(paths) :], strict=True)
    ]


def _start_when_open(crowd: Crowd, sources: Sequence[Source]) -> threading.Thread:
    """What is sent before a port is open is dropped; from then on the k-th sample is the k-th frame."""

    def wait() -> None:
        while any(source.state is SourceState.OPENING for source in sources):
            time.sleep(0.01)
        crowd.start()

    starter = threading.Thread(target=wait)
    starter.start()
    return starter


def _work() -> Iterator[Figure]:
    """Processor time of the whole process over the time that passed."""
    crowd = _crowd(SECONDS)
    sources = _opened(crowd.paths)
    orientations = [Orientation() for _ in sources]
    starter = _start_when_open(crowd, sources)
    fixed = FixedStep(time.perf_counter())
    begun_s = cpu_s = ended_s = 0.0
    while not ended_s or time.perf_counter() - ended_s < DRAIN_S:
        if not begun_s and not starter.is_alive():
            begun_s, cpu_s = time.perf_counter(), time.process_time()
        if not ended_s and crowd.done:
            ended_s = time.perf_counter()
        if fixed.due(time.perf_counter()):
            now_s = time.perf_counter()
            for source, orientation in zip(sources, orientations, strict=True):
                for sample in source.poll(now_s):
                    orientation.feed(stored(sample))
        time.sleep(max(0.0, fixed.next_s() - time.perf_counter()))
    spent = (time.process_time() - cpu_s) / (time.perf_counter() - begun_s)
    reports = [source.reports()[0] for source in sources]
    crowd.join()
    sent = sum(len(times_s) for times_s in crowd.times_s)
    for source in sources:
        source.close()
    crowd.close()
    yield Figure("samples sent by seventeen sensors", sent, "samples")
    yield Figure("samples that never came", sent - sum(report.samples for report in reports), "samples", 0.0)
    yield Figure("samples called lost", sum(report.lost for report in reports), "samples", 0.0)
    yield Figure("polling, decoding and orientation", 100 * spent, "% of one core", 25.0)


class _CrowdedFlow(TimedFlow):
    """Beside the sensors that are worn in the game, polls those for which a body has no place."""

    spare: Sequence[Source] = ()

    def tick(self, now_s: float) -> None:
        for source in self.spare:
            source.poll(now_s)
        super().tick(now_s)


def _sight() -> Iterator[Figure]:
    """From a byte being readable to the frame that shows it."""
    crowd = _crowd(SEEN_S - 3.0)
    with tempfile.TemporaryDirectory() as home:
        wear = tuple(f"{site}=serial:{path}?protocol=witmotion" for site, path in zip(SITES, crowd.paths, strict=False))
        stage = TimedStage(SIZE, SEEN_S)
        flow = _CrowdedFlow(stage, home, PlayRequest(reviewed_level("shoulder_abduction_reach_1", home), wear=wear))
        flow.spare = _opened(crowd.paths[len(SITES) :])
        assert flow.hosting is not None
        sources = [*flow.hosting.sources, *flow.spare]
        shown: dict[str, list[float]] = {source.reports()[0].address: [] for source in sources}

        def seen(now_s: float) -> None:
            for source in sources:
                report = source.reports()[0]
                times = shown[report.address]
                times.extend(itertools.repeat(now_s, report.samples - len(times)))

        stage.on_present = seen
        starter = _start_when_open(crowd, sources)
        play_timed(stage, flow)
        starter.join()
        for source in flow.spare:
            source.close()
    crowd.join()
    crowd.close()
    late_s = []
    for path, sent_s in zip(crowd.paths, crowd.times_s, strict=True):
        times = next(times for address, times in shown.items() if f"serial:{path}?" in address)
        pairs = zip(sent_s, times, strict=False)
        late_s += [seen_s - written_s for written_s, seen_s in pairs if written_s - sent_s[0] > SETTLE_S]
    yield Figure("samples of seventeen sensors whose way was timed", len(late_s), "samples")
    yield Figure("readable byte to shown frame, median", 1000 * quantile(late_s, 0.5), "ms", 12.0)
    yield Figure("readable byte to shown frame, 99th percentile", 1000 * quantile(late_s, 0.99), "ms", 22.0)
