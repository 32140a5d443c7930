"""Address: where a sensor is and how it is spoken to, as a person writes it: `serial:/dev/ttyUSB0?protocol=auto`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from urllib.parse import unquote

from input_devices.errors import AddressError
from input_devices.kit import UsbIdentity
from input_devices.suggestion import did_you_mean

OF_THE_WEARER = ("sensor", "isolation", "emg", "notch")
"""Options about who is worn; all others are about the line. Addresses that differ only in these share one line."""


@dataclass(frozen=True, slots=True)
class Address:
    """`scheme:place?option=value&…`, taken apart."""

    text: str
    scheme: str
    place: str
    options: Mapping[str, str]
    """About the line; without those of the wearer."""
    sensor: str | None = None
    """Which sensor, where several share the line; None follows the first that is heard."""
    isolation: str | None = None
    """What keeps mains voltage away from a person who wears electrodes."""
    emg: str | None = None
    """In which form a muscle's voltage comes: raw or envelope."""
    notch: str | None = None
    """The mains' frequency where it is to be taken out of that."""
    sensors: tuple[str, ...] = ()
    """Every sensor that is worn on the same line, where an address names one; for lines that choose whom to hear."""
    everyone: bool = False
    """Hear every sensor on the line, for lines that choose whom to hear: while one of them is being looked for."""
    usb: UsbIdentity | None = None
    """What the device is known by, from a kit; the place is then only where it was when it was paired."""
    anywhere: bool | None = None
    """Whether one of its make, found in any socket, must be it; as in `place_of`."""

    @property
    def line(self) -> tuple[str, str, tuple[tuple[str, str], ...]]:
        """Equal for addresses that name the same line in the same way."""
        where = repr(self.usb) if self.usb is not None else self.place
        return (self.scheme, where, tuple(sorted(self.options.items())))

    def allow(self, known: Sequence[str]) -> None:
        """Raise AddressError for an option of the line that is none of `known`."""
        for name in self.options:
            if name not in known:
                there = ", ".join((*known, *OF_THE_WEARER))
                raise AddressError(
                    f"the address {self.text!r} has an unknown option {name}; there are {there}"
                    f"{did_you_mean(name, (*known, *OF_THE_WEARER))}"
                )


def read_address(text: str, schemes: Sequence[str]) -> Address:
    """Take an address apart. Raises AddressError with one sentence for whatever is wrong in it."""
    scheme, colon, rest = text.partition(":")
    if not colon or scheme not in schemes:
        known = ", ".join(f"{name}:" for name in schemes)
        raise AddressError(f"the address {text!r} begins with none of {known}{did_you_mean(scheme, schemes)}")
    place, _, query = rest.partition("?")
    if not place:
        raise AddressError(f"the address {text!r} names no port; write for example serial:/dev/ttyUSB0")
    options = _options(text, query)
    sensor, isolation, emg, notch = (options.pop(name, None) for name in OF_THE_WEARER)
    return Address(text, scheme, place, MappingProxyType(options), sensor, isolation=isolation, emg=emg, notch=notch)


def _options(text: str, query: str) -> dict[str, str]:
    options: dict[str, str] = {}
    for part in query.split("&") if query else ():
        name, equals, value = part.partition("=")
        if not equals or not value:
            raise AddressError(f"the address {text!r}: {part!r} is not of the form option=value")
        if name in options:
            raise AddressError(f"the address {text!r} gives {name} twice")
        options[name] = unquote(value)
    return options
