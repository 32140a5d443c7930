"""Tally: what is known by now of one sensor that is listened to, for a list of sensors."""

from __future__ import annotations

import math
from collections.abc import Sequence

from input_devices.clock import SampleClock
from input_devices.protocols.reading import Reading


class Tally:
    """One sensor that speaks."""

    def __init__(self) -> None:
        self.clock = SampleClock()
        self.samples = 0
        self.battery = math.nan
        """How full, 0–1; nan where it does not say."""

    def take(self, readings: Sequence[Reading], arrived_s: float) -> None:
        """Its readings of one poll."""
        self.samples += len(readings)
        self.clock.stamp(readings, arrived_s)
        for reading in readings:
            if reading.battery is not None:
                self.battery = reading.battery


def by_sensor(readings: Sequence[Reading]) -> dict[str | None, list[Reading]]:
    """The readings of each sensor of a line, by its name there."""
    found: dict[str | None, list[Reading]] = {}
    for reading in readings:
        found.setdefault(reading.sensor, []).append(reading)
    return found
