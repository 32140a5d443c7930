"""SessionWriter: keeps a Round while it is played, a transaction a second, and never stalls a frame."""

from __future__ import annotations

import zlib
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from game.exercises.events import Event, as_row
from game.round import Command
from game.scoring.outcome import canonical
from game.sessions.errors import SessionError
from game.sessions.header import SessionHeader
from game.sessions.packing import pack_tick
from game.sessions.store import Second, SessionFile
from input_devices import Sample

TICKS_A_SECOND = 60
_COMPRESSION = 1
"""The cheapest: a sensor's noise hardly compresses."""
_WAITING_MAX = 30
"""Seconds that may wait for a slow disk before play waits too."""


class SessionWriter:
    """Keeps one Round in a file of its own, which is made at the first tick.

    Every second goes to a worker thread as one transaction, in order. `live` play does not wait for it, so a slow
    disk stalls no frame; any other run waits, so that it is never ahead of its file, however fast it computes.
    """

    def __init__(self, folder: Path, header: SessionHeader, *, live: bool) -> None:
        self.path = folder / header.file_name
        self._header = header
        self._waiting_max = _WAITING_MAX if live else 0
        self._packed: list[bytes] = []
        self._events: list[str] = []
        self._worker = ThreadPoolExecutor(1, thread_name_prefix="session")
        self._under_way: deque[Future[None]] = deque()
        self._begun = self._closed = False
        # The worker's alone.
        self._file: SessionFile | None = None
        self._unkept: list[Second] = []

    def tick(self, samples: Sequence[Sample], commands: Sequence[Command], events: Sequence[Event]) -> None:
        """Take one tick: samples as `stored` made them, commands, and what happened.

        Raises SessionError once for every second that could not be kept. This tick is taken all the same and the
        second is tried again with the next, so whoever is told to play on unkept goes on calling.
        """
        self._packed.append(pack_tick(samples, commands))
        if events:
            self._events += [canonical(as_row(event)) for event in events]
        if not self._begun:
            self._begun = True
            self._under_way.append(self._worker.submit(self._keep, None))
        if len(self._packed) == TICKS_A_SECOND:
            self._under_way.append(self._worker.submit(self._keep, self._rest()))
        while self._under_way and (self._under_way[0].done() or len(self._under_way) > self._waiting_max):
            self._under_way.popleft().result()

    def finish(self, summary: Mapping[str, Any]) -> None:
        """Keep the rest and the summary, and leave one plain file.

        Raises SessionError when that cannot be done; what is committed stays and can be recovered.
        """
        self._end(lambda rest: self._finish(rest, summary))

    def close(self) -> None:
        """Let go of the file without a score; it can be recovered. May be called twice, and after `finish`."""
        with suppress(SessionError):
            self._end(self._keep)

    def _rest(self) -> Second | None:
        """What was taken since the last second, not yet compressed."""
        if not self._packed:
            return None
        second = Second(len(self._packed), b"".join(self._packed), tuple(self._events))
        self._packed.clear()
        self._events.clear()
        return second

    def _end(self, last: Callable[[Second | None], None]) -> None:
        if self._closed:
            return
        self._closed = True
        try:
            if self._begun:
                self._worker.submit(last, self._rest()).result()
        finally:
            self._worker.shutdown()
            if self._file is not None:
                self._file.close()

    # On the worker

    def _keep(self, second: Second | None) -> None:
        if second is not None:
            self._unkept.append(replace(second, played=zlib.compress(second.played, _COMPRESSION)))
        if self._file is None:
            self._file = SessionFile.create(self.path, self._header)
        if self._unkept:
            self._file.keep(self._unkept)
            self._unkept.clear()

    def _finish(self, rest: Second | None, summary: Mapping[str, Any]) -> None:
        self._keep(rest)
        if self._file is not None:
            self._file.finish(summary, self._header.setup.engine)
