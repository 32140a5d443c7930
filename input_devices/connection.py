"""One sensor's serial port kept open: opened, lost, looked for, and opened again, without ever blocking the caller."""

from __future__ import annotations

import math
from dataclasses import dataclass

from input_devices.errand import Errand
from input_devices.errors import InputError
from input_devices.ports import facts_of, place_of, ports_there
from input_devices.serial_port import PortAbsentError, PortFacts, SerialPort

RETRY_S = (0.25, 0.5, 1.0)
"""Waits between attempts to open; the last one repeats for ever."""
CLOSE_WAIT_S = 2.0
GONE = "is gone; plug it in again at the same place, and play goes on by itself"


@dataclass(frozen=True, slots=True)
class _Opened:
    port: SerialPort
    facts: PortFacts | None


class Connection:
    """Opening, changing the speed and closing may block, so they are errands; reading what is waiting may not."""

    def __init__(self, device: str, reset_on_open: bool) -> None:
        self.trouble: str | None = None
        """Why the port is not open, as the end of a sentence about the sensor."""
        self.ready_s = -math.inf
        """When the port was last opened or set to another speed."""
        self._device = device
        self._reset_on_open = reset_on_open
        self._port: SerialPort | None = None
        self._dead: SerialPort | None = None
        self._facts: PortFacts | None = None
        self._errand: Errand[_Opened] | Errand[None] | None = None
        self._failures = 0
        self._has_been_open = False
        self._try_at_s = -math.inf
        self._now_s = -math.inf

    def read(self, now_s: float, baud: int) -> bytes | None:
        """What is waiting; None while there is no port to read from. Opens it, at `baud`, where that is due."""
        self._now_s = now_s
        if self._errand is not None:
            if not self._errand.finish():
                return None
            self._errand = None
        if self._port is None:
            if now_s >= self._try_at_s:
                self._try_at_s = now_s + RETRY_S[-1]
                self._errand = Errand(lambda: self._open(baud), self._opened, lambda opened: opened.port.close())
            return None
        try:
            return self._port.read()
        except InputError:
            self._lose()
            return None

    def write(self, chunk: bytes) -> bool:
        """Send a command without waiting for it; False while there is no port, or it is busy."""
        port = self._port
        if port is None or self._errand is not None:
            return False
        self._errand = Errand(lambda: port.write(chunk), self._written)
        return True

    def retune(self, baud: int) -> None:
        port = self._port
        if port is not None and self._errand is None:
            self._errand = Errand(lambda: port.retune(baud), self._retuned)

    def close(self) -> None:
        """Let go of the port; waits a moment where the system needs one."""
        if self._errand is not None:
            self._errand.abandon(CLOSE_WAIT_S)
        for port in (self._port, self._dead):
            if port is not None:
                Errand(port.close, lambda _: None).abandon(CLOSE_WAIT_S)
        self._port = self._dead = self._errand = None

    def _open(self, baud: int) -> _Opened:
        """On the errand's thread. A port that broke is closed first: Windows keeps it busy until then."""
        dead, self._dead = self._dead, None
        if dead is not None:
            dead.close()
        there = ports_there()
        device = place_of(self._facts, self._device, there)
        if device is None:
            raise PortAbsentError(GONE)
        return _Opened(SerialPort(device, baud, self._reset_on_open), self._facts or facts_of(device, there))

    def _opened(self, outcome: _Opened | InputError) -> None:
        if isinstance(outcome, InputError):
            self._try_at_s = self._now_s + RETRY_S[min(self._failures, len(RETRY_S) - 1)]
            self._failures += 1
            absent_again = self._has_been_open and isinstance(outcome, PortAbsentError)
            self.trouble = GONE if absent_again else f"cannot be opened: {outcome}"
            return
        self._port, self._facts = outcome.port, outcome.facts
        self._failures = 0
        self._has_been_open = True
        self.trouble = None
        self.ready_s = self._now_s

    def _written(self, outcome: InputError | None) -> None:
        if isinstance(outcome, InputError):
            self._lose()

    def _retuned(self, outcome: InputError | None) -> None:
        if isinstance(outcome, InputError):
            self._lose()
        else:
            self.ready_s = self._now_s

    def _lose(self) -> None:
        self._port, self._dead = None, self._port
        self.trouble = GONE
        self._try_at_s = self._now_s + RETRY_S[0]
