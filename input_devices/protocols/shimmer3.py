"""Shimmer3: what it is asked before it streams, its own calibration, and its counts turned into units.

BrainFlow gives counts as they are on the wire. What they mean is stored in each sensor, which is asked for it first.
Source: Shimmer, LogAndStream firmware manual and 9DoF calibration; Ferraris, Grimaldi and Parvis (1995).
"""

from __future__ import annotations

import math
import struct
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from input_devices.errors import UnavailableError
from input_devices.protocols.board_rows import MOTION, BoardRows, channel_names
from input_devices.protocols.reading import Reading, new_reading
from input_devices.sample import Vector

STOP, INQUIRE, CALIBRATIONS, BATTERY = b"\x20", b"\x01", b"\x2c", b"\x95"
ACKNOWLEDGED = 0xFF
_INQUIRED, _CALIBRATED, _REGISTERS, _IN_STREAM, _CHARGED = 0x02, 0x2D, 0x62, 0x8A, 0x94
_CALIBRATION = struct.Struct(">3h3h9b")
_SENSORS = ("low-noise accelerometer", "gyroscope", "magnetometer", "wide-range accelerometer")
"""Whose calibrations the answer holds, in its order."""
_LOW_NOISE, _WIDE_RANGE, _GYRO = range(0x03), range(0x04, 0x07), range(0x0A, 0x0D)
"""Channels, as an inquiry names them."""
_MUSCLES_24, _MUSCLES_16 = (0x1E, 0x1F, 0x21, 0x22), (0x23, 0x24, 0x25, 0x26)
_CLOCK_HZ = 32768.0
_REFERENCE_MV = 2420.0
_GAINS = {0: 6, 1: 1, 2: 2, 3: 3, 4: 4, 5: 8, 6: 12}
"""Bits 4–6 of a channel's register in the ADS1292R → how much it amplifies."""
_CHANNEL_REGISTERS = (3, 4)
_REGISTERS_LENGTH = 10
_GYRO_SCALE = 100.0
"""The gyroscope's sensitivity is stored in hundredths of a count for a degree a second."""
_BATTERY_V = 3.0 / 4095 * 1.988
_CHARGE = (
    (3.2, 0),
    (3.627, 6),
    (3.681, 18),
    (3.735, 33),
    (3.789, 49),
    (3.861, 65),
    (3.969, 81),
    (4.073, 92),
    (4.167, 100),
)
"""Volts and percent (Shimmer user manual, rev. 3p, page 53), every third row."""


def ask_registers(chip: int) -> bytes:
    """The question for the ten registers of one of the two amplifier chips."""
    return bytes((0x63, chip, 0, _REGISTERS_LENGTH))


@dataclass(frozen=True, slots=True)
class Inquiry:
    """What the sensor is set to send."""

    rate_hz: float
    channels: tuple[int, ...]

    @property
    def moves(self) -> bool:
        """It sends rate and acceleration."""
        return set(_GYRO) <= set(self.channels) and self.accelerometer is not None

    @property
    def accelerometer(self) -> str | None:
        """Whose calibration is the acceleration's; None where none that has one is sent."""
        for name, channels in ((_SENSORS[0], _LOW_NOISE), (_SENSORS[3], _WIDE_RANGE)):
            if set(channels) <= set(self.channels):
                return name
        return None

    @property
    def muscle_bits(self) -> tuple[int | None, ...]:
        """For each of the four electrode channels how many bits it is sent with; None where it is not sent."""
        there = set(self.channels)
        pairs = zip(_MUSCLES_24, _MUSCLES_16, strict=True)
        return tuple(24 if long in there else 16 if short in there else None for long, short in pairs)


@dataclass(frozen=True, slots=True)
class Calibration:
    """Counts → units along the case's axes: what is there at zero, and the inverse of sensitivity and alignment."""

    offset: Vector
    inverse: tuple[Vector, Vector, Vector]

    def apply(self, counts: Sequence[float]) -> Vector:
        off = [count - zero for count, zero in zip(counts, self.offset, strict=True)]
        x, y, z = (sum(weight * part for weight, part in zip(row, off, strict=True)) for row in self.inverse)
        return (x, y, z)


@dataclass(frozen=True, slots=True)
class Shimmer3Setup:
    """What the sensor said of itself."""

    inquiry: Inquiry
    acceleration: Calibration | None
    """To m/s²."""
    rate: Calibration | None
    """To °/s."""
    gains: tuple[int, ...] = ()
    """Of the four electrode channels."""
    battery: float | None = None

    @property
    def sensors(self) -> tuple[str, ...]:
        """What can be worn of it, as an address writes it in sensor=."""
        muscles = zip(channel_names(4), self.inquiry.muscle_bits, strict=True)
        return (*((MOTION,) if self.inquiry.moves else ()), *(name for name, bits in muscles if bits is not None))


def answer_length(question: bytes, answer: bytes) -> int | None:
    """How long the answer to a question is, acknowledgement included; None until that can be told."""
    if question == STOP:
        return 1
    if question == INQUIRE:
        return 10 + answer[8] if len(answer) > 8 else None
    if question == CALIBRATIONS:
        return 2 + _CALIBRATION.size * len(_SENSORS)
    if question == BATTERY:
        return 6
    return 3 + _REGISTERS_LENGTH


