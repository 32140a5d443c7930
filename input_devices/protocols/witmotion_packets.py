"""What WitMotion packets hold: scales, the chip's clock, and both directions between numbers and bytes.

Source: WitMotion's standard protocol (BWT901 datasheet v20-0630, chapter 5) and its 0x61 packet (BWT901BLE5.0 SDK).
"""

from __future__ import annotations

import datetime
import math
import struct
from collections.abc import Mapping, Sequence
from itertools import pairwise

from input_devices.protocols.reading import STANDARD_GRAVITY_M_S2, Reading
from input_devices.protocols.turns import from_angles, to_angles, unit
from input_devices.sample import Quaternion, Vector

TIME, ACCELERATION, RATE, ANGLES, QUATERNION = 0x50, 0x51, 0x52, 0x53, 0x59
CARRYING = frozenset((TIME, ACCELERATION, RATE, ANGLES, QUATERNION))
"""The packets that say something a Reading has room for; the others are read over."""
ACCELERATION_MAX_G = 16.1
"""Full scale is 16 g: a longer vector is not an acceleration."""

_ACCELERATION = 16 * STANDARD_GRAVITY_M_S2 / 32768
_RATE = math.radians(2000) / 32768
_ANGLE = math.pi / 32768
_TURN = 1 / 32768
_WORDS4 = struct.Struct("<4h")
_WORDS9 = struct.Struct("<9h")
_CLOCK = struct.Struct("<6BH")
_LONG_ACCELERATION_M_S2 = ACCELERATION_MAX_G * STANDARD_GRAVITY_M_S2
_BATTERY_REGISTER = 0x64
_REPLY = struct.Struct("<xxHh")
_CELL = (
    (3.40, 0), (3.50, 5), (3.68, 10), (3.70, 15), (3.73, 20), (3.77, 30),
    (3.79, 40), (3.82, 50), (3.87, 60), (3.93, 75), (3.96, 90), (3.99, 100),
)  # fmt: skip
_TWO_CELLS = ((6.5, 0), (6.8, 10), (7.35, 30), (7.75, 60), (8.5, 90), (8.8, 100))
"""Volts and how full that is, percent (WitMotion's own table for the BWT901BLE5.0)."""
_ONE_CELL_MAX_V = 5.5


def reading_of(packets: Mapping[int, bytes], missed: int) -> Reading:
    """The sample in a set of standard packets, kind → its 11 bytes. At rest the acceleration is +1 g upward."""
    rate = acceleration = orientation = device_s = None
    if (packet := packets.get(ACCELERATION)) is not None:
        x, y, z, _ = _WORDS4.unpack_from(packet, 2)
        acceleration = (x * _ACCELERATION, y * _ACCELERATION, z * _ACCELERATION)
    if (packet := packets.get(RATE)) is not None:
        x, y, z, _ = _WORDS4.unpack_from(packet, 2)
        rate = (x * _RATE, y * _RATE, z * _RATE)
    if (packet := packets.get(QUATERNION)) is not None:
        q0, q1, q2, q3 = _WORDS4.unpack_from(packet, 2)
        orientation = unit((q0 * _TURN, q1 * _TURN, q2 * _TURN, q3 * _TURN))
    elif (packet := packets.get(ANGLES)) is not None:
        roll, pitch, yaw, _ = _WORDS4.unpack_from(packet, 2)
        orientation = from_angles(roll * _ANGLE, pitch * _ANGLE, yaw * _ANGLE)
    if (packet := packets.get(TIME)) is not None:
        device_s = chip_clock_s(packet[2:10])
    return Reading(rate, acceleration, orientation, None, device_s, None, missed)


def combined_reading(packet: bytes, missed: int, battery: float | None = None) -> Reading | None:
    """The sample in one 0x61 packet of 20 or 28 bytes; None where its acceleration is beyond the sensor's range."""
    ax, ay, az, wx, wy, wz, roll, pitch, yaw = _WORDS9.unpack_from(packet, 2)
    acceleration = (ax * _ACCELERATION, ay * _ACCELERATION, az * _ACCELERATION)
    if math.hypot(*acceleration) > _LONG_ACCELERATION_M_S2:
        return None
    rate = (wx * _RATE, wy * _RATE, wz * _RATE)
    orientation = from_angles(roll * _ANGLE, pitch * _ANGLE, yaw * _ANGLE)
    device_s = chip_clock_s(packet[20:28]) if len(packet) == 28 else None
    return Reading(rate, acceleration, orientation, None, device_s, None, missed, battery)


