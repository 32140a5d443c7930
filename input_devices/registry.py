"""Which kinds of address there are, and how the sensors that somebody wears are opened, each line once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from importlib import import_module
from types import MappingProxyType

from input_devices.address import Address, read_address
from input_devices.device_source import DeviceSource
from input_devices.errors import AddressError
from input_devices.line import Line
from input_devices.sample import MUSCLES, PLACES, in_words
from input_devices.source import Source
from input_devices.suggestion import did_you_mean
from input_devices.worn_sensor import Wearing

SCHEMES: Mapping[str, str] = MappingProxyType(
    {
        "serial": "serial_line",
        "slimevr": "slimevr_line",
        "ble": "ble_line",
        "brainflow": "brainflow_line",
        "ximu3": "ximu3_line",
    }
)
"""Kinds of address → the module whose `line_at(Address)` gives the Line; loaded when it is first named."""


def open_address(address: str, site: str) -> Source:
    """A source for the device at `address`, worn at `site`; opening goes on in the background.

    An address is `scheme:place?option=value&…`, for example `serial:/dev/ttyUSB0?protocol=auto`. Raises AddressError
    where it cannot be read, ProtocolError where the line profile it names is wrong, UnavailableError where the library
    that it needs is not installed.
    """
    return open_worn({site: address})[site]


def open_worn(worn: Mapping[str, str]) -> dict[str, Source]:
    """A source for every place (of PLACES) and its address; sensors that share a line share the source.

    Raises what `open_address` raises, before anything is opened.
    """
    addresses = {site: _read(site, text) for site, text in worn.items()}
    by_line: dict[tuple[str, str, tuple[tuple[str, str], ...]], list[str]] = {}
    for site, address in addresses.items():
        by_line.setdefault(address.line, []).append(site)
    lines: dict[tuple[str, ...], Line] = {
        tuple(sites): line_of(_shared([addresses[site] for site in sites])) for sites in by_line.values()
    }
    sources: dict[str, Source] = {}
    for sites, line in lines.items():
        source = DeviceSource(line, [Wearing(site, worn[site], addresses[site].sensor) for site in sites])
        sources.update(dict.fromkeys(sites, source))
    return {site: sources[site] for site in worn}


def read(text: str) -> Address:
    """An address taken apart; raises AddressError."""
    return read_address(text, tuple(SCHEMES))


def serial_address(text: str) -> Address:
    """A port by its bare name, or a serial address. Raises AddressError."""
    found = read(text if text.partition(":")[0] in SCHEMES else f"serial:{text}")
    if found.scheme != "serial":
        raise AddressError(f"{text} is no serial port; name one such as /dev/ttyUSB0")
    return found


def line_of(address: Address) -> Line:
    """The line that an address names, not open yet: hearing opens it. Raises what `open_address` raises."""
    line: Line = import_module(f"input_devices.{SCHEMES[address.scheme]}").line_at(address)
    return line


def _shared(addresses: Sequence[Address]) -> Address:
    """The address of a line that several share, with every sensor that is worn on it."""
    sensors = [address.sensor for address in addresses if address.sensor is not None]
    return replace(addresses[0], sensors=tuple(dict.fromkeys(sensors)))


def _read(site: str, text: str) -> Address:
    if site not in PLACES:
        raise AddressError(f"there is no place on the body called {site!r}{did_you_mean(site, PLACES)}")
    if site in MUSCLES:
        raise AddressError(
            f"electrodes on the {in_words(site)} are not opened: "
            "nothing here checks yet what keeps mains voltage away from the person"
        )
    return read(text)