def read_inquiry(answer: bytes) -> Inquiry:
    """What an inquiry was answered. Raises UnavailableError where it is none."""
    if len(answer) < 10 or answer[1] != _INQUIRED or not int.from_bytes(answer[2:4], "little"):
        raise UnavailableError(_STRANGE)
    channels = answer[10 : 10 + answer[8]]
    return Inquiry(_CLOCK_HZ / int.from_bytes(answer[2:4], "little"), tuple(channels))


def read_calibrations(answer: bytes) -> dict[str, Calibration | None]:
    """The calibration of each sensor; None where none is stored."""
    if len(answer) < 2 + _CALIBRATION.size * len(_SENSORS) or answer[1] != _CALIBRATED:
        raise UnavailableError(_STRANGE)
    places = (2 + _CALIBRATION.size * place for place in range(len(_SENSORS)))
    return {
        name: _calibration(_CALIBRATION.unpack_from(answer, place), _GYRO_SCALE if name == _SENSORS[1] else 1.0)
        for name, place in zip(_SENSORS, places, strict=True)
    }


def read_gains(answer: bytes) -> tuple[int, int]:
    """How much the two channels of a chip amplify."""
    if len(answer) < 3 + _REGISTERS_LENGTH or answer[1] != _REGISTERS:
        raise UnavailableError(_STRANGE)
    one, two = (_GAINS.get(answer[3 + register] >> 4 & 7, 0) for register in _CHANNEL_REGISTERS)
    if not one or not two:
        raise UnavailableError(_STRANGE)
    return one, two


def read_battery(answer: bytes) -> float | None:
    """How full the battery is, 0–1; None where that was not answered."""
    if len(answer) < 6 or answer[1:3] != bytes((_IN_STREAM, _CHARGED)):
        return None
    volts = int.from_bytes(answer[3:5], "little") * _BATTERY_V
    for (low_v, low), (high_v, high) in pairwise(_CHARGE):
        if volts <= high_v:
            return max(0.0, low + (high - low) * (volts - low_v) / (high_v - low_v)) / 100
    return 1.0


_STRANGE = (
    "what is there does not answer as a Shimmer3 with LogAndStream does; check the port and the sensor's firmware"
)


def _calibration(stored: tuple[int, ...], scale: float) -> Calibration | None:
    """The inverse of what is stored: units = R⁻¹ K⁻¹ (counts − offset). None where nothing is, or it has no inverse."""
    offset, sensitivity, alignment = stored[:3], stored[3:6], stored[6:]
    if min(sensitivity) <= 0:
        return None
    (a, b, c), (d, e, f), (g, h, i) = ([part / 100 for part in alignment[at : at + 3]] for at in (0, 3, 6))
    cofactors = (
        (e * i - f * h, c * h - b * i, b * f - c * e),
        (f * g - d * i, a * i - c * g, c * d - a * f),
        (d * h - e * g, b * g - a * h, a * e - b * d),
    )
    determinant = a * cofactors[0][0] + b * cofactors[1][0] + c * cofactors[2][0]
    if abs(determinant) < 0.5:
        return None
    # Both turned columns by the sensitivity of the axis that they come from.
    x, y, z = (
        tuple(part / determinant * scale / sensitivity[axis] for axis, part in enumerate(row)) for row in cofactors
    )
    return Calibration((offset[0], offset[1], offset[2]), (_vector(x), _vector(y), _vector(z)))


def _vector(parts: Sequence[float]) -> Vector:
    x, y, z = parts
    return (x, y, z)


class Shimmer3Decoder:
    """Readings from BrainFlow's table of counts, in units. Neither the sensor's clock nor a count of its samples is in
    it: what is missing is told by the steady rate alone."""

    def __init__(self, rows: BoardRows, setup: Shimmer3Setup, wanted: Sequence[str]) -> None:
        self._rows, self._setup = rows, setup
        self._moves = MOTION in wanted and setup.inquiry.moves
        self._battery = setup.battery
        self._muscles = [
            (name, row, _REFERENCE_MV / gain / ((1 << bits - 1) - 1))
            for name, row, bits, gain in zip(
                channel_names(4), rows.muscles, setup.inquiry.muscle_bits, setup.gains or (1,) * 4, strict=True
            )
            if name in wanted and bits is not None
        ]

    def take(self, samples: Sequence[Sequence[float]]) -> list[Reading]:
        """What these samples say, oldest first, each a list of every row."""
        readings: list[Reading] = []
        acceleration, rate, gyro = self._setup.acceleration, self._setup.rate, self._rows.rate
        for sample in samples:
            battery, self._battery = self._battery, None
            if self._moves and acceleration is not None and rate is not None and gyro is not None:
                gx, gy, gz = rate.apply([sample[row] for row in gyro])
                turning = (math.radians(gx), math.radians(gy), math.radians(gz))
                felt = acceleration.apply([sample[row] for row in self._rows.acceleration])
                readings.append(new_reading(turning, felt, sensor=MOTION, battery=battery))
            for name, row, mv in self._muscles:
                readings.append(new_reading(emg_mv=sample[row] * mv, sensor=name, battery=battery))
        return readings
