"""Feeding: a sensor's bytes written into a real pseudo-terminal, each sample at its own time."""

from __future__ import annotations

import os
import threading
import time
import tty
from collections.abc import Sequence
from contextlib import suppress


class Feeder:
    """A pseudo-terminal that a sensor seems to hang on. `path` is the end that the game opens.

    It starts to send when `start` is called, and notes at which moment (perf_counter) each frame was written.
    """

    def __init__(self, frames: Sequence[bytes], rate_hz: float) -> None:
        self._frames = frames
        self._period_s = 1.0 / rate_hz
        self._master, slave = os.openpty()
        tty.setraw(slave)
        self.path = os.ttyname(slave)
        self._slave = slave
        self.written_s: list[float] = []
        self._thread = threading.Thread(target=self._feed, daemon=True)
        self._stop = threading.Event()

    def start(self) -> None:
        """Send from now on, in real time."""
        self._thread.start()

    def join(self) -> None:
        """Wait until everything is sent."""
        self._thread.join()

    def close(self) -> None:
        """Stop and unplug."""
        self._stop.set()
        if self._thread.is_alive():
            self._thread.join()
        for end in (self._master, self._slave):
            with suppress(OSError):
                os.close(end)

    def _feed(self) -> None:
        start_s = time.perf_counter()
        os.set_blocking(self._master, False)
        for index, frame in enumerate(self._frames):
            self._stop.wait(max(0.0, start_s + index * self._period_s - time.perf_counter()))
            if self._stop.is_set():
                return
            with suppress(BlockingIOError):  # nobody reads: a sensor does not wait either
                os.write(self._master, frame)
            self.written_s.append(time.perf_counter())
