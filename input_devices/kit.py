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
    def make_and_number(self) -> tuple[int, int, str | None]:
        """What it tells of itself, in whatever socket."""
        return (self.vid, self.pid, self.serial_number)

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

    def anywhere(self, sensor: KitSensor) -> bool | None:
        """Whether a device like the sensor's, found in any socket, must be it, as `place_of` wants to know it.

        True where no other of the kit is of the same make; False where another has the same serial number, as cheap
        cables have; else None: its serial number decides.
        """
        usb = sensor.usb
        if usb is None:
            return None
        others = [one.usb for one in self.sensors if one.usb is not None and one.usb != usb]
        if all((other.vid, other.pid) != (usb.vid, usb.pid) for other in others):
            return True
        return False if any(other.make_and_number == usb.make_and_number for other in others) else None
