"""The frames of Moveagain's own sketch for an MPU6050 on an Arduino: little-endian, with a counter, a time and a CRC.

Source: the sketch in `input_devices/firmware`, whose README has the table of bytes.
"""

from __future__ import annotations

import math
import struct
from binascii import crc_hqx

from input_devices.protocols.counting import SampleCount, TickCount
from input_devices.protocols.framing import NOT_A_FRAME, WAIT, FrameDecoder
from input_devices.protocols.reading import STANDARD_GRAVITY_M_S2, Reading, new_reading

_SAMPLE, _TROUBLE = 0x11, 0x12
_LENGTHS = {_SAMPLE: 28, _TROUBLE: 9}
_END = 0x2E
"""In a frame that lost a byte the next one's first byte stands here: it is refused whatever its CRC happens to be."""
_CRC_START = 0xFFFF
_HEAD = 3
_FIELDS = struct.Struct("<BHI3h3h2xB")
"""After the head: board, number, time, acceleration, rate, temperature (not used), ranges."""
_FULL = 32768
_TICK_S = 1e-6
_RATES = tuple(math.radians(250 << code) / _FULL for code in range(4))
"""The sensor's four ranges, ±250 to ±2000 °/s: rad/s of one step."""
_ACCELERATIONS = tuple(STANDARD_GRAVITY_M_S2 * (2 << code) / _FULL for code in range(4))
"""±2 to ±16 g: m/s² of one step."""
_RATE_CODE, _ACCELERATION_CODE = 3, 2
"""What the sketch sets: ±2000 °/s, ±8 g."""
_RANGES_MAX = 0x0F
_ON = ", and play goes on by itself"
_TROUBLES = {
    1: f"finds no MPU6050 on its I²C bus; check the four wires between board and MPU6050 (VCC, GND, SCL, SDA){_ON}",
    2: "cannot use its I²C bus: a wire is held low; check that SCL and SDA touch neither each other nor GND, "
    f"unplug the board, plug it in again{_ON}",
    3: "finds a sensor on its I²C bus that is no MPU6050 (it calls itself 0x{who:02X}); wire an MPU6050 to it",
    4: f"gets no samples from its MPU6050; push its wires home, unplug the board, plug it in again{_ON}",
}


class BoardDecoder(FrameDecoder):
    """Knows a frame by its CRC and its end. At most 27 bytes wait."""

    header = b"\xc7\x4d"

    def __init__(self) -> None:
        super().__init__()
        self._count = SampleCount((1 << 16,))
        self._ticks = TickCount()

    def _take(self, held: bytes, at: int, end: int, readings: list[Reading]) -> int:
        if end - at < _HEAD:
            return WAIT
        kind = held[at + _HEAD - 1]
        length = _LENGTHS.get(kind, NOT_A_FRAME)
        if at + length > end:
            return WAIT
        stop = at + length - 3
        if length < 0 or held[stop + 2] != _END:
            return NOT_A_FRAME
        if crc_hqx(held[at + 2 : stop], _CRC_START) != held[stop] | held[stop + 1] << 8:
            return NOT_A_FRAME
        if kind == _TROUBLE:
            return length if self._complain(held[at + 4], held[at + 5]) else NOT_A_FRAME
        board, number, tick, ax, ay, az, gx, gy, gz, ranges = _FIELDS.unpack_from(held, at + _HEAD)
        if ranges > _RANGES_MAX:
            return NOT_A_FRAME
        turn, push = _RATES[ranges & 3], _ACCELERATIONS[ranges >> 2]
        self.trouble = None
        readings.append(
            new_reading(
                (gx * turn, gy * turn, gz * turn),
                (ax * push, ay * push, az * push),
                device_s=self._ticks.unwrapped(tick) * _TICK_S,
                sensor=str(board) if board else None,
                missed=self._count.skipped(number),
            )
        )
        return length

    def _complain(self, code: int, who: int) -> bool:
        """Whether the board says something is wrong that is known here."""
        said = _TROUBLES.get(code)
        if said is not None:
            self.trouble = said.format(who=who)
        return said is not None


def encode(reading: Reading, number: int = 0) -> bytes:
    """One sample as the sketch sends it; what the reading does not have is zero."""
    board = int(reading.sensor or 0)
    tick = round((reading.device_s or 0.0) / _TICK_S) % (1 << 32)
    words = [
        max(-_FULL, min(_FULL - 1, round(part / step)))
        for parts, step in (
            (reading.acceleration_m_s2, _ACCELERATIONS[_ACCELERATION_CODE]),
            (reading.rate_rad_s, _RATES[_RATE_CODE]),
        )
        for part in parts or (0.0, 0.0, 0.0)
    ]
    body = _FIELDS.pack(board, number % (1 << 16), tick, *words, _RATE_CODE | _ACCELERATION_CODE << 2)
    return _framed(_SAMPLE, body)


def encode_trouble(code: int, who: int = 0, board: int = 0) -> bytes:
    """What the sketch sends while it gets no samples."""
    return _framed(_TROUBLE, bytes((board, code, who)))


def _framed(kind: int, body: bytes) -> bytes:
    checked = bytes((kind,)) + body
    return BoardDecoder.header + checked + struct.pack("<HB", crc_hqx(checked, _CRC_START), _END)