def battery_in(reply: bytes) -> float | None:
    """How full the battery is, 0–1, in the 20 bytes of an answer 0x55 0x71; None where it answers something else."""
    register, hundredths = _REPLY.unpack_from(reply)
    volts: float = hundredths / 100
    if register != _BATTERY_REGISTER or not 2.0 < volts < 10.0:
        return None
    table = _CELL if volts <= _ONE_CELL_MAX_V else _TWO_CELLS
    for (low_v, low), (high_v, high) in pairwise(table):
        if volts <= high_v:
            return max(0.0, low + (high - low) * (volts - low_v) / (high_v - low_v)) / 100
    return 1.0


def chip_clock_s(fields: bytes) -> float | None:
    """Seconds on the chip's calendar (eight bytes, resolution 1 ms); None where they are no date."""
    year, month, day, hour, minute, second, milli = _CLOCK.unpack(fields)
    if hour > 23 or minute > 59 or second > 59 or milli > 999:
        return None
    try:
        days = datetime.date(2000 + year, month, day).toordinal()
    except ValueError:
        return None
    seconds: float = days * 86400 + hour * 3600 + minute * 60 + second + milli / 1000
    return seconds


def standard_packet(kind: int, payload: bytes) -> bytes:
    """One 11-byte packet around eight bytes."""
    body = bytes((0x55, kind)) + payload
    return body + bytes((sum(body) & 0xFF,))


def encode(
    rate_rad_s: Vector = (0.0, 0.0, 0.0),
    acceleration_m_s2: Vector = (0.0, 0.0, STANDARD_GRAVITY_M_S2),
    orientation: Quaternion = (1.0, 0.0, 0.0, 0.0),
    device_s: float = 0.0,
    contents: Sequence[int] = (ACCELERATION, RATE),
) -> bytes:
    """One sample as the standard packets named in `contents`, in the order a sensor sends them."""
    payloads = {
        TIME: lambda: _chip_clock(device_s),
        ACCELERATION: lambda: _WORDS4.pack(*_words(acceleration_m_s2, _ACCELERATION), 2500),
        RATE: lambda: _WORDS4.pack(*_words(rate_rad_s, _RATE), 2500),
        ANGLES: lambda: _WORDS4.pack(*_words(to_angles(orientation), _ANGLE), 11608),
        QUATERNION: lambda: _WORDS4.pack(*_words(orientation, _TURN)),
    }
    blank = bytes(8)
    return b"".join(standard_packet(kind, payloads[kind]() if kind in payloads else blank) for kind in sorted(contents))


def encode_combined(
    rate_rad_s: Vector = (0.0, 0.0, 0.0),
    acceleration_m_s2: Vector = (0.0, 0.0, STANDARD_GRAVITY_M_S2),
    orientation: Quaternion = (1.0, 0.0, 0.0, 0.0),
    device_s: float | None = None,
) -> bytes:
    """One sample as a 0x61 packet: 20 bytes, or 28 where a chip time is given."""
    words = (
        *_words(acceleration_m_s2, _ACCELERATION),
        *_words(rate_rad_s, _RATE),
        *_words(to_angles(orientation), _ANGLE),
    )
    return b"\x55\x61" + _WORDS9.pack(*words) + (b"" if device_s is None else _chip_clock(device_s))


def _words(values: Sequence[float], scale: float) -> list[int]:
    return [max(-32768, min(32767, round(value / scale))) for value in values]


def _chip_clock(device_s: float) -> bytes:
    """The calendar fields `device_s` after the start of the year 2000."""
    millis = round(device_s * 1000)
    when = datetime.datetime(2000, 1, 1) + datetime.timedelta(milliseconds=millis)
    return _CLOCK.pack(when.year - 2000, when.month, when.day, when.hour, when.minute, when.second, millis % 1000)
