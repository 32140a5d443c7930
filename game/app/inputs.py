"""Inputs: listen to the ports of this computer, say what was found and where it was last worn, and set a sensor up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from game.app.clock import now_s, wait
from game.sessions.errors import SessionError
from game.sessions.home import home, sessions_folder
from game.sessions.reader import read_session
from input_devices import (
    PortFacts,
    PortFinding,
    SensorSetup,
    SetupOutcome,
    Survey,
    WitmotionSetup,
    likeliest,
    ports_there,
    serial_address,
)

LISTEN_S = 8.0
"""Every speed is gone through in less than six seconds; then the rate is measured."""
_POLL_S = 1 / 60
_SESSIONS_MAX = 50


@dataclass(frozen=True, slots=True)
class Found:
    """What one port says, and where on the body its sensor was worn last; None where that is not known."""

    finding: PortFinding
    last_worn: str | None


def chosen_ports(devices: Sequence[str]) -> list[PortFacts]:
    """The ports of these names, or every port there is, the likeliest first."""
    there = ports_there()
    if not devices:
        return likeliest(there)
    known = {port.device: port for port in there}
    return [known.get(device, PortFacts(device, "")) for device in dict.fromkeys(devices)]


def listen(ports: Sequence[PortFacts], home_dir: str | None, seconds: float = LISTEN_S) -> list[Found]:
    """Listen until every port is settled, at most for `seconds`."""
    return next(watch(ports, home_dir, seconds, settle=True))


def watch(
    ports: Sequence[PortFacts], home_dir: str | None, every_s: float, *, settle: bool = False
) -> Iterator[list[Found]]:
    """What is known, again and again, `every_s` apart; with `settle` as soon as listening on would tell no more."""
    worn = last_worn(home_dir)
    survey = Survey(ports)
    try:
        shown_s = now_s()
        while True:
            survey.poll(now_s())
            if now_s() - shown_s >= every_s or (settle and survey.settled(now_s())):
                shown_s = now_s()
                yield [Found(found, worn.get(found.port.device)) for found in survey.findings()]
            wait(_POLL_S)
    finally:
        survey.close()


def set_up(port: str, wish: WitmotionSetup) -> SetupOutcome:
    """Tell the sensor on a port, or at a serial address, what to do. Raises RefusedSetupError or InputError."""
    setup = SensorSetup(serial_address(port), wish)
    try:
        while setup.outcome is None:
            setup.poll(now_s())
            wait(_POLL_S)
        return setup.outcome
    finally:
        setup.close()


def last_worn(home_dir: str | None) -> dict[str, str]:
    """The port of each sensor of the latest sessions, or its address in a network, and the site it was worn at; a
    damaged file is passed over."""
    found: dict[str, str] = {}
    folder = sessions_folder(home(home_dir))
    files = sorted(folder.glob("*.moveagain"), reverse=True) if folder.is_dir() else []
    for file in files[:_SESSIONS_MAX]:
        try:
            inputs = read_session(file).header.inputs
        except SessionError:
            continue
        for site, address, _ in inputs:
            scheme, _, rest = address.partition(":")
            found.setdefault(rest.partition("?")[0] if scheme == "serial" else address, site)
    return found
