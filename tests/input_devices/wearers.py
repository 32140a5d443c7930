"""Sensors that somebody handles: still, turned to and fro, or bumped, as real Readings on a counted clock."""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Mapping, Sequence

from input_devices import KitPairing, PairingView, Vector
from input_devices.heard_sensors import Arrival, SpeakingSensor
from input_devices.protocols.reading import Reading

STEP_S = 1 / 30
RATE_HZ = 30.0
Speed = Callable[[float], float]
"""How fast a sensor is turned, rad/s, at a time."""


def still(_now_s: float) -> float:
    return 0.0


def swung(peak_rad_s: float = 2.0, swings_a_second: float = 1.0) -> Speed:
    """To and fro, as a hand does it."""
    return lambda now_s: peak_rad_s * math.sin(2 * math.pi * swings_a_second * now_s)


def bumped(at_s: float, lasting_s: float = 0.3, peak_rad_s: float = 5.0) -> Speed:
    """Once, and still before and after."""
    return lambda now_s: peak_rad_s if at_s <= now_s < at_s + lasting_s else 0.0


class Desk:
    """Sensors before a person, and the pairing that watches them."""

    def __init__(self, pairing: KitPairing, names: Sequence[str], *, noise_rad_s: float = 0.01, seed: int = 1) -> None:
        self.pairing = pairing
        self.now_s = 50.0
        self.speeds: dict[str, Speed] = dict.fromkeys(names, still)
        self.ups: dict[str, Vector] = dict.fromkeys(names, (0.0, 0.0, 1.0))
        self.emg_mv: dict[str, float] = {}
        """How hard each muscle works: the standard deviation of its voltage."""
        self.refused: list[str] = []
        """Every reason that was shown."""
        self._noise_rad_s = noise_rad_s
        self._random = random.Random(seed)
        self._due = 0.0

    @property
    def view(self) -> PairingView:
        return self.pairing.view(self.now_s)

    def run(self, lasting_s: float, speeds: Mapping[str, Speed] | None = None) -> PairingView:
        """Let time pass while sensors are turned so, and the others lie still."""
        moved = speeds or {}
        until_s = self.now_s + lasting_s
        while self.now_s < until_s:
            self.now_s += STEP_S
            self._due += STEP_S * RATE_HZ
            count, self._due = int(self._due), self._due % 1.0
            self.pairing.step([self._says(name, moved.get(name, still), count) for name in self.speeds], self.now_s)
            why = self.view.refused
            if why is not None and why not in self.refused:
                self.refused.append(why)
        return self.view

    def _says(self, name: str, speed: Speed, count: int) -> Arrival:
        sensor = SpeakingSensor(name, name, f"serial:/dev/{name}?protocol=csv", None)
        readings = []
        for _ in range(count):
            noise = [self._random.gauss(0.0, self._noise_rad_s) for _ in range(3)]
            x, y, z = self.ups[name]
            emg_mv = self._random.gauss(0.0, self.emg_mv[name]) if name in self.emg_mv else None
            rate = (speed(self.now_s) + noise[0], noise[1], noise[2])
            readings.append(Reading(rate, (9.81 * x, 9.81 * y, 9.81 * z), emg_mv=emg_mv))
        return Arrival(sensor, readings)
