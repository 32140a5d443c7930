"""Which trackers and phones send to one network of this computer, for a list of them.

A tracker sends nothing before it has been answered, so listing answers whoever calls. It does so on the one network
that a person has chosen, and only while the list is made.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from input_devices.address import read_address
from input_devices.protocols.reading import Reading
from input_devices.slimevr_line import PORT, SlimeLine, line_at
from input_devices.tally import Tally, by_sensor

ENOUGH_S = 2.5
"""So long after the first has been heard every other that calls has called twice."""
VAIN_S = 6.0
"""A tracker that still sends to another program has noticed by then, and called."""
_SENSORS_MAX = 32


@dataclass(frozen=True, slots=True)
class SenderFinding:
    """One sensor that sends to this computer."""

    address: str
    """What to write to wear it."""
    name: str
    """Its hardware address, or its number in the network; and which of its sensors."""
    host: str
    about: str
    """What it says that it is: a tracker's firmware, a stream's type. Empty where it does not say."""
    protocol: str
    rate_hz: float = math.nan
    """Measured, nan until it is known."""
    samples: int = 0
    lost: int = 0
    bad_frames: int = 0
    battery: float = math.nan
    """How full, 0–1; nan where it does not say."""
    notice: str | None = None
    """Why it cannot be worn, and what to do."""


class SenderSurvey:
    """Hears everybody on one network, `192.168.1.20` or `192.168.1.20:6969`. `poll` never blocks.

    Raises AddressError where `interface` names no network.
    """

    def __init__(self, interface: str) -> None:
        self._place = interface
        chosen = line_at(read_address(f"slimevr:{interface}", ("slimevr",)))
        self._line = SlimeLine(chosen.interface, chosen.port, everyone=True)
        if chosen.port == PORT:
            self._place = chosen.interface
        self._sensors: dict[str, Tally] = {}
        self._began_s = self._first_s = math.nan

    def poll(self, now_s: float) -> None:
        """Take what has come, and answer it."""
        if math.isnan(self._began_s):
            self._began_s = now_s
        heard = self._line.hear(now_s)
        for arrived_s, readings in heard.batches if heard is not None else ():
            for name, own in by_sensor(readings).items():
                self._take(name or "", own, arrived_s)

    def settled(self, now_s: float) -> bool:
        """Whether listening on would tell no more."""
        if self._line.trouble is not None:
            return True
        rated = all(sensor.clock.rate_hz > 0 for sensor in self._sensors.values())
        if self._sensors and rated and now_s - self._first_s >= ENOUGH_S:
            return True
        return now_s - self._began_s >= VAIN_S

    @property
    def notice(self) -> str | None:
        """One sentence where nothing can be heard: why, and what to do."""
        trouble = self._line.trouble
        return None if trouble is None else f"the network {self._place} {trouble}"

    def findings(self) -> list[SenderFinding]:
        """Who has been heard by now, each sensor by its name."""
        senders = {one.name: (one.at[0], firmware) for one, firmware in self._line.senders}
        found = []
        for name, sensor in sorted(self._sensors.items()):
            host, firmware = senders[name.rpartition("/")[0]]
            found.append(
                SenderFinding(
                    f"slimevr:{self._place}?sensor={name}",
                    name,
                    host,
                    firmware,
                    self._line.protocol,
                    sensor.clock.rate_hz,
                    sensor.samples,
                    sensor.clock.lost,
                    battery=sensor.battery,
                )
            )
        return found

    def close(self) -> None:
        """Let go of the network."""
        self._line.close()

    def _take(self, name: str, readings: list[Reading], arrived_s: float) -> None:
        if math.isnan(self._first_s):
            self._first_s = arrived_s
        if name not in self._sensors and len(self._sensors) >= _SENSORS_MAX:
            return
        self._sensors.setdefault(name, Tally()).take(readings, arrived_s)
