"""The MPU6050's "teapot" packet, as the i2cdevlib sketch sends it with OUTPUT_TEAPOT: a quaternion and a counter.

Source: i2cdevlib, MPU6050_DMP6.ino. `24 02`, w x y z as big-endian words of 1/16384, `00`, the counter, `0D 0A`.
"""

from __future__ import annotations

import struct

from input_devices.protocols.counting import SampleCount
from input_devices.protocols.framing import NOT_A_FRAME, WAIT, FrameDecoder
from input_devices.protocols.reading import Reading, new_reading
from input_devices.protocols.steadiness import jumps
from input_devices.protocols.turns import unit
from input_devices.sample import Quaternion

_PACKET = struct.Struct(">2s4hBB2s")
_LENGTH = _PACKET.size
_END = b"\r\n"
_SCALE = 16384
_SLACK = 0.01
"""The chip keeps the norm to 0.001; a packet further away has been damaged."""
_FAR = 1024
"""Words that differ by more from one packet to the next are 7° apart: at 100 packets a second no limb turns so fast."""

_Fields = tuple[tuple[int, int, int, int], int]
"""A packet's quaternion, as its words, and its counter."""


class TeapotDecoder(FrameDecoder):
    """Knows a packet by its five fixed bytes and by its quaternion's norm: there is no checksum. At most 27 bytes wait.

    Damage that leaves the norm as it is shows where one word, or the counter, leaps away and is back in the next.
    """

    header = b"$\x02"

    def __init__(self) -> None:
        super().__init__()
        self._count = SampleCount((1 << 8,))
        self._before: _Fields | None = None

    def _take(self, held: bytes, at: int, end: int, readings: list[Reading]) -> int:
        if end - at < _LENGTH:
            return WAIT
        found = _fields(held, at)
        if found is None:
            return NOT_A_FRAME
        (w, x, y, z), number = found
        orientation = unit((w / _SCALE, x / _SCALE, y / _SCALE, z / _SCALE), _SLACK)
        if orientation is None:
            return NOT_A_FRAME
        verdict = self._verdict(found, held, at + _LENGTH, end)
        if verdict == _LENGTH:
            self._before = found
            readings.append(new_reading(orientation=orientation, missed=self._count.skipped(number)))
        return verdict

    def _verdict(self, found: _Fields, held: bytes, after: int, end: int) -> int:
        """Whether a packet that may be damaged is, which the packet after it shows."""
        if self._before is None:
            return _LENGTH
        (words, number), (words_before, number_before) = found, self._before
        if jumps(words_before, words, _FAR) + ((number - number_before) % 256 > 1) != 1:
            return _LENGTH
        if end - after < _LENGTH:
            return WAIT
        following = _fields(held, after)
        if following is None:
            return _LENGTH
        stray = not jumps(words_before, following[0], _FAR) and (following[1] - number_before) % 256 == 2
        return NOT_A_FRAME if stray else _LENGTH


def _fields(held: bytes, at: int) -> _Fields | None:
    """The quaternion's words and the counter of the packet that begins there; None where none does."""
    header, w, x, y, z, zero, number, end = _PACKET.unpack_from(held, at)
    return ((w, x, y, z), number) if header == TeapotDecoder.header and not zero and end == _END else None


def encode(orientation: Quaternion, number: int = 0) -> bytes:
    """One packet, as the sketch sends it."""
    w, x, y, z = (round(part * _SCALE) for part in orientation)
    return _PACKET.pack(TeapotDecoder.header, w, x, y, z, 0, number % 256, _END)
