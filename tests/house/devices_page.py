"""The page of supported devices, made of the tables; run with `-m`, it renews docs/devices.md."""

from __future__ import annotations

from typing import get_args

from input_devices.devices import DEVICES, Device, Price
from input_devices.protocols.table import PROTOCOLS
from input_devices.registry import SCHEMES
from input_devices.serial_line import listened_for
from input_devices.shipped_profiles import shipped_names
from tests.house.tree import ROOT

PAGE = ROOT / "docs" / "devices.md"
OPENING = """# Supported devices

What a sensor costs, how it is worn, and what it lacks. `python -m tests.house.devices_page` makes this page of the
tables in `input_devices/`. Price classes are rough, in US dollars for one sensor; look them up before you buy.

Found means that plugging it in is enough: `moveagain inputs` names it. Everything else is asked for by its address:
[input_devices/README.md](../input_devices/README.md#addresses).

"""
CLOSING = """
None of them is a medical device. Those that have not been tried on real hardware are known from their makers' documents
and code and from published captures, byte by byte; `python -m pytest tests/conformance --device ADDRESS` tries one.

## Names in an address

A wire format is chosen by `protocol=`, a printed line by `profile=`; a name that ends in a colon begins an address.

| name | found by listening | fits |
| --- | --- | --- |
"""


def known() -> set[str]:
    """Everything that a device can speak, as `Device.speaks` names it."""
    return {*PROTOCOLS, *(f"profile={name}" for name in shipped_names()), *(f"{s}:" for s in SCHEMES if s != "serial")}


def page() -> str:
    """The page as the tables are now."""
    heads = ("device", "connection", "price", "how it is worn", "what it lacks", "found", "tried on real hardware")
    rows = [_device(device) for device in sorted(DEVICES, key=lambda one: get_args(Price).index(one.price))]
    return OPENING + _lines(heads, rows) + CLOSING + "".join(f"{row}\n" for row in _names())


def _lines(heads: tuple[str, ...], rows: list[str]) -> str:
    return "\n".join([f"| {' | '.join(heads)} |", f"|{' --- |' * len(heads)}", *rows]) + "\n"


def _device(device: Device) -> str:
    found = "yes" if set(device.speaks) & _listened() else "no"
    cells = (device.name, device.connection, device.price, device.worn, "; ".join(device.lacks), found)
    return f"| {' | '.join(cells)} | {'yes' if device.tried else 'no'} |"


def _listened() -> set[str]:
    return {name for row in listened_for() for name in (row.name, f"profile={row.name}")} & known()


def _names() -> list[str]:
    rows = []
    for name in sorted(known(), key=lambda name: (name.startswith("profile="), name.endswith(":"), name)):
        fits = "; ".join(device.name for device in DEVICES if name in device.speaks)
        rows.append(f"| `{name}` | {'yes' if name in _listened() else 'no'} | {fits} |")
    return rows


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
