"""Inputs: listen to the ports of this computer, say what was found and where it was last worn, and set a sensor up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from game.app.clock import now_s, wait
from game.people.errors import PeopleError
from game.people.last_worn import read_last_worn
from game.sessions.home import home
from input_devices import (
    PortFacts,
    PortFinding,
    SensorNearby,
    SensorSetup,
    SetupOutcome,
    Survey,
    WitmotionSetup,
    likeliest,
    ports_there,
    sensor_key,
    sensors_nearby,
    serial_address,
)

LISTEN_S = 8.0
"""Every speed is gone through in less than six seconds; then the rate is measured."""
SCAN_S = 5.0
"""A Bluetooth sensor says its name once in a second or two."""
_POLL_S = 1 / 60


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
    worn = LastSites(home_dir)
    survey = Survey(ports)
    try:
        shown_s = now_s()
        while True:
            survey.poll(now_s())
            if now_s() - shown_s >= every_s or (settle and survey.settled(now_s())):
                shown_s = now_s()
                findings = survey.findings()
                count = Counter(found.port.device for found in findings)
                yield [Found(found, worn.of_port(found, alone=count[found.port.device] == 1)) for found in findings]
            wait(_POLL_S)
    finally:
        survey.close()


def bluetooth_sensors() -> list[SensorNearby]:
    """WitMotion's Bluetooth Low Energy sensors nearby. Raises InputError where this computer's Bluetooth is no use."""
    return sensors_nearby(SCAN_S)


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


class LastSites:
    """Where each sensor was worn last; a damaged list is passed over."""

    def __init__(self, home_dir: str | None) -> None:
        self._ports = ports_there()
        try:
            self._known = read_last_worn(home(home_dir))
        except PeopleError:
            self._known = {}

    def of_port(self, finding: PortFinding, *, alone: bool) -> str | None:
        """The site of a sensor on a port. The only one there was perhaps worn without saying which it is."""
        address = f"serial:{finding.port.device}"
        named = self.at(f"{address}?sensor={quote(finding.sensor, safe='')}") if finding.sensor is not None else None
        return named or (self.at(address) if alone or finding.sensor is None else None)

    def at(self, address: str) -> str | None:
        """The site of the sensor at an address."""
        last = self._known.get(sensor_key(address, None, self._ports))
        return last.site if last is not None else None
