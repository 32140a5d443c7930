"""One serial port, open: reads what is waiting, has a sentence for all that can go wrong; alone in importing serial."""

from __future__ import annotations

import errno
import os
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import serial

from input_devices.errors import UnavailableError

_READ_BYTES = 4096
_READS_MAX = 32
"""One poll reads at most 128 KiB, so that a device that never stops cannot hold up the game."""
_RECEIVE_BUFFER_BYTES = 65536

_GONE: tuple[type[Exception], ...]
if sys.platform == "win32":
    _GONE = (serial.SerialException, OSError)
else:
    import termios

    # Unplugging shows as any of three: reading raises the first, asking what waits the second, flushing the third.
    _GONE = (serial.SerialException, OSError, termios.error)
_UNOPENABLE: tuple[type[Exception], ...] = (*_GONE, ValueError)


class PortAbsentError(UnavailableError):
    """There is no such port now; it may come back."""


@dataclass(frozen=True, slots=True)
class PortFacts:
    """What the system knows of a serial port that is there now."""

    device: str
    words: str
    vid: int | None = None
    pid: int | None = None
    serial_number: str | None = None
    location: str | None = None


def ports_there() -> list[PortFacts]:
    """Every serial port of this computer; on macOS only the call-out devices, the others block. May take a while."""
    from serial.tools.list_ports import comports

    found = sorted(comports(), key=lambda port: str(port.device))
    facts = [
        PortFacts(port.device, port.description or "", port.vid, port.pid, port.serial_number, port.location)
        for port in found
    ]
    if sys.platform == "darwin":
        return [port for port in facts if port.device.startswith("/dev/cu.")]
    return facts


class SerialPort:
    """An open port. Every failure is an UnavailableError; after one the port is only good for closing."""

    def __init__(self, device: str, baud: int, reset_on_open: bool = True) -> None:
        """Open `device`, alone, and drop the stale bytes that were waiting in it. May block for seconds."""
        self.device = device
        port: serial.SerialBase | None = None
        try:
            port = serial.serial_for_url(device, baud, timeout=0, write_timeout=1, exclusive=True, do_not_open=True)
            # DTR stays as it is unless a profile asks: some boards send only while it is high. RTS together with DTR
            # can hold an ESP32 in its boot loader.
            port.rts = False
            if not reset_on_open:
                port.dtr = False
            port.open()
            with suppress(AttributeError, NotImplementedError, ValueError, OSError):
                port.set_low_latency_mode(True)  # Linux, FTDI: 1 ms instead of 16 ms; others refuse
            if sys.platform == "win32":
                port.set_buffer_size(rx_size=_RECEIVE_BUFFER_BYTES)  # dragging a window stalls the game's loop
            port.reset_input_buffer()
        except _UNOPENABLE as error:
            if port is not None:
                with suppress(*_GONE):
                    port.close()
            raise refusal(device, error) from error
        self._port = port

    def read(self) -> bytes:
        """What is waiting, at once."""
        parts: list[bytes] = []
        try:
            for _ in range(_READS_MAX):
                part = self._port.read(_READ_BYTES)
                parts.append(part)
                if len(part) < _READ_BYTES // 2:
                    break
        except _GONE as error:
            # What came before the end is still good; the next call meets the end again.
            if not any(parts):
                raise UnavailableError(f"{device_name(self.device)} is gone") from error
        return b"".join(parts)

    def write(self, chunk: bytes) -> None:
        """Send a command; may block for a second."""
        try:
            self._port.write(chunk)
        except _GONE as error:
            raise UnavailableError(f"{device_name(self.device)} is gone") from error

    def retune(self, baud: int) -> None:
        """Go on at another speed; what was heard at the old one is dropped."""
        try:
            self._port.baudrate = baud
            self._port.reset_input_buffer()
        except _UNOPENABLE as error:
            raise UnavailableError(f"{device_name(self.device)} is gone") from error

    def close(self) -> None:
        """Let go of the port; on Windows this may block while a device is being pulled out."""
        with suppress(*_GONE):
            self._port.close()


def device_name(device: str) -> str:
    """`/dev/ttyUSB0` as a person says it: ttyUSB0."""
    return device.rstrip("/").rsplit("/", 1)[-1]


def refusal(device: str, error: Exception) -> UnavailableError:
    """Why `device` cannot be opened and what to do, to be put behind the words that name the sensor."""
    code = getattr(error, "errno", None)
    text = str(error)
    if code in (errno.ENOENT, errno.ENODEV, errno.ENXIO, errno.EIO) or "FileNotFoundError" in text:
        there = ", ".join(port.device for port in ports_there()) or "none"
        return PortAbsentError(
            f"there is no port {device}; plug the sensor in, or choose one of the ports there are: {there}"
        )
    refused = code in (errno.EACCES, errno.EPERM)
    if refused and sys.platform == "linux":
        return UnavailableError(
            "this user may not use serial ports; "
            f"run `sudo usermod -aG {_group_of(device)} $USER`, then log out and log in again"
        )
    if refused or code in (errno.EAGAIN, errno.EBUSY) or "PermissionError" in text:
        return UnavailableError("another program is using the port, or two sensors name it; close the other one")
    return UnavailableError(
        f"the system says: {text}; check the address {device}, unplug the sensor and plug it in again"
    )


def _group_of(device: str) -> str:
    """The group whose members may use the port: dialout on Debian, uucp on Arch."""
    if sys.platform != "win32":
        import grp

        with suppress(OSError, KeyError):
            name = grp.getgrgid(Path(device).stat().st_gid).gr_name
            if name not in ("root", "tty"):
                return name
    return _usual_group()


def _usual_group() -> str:
    return "uucp" if Path("/etc/arch-release").exists() else "dialout"


def barred(device: str) -> str | None:
    """Why this user may not open `device`, told without opening it: opening starts some boards anew. None where
    nothing speaks against it; what another program does to it is not seen."""
    if sys.platform == "win32" or os.access(device, os.R_OK | os.W_OK) or not Path(device).exists():
        return None
    return str(refusal(device, PermissionError(errno.EACCES, "")))


def group_lacking() -> str | None:
    """The group whose members usually may open serial ports here, where this user is not one of them; None where they
    may open them anyway, or where the system has no such group, as only Linux has."""
    if sys.platform != "linux" or os.geteuid() == 0:
        return None
    import grp

    try:
        group = grp.getgrnam(_usual_group())
    except KeyError:
        return None
    return None if group.gr_gid in os.getgroups() else group.gr_name
