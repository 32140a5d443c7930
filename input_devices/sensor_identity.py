"""What tells one sensor from all others, as one word that is the same from day to day."""

from __future__ import annotations

from collections.abc import Sequence

from input_devices.address import read_address
from input_devices.kit import UsbIdentity
from input_devices.network import network_of
from input_devices.ports import identity_of
from input_devices.serial_port import PortFacts

_WHICH = frozenset(("port", "mac", "source"))
"""Options that say which of several with the same place; an address has at most one of them."""


def sensor_key(address: str, usb: UsbIdentity | None, ports: Sequence[PortFacts]) -> str:
    """One word for the sensor at an address that can be read; `ports` are those that are there now.

    By what its USB device is known by, and by its socket too where another has the same serial number; without one by
    its place, or where the place is only this computer's own number in a network, by its name alone.
    """
    found = read_address(address, (address.partition(":")[0],))
    if usb is None and found.scheme == "serial":
        usb = identity_of(found.place, list(ports))
    if usb is not None:
        alike = [port for port in ports if (port.vid, port.pid, port.serial_number) == usb.make_and_number]
        line = f"{usb.key}@{usb.location}" if usb.serial_number is not None and len(alike) > 1 else usb.key
    elif found.sensor is not None and network_of(address) == found.place.partition(":")[0]:
        line = found.scheme
    else:
        line = "@".join((f"{found.scheme}:{found.place}", *(found.options[name] for name in _WHICH & {*found.options})))
    return line if found.sensor is None else f"{line}/{found.sensor}"
