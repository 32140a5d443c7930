"""What keeping a session costs: a tick, the worst tick of a minute, the file, and a list of a thousand sessions."""

from __future__ import annotations

import math
import random
import shutil
import tempfile
import time
import uuid
from collections.abc import Iterator
from pathlib import Path

from game.sessions.index import read_index
from game.sessions.reader import read_session
from game.sessions.writer import TICKS_A_SECOND, SessionWriter
from input_devices import Sample, stored
from tests.benchmarks.figure import Figure, quantile
from tests.game.sessions.played import header, play

SITES = ("right_forearm", "right_upper_arm", "sternum", "pelvis")
RATE_HZ = 100
MINUTE_S = 60
SESSIONS = 1000


def figures() -> Iterator[Figure]:
    """Four sensors at 100 Hz, a minute as it is played; then a thousand kept sessions."""
    with tempfile.TemporaryDirectory() as folder:
        yield from _writing(Path(folder) / "writing")
        yield from _listing(Path(folder) / "listing")


def _writing(folder: Path) -> Iterator[Figure]:
    ticks = _ticks()
    writer = SessionWriter(folder, header(), live=True)
    costs_us: list[float] = []
    start_s = time.perf_counter()
    for number, samples in enumerate(ticks):
        before_s = time.perf_counter()
        writer.tick(samples, (), ())
        costs_us.append((time.perf_counter() - before_s) * 1e6)
        time.sleep(max(0.0, start_s + (number + 1) / TICKS_A_SECOND - time.perf_counter()))
    writer.finish({"ended": "finished"})
    yield Figure("keeping a tick of four sensors, median", quantile(costs_us, 0.5), "µs", 50)
    yield Figure("keeping a tick of four sensors, 99th percentile", quantile(costs_us, 0.99), "µs")
    yield Figure("keeping a tick of four sensors, worst of a minute", max(costs_us) / 1e3, "ms", 5)
    yield Figure("file for a minute of four sensors at 100 Hz", writer.path.stat().st_size / 1e6, "MB")
    before_s = time.perf_counter()
    count = sum(len(tick.samples) for tick in read_session(writer.path).ticks())
    yield Figure(f"reading its {count} samples back", time.perf_counter() - before_s, "s")


def _ticks() -> list[tuple[Sample, ...]]:
    """Noise as a sensor of 16 bits has it, which compresses as badly as the real one's."""
    draw = random.Random(1)
    step = 16 * 9.81 / 32768

    def noise() -> tuple[float, float, float]:
        return (step * draw.randint(-99, 99), step * draw.randint(-99, 99), step * draw.randint(-99, 99))

    ticks: list[list[Sample]] = [[] for _ in range(MINUTE_S * TICKS_A_SECOND)]
    for place in range(MINUTE_S * RATE_HZ):
        tick = ticks[math.floor(place * TICKS_A_SECOND / RATE_HZ)]
        tick += [stored(Sample(site, place / RATE_HZ + draw.random() * 1e-3, noise(), noise())) for site in SITES]
    return [tuple(tick) for tick in ticks]


def _listing(folder: Path) -> Iterator[Figure]:
    one = play(folder, 20.0)
    for _ in range(SESSIONS - 1):
        shutil.copy(one, folder / f"20310304T101112+0200-{uuid.uuid4()}.moveagain")
    before_s = time.perf_counter()
    count = len(read_index(folder).summaries)
    yield Figure(f"listing {count} kept sessions", time.perf_counter() - before_s, "s", 1.0)
