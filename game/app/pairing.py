"""Pairing: a kit set up step by step, whoever shows the steps: hears the sensors, and keeps what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from game.app.errors import RequestError, unknown_place
from game.people.kits import DEFAULT_KIT, find_kit, keep_kit, kit_path
from game.sessions.home import home
from input_devices import (
    PLACES,
    ElectrodesError,
    HeardSensors,
    Isolation,
    Kit,
    KitPairing,
    PairingView,
)


@dataclass(frozen=True, slots=True)
class PairRequest:
    """Which kit is to be set up, and how."""

    sites: tuple[str, ...]
    """Some of PLACES, asked for in this order."""
    kit: str = DEFAULT_KIT
    addresses: tuple[str, ...] = ()
    """Listened to, with all serial ports or instead of them."""
    every_port: bool = True
    isolation: Isolation | None = None
    """What keeps mains voltage away from the person; only for muscles."""
    implanted_electronics: bool | None = None
    anew: bool = False
    """Forget what the kit has held so far, instead of keeping its other places."""


class PairingRun:
    """Polled by whoever has the clock. Raises RequestError or KitError for what is wrong with the request, or was not
    said, ElectrodesError where electrodes may not be used, and AddressError for an address that cannot be read."""

    def __init__(self, request: PairRequest, home_dir: str | None) -> None:
        check_sites(request.sites)
        self._home = home(home_dir)
        kit_path(self._home, request.kit)  # what cannot be a name is told before anything is moved
        old = None if request.anew else find_kit(self._home, request.kit)
        implanted = request.implanted_electronics
        if implanted is None and old is not None:
            implanted = old.implanted_electronics
        try:
            self._pairing = KitPairing(
                request.kit, request.sites, keep=old, isolation=request.isolation, implanted_electronics=implanted
            )
        except ElectrodesError as error:
            if implanted is None or (request.isolation is None and not implanted):
                raise RequestError(str(error)) from error
            raise
        self._heard = HeardSensors(request.addresses, every_port=request.every_port)

    def poll(self, now_s: float) -> PairingView:
        """Take what has come, and say what is to be shown."""
        self._pairing.step(self._heard.poll(now_s), now_s, self._heard.troubles)
        return self._pairing.view(now_s)

    def ready(self, now_s: float) -> None:
        """The person says: everything is strapped on, and I am in the start position."""
        self._pairing.ready(now_s)

    def keep(self) -> Path:
        """Write the kit, when it is done; where it is now. Raises PeopleError."""
        assert self._pairing.kit is not None
        return keep_kit(self._home, self._pairing.kit)

    def close(self) -> None:
        """Let go of every port."""
        self._heard.close()
        self._pairing.close()


def lines_of(kit: Kit) -> tuple[str, ...]:
    """Where the sensors of a kit that are not found by listening to ports can be heard: networks, and ports whose
    format a person has named."""
    found = []
    for sensor in kit.sensors:
        line, _, query = sensor.address.partition("?")
        options = [part for part in query.split("&") if part and part.partition("=")[0] not in ("sensor", "isolation")]
        if not line.startswith("serial:") or any(part.startswith("profile=") for part in options):
            found.append(line + ("?" + "&".join(options) if options else ""))
    return tuple(dict.fromkeys(found))


def check_sites(sites: Sequence[str]) -> None:
    """Raise RequestError where one of these is no place on the body, or there twice."""
    for number, site in enumerate(sites):
        if site not in PLACES:
            raise unknown_place(site)
        if site in sites[:number]:
            raise RequestError(f"{site} is there twice: one place takes one sensor")
