"""The serial ports of this computer: which may be sensors, in words, and which is the one we lost."""

from __future__ import annotations

import os

from input_devices.serial_port import PortFacts, device_name, ports_there

__all__ = ["PortFacts", "describe", "facts_of", "likeliest", "place_of", "ports_there"]

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
    return f"{device_name(port.device)}: {_known(port)[1]}"


def _known(port: PortFacts) -> tuple[int, str]:
    if port.vid is None:
        return _NO_USB
    return _KNOWN.get(port.vid, _OTHER_USB)


def facts_of(device: str, ports: list[PortFacts]) -> PortFacts | None:
    """What tells this sensor from others, where the port has anything that does."""
    real = os.path.realpath(device)
    return next((port for port in ports if port.vid is not None and os.path.realpath(port.device) == real), None)


def place_of(known: PortFacts | None, device: str, ports: list[PortFacts]) -> str | None:
    """Where the same sensor is now, None while it is away.

    Known by its USB serial number, or by its socket where it has none; a port that is no USB device is known by path.
    """
    if known is None:
        return device
    for port in ports:
        if (port.vid, port.pid) != (known.vid, known.pid):
            continue
        if known.serial_number is not None:
            if port.serial_number == known.serial_number:
                return port.device
        elif port.location == known.location:
            return port.device
    return None
