"""Which kinds of address there are, and how the sensors that somebody wears are opened, each line once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING

from input_devices.address import Address, read_address
from input_devices.device_source import DeviceSource
from input_devices.errors import AddressError
from input_devices.kit import ISOLATIONS, Kit
from input_devices.line import Line
from input_devices.sample import MUSCLES, PLACES
from input_devices.source import Source
from input_devices.suggestion import did_you_mean
from input_devices.worn_sensor import Wearing

if TYPE_CHECKING:
    from input_devices.computer_power import Power
    from input_devices.electrodes import PowerWatch
    from input_devices.emg_form import EmgForm, EmgKind

SCHEMES: Mapping[str, str] = MappingProxyType(
    {
        "serial": "serial_line",
        "slimevr": "slimevr_line",
        "lsl": "lsl_line",
        "ble": "ble_line",
        "brainflow": "brainflow_line",
        "ximu3": "ximu3_line",
    }
)
"""Kinds of address → the module whose `line_at(Address)` gives the Line; loaded when it is first named."""


_OF_ELECTRODES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {"isolation": ISOLATIONS, "emg": ("raw", "envelope"), "notch": ("50", "60")}
)
"""What an address may say of electrodes."""


def open_address(address: str, site: str) -> Source:
    """A source for the device at `address`, worn at `site`; opening goes on in the background.

    An address is `scheme:place?option=value&…`, for example `serial:/dev/ttyUSB0?protocol=auto`. Raises AddressError
    where it cannot be read, ProtocolError where the line profile it names is wrong, UnavailableError where the library
    that it needs is not installed. No electrode is opened by this.
    """
    return open_worn({site: address})[site]


def open_worn(
    worn: Mapping[str, str],
    *,
    kit: Kit | None = None,
    implanted_electronics: bool | None = None,
    ask_power: Callable[[], Power] | None = None,
) -> dict[str, Source]:
    """A source for every place (of PLACES) and its address; sensors that share a line share the source.

    Where the places and addresses are those of a kit, a device is found by what the kit knows it by, whatever its port
    is called now. A muscle is opened only where its address says what keeps the mains away, and the person is known,
    by the kit or by what is said here, to have no implanted electronics; else ElectrodesError is raised. `ask_power`
    says what the computer runs on; it is asked again and again while electrodes rely on the computer's battery. Raises
    also what `open_address` raises; everything before anything is opened.
    """
    addresses = {site: _known(_read(site, text), site, kit) for site, text in worn.items()}
    if kit is not None and not implanted_electronics and kit.implanted_electronics is not None:
        implanted_electronics = kit.implanted_electronics
    watched = _watched(addresses, implanted_electronics, ask_power)
    by_line: dict[tuple[str, str, tuple[tuple[str, str], ...]], list[str]] = {}
    for site, address in addresses.items():
        by_line.setdefault(address.line, []).append(site)
    lines: dict[tuple[str, ...], Line] = {
        tuple(sites): line_of(_shared([addresses[site] for site in sites])) for sites in by_line.values()
    }
    sources: dict[str, Source] = {}
    for sites, line in lines.items():
        wearings = [_wearing(site, worn[site], addresses[site]) for site in sites]
        source = DeviceSource(line, wearings, watched if any(site in MUSCLES for site in sites) else None)
        sources.update(dict.fromkeys(sites, source))
    return {site: sources[site] for site in worn}


def emg_form_of(text: str) -> EmgForm:
    """In which form a muscle's voltage comes, as far as its address says. Raises as `open_address` does."""
    from input_devices.emg_form import EmgForm

    address = read(text)
    ends_mv = None
    kind: EmgKind | None = "raw" if address.emg == "raw" else "envelope" if address.emg == "envelope" else None
    if address.scheme == "serial":
        from input_devices import serial_line

        ends_mv = serial_line.emg_range_mv(address)
    elif address.scheme == "brainflow":
        from input_devices import brainflow_line

        ends_mv = brainflow_line.emg_range_mv(address)
        kind = kind or "raw"  # these boards amplify and count, and make no envelope
    return EmgForm(kind, None if address.notch is None else float(address.notch), ends_mv)


def read(text: str) -> Address:
    """An address taken apart; raises AddressError."""
    address = read_address(text, tuple(SCHEMES))
    for name, there in _OF_ELECTRODES.items():
        said = getattr(address, name)
        if said is not None and said not in there:
            raise AddressError(
                f"the address {text!r}: {name} is {', '.join(there)}, not {said}{did_you_mean(said, there)}"
            )
    return address


def full_address(text: str, isolation: str | None = None) -> str:
    """An address, or a port by its bare name, with what keeps the mains away from who wears electrodes on it. Raises
    AddressError, also where the address says something else of that."""
    whole = text if text.partition(":")[0] in SCHEMES else f"serial:{text}"
    said = read(whole).isolation
    if isolation is None or said == isolation:
        return whole
    if said is not None:
        raise AddressError(f"the address {text!r} says isolation={said}, and not {isolation}; which is it?")
    whole += f"{'&' if '?' in whole else '?'}isolation={isolation}"
    return read(whole).text


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


def _known(address: Address, site: str, kit: Kit | None) -> Address:
    """The same address, with what the kit knows of the device."""
    sensor = kit.at(site) if kit is not None else None
    if kit is None or sensor is None:
        return address
    return replace(address, usb=sensor.usb, anywhere=kit.anywhere(sensor))


def _shared(addresses: Sequence[Address]) -> Address:
    """The address of a line that several share, with every sensor that is worn on it."""
    sensors = [address.sensor for address in addresses if address.sensor is not None]
    return replace(addresses[0], sensors=tuple(dict.fromkeys(sensors)))


def _read(site: str, text: str) -> Address:
    if site not in PLACES:
        raise AddressError(f"there is no place on the body called {site!r}{did_you_mean(site, PLACES)}")
    return read(text)


def _wearing(site: str, text: str, address: Address) -> Wearing:
    return Wearing(site, text, address.sensor, address.isolation if site in MUSCLES else None)


def _watched(
    addresses: Mapping[str, Address], implanted_electronics: bool | None, ask_power: Callable[[], Power] | None
) -> PowerWatch | None:
    """What is watched for the electrodes among these; raises ElectrodesError where one may not be used."""
    isolations = {site: address.isolation for site, address in addresses.items() if site in MUSCLES}
    if not isolations:
        return None
    from input_devices.electrodes import watch_electrodes

    return watch_electrodes(isolations, implanted_electronics, ask_power)
