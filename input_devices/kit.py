"""Kit: which sensors a person has and where each is worn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from input_devices.sample import Vector

KIT_FORMAT = 1
Isolation = Literal["battery", "radio", "isolator"]
"""What keeps mains voltage away from a person who wears electrodes: everything on battery, the computer included; a
radio link; or an isolator in the cable."""


@dataclass(frozen=True, slots=True)
class UsbIdentity:
    """What tells one USB device from another, wherever it is plugged in."""

    vid: int
    pid: int
    serial_number: str | None = None
    location: str | None = None
    """The socket; used where there is no serial number."""


@dataclass(frozen=True, slots=True)
class KitSensor:
    """One sensor and where it is worn."""

    site: str
    """One of PLACES."""
    address: str
    usb: UsbIdentity | None = None
    """Where it is known, the port is found by it, whatever its path is now."""
    up: Vector | None = None
    """Which way was up, in the sensor's own axes and of length 1, when it was paired in the neutral pose."""
    isolation: Isolation | None = None
    """Said by the person; only for electrodes."""


@dataclass(frozen=True, slots=True)
class Kit:
    """The sensors that are worn together."""

    name: str
    sensors: tuple[KitSensor, ...] = ()
    implanted_electronics: bool | None = None
    """Whether the person has any (a pacemaker, a pump); None where nobody was asked, and then no electrode is used."""
