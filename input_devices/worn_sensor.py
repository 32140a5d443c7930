"""One worn sensor: its Readings become Samples of the place where it is worn, and it can say how it is doing."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from shlex import quote

from input_devices.clock import SampleClock
from input_devices.line import UNREADABLE, Line, Tuned
from input_devices.protocols.reading import Reading
from input_devices.sample import MUSCLES, Sample, in_words
from input_devices.source import InputReport, SourceState

QUIET_AFTER_S = 0.75
"""Open, but nothing understood for so long: play has to pause within one second."""
SLOW_AFTER_SAMPLES = 100
SLOW_SHARE = 0.8
SETUP_RATE_HZ = 100
SETUP_BAUD = 115200
"""What a slow WitMotion sensor is to be set to, and the speed that carries it whatever the sensor sends."""


@dataclass(frozen=True, slots=True)
class Wearing:
    """Who is worn where, as an address says it."""

    site: str
    """One of PLACES."""
    address: str
    sensor: str | None = None
    """Which one, where several share the line; None follows the first that is heard."""
    isolation: str | None = None
    """What keeps the mains away from the person; only for electrodes."""


class WornSensor:
    """Takes what is its own from a line's readings. A muscle takes the muscle's voltage, a site everything else."""

    def __init__(self, wearing: Wearing, line: Line) -> None:
        self.site = wearing.site
        self.state = SourceState.OPENING
        self.notice: str | None = None
        self.isolation = wearing.isolation
        self.refused: str | None = None
        """Why what electrodes send is not used at the moment, with what to do; told before each poll."""
        self.samples = 0
        self._address = wearing.address
        self._sensor = wearing.sensor
        self._chosen = wearing.sensor is not None
        self._line = line
        self._clock = SampleClock()
        self._electrode = wearing.site in MUSCLES
        self._who = f"the sensor on the {in_words(wearing.site)} ({line.name})"
        self._reading_s = -math.inf
        self._byte_s = -math.inf
        self._battery = math.nan
        self._strangers: set[str | None] = set()
        self._useless = False
        """Readings came that say nothing of what is measured here."""

    def take(self, readings: Sequence[Reading], arrived_s: float) -> list[Sample]:
        """The samples that these readings complete; to be called at every poll, also with nothing."""
        mine = [reading for reading in readings if self._is_mine(reading)]
        if mine:
            self._reading_s = arrived_s
        site = self.site
        if self._electrode:
            samples = [
                Sample(site, t_s, None, None, None, reading.emg_mv)
                for t_s, reading in self._clock.stamp(mine, arrived_s)
            ]
            if self.refused is not None:
                return []
        else:
            samples = [
                Sample(site, t_s, reading.rate_rad_s, reading.acceleration_m_s2, reading.orientation)
                for t_s, reading in self._clock.stamp(mine, arrived_s)
            ]
        self.samples += len(samples)
        return samples

    def report(self) -> InputReport:
        """How this sensor is doing."""
        return InputReport(
            self.site,
            self._address,
            self._line.protocol,
            self._clock.rate_hz,
            self.samples,
            self._clock.lost,
            self._line.bad_frames,
            drift_ppm=self._clock.drift_ppm,
            jitter_ms=self._clock.jitter_ms,
            resets=self._clock.resets,
            battery=self._battery,
            isolation=self.isolation,
            state=self.state,
            notice=self.notice,
        )

    def end(self) -> None:
        """The source was closed."""
        self.state, self.notice = SourceState.ENDED, None

    def say(self, now_s: float, *, heard: bool, anything: bool) -> None:
        """Judge how it is doing. `heard`: there is a line to hear from; `anything`: something came along it now."""
        line = self._line
        if anything:
            self._byte_s = now_s
        if not heard:
            if line.trouble is not None:
                self.state, self.notice = SourceState.LOST, f"{self._who} {line.trouble}"
            return
        if self.refused is not None:
            self.state, self.notice = SourceState.QUIET, f"{self._who} is not used now: {self.refused}"
            return
        ever = self._reading_s > -math.inf
        fresh = self._reading_s >= line.ready_s
        waited_s = now_s - (self._reading_s if fresh else max(self._reading_s, line.ready_s + line.boot_wait_s))
        if waited_s <= QUIET_AFTER_S and line.complaint is None:
            self.state = SourceState.LIVE if fresh else SourceState.OPENING
            self.notice = (line.remark or self._second() or self._slowness()) if fresh else None
            return
        speaks = now_s - self._byte_s <= QUIET_AFTER_S
        if speaks and not ever and line.searching:
            self.state, self.notice = SourceState.OPENING, None
            return
        self.state, self.notice = SourceState.QUIET, self._silence(speaks, ever)

    def _second(self) -> str | None:
        """Another sensor on the line, where the address did not say which one is worn: the first one is kept."""
        others = sorted(name for name in self._strangers if name)
        if self._chosen or not others:
            return None
        return f"{self._who} is sensor={self._sensor}; sensor={others[0]} sends as well and is not listened to"

    def _silence(self, speaks: bool, ever: bool) -> str:
        """Why nothing of its own comes, and what to do."""
        if speaks and self._strangers:
            there = ", ".join(sorted(f"sensor={name}" for name in self._strangers if name)) or "no sensor="
            return f"{self._who} says nothing of sensor {self._sensor}; write {there} in its address"
        if speaks and self._useless:
            wanted, instead = ("muscle activity", "a place") if self._electrode else ("movement", "a muscle")
            return f"{self._who} sends no {wanted}; wear it at {instead}, or choose another sensor"
        if speaks:
            return f"{self._who} {self._line.complaint or UNREADABLE}"
        if ever:
            return f"{self._who} has gone quiet; check that it is switched on and charged"
        return f"nothing has come from {self._who} yet; check that it is switched on and charged"

    def _is_mine(self, reading: Reading) -> bool:
        if self._sensor is not None and reading.sensor != self._sensor:
            self._strangers.add(reading.sensor)
            return False
        if not self._is_useful(reading):
            self._useless = True
            return False
        if self._sensor is None:
            self._sensor = reading.sensor
        if reading.sensor != self._sensor:
            self._strangers.add(reading.sensor)
            return False
        if reading.battery is not None:
            self._battery = reading.battery
        return True

    def _is_useful(self, reading: Reading) -> bool:
        if self._electrode:
            return reading.emg_mv is not None
        return (
            reading.orientation is not None or reading.acceleration_m_s2 is not None or reading.rate_rad_s is not None
        )

    def _slowness(self) -> str | None:
        rate_hz, enough_hz = self._clock.rate_hz, self._line.expected_hz
        if self.samples < SLOW_AFTER_SAMPLES or not rate_hz < SLOW_SHARE * enough_hz:
            return None
        slow = f"{self._who} sends only {rate_hz:.0f} samples a second"
        port = _serial_port(self._address)
        if self._line.protocol == "witmotion" and port is not None:
            slower = isinstance(self._line, Tuned) and self._line.baud < SETUP_BAUD
            faster = f" --baud {SETUP_BAUD}" if slower else ""
            return f"{slow}; run `moveagain inputs setup {quote(port)} --rate {SETUP_RATE_HZ}{faster}`"
        if self._address.startswith("ble:"):
            return f"{slow}; write rate={enough_hz:.0f} in its address"
        return f"{slow}; set it to {enough_hz:.0f} or more for smooth play"


def _serial_port(address: str) -> str | None:
    """The port in a serial address, None in any other."""
    scheme, _, rest = address.partition(":")
    return rest.partition("?")[0] if scheme == "serial" else None
