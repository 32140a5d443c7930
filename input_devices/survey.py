"""Survey: what speaks on each serial port, found by listening to all of them at once; nothing is ever written."""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from input_devices.line import UNREADABLE
from input_devices.protocols.reading import Reading
from input_devices.protocols.table import USUAL_BAUDS
from input_devices.sample import Vector
from input_devices.serial_line import SerialLine, listened_for
from input_devices.serial_port import PortFacts
from input_devices.tally import Tally, by_sensor

Measures = Literal["motion", "muscle activity", "load", "nothing"]

SILENT_AFTER_S = 3.0
"""An open port without a byte for so long is silent; boards that restart on opening need two seconds."""
RATE_AFTER_S = 1.2
"""So long after the first sample its rate is told."""
_TRACE_LENGTH = 240
_SENSORS_MAX = 16


@dataclass(frozen=True, slots=True)
class PortFinding:
    """One sensor on one port; or one port without any."""

    port: PortFacts
    protocol: str
    """`unknown` where nothing was understood."""
    baud: int | None
    sensor: str | None
    """Which one, where several share the line."""
    measures: Measures
    rate_hz: float = math.nan
    """Measured, nan until it is known."""
    samples: int = 0
    lost: int = 0
    bad_frames: int = 0
    battery: float = math.nan
    """How full, 0–1; nan where the sensor does not say."""
    drift_ppm: float = math.nan
    """How much faster its clock runs than this computer's; nan where it sends no time, or until it is known."""
    jitter_ms: float = math.nan
    """How far arrivals scatter, standard deviation; nan until it is known."""
    notice: str | None = None
    """One sentence where something is wrong: what it is and what to do."""
    rates_rad_s: tuple[Vector, ...] = ()
    """The latest, oldest first."""
    accelerations_m_s2: tuple[Vector, ...] = ()


class _HeardSensor(Tally):
    """One sensor that speaks on a line, with what it measured lately."""

    def __init__(self, now_s: float) -> None:
        super().__init__()
        self.since_s = now_s
        self.measures: Measures = "nothing"
        self.rates: deque[Vector] = deque(maxlen=_TRACE_LENGTH)
        self.accelerations: deque[Vector] = deque(maxlen=_TRACE_LENGTH)

    def take(self, readings: Sequence[Reading], arrived_s: float) -> None:
        super().take(readings, arrived_s)
        for reading in readings:
            if reading.rate_rad_s is not None:
                self.rates.append(reading.rate_rad_s)
            if reading.acceleration_m_s2 is not None:
                self.accelerations.append(reading.acceleration_m_s2)
            self.measures = _measures(reading) or self.measures


def _measures(reading: Reading) -> Measures | None:
    if reading.emg_mv is not None:
        return "muscle activity"
    if reading.loads_kg is not None:
        return "load"
    moving = (reading.rate_rad_s, reading.acceleration_m_s2, reading.orientation)
    return "motion" if any(value is not None for value in moving) else None


class _Ear:
    """One port that is listened to."""

    def __init__(self, port: PortFacts) -> None:
        self.port = port
        self.line = SerialLine(port.device, listened_for(), USUAL_BAUDS)
        self.sensors: dict[str | None, _HeardSensor] = {}
        self._open_since_s = math.inf
        self._byte_s = -math.inf
        self._trouble: str | None = None
        self._searched = False

    def poll(self, now_s: float) -> None:
        heard = self.line.hear(now_s)
        self._trouble = self.line.trouble if heard is None else None
        if heard is None:
            return
        self._open_since_s = min(self._open_since_s, now_s)
        self._searched = self._searched or self.line.complaint == UNREADABLE
        if heard.anything:
            self._byte_s = now_s
        for arrived_s, readings in heard.batches:
            for name, own in by_sensor(readings).items():
                if name in self.sensors or len(self.sensors) < _SENSORS_MAX:
                    self.sensors.setdefault(name, _HeardSensor(now_s)).take(own, arrived_s)

    def settled(self, now_s: float) -> bool:
        """Whether listening on would tell no more."""
        if self.sensors:
            return all(now_s - one.since_s >= RATE_AFTER_S and one.clock.rate_hz > 0 for one in self.sensors.values())
        if self._trouble is not None:
            return True
        silent = self._byte_s == -math.inf and now_s - self._open_since_s >= SILENT_AFTER_S
        return silent or self._searched or (self.line.complaint is not None and not self.line.searching)

    def findings(self) -> list[PortFinding]:
        line, baud = self.line, self.line.baud if self._open_since_s < math.inf else None
        if not self.sensors:
            speed = baud if line.protocol != "unknown" else None
            finding = PortFinding(
                self.port, line.protocol, speed, None, "nothing", notice=self._notice(), bad_frames=line.bad_frames
            )
            return [finding]
        return [
            PortFinding(
                self.port,
                line.protocol,
                baud,
                name,
                one.measures,
                one.clock.rate_hz,
                one.samples,
                one.clock.lost,
                line.bad_frames,
                one.battery,
                one.clock.drift_ppm,
                one.clock.jitter_ms,
                line.complaint or line.remark,
                tuple(one.rates),
                tuple(one.accelerations),
            )
            for name, one in self.sensors.items()
        ]

    def _notice(self) -> str:
        """Why nothing was found here, and what to do."""
        if self._trouble is not None:
            return f"it {self._trouble}"
        if self._open_since_s == math.inf:
            return "it does not open; unplug it and plug it in again"
        if self._byte_s == -math.inf:
            return "nothing comes from it; check that the sensor is switched on and charged"
        if self.line.complaint is not None:
            return f"it {self.line.complaint}"
        return f"it {UNREADABLE}"


class Survey:
    """Listens to every port at once. `poll` never blocks; nothing is written to any port."""

    def __init__(self, ports: Sequence[PortFacts]) -> None:
        self._ears = [_Ear(port) for port in ports]

    def poll(self, now_s: float) -> None:
        """Take what has come."""
        for ear in self._ears:
            ear.poll(now_s)

    def settled(self, now_s: float) -> bool:
        """Every port has told what it can."""
        return all(ear.settled(now_s) for ear in self._ears)

    def findings(self) -> list[PortFinding]:
        """What is known by now, in the order of the ports; at least one a port."""
        return [finding for ear in self._ears for finding in ear.findings()]

    def close(self) -> None:
        """Let go of every port."""
        for ear in self._ears:
            ear.line.close()
