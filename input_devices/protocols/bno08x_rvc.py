"""BNO08x sensors in their UART-RVC mode, which need no board: angles and acceleration in 19 bytes with a checksum.

Source: BNO080 datasheet 1000-3927, section 1.3.5.2. `AA AA`, a counter, yaw pitch roll in 0.01°, acceleration in mg,
three bytes more, and the sum of all but the header. The three bytes were zero once; later sensors use them.
"""

from __future__ import annotations

import math
import struct

from input_devices.protocols.counting import SampleCount
from input_devices.protocols.framing import NOT_A_FRAME, WAIT, FrameDecoder
from input_devices.protocols.reading import STANDARD_GRAVITY_M_S2, Reading, new_reading
from input_devices.protocols.turns import from_angles, to_angles
from input_devices.sample import Quaternion, Vector

_LENGTH = 19
_FIELDS = struct.Struct("<B6h3x")
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
        self._no_header = False
        """Since the last report, what looked like a header was none."""

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
        number, yaw, pitch, roll, x, y, z = _FIELDS.unpack_from(frame, 2)
        acceleration = (x * _ACCELERATION, y * _ACCELERATION, z * _ACCELERATION)
        orientation = _turned(yaw * _ANGLE, pitch * _ANGLE, roll * _ANGLE)
        return [new_reading(None, acceleration, orientation, missed=self._count.skipped(number))]


def _shifted(behind: bytes, number: int) -> bool:
    """Whether the header behind a report, amid more bytes AA, begins one byte earlier or later by the next number.

    `behind` begins with the report's last byte.
    """
    if len(behind) < 5 or behind[3] == number or not behind.startswith(RvcDecoder.header, 1):
        return False
    header = RvcDecoder.header + bytes((number,))
    return behind.startswith(header) or behind.startswith(header, 2)


def _turned(yaw_rad: float, pitch_rad: float, roll_rad: float) -> Quaternion:
    """Sensor to earth: yaw about z, then pitch about x, then roll about y.

    The datasheet's words have pitch about y and roll about x; its example has not. Gravity is measured there where
    these axes put it, to a tenth of a degree, and 30° away from where the words would.
    """
    w, x, y, z = from_angles(roll_rad, -pitch_rad, yaw_rad)
    return (w, -y, x, z)


def encode(orientation: Quaternion, acceleration_m_s2: Vector, number: int = 0) -> bytes:
    """One report, as the sensor sends it."""
    w, x, y, z = orientation
    roll, pitch, yaw = to_angles((w, y, -x, z))
    words = [round(angle / _ANGLE) for angle in (yaw, -pitch, roll)]
    words += [max(-32768, min(32767, round(part / _ACCELERATION))) for part in acceleration_m_s2]
    body = _FIELDS.pack(number % 256, *words)
    return RvcDecoder.header + body + bytes((sum(body) & 0xFF,))
