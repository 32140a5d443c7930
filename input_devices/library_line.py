"""A Line whose device a manufacturer's library opens and reads: opened, lost and opened again without ever blocking."""

from __future__ import annotations

import math
import threading
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from typing import Protocol

from input_devices.errand import Errand
from input_devices.errors import InputError, UnavailableError
from input_devices.line import Heard
from input_devices.protocols.reading import Reading

RETRY_S = (0.25, 0.5)
"""Waits between attempts to open; the last one repeats for ever."""
CLOSE_WAIT_S = 5.0
SILENT_AFTER_S = 3.0
"""Open, and nothing came for so long: many libraries do not tell that a device is gone, so it is opened anew."""


class AbsentError(UnavailableError):
    """The device is not there; whoever had it open before knows that it went away."""


class Session(Protocol):
    """One device, opened by its library."""

    @property
    def bad_frames(self) -> int: ...

    @property
    def complaint(self) -> str | None:
        """What the device says is wrong with itself, as the end of a sentence about the sensor."""
        ...

    def take(self) -> Sequence[Reading]:
        """What has come since the last call. Never blocks; raises UnavailableError where the device is gone."""
        ...

    def close(self) -> None:
        """Let go of the device and of every thread; may block."""
        ...


class LibraryLine:
    """Opening and closing are errands, since both may block for seconds; `open_session` is handed an event that is set
    where nobody wants the device any more. It raises AbsentError or UnavailableError."""

    remark: str | None = None
    searching = False

    def __init__(
        self,
        name: str,
        protocol: str,
        open_session: Callable[[threading.Event], Session],
        gone: str,
        *,
        expected_hz: float = 50.0,
        boot_wait_s: float = 0.0,
        silent_after_s: float = SILENT_AFTER_S,
    ) -> None:
        """`gone` is what happened and what to do when a device went away, as the end of a sentence about it."""
        self.name = name
        self.protocol = protocol
        self.expected_hz = expected_hz
        self.boot_wait_s = boot_wait_s
        self.trouble: str | None = None
        self.ready_s = -math.inf
        self._open_session = open_session
        self._gone = gone
        self._silent_after_s = silent_after_s
        self._session: Session | None = None
        self._dead: Session | None = None
        self._errand: Errand[Session] | None = None
        self._unwanted = threading.Event()
        self._has_been_open = self._closed = False
        self._failures = 0
        self._bad_frames_before = 0
        self._try_at_s = self._heard_s = self._now_s = -math.inf

    @property
    def bad_frames(self) -> int:
        return self._bad_frames_before + (self._session.bad_frames if self._session is not None else 0)

    @property
    def complaint(self) -> str | None:
        return self._session.complaint if self._session is not None else None

    def hear(self, now_s: float) -> Heard | None:
        self._now_s = now_s
        if self._closed:
            return None
        if self._errand is not None:
            if not self._errand.finish():
                return None
            self._errand = None
        if self._session is None:
            if now_s >= self._try_at_s:
                self._errand = Errand(self._open, self._opened, lambda session: session.close())
            return None
        try:
            readings = self._session.take()
        except InputError:
            self._lose()
            return None
        if readings:
            self._heard_s = now_s
        elif now_s - self._heard_s > self._silent_after_s + self.boot_wait_s:
            self._lose()
            return None
        return Heard(((now_s, readings),) if readings else (), anything=bool(readings))

    def close(self) -> None:
        self._closed = True
        self._unwanted.set()
        if self._errand is not None:
            self._errand.abandon(CLOSE_WAIT_S)
        for session in (self._session, self._dead):
            if session is not None:
                Errand(session.close, lambda _: None).abandon(CLOSE_WAIT_S)
        self._session = self._dead = self._errand = None

    def _open(self) -> Session:
        """On the errand's thread. What broke is closed first: most libraries refuse to open a device twice."""
        dead, self._dead = self._dead, None
        if dead is not None:
            dead.close()
        return self._open_session(self._unwanted)

    def _opened(self, outcome: Session | InputError) -> None:
        if isinstance(outcome, InputError):
            self._try_at_s = self._now_s + RETRY_S[min(self._failures, len(RETRY_S) - 1)]
            self._failures += 1
            away = isinstance(outcome, AbsentError) and self._has_been_open
            self.trouble = self._gone if away else f"cannot be opened: {outcome}"
            return
        self._session = outcome
        self._failures, self._has_been_open, self.trouble = 0, True, None
        self.ready_s = self._heard_s = self._now_s

    def _lose(self) -> None:
        assert self._session is not None
        self._bad_frames_before = self.bad_frames
        self._session, self._dead = None, self._session
        self.trouble = self._gone
        self._try_at_s = self._now_s + RETRY_S[0]


def need(module: str, extra: str, who: str) -> None:
    """Raise UnavailableError, with what to install, where a library that is an extra of this program is missing."""
    if find_spec(module) is None:
        raise UnavailableError(
            f"{who} needs {module}, which is not installed here; run: python -m pip install 'moveagain[{extra}]'"
        )
