"""GuestSensor: which sensor a guest plays with: one of a kit of their own, or one that the level leaves over."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from game.people.kits import GUEST_KIT, find_kit
from input_devices import MUSCLES, Kit, Source


@dataclass(frozen=True, slots=True)
class GuestSensor:
    """One sensor for a guest."""

    kit: Kit
    site: str
    address: str
    lent: bool
    """It is one of the kit that is played with, so that whoever plays may wear it."""


def guest_sensor(home_dir: Path, usual: str | None, addresses: Collection[str]) -> GuestSensor | None:
    """The first sensor of the guest's own kit; without one, the first of the usual kit that is not among these
    addresses. Electrodes are no guest's, and a line that is open already is not opened twice. Raises KitError."""
    lines = {_line(address) for address in addresses}
    for name in dict.fromkeys((GUEST_KIT, usual)):
        kit = None if name is None else find_kit(home_dir, name)
        for sensor in () if kit is None else kit.sensors:
            if kit is not None and sensor.site not in MUSCLES and _line(sensor.address) not in lines:
                return GuestSensor(kit, sensor.site, sensor.address, lent=name != GUEST_KIT)
    return None


def open_guest(sensor: GuestSensor) -> Source:
    """The sensor, opening from now on. Raises InputError."""
    from input_devices import open_worn

    return open_worn({sensor.site: sensor.address}, kit=sensor.kit)[sensor.site]


def _line(address: str) -> str:
    """What is opened, without what is said of how it is read."""
    return address.partition("?")[0]
