"""How bytes become Samples. Never imports game or pygame; this front door imports only nouns, the rest is lazy."""

from __future__ import annotations

from input_devices.errors import AddressError, InputError, ProtocolError, UnavailableError
from input_devices.sample import SITES, TRUTHS, Quaternion, Sample, Truth, Vector, float32, stored
from input_devices.source import InputReport, Source, SourceState

__all__ = [
    "SITES",
    "TRUTHS",
    "AddressError",
    "InputError",
    "InputReport",
    "ProtocolError",
    "Quaternion",
    "Sample",
    "Source",
    "SourceState",
    "Truth",
    "UnavailableError",
    "Vector",
    "float32",
    "open_address",
    "stored",
]


def open_address(address: str, site: str) -> Source:
    """Open the device at `address` as worn at `site`; opening goes on in the background.

    Raises AddressError when the address cannot be read or names no known kind of device.
    """
    from input_devices.registry import open_address as opened

    return opened(address, site)
