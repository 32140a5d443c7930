"""Xsens MTi sensors: MTData2 messages, big-endian, with a checksum, made of items that each say what they are.

Source: Xsens, MT Low Level Communication Protocol (MT0101P), and the vendor's own reading of a rotation matrix.
"""

from __future__ import annotations

import math
import struct
from collections.abc import Sequence

from input_devices.protocols.counting import SampleCount, TickCount
from input_devices.protocols.framing import NOT_A_FRAME, WAIT, FrameDecoder
from input_devices.protocols.reading import Reading
from input_devices.protocols.turns import from_angles, from_matrix, multiply, unit
from input_devices.sample import Quaternion, Vector

_MTDATA2 = 0x36
_LONG = 0xFF
"""A length that says: two bytes of length follow."""
_FRAME_MAX = 512
"""Everything at once in double precision has less; without a limit, a damaged length would hold back 64 kB."""
_COUNTER, _TIME = 0x1020, 0x1060
_QUATERNION, _MATRIX, _ANGLES, _ACCELERATION, _RATE = 0x2010, 0x2020, 0x2030, 0x4020, 0x8020
_ACCELERATION_FAST, _RATE_FAST = 0x4040, 0x8040
"""The same, not yet filtered, up to 2000 times a second."""
_NUMBERS = {
    _QUATERNION: 4,
    _MATRIX: 9,
    _ANGLES: 3,
    _ACCELERATION: 3,
    _RATE: 3,
    _ACCELERATION_FAST: 3,
    _RATE_FAST: 3,
}
"""Item → how many numbers are in it; all other items are read over."""
_TICK_S = 1e-4
_LARGEST = 1e6
"""Beyond this no rate or acceleration is one."""
_FLOAT, _FIXED_12_20, _FIXED_16_32 = 0, 1, 2
_SIZES = (4, 4, 6, 8)
"""Bytes of one number, by the item's two lowest bits."""
_HALF = math.sqrt(0.5)
_ENU_FROM: dict[int, Quaternion] = {0x4: (0.0, _HALF, _HALF, 0.0), 0x8: (_HALF, 0.0, 0.0, _HALF)}
"""The item's next two bits → the turn of its earth frame (4: north east down, 8: north west up) to east north up."""


class XsensDecoder(FrameDecoder):
    """Knows a message by its checksum and by items that fill it exactly. At most 513 bytes wait.

    Orientation is sensor to earth and acceleration points up at rest, as the sensor says them; only the earth's axes
    differ by setting and are all turned to east, north, up.
    """

    header = b"\xfa\xff"

    def __init__(self) -> None:
        super().__init__()
        self._count = SampleCount((1 << 16,))
        self._ticks = TickCount()
        self._missed = 0

    def _frame_length(self, held: bytes, at: int, end: int) -> int:
        if end - at < 5:
            return WAIT
        long = held[at + 3] == _LONG
        if long and end - at < 6:
            return WAIT
        length = int.from_bytes(held[at + 4 : at + 6], "big") + 7 if long else held[at + 3] + 5
        if length > _FRAME_MAX:
            return NOT_A_FRAME
        if end - at < length:
            return WAIT
        if sum(held[at + 1 : at + length]) & 0xFF:
            return NOT_A_FRAME
        return self._once_followed(held, at, length) if held[at + length - 1] == self.header[0] else length

    def _read(self, frame: bytes) -> list[Reading] | None:
        if frame[2] != _MTDATA2:
            return []
        items = _items(frame[6:-1] if frame[3] == _LONG else frame[4:-1])
        if items is None:
            return None
        rate = acceleration = orientation = device_s = None
        counted = False
        for identity, content in items:
            if identity == _COUNTER and len(content) == 2:
                self._missed += self._count.skipped(int.from_bytes(content, "big"))
                counted = True
            elif identity == _TIME and len(content) == 4:
                device_s = self._ticks.unwrapped(int.from_bytes(content, "big")) * _TICK_S
            elif (numbers := _numbers(identity, content)) is not None:
                if identity & 0xFFF0 in (_ACCELERATION, _ACCELERATION_FAST):
                    acceleration = _vector(numbers)
                elif identity & 0xFFF0 in (_RATE, _RATE_FAST):
                    rate = _vector(numbers)
                else:
                    orientation = orientation or _orientation(identity, numbers)
        if self._run_skipped and self.good_frames and not counted:
            self._missed += 1
        if rate is None and acceleration is None and orientation is None:
            return []
        missed, self._missed = self._missed, 0
        return [Reading(rate, acceleration, orientation, None, device_s, None, missed)]


def _items(payload: bytes) -> list[tuple[int, bytes]] | None:
    """Each item's identity and content; None where they do not fill the payload exactly."""
    items = []
    at = 0
    while at + 3 <= len(payload):
        after = at + 3 + payload[at + 2]
        items.append((int.from_bytes(payload[at : at + 2], "big"), payload[at + 3 : after]))
        at = after
    return items if at == len(payload) else None


def _numbers(identity: int, content: bytes) -> Sequence[float] | None:
    """The numbers of an item that is used; None for every other, and where one of them is no number to go by."""
    count, precision = _NUMBERS.get(identity & 0xFFF0), identity & 3
    if count is None or len(content) != count * _SIZES[precision]:
        return None
    numbers: Sequence[float]
    if precision == _FIXED_12_20:
        numbers = [word / (1 << 20) for word in struct.unpack(f">{count}i", content)]
    elif precision == _FIXED_16_32:
        # The fraction comes before the whole.
        words = struct.unpack(">" + "Ih" * count, content)
        numbers = [whole + part / (1 << 32) for part, whole in zip(words[::2], words[1::2], strict=True)]
    else:
        numbers = struct.unpack(f">{count}{'f' if precision == _FLOAT else 'd'}", content)
    return numbers if all(abs(number) <= _LARGEST for number in numbers) else None


def _vector(numbers: Sequence[float]) -> Vector:
    x, y, z = numbers
    return (x, y, z)


def _orientation(identity: int, numbers: Sequence[float]) -> Quaternion | None:
    """Sensor to earth, z up; None where the numbers are no turn."""
    kind, earth = identity & 0xFFF0, identity & 0xC
    if kind == _QUATERNION:
        w, x, y, z = numbers
        said: Quaternion = (w, x, y, z)
    elif kind == _ANGLES:
        roll, pitch, yaw = numbers
        said = from_angles(math.radians(roll), math.radians(pitch), math.radians(yaw))
    else:
        # Sent column by column.
        said = from_matrix((numbers[0::3], numbers[1::3], numbers[2::3]))
    turn = unit(said)
    return multiply(_ENU_FROM[earth], turn) if turn is not None and earth in _ENU_FROM else turn


def encode(reading: Reading, counter: int | None = None) -> bytes:
    """One message in single precision, east north up; what the reading does not have is left out."""
    payload = b"" if counter is None else struct.pack(">HBH", _COUNTER, 2, counter % (1 << 16))
    if reading.device_s is not None:
        payload += struct.pack(">HBI", _TIME, 4, round(reading.device_s / _TICK_S) % (1 << 32))
    for identity, numbers in (
        (_QUATERNION, reading.orientation),
        (_ACCELERATION, reading.acceleration_m_s2),
        (_RATE, reading.rate_rad_s),
    ):
        if numbers is not None:
            payload += struct.pack(f">HB{len(numbers)}f", identity, 4 * len(numbers), *numbers)
    body = bytes((XsensDecoder.header[1], _MTDATA2, len(payload))) + payload
    return XsensDecoder.header[:1] + body + bytes((-sum(body) & 0xFF,))
