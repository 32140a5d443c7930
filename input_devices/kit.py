"""Kit: which sensors a person has and where each is worn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from input_devices.sample import Vector

KIT_FORMAT = 1
Isolation = Literal["battery", "radio", "isolator"]
"""What keeps mains voltage away from a person who wears electrodes: everything on battery, the computer included; a
radio link; or an isolator in the cable."""
ISOLATIONS: tuple[Isolation, ...] = get_args(Isolation)


@dataclass(frozen=True, slots=True)
class UsbIdentity:
    """What tells one USB device from another, wherever it is plugged in."""

    vid: int
    pid: int
    serial_number: str | None = None
    location: str | None = None
    """The socket; used where there is no serial number."""

    @property
    def key(self) -> str:
        """One word for it, equal whenever it is the same device as far as USB can tell."""
        return f"usb:{self.vid:04x}:{self.pid:04x}" + (
            f":{self.serial_number}" if self.serial_number is not None else f"@{self.location or ''}"
        )


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

    def at(self, site: str) -> KitSensor | None:
        """What is worn there."""
        return next((sensor for sensor in self.sensors if sensor.site == site), None)

    def alone(self, sensor: KitSensor) -> bool:
        """Whether no other USB device of the kit is of the same make, so that one found in any socket must be it."""
        usb = sensor.usb
        return usb is not None and all(
            other.usb is None or (other.usb.vid, other.usb.pid) != (usb.vid, usb.pid) or other.usb == usb
            for other in self.sensors
        )


def electrodes_refused(isolation: str | None, implanted_electronics: bool | None) -> str | None:
    """Why electrodes may not be used, in a sentence with what to do; None where they may.

    Mains voltage must not find a way to the person, and the weak currents of the heart's or a pump's electronics must
    not be disturbed or mistaken for a muscle's.
    """
    if implanted_electronics:
        return "electrodes are not used by a person with implanted electronics, such as a pacemaker or a pump"
    if implanted_electronics is None:
        return (
            "electrodes are used only when it is known that the person has no implanted electronics; "
            "answer that where it is asked, or with `moveagain inputs pair`"
        )
    if isolation not in ISOLATIONS:
        return (
            "electrodes are used only when it is known what keeps mains voltage away from the person; say that with "
            "isolation= in the address, or with `moveagain inputs pair`: battery (the computer runs on its battery "
            "too), radio, or isolator"
        )
    return None


def trace_refused(kit: Kit | None, sensor: KitSensor | None) -> str | None:
    """Why what a sensor's electrodes measure may not be shown; None where it may. What is in no kit may not be."""
    if kit is None or sensor is None:
        return electrodes_refused(None, implanted_electronics=False)
    return electrodes_refused(sensor.isolation, kit.implanted_electronics)
