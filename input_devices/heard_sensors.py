"""Heard sensors: every sensor that speaks on this computer's lines, all heard at once, each with an address of its own.

For pairing, which has to know who moves. Nothing is written to a port, unless an address that was named asks for it.
"""

from __future__ import annotations

import math
import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from urllib.parse import quote

from input_devices.address import Address
from input_devices.errand import Errand
from input_devices.errors import InputError
from input_devices.kit import UsbIdentity
from input_devices.line import Line
from input_devices.ports import PortFacts, ports_there
from input_devices.protocols.reading import Reading
from input_devices.protocols.table import PROTOCOLS
from input_devices.registry import line_of, read
from input_devices.sensor_identity import sensor_key
from input_devices.serial_line import SerialLine
from input_devices.tally import by_sensor

LOOK_EVERY_S = 1.0
"""How often it is looked whether another port is there: a sensor may be plugged in while it is asked for."""
CLOSE_WAIT_S = 2.0
_SENSORS_MAX = 32
"""On one line; more is noise that looks like names."""


_WHO = {"serial": "the sensor on ", "slimevr": "the network ", "lsl": ""}
"""What stands before the name of a line, by the kind of its address."""


@dataclass(frozen=True, slots=True)
class SpeakingSensor:
    """One sensor that is heard."""

    key: str
    """What tells it from all others."""
    words: str
    """How to name it to a person: ttyUSB0, or ttyUSB0 sensor a; on a network by its own name."""
    address: str
    """What to write to wear it."""
    usb: UsbIdentity | None


@dataclass(frozen=True, slots=True)
class Arrival:
    """What one sensor has just said."""

    sensor: SpeakingSensor
    readings: Sequence[Reading]


class _Ear:
    """One line that is listened to."""

    def __init__(self, address: Address) -> None:
        self.line: Line = line_of(replace(address, everyone=True))
        self._address = address
        self._sensors: dict[str | None, SpeakingSensor] = {}

    @property
    def place(self) -> str:
        """The port, in an address of one."""
        return os.path.realpath(self._address.options.get("port", self._address.place))

    @property
    def trouble(self) -> str | None:
        """Why nothing useful comes, with what to do; None while something does."""
        why = self.line.trouble or (self.line.complaint if not self._sensors else None)
        return None if why is None else f"{_WHO.get(self._address.scheme, 'the sensor ')}{self.line.name} {why}"

    def hear(self, now_s: float, ports: Sequence[PortFacts]) -> list[Arrival]:
        heard = self.line.hear(now_s)
        batches = heard.batches if heard is not None else ()
        wanted = self._address.sensor
        spoken = by_sensor([one for _, readings in batches for one in readings if wanted in (None, one.sensor)])
        for name in spoken:
            if name not in self._sensors and len(self._sensors) < _SENSORS_MAX:
                self._sensors[name] = self._met(name, ports)
        return [Arrival(self._sensors[name], own) for name, own in spoken.items() if name in self._sensors]

    def _met(self, name: str | None, ports: Sequence[PortFacts]) -> SpeakingSensor:
        """A sensor that speaks for the first time: the format that it was found to speak stands in its address."""
        given, line = self._address, self.line
        text, extra = given.text, []
        if isinstance(line, SerialLine) and not {"protocol", "profile"} & set(given.options):
            extra.append(f"{'protocol' if line.protocol in PROTOCOLS else 'profile'}={line.protocol}")
        if name is not None and given.sensor is None:
            extra.append(f"sensor={quote(name, safe=':/')}")
        if extra:
            text += ("&" if "?" in text else "?") + "&".join(extra)
        words = line.name if name is None else f"{line.name} sensor {name}"
        if given.scheme == "slimevr" and name is not None:
            words = name
        usb = line.usb if isinstance(line, SerialLine) else None
        return SpeakingSensor(sensor_key(text, usb, ports), words, text, usb)


class HeardSensors:
    """Listens to the addresses that are named, and with `every_port` to all serial ports, also to those that are
    plugged in meanwhile. `poll` never blocks. Raises InputError where an address cannot be read."""

    def __init__(self, addresses: Sequence[str], *, every_port: bool) -> None:
        self._named = [_Ear(read(address)) for address in dict.fromkeys(addresses)]
        self._every_port = every_port
        self._found: dict[str, _Ear] = {}
        """By the port."""
        self._ports: list[PortFacts] = []
        self._look_s = -math.inf
        self._errand: Errand[list[PortFacts]] | None = None

    def poll(self, now_s: float) -> list[Arrival]:
        """What has come since the last call."""
        self._look(now_s)
        return [arrival for ear in self._ears for arrival in ear.hear(now_s, self._ports)]

    @property
    def troubles(self) -> list[str]:
        """Of every line on which nothing useful comes: why, and what to do. Of built-in ports only where there are no
        others: nothing hangs on most of them."""
        usb = {port.device for port in self._ports if port.vid is not None}
        found = [ear for device, ear in self._found.items() if device in usb or not usb]
        return [ear.trouble for ear in (*self._named, *found) if ear.trouble is not None]

    def close(self) -> None:
        """Let go of every line."""
        if self._errand is not None:
            self._errand.abandon(CLOSE_WAIT_S)
        for ear in self._ears:
            ear.line.close()
        self._named, self._found = [], {}

    @property
    def _ears(self) -> list[_Ear]:
        return [*self._named, *self._found.values()]

    def _look(self, now_s: float) -> None:
        """See which ports are there, on an errand: the system may take its time to answer."""
        if self._errand is not None:
            if not self._errand.finish():
                return
            self._errand = None
        if now_s - self._look_s >= LOOK_EVERY_S:
            self._look_s = now_s
            self._errand = Errand(ports_there, self._there)

    def _there(self, outcome: list[PortFacts] | InputError) -> None:
        if isinstance(outcome, InputError):
            return
        self._ports = outcome
        if not self._every_port:
            return
        named = {ear.place for ear in self._named}
        there = {port.device for port in outcome if os.path.realpath(port.device) not in named}
        for device in set(self._found) - there:
            self._found.pop(device).line.close()
        for device in sorted(there - set(self._found)):
            self._found[device] = _Ear(read(f"serial:{device}"))
