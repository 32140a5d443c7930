"""Worn: the sensors that somebody says are worn, opened before anything that takes long to load."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from difflib import get_close_matches

from game.app.clock import now_s
from game.app.errors import RequestError
from input_devices import SITES, Source, open_address


def open_worn(wear: Sequence[str]) -> dict[str, Source]:
    """Each SITE=ADDRESS as a source that is opening from now on, by its site. Raises RequestError or InputError."""
    worn: dict[str, Source] = {}
    try:
        for site, address in _addresses(wear).items():
            worn[site] = open_address(address, site)
            worn[site].poll(now_s())
    except BaseException:
        close_all(worn)
        raise
    return worn


def close_all(worn: Mapping[str, Source]) -> None:
    """Let go of every one of them."""
    for source in worn.values():
        source.close()


def _addresses(wear: Sequence[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for worn in wear:
        site, _, address = worn.partition("=")
        if site not in SITES:
            near = get_close_matches(site, SITES, 1)
            meant = f"Did you mean {near[0]}?" if near else f"Sites are {', '.join(SITES)}."
            raise RequestError(f"nothing is worn at “{site}”. {meant}")
        if not address:
            raise RequestError(f"--wear {site} needs an address, such as {site}=serial:/dev/ttyUSB0?protocol=auto")
        if site in found:
            raise RequestError(f"two sensors at {site}: one place takes one")
        found[site] = address
    return found
