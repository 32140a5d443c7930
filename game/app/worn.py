"""Worn: the sensors that somebody wears, opened before anything that takes long to load."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from game.app.clock import now_s
from game.app.errors import RequestError, unknown_place
from game.app.muscles import refuse_electrodes
from input_devices import MUSCLES, PLACES, Source, Vector
from input_devices import open_worn as open_devices

if TYPE_CHECKING:
    from input_devices import Kit


@dataclass(frozen=True, slots=True)
class Worn:
    """The sensors of a request, opening."""

    sources: Mapping[str, Source] = field(default_factory=dict)
    """By site; sensors on one line share theirs."""
    keys: Mapping[str, str] = field(default_factory=dict)
    """Site → what tells its sensor from all others."""
    mounts: Mapping[str, Vector] = field(default_factory=dict)
    """Which way was up in the sensor's own axes, by site, where a kit knows it."""

    def close(self) -> None:
        """Let go of every one of them."""
        for source in self.sources.values():
            source.close()


def open_worn(wear: Sequence[str], implanted_electronics: bool | None = None, *, prescribed: bool = False) -> Worn:
    """The sensor of each SITE=ADDRESS, opening from now on. Raises what `open_at` raises, and RequestError."""
    return open_at(_addresses(wear), None, implanted_electronics, prescribed=prescribed)


def open_at(
    addresses: Mapping[str, str],
    kit: Kit | None = None,
    implanted_electronics: bool | None = None,
    *,
    prescribed: bool = False,
) -> Worn:
    """The sensor at the address of each site, opening from now on; `kit` is where the addresses are from.

    Electrodes are opened only in prescribed play, where what keeps the mains away and whether the person has implanted
    electronics is known. Raises RefusedError or InputError, before anything is opened.
    """
    if not addresses:
        return Worn()
    from input_devices import ports_there, sensor_key

    refuse_electrodes(addresses, prescribed=prescribed)
    known = {sensor.site: sensor for sensor in kit.sensors if sensor.site in addresses} if kit is not None else {}
    sources = open_devices(addresses, kit=kit, implanted_electronics=implanted_electronics)
    try:
        for source in dict.fromkeys(sources.values()):
            source.poll(now_s())
        ports = ports_there()
        usb = {site: sensor.usb for site, sensor in known.items()}
        keys = {site: sensor_key(address, usb.get(site), ports) for site, address in addresses.items()}
    except BaseException:
        Worn(sources).close()
        raise
    return Worn(sources, keys, {site: sensor.up for site, sensor in known.items() if sensor.up is not None})


def refuse_worn(wear: Sequence[str], *, prescribed: bool) -> None:
    """Raise RefusedError where what SITE=ADDRESS says is worn may not be played with at all."""
    refuse_electrodes((worn.partition("=")[0] for worn in wear), prescribed=prescribed)


def wears_electrodes(wear: Sequence[str]) -> bool:
    """Whether a muscle is among what SITE=ADDRESS says is worn."""
    return any(worn.partition("=")[0] in MUSCLES for worn in wear)


def _addresses(wear: Sequence[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for worn in wear:
        site, _, address = worn.partition("=")
        if site not in PLACES:
            raise unknown_place(site)
        if not address:
            raise RequestError(f"--wear {site} needs an address, such as {site}=serial:/dev/ttyUSB0?protocol=auto")
        if site in found:
            raise RequestError(f"two sensors at {site}: one place takes one")
        found[site] = address
    return found
