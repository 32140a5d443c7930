"""One sensor's serial port kept open: opened, lost, looked for, and opened again, without ever blocking the caller."""

from __future__ import annotations

import math
from dataclasses import dataclass

from input_devices.errand import Errand
from input_devices.errors import InputError
from input_devices.kit import UsbIdentity
from input_devices.ports import identity_of, place_of, ports_there
from input_devices.serial_port import PortAbsentError, SerialPort

RETRY_S = (0.25, 0.5)
"""Waits between attempts to open; the last one repeats for ever."""
CLOSE_WAIT_S = 2.0
GONE = "is gone; plug it in again, and play goes on by itself"
GONE_HERE = "is gone; plug it in again at the same place, and play goes on by itself"
AWAY = "is not plugged in; plug it in, and play goes on by itself"
AWAY_HERE = "is not plugged in where it was when it was paired; plug it in there, or pair it anew"


@dataclass(frozen=True, slots=True)
class _Opened:
    port: SerialPort
    usb: UsbIdentity | None


class Connection:
    """Opening, changing the speed and closing may block, so they are errands; reading what is waiting may not."""

    def __init__(
        self, device: str, reset_on_open: bool, usb: UsbIdentity | None = None, *, anywhere: bool | None = None
    ) -> None:
        """`usb` is what the device is known by, whatever its port is called now; without it, whatever is on the port
        when it opens first. `anywhere` as in `place_of`."""
        self.trouble: str | None = None
        """Why the port is not open, as the end of a sentence about the sensor."""
        self.ready_s = -math.inf
        """When the port was last opened or set to another speed."""
        self._device = device
        self._reset_on_open = reset_on_open
        self._port: SerialPort | None = None
        self._dead: SerialPort | None = None
        self._usb = usb
        self._anywhere = anywhere
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

    @property
    def usb(self) -> UsbIdentity | None:
        """What the device is known by; None until it has been open, and where nothing tells it from others."""
        return self._usb

    @property
    def _missing(self) -> str:
        """What is to be done about a device that is away: without a serial number it is known by its socket."""
        usb = self._usb
        here = usb is None or not (usb.serial_number is not None if self._anywhere is None else self._anywhere)
        if self._has_been_open:
            return GONE_HERE if here else GONE
        return AWAY_HERE if here else AWAY

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
        device = place_of(self._usb, self._device, there, anywhere=self._anywhere)
        if device is None:
            raise PortAbsentError(self._missing)
        return _Opened(SerialPort(device, baud, self._reset_on_open), self._usb or identity_of(device, there))

    def _opened(self, outcome: _Opened | InputError) -> None:
        if isinstance(outcome, InputError):
            self._try_at_s = self._now_s + RETRY_S[min(self._failures, len(RETRY_S) - 1)]
            self._failures += 1
            away = isinstance(outcome, PortAbsentError) and (self._has_been_open or self._usb is not None)
            self.trouble = self._missing if away else f"cannot be opened: {outcome}"
            return
        self._port, self._usb = outcome.port, outcome.usb
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
        self.trouble = self._missing
        self._try_at_s = self._now_s + RETRY_S[0]
