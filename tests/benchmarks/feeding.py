"""Feeding: a sensor's bytes written into a real pseudo-terminal by a process of its own, each frame at its own time."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
import time
import tty
from collections.abc import Sequence
from contextlib import suppress


class Feeder:
    """A pseudo-terminal that a sensor seems to hang on. `path` is the end that the game opens.

    It starts to send when `start` is called. Once it is joined, `written_s` says at which moment (perf_counter, which
    all processes share) each frame became readable.
    """

    def __init__(self, frames: Sequence[bytes], rate_hz: float) -> None:
        self._master, self._slave = os.openpty()
        tty.setraw(self._slave)
        os.set_blocking(self._master, False)
        self.path = os.ttyname(self._slave)
        self.written_s: list[float] = []
        self._writer: subprocess.Popen[bytes] = subprocess.Popen(
            [sys.executable, __file__, str(self._master), str(1.0 / rate_hz)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            pass_fds=[self._master],
        )
        assert self._writer.stdin is not None and self._writer.stdout is not None
        pickle.dump(list(frames), self._writer.stdin)
        self._writer.stdin.flush()
        self._writer.stdout.readline()

    def start(self) -> None:
        """Send from now on, in real time."""
        assert self._writer.stdin is not None
        self._writer.stdin.write(b"start\n")
        self._writer.stdin.flush()

    def join(self) -> None:
        """Wait until everything is sent."""
        assert self._writer.stdout is not None
        if not self._writer.stdout.closed:
            with suppress(EOFError):
                self.written_s = pickle.load(self._writer.stdout)
            self._writer.wait()
            self._close_pipes()

    def close(self) -> None:
        """Stop and unplug; may be called twice."""
        self._writer.kill()
        self._writer.wait()
        self._close_pipes()
        for end in (self._master, self._slave):
            with suppress(OSError):
                os.close(end)
        self._master = self._slave = -1

    def _close_pipes(self) -> None:
        for pipe in (self._writer.stdin, self._writer.stdout):
            if pipe is not None:
                with suppress(BrokenPipeError):
                    pipe.close()


def _feed(master: int, period_s: float) -> None:
    """In the other process: take the frames, wait for the start, send, and say when."""
    frames: list[bytes] = pickle.load(sys.stdin.buffer)
    sys.stdout.buffer.write(b"ready\n")
    sys.stdout.buffer.flush()
    if not sys.stdin.buffer.readline():
        return
    written_s = []
    start_s = time.perf_counter()
    for index, frame in enumerate(frames):
        time.sleep(max(0.0, start_s + index * period_s - time.perf_counter()))
        with suppress(BlockingIOError):  # nobody reads: a sensor does not wait either
            os.write(master, frame)
        written_s.append(time.perf_counter())
    pickle.dump(written_s, sys.stdout.buffer)


if __name__ == "__main__":
    _feed(int(sys.argv[1]), float(sys.argv[2]))
