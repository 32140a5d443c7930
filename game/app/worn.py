"""Worn: the sensors that somebody says are worn, opened before anything that takes long to load."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from difflib import get_close_matches

from game.app.clock import now_s
from game.app.errors import RequestError
from game.app.muscles import refuse_electrodes
from input_devices import MUSCLES, PLACES, Source
from input_devices import open_worn as open_devices


def open_worn(
    wear: Sequence[str], implanted_electronics: bool | None = None, *, prescribed: bool = False
) -> dict[str, Source]:
    """The source of each SITE=ADDRESS by its site, opening from now on; sensors on one line share theirs.

    Electrodes are opened only in prescribed play, where what keeps the mains away and whether the person has implanted
    electronics is known. Raises RequestError, RefusedError or InputError, before anything is opened.
    """
    refuse_worn(wear, prescribed=prescribed)
    addresses = _addresses(wear)
    worn = open_devices(addresses, implanted_electronics=implanted_electronics)
    try:
        for source in dict.fromkeys(worn.values()):
            source.poll(now_s())
    except BaseException:
        close_all(worn)
        raise
    return worn


def refuse_worn(wear: Sequence[str], *, prescribed: bool) -> None:
    """Raise RefusedError where what SITE=ADDRESS says is worn may not be played with at all."""
    refuse_electrodes((worn.partition("=")[0] for worn in wear), prescribed=prescribed)


def wears_electrodes(wear: Sequence[str]) -> bool:
    """Whether a muscle is among what SITE=ADDRESS says is worn."""
    return any(worn.partition("=")[0] in MUSCLES for worn in wear)


def close_all(worn: Mapping[str, Source]) -> None:
    """Let go of every one of them."""
    for source in worn.values():
        source.close()


def _addresses(wear: Sequence[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for worn in wear:
        site, _, address = worn.partition("=")
        if site not in PLACES:
            near = get_close_matches(site, PLACES, 1)
            meant = f"Did you mean {near[0]}?" if near else f"Places are {', '.join(PLACES)}."
            raise RequestError(f"nothing is worn at “{site}”. {meant}")
        if not address:
            raise RequestError(f"--wear {site} needs an address, such as {site}=serial:/dev/ttyUSB0?protocol=auto")
        if site in found:
            raise RequestError(f"two sensors at {site}: one place takes one")
        found[site] = address
    return found
