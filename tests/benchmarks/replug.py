"""A thousand times unplugged and plugged in again, in real time: how soon play pauses and goes on, and what is left.

Ten sensors at once, each on a port with another number every time; MOVEAGAIN_BENCHMARK_CYCLES sets how often.
"""

from __future__ import annotations

import gc
import os
import random
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from unittest.mock import patch

from input_devices import Source, SourceState, open_address
from input_devices.protocols.witmotion_packets import encode
from input_devices.serial_port import PortFacts
from tests.benchmarks.figure import Figure, quantile
from tests.input_devices.pseudo_sensor import POLL_S, PseudoSensor

CYCLES = int(os.environ.get("MOVEAGAIN_BENCHMARK_CYCLES", "1000"))
SENSORS = 10
PLUGGED_S = (0.0, 1.0)
AWAY_S = (0.0, 0.6)
STATM = Path("/proc/self/statm")


class _Cycling:
    """One sensor that is pulled out and put back again and again, and how soon its source took note."""

    def __init__(self, folder: Path, which: int) -> None:
        self._folder, self._which, self._lot = folder, which, random.Random(which)
        self.cycles = 0
        self.paused_s: list[float] = []
        self.resumed_s: list[float] = []
        self.sensor = PseudoSensor(folder / f"ttyUSB{which}", lambda k: encode((k % 100 * 0.001, 0.0, 0.0)))
        self.source: Source = open_address(f"serial:{self.sensor.path}?protocol=witmotion&baud=115200", "right_hand")
        self._plugged, self._noticed = True, False
        self._since_s = time.monotonic()
        self._next_s = self._given = 0.0

    def listed(self) -> PortFacts | None:
        """What the system lists of it."""
        if not self._plugged:
            return None
        return PortFacts(str(self.sensor.path), "", 0x1A86, 0x7523, f"S{self._which}", f"1-{self._which}")

    def step(self, dt_s: float) -> None:
        self.sensor.run(dt_s)
        now_s = time.monotonic()
        self._given += len(self.source.poll(now_s))
        if self._plugged and not self._noticed and self._given and self.source.state is SourceState.LIVE:
            self._note(self.resumed_s, now_s, PLUGGED_S)
        elif not self._plugged and not self._noticed and self.source.state is SourceState.LOST:
            self._note(self.paused_s, now_s, AWAY_S)
        if self._noticed and now_s >= self._next_s:
            self._turn()

    def _note(self, times_s: list[float], now_s: float, stay_s: tuple[float, float]) -> None:
        times_s.append(now_s - self._since_s)
        self._noticed, self._next_s = True, now_s + self._lot.uniform(*stay_s)

    def _turn(self) -> None:
        if self._plugged:
            self.sensor.write(encode()[: self._lot.randrange(22)])
            self._plugged = False
            self.sensor.unplug()
        else:
            self.cycles += 1
            self.sensor.path = self._folder / f"ttyUSB{self._which + SENSORS * (self.cycles % 9)}"
            self.sensor.plug_in()
            self._plugged = True
        self._noticed, self._since_s, self._given = False, time.monotonic(), 0.0


def figures() -> Iterator[Figure]:
    """Worst pause and resumption, and what is open after all cycles that was not before them."""
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        all_of_them: list[_Cycling] = []
        listed = lambda: [facts for one in all_of_them if (facts := one.listed()) is not None]  # noqa: E731
        stack.enter_context(patch("input_devices.connection.ports_there", listed))
        before = _open()
        all_of_them += [_Cycling(Path(folder), which) for which in range(SENSORS)]
        _run(all_of_them, CYCLES // 20)
        settled_mib = _memory_mib()
        _run(all_of_them, CYCLES)
        grown_mib = _memory_mib() - settled_mib
        for one in all_of_them:
            one.source.close()
            one.sensor.unplug()
    gc.collect()
    paused_s = [s for one in all_of_them for s in one.paused_s]
    resumed_s = [s for one in all_of_them for s in one.resumed_s[1:]]
    after = _open()
    yield Figure("times unplugged and plugged in again", sum(one.cycles for one in all_of_them), "times")
    yield Figure("unplugged to paused, worst", max(paused_s), "s", 1.0)
    yield Figure("bytes back to samples, median", quantile(resumed_s, 0.5), "s")
    yield Figure("bytes back to samples, worst", max(resumed_s), "s", 2.0)
    yield Figure(f"threads more than the {before[0]} before", after[0] - before[0], "threads", 0.0)
    yield Figure(f"files more than the {before[1]} before", after[1] - before[1], "files", 0.0)
    yield Figure("memory more than after the first twentieth", grown_mib, "MiB", 2.0)


def _run(all_of_them: list[_Cycling], cycles: int) -> None:
    last_s = time.monotonic()
    while sum(one.cycles for one in all_of_them) < cycles:
        time.sleep(max(0.0, last_s + POLL_S - time.monotonic()))
        now_s = time.monotonic()
        for one in all_of_them:
            one.step(now_s - last_s)
        last_s = now_s


def _open() -> tuple[int, int]:
    return threading.active_count(), len(os.listdir("/proc/self/fd"))  # noqa: PTH208


def _memory_mib() -> float:
    gc.collect()
    return int(STATM.read_text(encoding="utf-8").split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20
