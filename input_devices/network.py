"""The networks of this computer: which of them an address chooses, and whether it is there."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable, Mapping
from types import MappingProxyType

from input_devices.errors import AddressError

_LOOPBACK = "127.0.0.1"
_NOWHERE = ("192.0.2.1", 9)
"""An address kept for documentation (RFC 5737): asking the way there sends nothing."""

UNPROVEN = "nothing on a network proves who sends it, so use one that you trust"
"""What a person reads wherever something is received."""


def interface_of(text: str, place: str, example: str) -> str:
    """The one network that `place` chooses, by this computer's own number in it. Raises AddressError about `text`."""
    try:
        chosen = ipaddress.IPv4Address(place)
    except ValueError:
        raise AddressError(
            f"the address {text!r} names no network of this computer; write its own number there, "
            f"for example {example}{_offer()}"
        ) from None
    if chosen.is_unspecified:
        raise AddressError(
            f"the address {text!r} would listen to every network; write this computer's own number in the one that "
            f"the sensor is in, for example {example}{_offer()}"
        )
    if chosen.is_multicast or int(chosen) == 0xFFFFFFFF:
        raise AddressError(f"the address {text!r} names a group, not this computer; write for example {example}")
    return str(chosen)


def is_own(interface: str) -> bool:
    """Whether this computer has that number in a network now."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.bind((interface, 0))
        except OSError:
            return False
    return True


def leads_to(interface: str, host: str) -> bool:
    """Whether this computer would answer that host from `interface`. Sends nothing."""
    return _answers_from((host, 9)) == interface


def own_numbers() -> tuple[str, ...]:
    """This computer's own numbers: the one it uses for the wide world, and the one for itself.

    Asking for all of them by its name may wait for the network, which nobody here may.
    """
    usual = _answers_from(_NOWHERE)
    return (_LOOPBACK,) if usual in (None, _LOOPBACK) else (str(usual), _LOOPBACK)


def network_of(address: str) -> str | None:
    """The network that a sensor's address is about, as this computer's own number in it; None where it is no network.

    For whoever tells the person what is received; an address that cannot be read is about none.
    """
    scheme, _, rest = address.partition(":")
    place, _, query = rest.partition("?")
    find = _NETWORK_IN.get(scheme)
    return find(place, query) if find is not None else None


def _before_port(place: str, _query: str) -> str:
    return place.partition(":")[0]


def _option_interface(_place: str, query: str) -> str:
    options = dict(part.partition("=")[::2] for part in query.split("&"))
    return options.get("interface", "")


_NETWORK_IN: Mapping[str, Callable[[str, str], str]] = MappingProxyType(
    {"slimevr": _before_port, "lsl": _option_interface}
)
"""Kinds of address that are about a network → where they name it."""


def _answers_from(host: tuple[str, int]) -> str | None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(host)
        except OSError:
            return None
        return str(probe.getsockname()[0])


def _offer() -> str:
    numbers = [number for number in own_numbers() if number != _LOOPBACK]
    return f"; it has {' and '.join(numbers)}" if numbers else ""
