"""From the named numbers of a text line to a Reading: units, axes, frames, and what must be there together."""

from __future__ import annotations

import math
from collections.abc import Sequence
from operator import mul

from input_devices.protocols.counting import SampleCount, TickCount
from input_devices.protocols.line_profile import (
    ACCELERATION,
    ANGLES,
    CLOCKS,
    EMG,
    GROUPS,
    LOADS,
    ORDERED_TURN,
    RATE,
    SAME_AXES,
    TURN,
    LineProfile,
)
from input_devices.protocols.reading import Reading, new_reading
from input_devices.protocols.turns import from_angles, multiply, unit
from input_devices.sample import Quaternion, Vector

SENSORS_MAX = 64
"""Different sensors on one line; more are noise in the name."""
_LARGEST = 1e6
"""Beyond this no acceleration, rate or voltage is one."""
_COUNT_MAX = 2.0**53


class UnreadableError(Exception):
    """The line says nothing that can be used; `damaged` where it was meant to."""

    def __init__(self, damaged: bool) -> None:
        super().__init__()
        self.damaged = damaged


class Counters:
    """What the sensors of a line count themselves: their samples and their time."""

    def __init__(self) -> None:
        self._kept: dict[str | None, tuple[SampleCount, TickCount]] = {}

    def of(self, sensor: str | None) -> tuple[SampleCount, TickCount]:
        """Raises UnreadableError where there are too many sensors to be true."""
        kept = self._kept.get(sensor)
        if kept is None:
            if len(self._kept) >= SENSORS_MAX:
                raise UnreadableError(damaged=True)
            kept = self._kept[sensor] = (SampleCount(), TickCount())
        return kept


class ReadingPlan:
    """How the numbers of lines that hold the same names become a Reading."""

    def __init__(self, profile: LineProfile, names: Sequence[str]) -> None:
        """Raises UnreadableError where these names are no sample."""
        self._profile = profile
        place = {name: k for k, name in enumerate(names)}
        for group in GROUPS:
            there = sum(name in place for name in group)
            derived = group is TURN and profile.derive_qw and "qw" not in place
            if there not in (0, len(group)) and not (derived and there == len(group) - 1):
                raise UnreadableError(damaged=True)
        self._factors = [profile.factors.get(name, 1.0) for name in names]
        self._offsets = [profile.offsets.get(name, 0.0) for name in names] if profile.offsets else None
        self._seq = place.get("seq")
        self._clock = next(((place[name], tick_s) for name, tick_s in CLOCKS.items() if name in place), None)
        counted = {place[name] for name in ("seq", *CLOCKS) if name in place}
        self._counted = tuple(sorted(counted))
        self._measured = tuple(k for k in range(len(names)) if k not in counted) if counted else None
        self._rate, self._acceleration = _places(place, RATE), _places(place, ACCELERATION)
        self._angles, self._ordered = _places(place, ANGLES), _places(place, ORDERED_TURN)
        self._turn = tuple(place[name] for name in TURN if name in place) if "qz" in place else None
        self._emg = next((place[name] for name in EMG if name in place), None)
        self._loads = _places(place, LOADS)
        self._turned = profile.axes != SAME_AXES
        self._sensor_from_body = profile.sensor_from_body
        measured = (self._rate, self._acceleration, self._angles, self._ordered, self._turn, self._emg, self._loads)
        if all(places is None for places in measured):
            raise UnreadableError(damaged=False)

    def reading(self, numbers: Sequence[float], sensor: str | None, counters: Counters, missed: int) -> Reading:
        """Raises UnreadableError where a number cannot be one, or a quaternion is no turn."""
        if self._offsets is not None:
            numbers = [number - offset for number, offset in zip(numbers, self._offsets, strict=True)]
        scaled = list(map(mul, numbers, self._factors))
        measured = scaled if self._measured is None else [scaled[k] for k in self._measured]
        if not (math.isfinite(sum(measured)) and max(measured) <= _LARGEST and min(measured) >= -_LARGEST):
            raise UnreadableError(damaged=True)
        for k in self._counted:
            if not 0 <= scaled[k] <= _COUNT_MAX:
                raise UnreadableError(damaged=True)
        rate, acceleration = _vector(scaled, self._rate), _vector(scaled, self._acceleration)
        if self._turned:
            rate, acceleration = self._on_body(rate), self._on_body(acceleration)
        orientation = self._orientation(scaled)
        device_s = None
        if self._clock is not None or self._seq is not None:
            count, ticks = counters.of(sensor)
            if self._seq is not None:
                missed = count.skipped(int(scaled[self._seq]))
            if self._clock is not None:
                device_s = ticks.unwrapped(scaled[self._clock[0]]) * self._clock[1]
        elif sensor is not None:
            counters.of(sensor)
        loads = self._loads
        return new_reading(
            rate,
            acceleration,
            orientation,
            None if self._emg is None else scaled[self._emg],
            device_s,
            sensor,
            missed,
            None,
            None if loads is None else (scaled[loads[0]], scaled[loads[1]], scaled[loads[2]], scaled[loads[3]]),
        )

    def _on_body(self, vector: Vector | None) -> Vector | None:
        if vector is None:
            return None
        x, y, z = (row[0] * vector[0] + row[1] * vector[1] + row[2] * vector[2] for row in self._profile.axes)
        return (x, y, z)

    def _orientation(self, scaled: Sequence[float]) -> Quaternion | None:
        profile = self._profile
        turn: Quaternion | None
        if self._ordered is not None:
            a, b, c, d = (scaled[k] for k in self._ordered)
            turn = unit((d, a, b, c) if profile.xyzw else (a, b, c, d))
        elif self._turn is not None:
            *w, x, y, z = (scaled[k] for k in self._turn)
            turn = unit((w[0] if w else math.sqrt(max(0.0, 1 - x * x - y * y - z * z)), x, y, z))
        elif self._angles is not None:
            i, j, k = self._angles
            pitch = scaled[j]
            if profile.fold_pitch and abs(pitch) > math.pi / 2:
                pitch = math.copysign(math.pi, pitch) - pitch
            turn = from_angles(scaled[i], pitch, scaled[k])
        else:
            return None
        if turn is None:
            raise UnreadableError(damaged=True)
        if profile.earth_to_sensor:
            turn = (turn[0], -turn[1], -turn[2], -turn[3])
        return multiply(turn, self._sensor_from_body) if self._turned else turn


def _places(place: dict[str, int], names: Sequence[str]) -> tuple[int, ...] | None:
    return tuple(place[name] for name in names) if names[-1] in place else None


def _vector(scaled: Sequence[float], places: tuple[int, ...] | None) -> Vector | None:
    if places is None:
        return None
    i, j, k = places
    return (scaled[i], scaled[j], scaled[k])
