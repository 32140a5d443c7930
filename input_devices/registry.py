"""Which kinds of address there are, and how each is opened."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from urllib.parse import unquote

from input_devices.errors import AddressError, ProtocolError
from input_devices.protocols.profile_text import read_profile
from input_devices.protocols.table import PROTOCOLS, WireFormat, line_format
from input_devices.sample import SITES
from input_devices.shipped_profiles import recognisable_formats, shipped_format
from input_devices.source import Source
from input_devices.suggestion import did_you_mean

BAUD_RANGE = (300, 4_000_000)


def open_address(address: str, site: str) -> Source:
    """A source for the device at `address`, worn at `site`; opening goes on in the background.

    An address is `scheme:place?option=value&…`, for example `serial:/dev/ttyUSB0?protocol=auto`. Raises AddressError
    where it cannot be read, ProtocolError where the line profile it names is wrong.
    """
    if site not in SITES:
        raise AddressError(f"there is no place on the body called {site!r}{did_you_mean(site, SITES)}")
    scheme, colon, rest = address.partition(":")
    if not colon or scheme not in SCHEMES:
        known = ", ".join(f"{name}:" for name in SCHEMES)
        raise AddressError(f"the address {address!r} begins with none of {known}{did_you_mean(scheme, SCHEMES)}")
    place, _, query = rest.partition("?")
    if not place:
        raise AddressError(f"the address {address!r} names no port; write for example serial:/dev/ttyUSB0")
    return SCHEMES[scheme](address, place, _options(address, query), site)


def _options(address: str, query: str) -> dict[str, str]:
    options: dict[str, str] = {}
    for part in query.split("&") if query else ():
        name, equals, value = part.partition("=")
        if not equals or not value:
            raise AddressError(f"the address {address!r}: {part!r} is not of the form option=value")
        if name in options:
            raise AddressError(f"the address {address!r} gives {name} twice")
        options[name] = unquote(value)
    return options


def _open_serial(address: str, place: str, options: Mapping[str, str], site: str) -> Source:
    from input_devices.serial_source import SerialSource, Wanted

    for name in options:
        if name not in _SERIAL_OPTIONS:
            known = ", ".join(_SERIAL_OPTIONS)
            hint = did_you_mean(name, _SERIAL_OPTIONS)
            raise AddressError(f"the address {address!r} has an unknown option {name}; there are {known}{hint}")
    formats = _formats(address, options)
    bauds = tuple(dict.fromkeys(baud for row in formats for baud in row.bauds))
    if "baud" in options:
        bauds = (_baud(address, options["baud"]),)
    return SerialSource(Wanted(address, place, formats, bauds, options.get("sensor")), site)


def _formats(address: str, options: Mapping[str, str]) -> tuple[WireFormat, ...]:
    protocol = options.get("protocol", "auto")
    if "profile" in options:
        if protocol != "auto":
            raise AddressError(f"the address {address!r} gives both profile and protocol; leave protocol out")
        return (_profile(options["profile"], options.get("name")),)
    if "name" in options:
        raise AddressError(f"the address {address!r} gives name, which chooses in a file; add profile=FILE")
    if protocol == "auto":
        return (*PROTOCOLS.values(), *recognisable_formats())
    if protocol not in PROTOCOLS:
        known = ", ".join(("auto", *PROTOCOLS))
        hint = did_you_mean(protocol, ("auto", *PROTOCOLS))
        raise AddressError(f"the address {address!r} asks for an unknown protocol {protocol}; there are {known}{hint}")
    return (PROTOCOLS[protocol],)


def _profile(path: str, name: str | None) -> WireFormat:
    """The wire format of the line profile in a file, or of one that is shipped; raises ProtocolError for what is wrong.

    A plain word is the name of a shipped profile; a file has a dot or a folder in its name.
    """
    if path.isidentifier():
        if name is not None:
            raise ProtocolError(f"the line profile {path} is shipped, and name= chooses in a file; leave name out")
        return shipped_format(path)
    try:
        text = Path(path).read_text(encoding="utf-8")
    except OSError as error:
        raise ProtocolError(f"the line profile {path} cannot be read: {error.strerror}; check its name") from error
    except UnicodeDecodeError as error:
        raise ProtocolError(f"the line profile {path} is not text; it must be YAML in UTF-8") from error
    return line_format(read_profile(text, path, name))


def _baud(address: str, text: str) -> int:
    low, high = BAUD_RANGE
    if not text.isascii() or not text.isdigit() or not low <= int(text) <= high:
        raise AddressError(f"the address {address!r}: baud={text} is no speed; write for example baud=115200")
    return int(text)


_SERIAL_OPTIONS = ("protocol", "baud", "profile", "name", "sensor")
SCHEMES: Mapping[str, Callable[[str, str, Mapping[str, str], str], Source]] = MappingProxyType({"serial": _open_serial})
"""Kinds of address → how to open one."""
