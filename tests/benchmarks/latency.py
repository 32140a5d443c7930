"""From a byte being readable to the frame that shows it: four sensors at 100 Hz on real pseudo-terminals."""

from __future__ import annotations

import itertools
import tempfile
import threading
import time
from collections.abc import Iterator

from game.app.request import PlayRequest
from input_devices import Body, BodyParams, SourceState
from input_devices.protocols.witmotion_packets import encode
from tests.benchmarks.feeding import Feeder
from tests.benchmarks.figure import Figure, quantile
from tests.benchmarks.staging import TimedFlow, TimedStage, play_timed
from tests.reviewed import reviewed_level

RATE_HZ = 100.0
SECONDS = 20.0
SETTLE_S = 6.0
STILL_S, MOVEMENT_S = 4.0, 3.0
SITES = ("right_forearm", "sternum", "left_forearm", "right_upper_arm")
SIZE = (1280, 720)


def bodily_frames(seconds: float) -> list[list[bytes]]:
    """What the four sensors of a body send that holds still and then raises its arm again and again."""
    body = Body(BodyParams(rate_hz=RATE_HZ), "seated", SITES)
    sent: dict[str, list[bytes]] = {site: [] for site in SITES}
    for k in range(int(seconds * RATE_HZ)):
        into_s = k / RATE_HZ - STILL_S
        raised = into_s > 0.0 and into_s % MOVEMENT_S < 0.5 * MOVEMENT_S
        body.move({"right_shoulder_abduction": 60.0 if raised else 0.0})
        for sample in body.advance(1.0 / RATE_HZ):
            assert sample.rate_rad_s is not None and sample.acceleration_m_s2 is not None
            sent[sample.site].append(encode(sample.rate_rad_s, sample.acceleration_m_s2))
    return list(sent.values())


def figures() -> Iterator[Figure]:
    """Latency of every sample after the first seconds."""
    feeders = [Feeder(frames, RATE_HZ) for frames in bodily_frames(SECONDS - 3.0)]
    with tempfile.TemporaryDirectory() as home:
        wear = tuple(
            f"{site}=serial:{feeder.path}?protocol=witmotion" for site, feeder in zip(SITES, feeders, strict=True)
        )
        stage = TimedStage(SIZE, SECONDS)
        flow = TimedFlow(stage, home, PlayRequest(reviewed_level("shoulder_abduction_reach_1", home), wear=wear))
        hosting = flow.hosting
        assert hosting is not None
        sources = hosting.sources
        shown: list[list[float]] = [[] for _ in SITES]

        def seen(now_s: float) -> None:
            for times, source in zip(shown, sources, strict=True):
                given = source.reports()[0].samples
                times.extend(itertools.repeat(now_s, given - len(times)))

        def start_when_open() -> None:
            """What is sent before the port is open is dropped; from here on the k-th sample is the k-th frame."""
            while any(source.state is SourceState.OPENING for source in sources):
                time.sleep(0.01)
            for feeder in feeders:
                feeder.start()

        stage.on_present = seen
        starter = threading.Thread(target=start_when_open)
        starter.start()
        play_timed(stage, flow)
        starter.join()
    late_s = []
    for feeder, times in zip(feeders, shown, strict=True):
        feeder.join()
        feeder.close()
        begun_s = feeder.written_s[0]
        pairs = zip(feeder.written_s, times, strict=False)
        late_s += [seen_s - sent_s for sent_s, seen_s in pairs if sent_s - begun_s > SETTLE_S]
    yield Figure("samples whose way was timed", len(late_s), "samples")
    yield Figure("readable byte to shown frame, median", 1000 * quantile(late_s, 0.5), "ms", 12.0)
    yield Figure("readable byte to shown frame, 99th percentile", 1000 * quantile(late_s, 0.99), "ms", 22.0)
