"""Feeding: sensors' bytes written into real pseudo-terminals by a process of its own, each frame at its own time."""

from __future__ import annotations

import os
import pickle
import select
import subprocess
import sys
import time
import tty
from array import array
from collections.abc import Sequence
from contextlib import suppress


class Crowd:
    """Pseudo-terminals that sensors seem to hang on; `paths` are the ends that the game opens.

    Each sensor's frames are sent `rounds` times over, the sensors evenly apart within a period. It starts to send when
    `start` is called. Once it is joined, `times_s` says for each sensor at which moment (perf_counter, which all
    processes share) each frame became readable.
    """

    def __init__(self, frames: Sequence[Sequence[bytes]], rate_hz: float, rounds: int = 1) -> None:
        ends = [os.openpty() for _ in frames]
        for master, slave in ends:
            tty.setraw(slave)
            os.set_blocking(master, False)
        self._ends = [end for both in ends for end in both]
        self.paths = [os.ttyname(slave) for _, slave in ends]
        self.times_s: list[Sequence[float]] = []
        masters = [master for master, _ in ends]
        self._writer: subprocess.Popen[bytes] = subprocess.Popen(
            [sys.executable, __file__, str(1.0 / rate_hz), str(rounds), *map(str, masters)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            pass_fds=masters,
        )
        assert self._writer.stdin is not None and self._writer.stdout is not None
        pickle.dump([list(own) for own in frames], self._writer.stdin)
        self._writer.stdin.flush()
        self._writer.stdout.readline()

    def start(self) -> None:
        """Send from now on, in real time."""
        assert self._writer.stdin is not None
        self._writer.stdin.write(b"start\n")
        self._writer.stdin.flush()

    @property
    def done(self) -> bool:
        """Whether everything is sent."""
        assert self._writer.stdout is not None
        return bool(select.select([self._writer.stdout], [], [], 0.0)[0])

    def join(self) -> None:
        """Wait until everything is sent."""
        assert self._writer.stdout is not None
        if not self._writer.stdout.closed:
            with suppress(EOFError):
                self.times_s = pickle.load(self._writer.stdout)
            self._writer.wait()
            self._close_pipes()

    def close(self) -> None:
        """Stop and unplug; may be called twice."""
        self._writer.kill()
        self._writer.wait()
        self._close_pipes()
        for end in self._ends:
            with suppress(OSError):
                os.close(end)
        self._ends = []

    def _close_pipes(self) -> None:
        for pipe in (self._writer.stdin, self._writer.stdout):
            if pipe is not None:
                with suppress(BrokenPipeError):
                    pipe.close()


class Feeder(Crowd):
    """One sensor, on `path`."""

    def __init__(self, frames: Sequence[bytes], rate_hz: float) -> None:
        super().__init__([frames], rate_hz)
        self.path = self.paths[0]

    @property
    def written_s(self) -> Sequence[float]:
        """When each frame became readable."""
        return self.times_s[0] if self.times_s else ()


def _feed(period_s: float, rounds: int, masters: Sequence[int]) -> None:
    """In the other process: take the frames, wait for the start, send, and say when."""
    frames: list[list[bytes]] = pickle.load(sys.stdin.buffer)
    sys.stdout.buffer.write(b"ready\n")
    sys.stdout.buffer.flush()
    if not sys.stdin.buffer.readline():
        return
    with suppress(AttributeError, OSError):  # hardware waits for no processor; where it may not be asked for, it does
        os.sched_setscheduler(0, os.SCHED_RR, os.sched_param(10))
    times_s = [array("d") for _ in masters]
    start_s, length = time.perf_counter(), len(frames[0])
    for index in range(rounds * length):
        for which, master in enumerate(masters):
            due_s = start_s + (index + which / len(masters)) * period_s
            time.sleep(max(0.0, due_s - time.perf_counter()))
            with suppress(BlockingIOError):  # nobody reads: a sensor does not wait either
                os.write(master, frames[which][index % length])
            times_s[which].append(time.perf_counter())
    pickle.dump(times_s, sys.stdout.buffer)


if __name__ == "__main__":
    _feed(float(sys.argv[1]), int(sys.argv[2]), [int(master) for master in sys.argv[3:]])
