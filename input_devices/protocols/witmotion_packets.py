"""What WitMotion packets hold: scales, the chip's clock, and both directions between numbers and bytes.

Source: WitMotion's standard protocol (BWT901 datasheet v20-0630, chapter 5) and its 0x61 packet (BWT901BLE5.0 SDK).
"""

from __future__ import annotations

import datetime
import math
import struct
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from functools import lru_cache

from input_devices.protocols.reading import STANDARD_GRAVITY_M_S2, Reading, new_reading
from input_devices.protocols.turns import from_angles, to_angles, unit
from input_devices.sample import Quaternion, Vector

TIME, ACCELERATION, RATE, ANGLES, QUATERNION = 0x50, 0x51, 0x52, 0x53, 0x59
PORTS, ANSWER = 0x55, 0x5F
CARRYING = frozenset((TIME, ACCELERATION, RATE, ANGLES, QUATERNION))
"""The packets that say something a Reading has room for; the others are read over."""
PACKET_BYTES = 11
ACCELERATION_MAX_G = 16.1
"""Full scale is 16 g: a longer vector is not an acceleration."""
BATTERY = 0x64
"""The register of the battery's voltage, in hundredths, of the 0x61 family."""

Words = Sequence[int]
_ACCELERATION = 16 * STANDARD_GRAVITY_M_S2 / 32768
_RATE = math.radians(2000) / 32768
_ANGLE = math.pi / 32768
_TURN = 1 / 32768
_WORDS4 = struct.Struct("<4h")
_WORDS8 = struct.Struct("<8h")
_WORDS9 = struct.Struct("<9h")
_CLOCK = struct.Struct("<6BH")
_LONG = ACCELERATION_MAX_G * 32768 / 16
_CELL_V = (3.40, 3.50, 3.68, 3.70, 3.73, 3.77, 3.79, 3.82, 3.87, 3.93, 3.96, 3.99)
_CELL_LEVEL = (0.0, 0.05, 0.10, 0.15, 0.20, 0.30, 0.40, 0.50, 0.60, 0.75, 0.90, 1.0)
_TWO_CELLS_V = (6.5, 6.8, 7.35, 7.75, 8.5, 8.8)
_TWO_CELLS_LEVEL = (0.0, 0.10, 0.30, 0.60, 0.90, 1.0)
_TWO_CELLS_FROM_V = 5.5
_VOLTS = (2.5, 9.5)
"""No battery of these sensors has less or more."""


def words_of(packet: bytes) -> tuple[int, ...]:
    """The four words of a standard packet."""
    return _WORDS4.unpack_from(packet, 2)


def combined_words(held: bytes, at: int) -> tuple[int, ...]:
    """The nine words of the 0x61 packet that begins there: acceleration, rate, angles."""
    return _WORDS9.unpack_from(held, at + 2)


def sample_reading(
    acceleration: Words | None,
    rate: Words | None,
    turn: Words | None,
    angles: Words | None,
    clock: bytes | None,
    missed: int,
    battery: float | None = None,
) -> Reading:
    """A sample from the words of its packets, None for a packet that is not there; of a quaternion w comes first.

    At rest the acceleration is +1 g upward. A quaternion that is no turn gives way to the angles.
    """
    orientation = None
    if turn is not None:
        orientation = unit((turn[0] * _TURN, turn[1] * _TURN, turn[2] * _TURN, turn[3] * _TURN))
    if orientation is None and angles is not None:
        orientation = from_angles(angles[0] * _ANGLE, angles[1] * _ANGLE, angles[2] * _ANGLE)
    return new_reading(
        None if rate is None else (rate[0] * _RATE, rate[1] * _RATE, rate[2] * _RATE),
        None
        if acceleration is None
        else (acceleration[0] * _ACCELERATION, acceleration[1] * _ACCELERATION, acceleration[2] * _ACCELERATION),
        orientation,
        None,
        None if clock is None else chip_clock_s(clock),
        None,
        missed,
        battery,
    )


def reading_of(packets: Mapping[int, bytes], missed: int) -> Reading:
    """The sample in a set of standard packets, kind → its 11 bytes."""
    words = {kind: words_of(packet) for kind, packet in packets.items() if kind != TIME}
    clock = packets[TIME][2:10] if TIME in packets else None
    return sample_reading(
        words.get(ACCELERATION), words.get(RATE), words.get(QUATERNION), words.get(ANGLES), clock, missed
    )


def combined_reading(packet: bytes, missed: int, battery: float | None = None) -> Reading | None:
    """The sample in one 0x61 packet of 20 or 28 bytes; None where its acceleration is beyond the sensor's range."""
    words = _WORDS9.unpack_from(packet, 2)
    x, y, z = words[:3]
    if x * x + y * y + z * z > _LONG * _LONG:
        return None
    clock = packet[20:28] if len(packet) == 28 else None
    return sample_reading(words, words[3:6], None, words[6:], clock, missed, battery)


def register_answer(frame: bytes) -> tuple[int, tuple[int, ...]]:
    """Of an answer 0x55 0x71: the register that was asked for, and the words in it and behind it."""
    return int.from_bytes(frame[2:4], "little"), _WORDS8.unpack_from(frame, 4)


def battery_level(volts: float) -> float | None:
    """How full a battery of one cell, or of two, is at this voltage, 0–1; None where it is no battery's.

    Source: the table in WitMotion's own program for the BWT901BLE5.0.
    """
    if not _VOLTS[0] <= volts <= _VOLTS[1]:
        return None
    many = volts > _TWO_CELLS_FROM_V
    at, level = (_TWO_CELLS_V, _TWO_CELLS_LEVEL) if many else (_CELL_V, _CELL_LEVEL)
    place = bisect_right(at, volts)
    if place in (0, len(at)):
        return level[0] if place == 0 else level[-1]
    share = (volts - at[place - 1]) / (at[place] - at[place - 1])
    return level[place - 1] + share * (level[place] - level[place - 1])


def chip_clock_s(fields: bytes) -> float | None:
    """Seconds on the chip's calendar (eight bytes, resolution 1 ms); None where they are no date."""
    year, month, day, hour, minute, second, milli = _CLOCK.unpack(fields)
    if hour > 23 or minute > 59 or second > 59 or milli > 999:
        return None
    days = _days(year, month, day)
    if days is None:
        return None
    seconds: float = days * 86400 + hour * 3600 + minute * 60 + second + milli / 1000
    return seconds


@lru_cache(maxsize=16)
def _days(year: int, month: int, day: int) -> int | None:
    """The day's number in the calendar; None where there is no such day. It is asked for with every sample."""
    try:
        return datetime.date(2000 + year, month, day).toordinal()
    except ValueError:
        return None


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
