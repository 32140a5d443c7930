"""A sensor at the far end of a real pseudo-terminal: it sends, is unplugged, and is plugged in again."""

from __future__ import annotations

import os
import threading
import time
import tty
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from input_devices import Sample, Source

DEADLINE_S = 8.0
POLL_S = 1 / 60


class PseudoSensor:
    """Sends what `sample` makes of a number, `rate_hz` times a second of the bench's clock."""

    def __init__(self, path: Path, sample: Callable[[int], bytes], rate_hz: float = 100.0) -> None:
        self.path = path
        self.sent = 0
        self.on = True
        self._sample = sample
        self._rate_hz = rate_hz
        self._due = 0.0
        self._master: int | None = None
        self.plug_in()

    def plug_in(self) -> None:
        master, slave = os.openpty()
        name = os.ttyname(slave)
        tty.setraw(slave)  # a terminal echoes what comes, a sensor's line does not
        os.close(slave)
        os.set_blocking(master, False)
        self.path.unlink(missing_ok=True)
        self.path.symlink_to(name)
        self._master = master

    def unplug(self) -> None:
        """The device and its port vanish."""
        if self._master is not None:
            os.close(self._master)
            self._master = None
            self.path.unlink()

    def write(self, chunk: bytes) -> None:
        if self._master is not None:
            # Where nobody has read for long, what does not fit is lost, as on a real line.
            with suppress(BlockingIOError):
                os.write(self._master, chunk)

    @property
    def plugged_in(self) -> bool:
        return self._master is not None

    def heard(self) -> bytes:
        """What was written to the sensor."""
        assert self._master is not None
        try:
            return os.read(self._master, 100)
        except OSError:  # nothing was written, or nobody has the port open
            return b""

    def run(self, dt_s: float) -> None:
        self._due += dt_s * self._rate_hz
        while self._due >= 1:
            self._due -= 1
            if self.on:
                self.write(self._sample(self.sent))
                self.sent += 1


class Bench:
    """Polls sources on a clock that runs as fast as it may; only errands on other threads take real time."""

    def __init__(self, *sources: Source, sensors: Sequence[PseudoSensor] = ()) -> None:
        self.now_s = 100.0
        self.samples: list[Sample] = []
        self._sources = sources
        self._sensors = sensors

    def step(self) -> None:
        self.now_s += POLL_S
        for sensor in self._sensors:
            sensor.run(POLL_S)
        for source in self._sources:
            self.samples += source.poll(self.now_s)
        threading.Event().wait(0.0005)

    def run(self, lasting_s: float) -> None:
        until_s = self.now_s + lasting_s
        while self.now_s < until_s:
            self.step()

    def until(self, condition: Callable[[], bool]) -> None:
        """Step until it holds; fails after a deadline in real time."""
        deadline_s = time.monotonic() + DEADLINE_S
        while not condition():
            assert time.monotonic() < deadline_s, "it did not happen"
            self.step()
