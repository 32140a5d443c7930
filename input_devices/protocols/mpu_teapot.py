"""The MPU6050's "teapot" packet, as the i2cdevlib sketch sends it with OUTPUT_TEAPOT: a quaternion and a counter.

Source: i2cdevlib, MPU6050_DMP6.ino. `24 02`, w x y z as big-endian words of 1/16384, `00`, the counter, `0D 0A`.
"""

from __future__ import annotations

import struct

from input_devices.protocols.counting import SampleCount
from input_devices.protocols.framing import NOT_A_FRAME, WAIT, FrameDecoder
from input_devices.protocols.reading import Reading
from input_devices.protocols.turns import unit
from input_devices.sample import Quaternion

_PACKET = struct.Struct(">2s4hBB2s")
_END = b"\r\n"
_SCALE = 16384
_SLACK = 0.02
"""The chip keeps the norm to 0.001; a packet further away has been damaged."""


class TeapotDecoder(FrameDecoder):
    """Knows a packet by its five fixed bytes and by its quaternion's norm: there is no checksum. At most 13 bytes wait.

    Damage within a word that leaves the norm as it is cannot be seen.
    """

    header = b"$\x02"

    def __init__(self) -> None:
        super().__init__()
        self._count = SampleCount((1 << 8,))

    def _frame_length(self, held: bytes, at: int, end: int) -> int:
        if end - at < _PACKET.size:
            return WAIT
        fixed = held[at + 10] == 0 and held[at + 12 : at + _PACKET.size] == _END
        return _PACKET.size if fixed else NOT_A_FRAME

    def _read(self, frame: bytes) -> list[Reading] | None:
        _, w, x, y, z, _, number, _ = _PACKET.unpack(frame)
        orientation = unit((w / _SCALE, x / _SCALE, y / _SCALE, z / _SCALE), _SLACK)
        if orientation is None:
            return None
        return [Reading(orientation=orientation, missed=self._count.skipped(number))]


def encode(orientation: Quaternion, number: int = 0) -> bytes:
    """One packet, as the sketch sends it."""
    w, x, y, z = (round(part * _SCALE) for part in orientation)
    return _PACKET.pack(TeapotDecoder.header, w, x, y, z, 0, number % 256, _END)
