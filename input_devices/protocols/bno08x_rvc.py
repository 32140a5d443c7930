"""BNO08x sensors in their UART-RVC mode, which need no board: angles and acceleration in 19 bytes with a checksum.

Source: BNO080 datasheet 1000-3927, section 1.3.5.2. `AA AA`, a counter, yaw pitch roll in 0.01°, acceleration in mg,
three bytes more, and the sum of all but the header. The three bytes were zero once; later sensors use them.
"""

from __future__ import annotations

import math
import struct

import numpy as np

from input_devices.protocols.counting import SampleCount
from input_devices.protocols.framing import NOT_A_FRAME, WAIT, FrameDecoder
from input_devices.protocols.reading import STANDARD_GRAVITY_M_S2, Reading, new_reading
from input_devices.protocols.turns import from_angles, to_angles
from input_devices.sample import Quaternion, Vector

_LENGTH = 19
_FIELDS = struct.Struct("<B6h3x")
_REPORT = struct.Struct("<2xB6h3xx")
_MANY, _MOST = 16, 256
"""From so many reports on, and up to so many, all checksums at once cost less than one after the other. In play
reports come one by one."""
_DOUBTFUL = (0x00, 0xAA)
"""Last bytes of a report that gained a byte, which pushed a zero to the end, or lost one to the next header."""
_AHEAD_MAX = 16
"""A report is hardly further ahead of the one before."""
_ANGLE = math.radians(0.01)
_ACCELERATION = STANDARD_GRAVITY_M_S2 / 1000


class RvcDecoder(FrameDecoder):
    """Knows a report by its checksum. At most 23 bytes wait."""

    header = b"\xaa\xaa"
    header_bytes = 4
    """With the next number, and one more."""

    def __init__(self) -> None:
        super().__init__()
        self._count = SampleCount((1 << 8,))
        self._number = 0
        """Of the last report."""
        self._in_turn = 0
        """So many times yet the reports are looked at one by one: together they were not whole."""
        self._no_header = False
        """Since the last report, what looked like a header was none."""

    def _take(self, held: bytes, at: int, end: int, readings: list[Reading]) -> int:
        if self._in_turn:
            self._in_turn -= 1
        elif end - at >= _MANY * _LENGTH:
            count = self._many(held, at, min(end, at + _MOST * _LENGTH), readings)
            self._in_turn = 0 if count else _MANY
            if count:
                self.good_frames += count - 1
                return count * _LENGTH
        return super()._take(held, at, end, readings)

    def _many(self, held: bytes, at: int, end: int, readings: list[Reading]) -> int:
        """How many reports follow each other from there on, each with the next one's header and number behind it."""
        count = (end - at) // _LENGTH
        grid = np.frombuffer(held, np.uint8, count * _LENGTH, at).reshape(count, _LENGTH)
        good = grid[:, 2:-1].sum(1, dtype=np.uint8) == grid[:, -1]
        good &= (grid[:, 0] == self.header[0]) & (grid[:, 1] == self.header[0]) & (grid[:, -1] != self.header[0])
        good[:-1] &= grid[1:, 2] == grid[:-1, 2] + np.uint8(1)
        count = (count if good.all() else int(good.argmin())) - 1
        if count <= 0:
            return 0
        first, self._number, self._no_header = held[at + 2], int(grid[count - 1, 2]), False
        reports = _REPORT.iter_unpack(memoryview(held)[at : at + count * _LENGTH])
        readings.append(_reading(self._count.skipped(first), *next(reports)))
        readings.extend([_reading(0, *values) for values in reports])
        self._count.skipped(self._number)  # all between were there
        return count

    def _frame_length(self, held: bytes, at: int, end: int) -> int:
        if end - at < _LENGTH:
            return WAIT
        number, after = held[at + 2], at + _LENGTH
        # Where a byte was inserted behind the number AA, the report without its first byte adds up as well.
        late = self._no_header and self._run_skipped == 1 and (number - self._number) % 256 > _AHEAD_MAX
        if late or not self._passes(held[at:after]):
            self._no_header = True
            return NOT_A_FRAME
        length = self._once_followed(held, at, _LENGTH, doubtful=held[after - 1] in _DOUBTFUL)
        if length > 0 and _shifted(held[after - 1 : after + self.header_bytes], (number + 1) % 256):
            length = NOT_A_FRAME
        if length > 0:
            self._number, self._no_header = number, False
        return length

    def _passes(self, frame: bytes) -> bool:
        return sum(frame[2:-1]) & 0xFF == frame[-1]

    def _read(self, frame: bytes) -> list[Reading]:
        return [_reading(self._count.skipped(frame[2]), *_REPORT.unpack(frame))]


def _reading(missed: int, _number: int, yaw: int, pitch: int, roll: int, x: int, y: int, z: int) -> Reading:
    """What a report says. Sensor to earth: yaw about z, then pitch about x, then roll about y.

    The datasheet's words have pitch about y and roll about x; its example has not. Gravity is measured there where
    these axes put it, to a tenth of a degree, and 30° away from where the words would.
    """
    w, about_y, about_x, about_z = from_angles(roll * _ANGLE, -pitch * _ANGLE, yaw * _ANGLE)
    acceleration = (x * _ACCELERATION, y * _ACCELERATION, z * _ACCELERATION)
    return new_reading(None, acceleration, (w, -about_x, about_y, about_z), None, None, None, missed)


def _shifted(behind: bytes, number: int) -> bool:
    """Whether the header behind a report, amid more bytes AA, begins one byte earlier or later by the next number.

    `behind` begins with the report's last byte.
    """
    if len(behind) < 5 or behind[3] == number or not behind.startswith(RvcDecoder.header, 1):
        return False
    header = RvcDecoder.header + bytes((number,))
    return behind.startswith(header) or behind.startswith(header, 2)


def encode(orientation: Quaternion, acceleration_m_s2: Vector, number: int = 0) -> bytes:
    """One report, as the sensor sends it."""
    w, x, y, z = orientation
    roll, pitch, yaw = to_angles((w, y, -x, z))
    words = [round(angle / _ANGLE) for angle in (yaw, -pitch, roll)]
    words += [max(-32768, min(32767, round(part / _ACCELERATION))) for part in acceleration_m_s2]
    body = _FIELDS.pack(number % 256, *words)
    return RvcDecoder.header + body + bytes((sum(body) & 0xFF,))
