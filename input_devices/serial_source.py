"""A sensor on a serial port, as a Source: polled, understood, timed, and found again when it has been away."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from input_devices.clock import SampleClock
from input_devices.connection import Connection
from input_devices.hearing import Hearing
from input_devices.protocols.reading import Reading
from input_devices.protocols.table import WireFormat
from input_devices.sample import Sample, Truth
from input_devices.serial_port import device_name
from input_devices.source import InputReport, SourceState

QUIET_AFTER_S = 0.75
"""Open, but nothing understood for so long: play has to pause within one second."""
SLOW_AFTER_SAMPLES = 100
SLOW_SHARE = 0.8


@dataclass(frozen=True, slots=True)
class Wanted:
    """What an address asks for."""

    address: str
    device: str
    formats: tuple[WireFormat, ...]
    """The formats the sensor may speak; one where the address names it."""
    bauds: tuple[int, ...]
    sensor: str | None = None
    """Which one, where several share the line; None follows the first that is heard."""


class SerialSource:
    """One worn sensor on one port. Samples are pulled by `poll`; nothing is ever written to the port."""

    truth: Truth = "sensor"
    stepped = False

    def __init__(self, wanted: Wanted, site: str) -> None:
        self.sites: tuple[str, ...] = (site,)
        self._site = site
        self._address = wanted.address
        self._who = f"the sensor on the {site.replace('_', ' ')} ({device_name(wanted.device)})"
        self._connection = Connection(wanted.device, all(row.reset_on_open for row in wanted.formats))
        self._hearing = Hearing(wanted.formats, wanted.bauds)
        self._clock = SampleClock()
        self._sensor = wanted.sensor
        self._state = SourceState.OPENING
        self._notice: str | None = None
        self._ready_s = -math.inf
        self._byte_s = -math.inf
        self._reading_s = -math.inf
        self._samples = 0
        self._strangers: set[str | None] = set()

    @property
    def state(self) -> SourceState:
        return self._state

    @property
    def notice(self) -> str | None:
        return self._notice

    def poll(self, now_s: float) -> Sequence[Sample]:
        if self._state is SourceState.ENDED:
            return ()
        chunk = self._connection.read(now_s, self._hearing.baud)
        if chunk is None:
            self._say_connection()
            return self._samples_at((), now_s)
        if self._connection.ready_s != self._ready_s:
            self._ready_s = self._connection.ready_s
            self._hearing.begin(now_s)
        samples: list[Sample] = []
        if chunk:
            self._byte_s = now_s
            for arrived_s, readings in self._hearing.feed(chunk, now_s):
                mine = [reading for reading in readings if self._is_mine(reading)]
                if mine:
                    self._reading_s = now_s
                samples += self._samples_at(mine, arrived_s)
        else:
            samples += self._samples_at((), now_s)
        baud = self._hearing.other_baud(now_s)
        if baud is not None:
            self._connection.retune(baud)
        self._say_hearing(now_s)
        return samples

    def reports(self) -> Sequence[InputReport]:
        row = self._hearing.format
        return (
            InputReport(
                self._site,
                self._address,
                row.name if row is not None else "unknown",
                self._clock.rate_hz,
                self._samples,
                self._clock.lost,
                self._hearing.bad_frames,
            ),
        )

    def close(self) -> None:
        if self._state is not SourceState.ENDED:
            self._state, self._notice = SourceState.ENDED, None
            self._connection.close()

    def _is_mine(self, reading: Reading) -> bool:
        if self._sensor is None:
            self._sensor = reading.sensor
        if reading.sensor == self._sensor:
            return True
        self._strangers.add(reading.sensor)
        return False

    def _samples_at(self, readings: Sequence[Reading], arrived_s: float) -> list[Sample]:
        site = self._site
        samples = [
            Sample(site, t_s, reading.rate_rad_s, reading.acceleration_m_s2, reading.orientation, reading.emg_mv)
            for t_s, reading in self._clock.stamp(readings, arrived_s)
        ]
        self._samples += len(samples)
        return samples

    def _say_connection(self) -> None:
        """There is no port to read from, or its speed is just being changed."""
        trouble = self._connection.trouble
        if trouble is not None:
            self._state, self._notice = SourceState.LOST, f"{self._who} {trouble}"

    def _say_hearing(self, now_s: float) -> None:
        row, ever = self._hearing.format, self._reading_s > -math.inf
        boot_s = row.boot_wait_s if row is not None else 0.0
        if now_s - max(self._reading_s, self._ready_s + boot_s) <= QUIET_AFTER_S and not self._hearing.searched:
            fresh = self._reading_s >= self._ready_s
            self._state = SourceState.LIVE if fresh else SourceState.OPENING
            self._notice = self._slowness(row) if fresh else None
            return
        speaks = now_s - self._byte_s <= QUIET_AFTER_S
        if speaks and not ever and not self._hearing.searched and row is None:
            self._state, self._notice = SourceState.OPENING, None
            return
        self._state = SourceState.QUIET
        if speaks and self._strangers:
            there = ", ".join(sorted(f"sensor={name}" for name in self._strangers if name)) or "no sensor="
            self._notice = f"{self._who} says nothing of sensor {self._sensor}; write {there} in its address"
        elif speaks:
            self._notice = (
                f"{self._who} sends something that cannot be read; "
                "choose its format with protocol=, or describe its lines in a file and name that with profile="
            )
        elif ever:
            self._notice = f"{self._who} has gone quiet; check that it is switched on and charged"
        else:
            self._notice = f"nothing has come from {self._who} yet; check that it is switched on and charged"

    def _slowness(self, row: WireFormat | None) -> str | None:
        rate_hz = self._clock.rate_hz
        if row is None or self._samples < SLOW_AFTER_SAMPLES or not rate_hz < SLOW_SHARE * row.expected_hz:
            return None
        return (
            f"{self._who} sends only {rate_hz:.0f} samples a second; "
            f"set it to {row.expected_hz:.0f} or more for smooth play"
        )
