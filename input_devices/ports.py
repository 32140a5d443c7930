"""The serial ports of this computer: which may be sensors, in words, and which is the one we lost."""

from __future__ import annotations

import os

from input_devices.kit import UsbIdentity
from input_devices.serial_port import PortFacts, barred, device_name, group_lacking, ports_there

__all__ = [
    "PortFacts",
    "barred",
    "describe",
    "group_lacking",
    "identity",
    "identity_of",
    "likeliest",
    "place_of",
    "ports_there",
    "words_for",
]

_BOARDS = "a microcontroller board (Arduino and others)"
_ADAPTER = "a USB serial adapter, as in WitMotion cables and many boards"
_KNOWN: dict[int, tuple[int, str]] = {
    0x1A86: (0, f"{_ADAPTER} (CH340)"),
    0x10C4: (0, f"{_ADAPTER} (CP210x)"),
    0x0403: (1, f"{_ADAPTER} (FTDI)"),
    0x2341: (1, _BOARDS),
    0x2A03: (1, _BOARDS),
    0x239A: (1, _BOARDS),
    0x1B4F: (1, _BOARDS),
    0x16C0: (1, _BOARDS),
    0x2E8A: (1, _BOARDS),
    0x303A: (1, _BOARDS),
    0x2639: (2, "an Xsens sensor"),
    0x2476: (2, "a Yost sensor"),
}
"""USB vendor → how likely a sensor that we can read hangs on it (0 most), and what it is. Cables are generic: the
vendor ranks, listening decides."""
_OTHER_USB = (3, "a USB device")
_NO_USB = (4, "no USB device; a built-in or Bluetooth port")


def likeliest(ports: list[PortFacts]) -> list[PortFacts]:
    """The same ports, those first on which a sensor is most likely."""
    return sorted(ports, key=lambda port: (_known(port)[0], port.device))


def describe(port: PortFacts) -> str:
    """One port in words: `ttyUSB0: a USB serial adapter, … (CH340)`."""
    return f"{device_name(port.device)}: {words_for(port)}"


def words_for(port: PortFacts) -> str:
    """What a port is, in words."""
    return _known(port)[1]


def _known(port: PortFacts) -> tuple[int, str]:
    if port.vid is None:
        return _NO_USB
    return _KNOWN.get(port.vid, _OTHER_USB)


def identity_of(device: str, ports: list[PortFacts]) -> UsbIdentity | None:
    """What tells the device on this port from others, wherever it is plugged in; None where nothing does."""
    real = os.path.realpath(device)
    return next((identity(port) for port in ports if os.path.realpath(port.device) == real), None)


def identity(port: PortFacts) -> UsbIdentity | None:
    """What tells the device on this port from others; None where nothing does."""
    if port.vid is None or port.pid is None or (port.serial_number is None and port.location is None):
        return None
    return UsbIdentity(port.vid, port.pid, port.serial_number, port.location)


def place_of(
    known: UsbIdentity | None, device: str, ports: list[PortFacts], *, anywhere: bool | None = None
) -> str | None:
    """Where the same device is now, None while it is away, or where it cannot be told from others of its make.

    One in the same socket is it. In another socket it is known by its serial number; with `anywhere`, said where the
    person has only one of this make, also without. A port that is no USB device is known by its path.
    """
    if known is None:
        return device
    alike = [
        port
        for port in ports
        if (port.vid, port.pid, port.serial_number) == (known.vid, known.pid, known.serial_number)
    ]
    there = next((port for port in alike if port.location is not None and port.location == known.location), None)
    if there is not None:
        return there.device
    if len(alike) == 1 and (known.serial_number is not None if anywhere is None else anywhere):
        return alike[0].device
    return None
