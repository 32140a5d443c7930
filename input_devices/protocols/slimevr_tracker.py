"""One SlimeVR tracker, or a phone: its datagrams in, Readings out, late ones dropped and missing ones counted."""

from __future__ import annotations

import statistics
from collections import deque
from collections.abc import Callable

from input_devices.protocols.reading import Reading
from input_devices.protocols.slimevr import Accelerated, Charged, Datagram, Spun, Turned
from input_devices.sample import Quaternion, Vector

_RESTART = 1000
"""A number that falls back by more is a tracker that has started anew, not a late datagram …"""
_LATE_MAX = 25
"""… and so is one after so many late ones in a row: Wi-Fi does not delay for that long."""
_AHEAD_MAX = 10_000
"""A number that leaps ahead by more says nothing about what is missing."""
_STRIDES = 15
_SPIN_NUMBERS = 8
"""A phone sends its gyroscope beside its rotation, neither first; one as many numbers ago belongs to it."""
_SENSORS_MAX = 32


class _Sensor:
    """One of the sensors of a tracker."""

    def __init__(self, number: int) -> None:
        self.number = number
        """Of the datagram with its last reading."""
        self.missing = 0
        """Datagrams that never came since then, whatever was in them."""
        self.orientation: Quaternion | None = None
        self.turned = False
        """Since its last acceleration."""
        self.told_battery: float | None = None
        self._strides: deque[int] = deque(maxlen=_STRIDES)

    def missed(self, number: int) -> int:
        """Readings that were in the datagrams that never came before this one.

        Datagrams are counted whatever is in them, so that a rotation comes with every second or third number. How many
        lie between two is learned where none is missing.
        """
        step, self.number = number - self.number, number
        missing, self.missing = self.missing, 0
        if not missing:
            if step > 0:
                self._strides.append(step)
            return 0
        usual = statistics.median_low(self._strides) if self._strides else 1
        return max(0, min(missing, round(step / usual) - 1))


class Tracker:
    """What one sender says, in order. `name` gives the name of each of its sensors."""

    def __init__(self, name: Callable[[int], str]) -> None:
        self.late = 0
        """Datagrams that came twice, or after a later one."""
        self._name = name
        self._number: int | None = None
        self._late_in_a_row = 0
        self._sensors: dict[int, _Sensor] = {}
        self._battery: float | None = None
        self._spin: tuple[int, Vector] | None = None

    def begin(self) -> None:
        """It has greeted: its numbers begin anew."""
        self._number = None
        self._late_in_a_row = 0
        self._sensors.clear()
        self._spin = None

    def take(self, datagram: Datagram) -> list[Reading]:
        """The readings that a datagram brings."""
        if not self._follows(datagram.number):
            self.late += 1
            return []
        readings: list[Reading] = []
        for said in datagram.says:
            if isinstance(said, Charged):
                self._battery = said.level
            elif isinstance(said, Spun):
                self._spin = (datagram.number, said.rate_rad_s)
            elif isinstance(said, Turned):
                self._turned(said, datagram.number, readings)
            elif isinstance(said, Accelerated):
                self._accelerated(said, datagram.number, readings)
        return readings

    def _follows(self, number: int) -> bool:
        """Whether this is no old datagram; counts what is missing before it."""
        last = self._number
        if last is not None and last - _RESTART <= number <= last and self._late_in_a_row < _LATE_MAX:
            self._late_in_a_row += 1
            return False
        self._late_in_a_row = 0
        if last is not None and number <= last:
            self.begin()
        elif last is not None and number - last <= _AHEAD_MAX:
            for sensor in self._sensors.values():
                sensor.missing += number - last - 1
        self._number = number
        return True

    def _turned(self, said: Turned, number: int, readings: list[Reading]) -> None:
        sensor = self._sensors.get(said.sensor)
        if sensor is None:
            if len(self._sensors) >= _SENSORS_MAX:
                return
            sensor = self._sensors[said.sensor] = _Sensor(number)
        sensor.orientation, sensor.turned = said.orientation, True
        spin = self._spin if said.old and self._spin and number - self._spin[0] <= _SPIN_NUMBERS else None
        self._give(said.sensor, sensor, number, None if spin is None else spin[1], readings)
        # A phone sends rotation and acceleration each at its own pace; there the rule below does not hold.
        if said.old:
            sensor.orientation = None

    def _accelerated(self, said: Accelerated, number: int, readings: list[Reading]) -> None:
        """A tracker sends its rotation, then its acceleration; the first is left out while it has not changed.

        So an acceleration that follows on another is a reading of the same orientation, unless a datagram in between
        never came.
        """
        sensor = self._sensors.get(said.sensor)
        if sensor is None or sensor.orientation is None:
            return
        if not sensor.turned and not sensor.missing:
            self._give(said.sensor, sensor, number, None, readings)
        sensor.turned = False

    def _give(self, which: int, sensor: _Sensor, number: int, rate: Vector | None, readings: list[Reading]) -> None:
        missed, battery = sensor.missed(number), None
        if sensor.told_battery != self._battery:
            battery = sensor.told_battery = self._battery
        readings.append(
            Reading(rate, None, sensor.orientation, sensor=self._name(which), missed=missed, battery=battery)
        )
