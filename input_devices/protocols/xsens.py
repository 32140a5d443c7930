"""Xsens MTi sensors: MTData2 messages, big-endian, with a checksum, made of items that each say what they are.

Source: Xsens, MT Low Level Communication Protocol (MT0101P), and the vendor's own reading of a rotation matrix.
"""

from __future__ import annotations

import math
import struct
from collections.abc import Sequence
from dataclasses import dataclass
from operator import itemgetter

from input_devices.protocols.counting import SampleCount, TickCount
from input_devices.protocols.framing import NOT_A_FRAME, WAIT, FrameDecoder
from input_devices.protocols.reading import Reading, new_reading
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
_SMALLEST = 1e-7
"""Beyond these no rate or acceleration is one."""
_STEADY = 0.02
"""A number that differs by a smaller share from the one before has hardly been pushed about."""
_DOUBTED = 2
"""A byte too many in the lowest places of the last number leaves it near where it was. Where it adds up all the same
nothing but the next header tells: behind a fault it is waited for, for so many messages."""
_LAYOUTS_MAX = 16
_FLOAT, _FIXED_12_20, _FIXED_16_32, _DOUBLE = range(4)
_SIZES = (4, 4, 6, 8)
_CODES = ("f", "i", "Ih", "d")
"""Bytes of one number, and what it is made of, by the item's two lowest bits."""
_HALF = math.sqrt(0.5)
_ENU_FROM: dict[int, Quaternion] = {0x4: (0.0, _HALF, _HALF, 0.0), 0x8: (_HALF, 0.0, 0.0, _HALF)}
"""The item's next two bits → the turn of its earth frame (4: north east down, 8: north west up) to east north up."""


class XsensDecoder(FrameDecoder):
    """Knows a message by its checksum and by items that fill it exactly. At most 515 bytes wait.

    Orientation is sensor to earth and acceleration points up at rest, as the sensor says them; only the earth's axes
    differ by setting and are all turned to east, north, up.
    """

    header = b"\xfa\xff"

    def __init__(self) -> None:
        super().__init__()
        self._count = SampleCount((1 << 16,))
        self._ticks = TickCount()
        self._missed = 0
        self._length = 0
        """Of the last message."""
        self._doubted = 0
        """So many messages yet wait for what follows them, because the line has just done damage."""
        self._layouts: dict[int, _Layout] = {}
        """How many bytes the items take together → what they were the last time."""

    def _take(self, held: bytes, at: int, end: int, readings: list[Reading]) -> int:
        length = self._frame_length(held, at, end)
        if length <= 0 or held[at + 2] != _MTDATA2:
            return length
        start, stop = at + (6 if held[at + 3] == _LONG else 4), at + length - 1
        layout = self._layouts.get(stop - start)
        values = layout.values(held, start) if layout is not None else None
        if layout is None or values is None:
            heads = _heads(held, start, stop)
            if heads is None:
                return NOT_A_FRAME
            if len(self._layouts) >= _LAYOUTS_MAX:
                self._layouts.clear()
            layout = self._layouts[stop - start] = _Layout(heads)
            values = layout.unpack(held, start)
        if not held.startswith(self.header, stop + 1):
            if self._doubted and values[-1] != layout.last and len(held) <= stop + 1 + self.header_bytes:
                return WAIT
            doubtful = held[stop] == self.header[0] or not layout.ends_well(values, held, stop)
            length = self._once_followed(held, at, length, doubtful=doubtful)
            if length <= 0:
                return length
        layout.last = values[-1]
        self._length = length
        self._doubted -= self._doubted > 0
        self._give(layout, values, readings)
        return length

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
            # A damaged length must not hold back the messages behind it.
            usual = self._length
            begun = usual and length != usual and end - at >= usual + 2 and held.startswith(self.header, at + usual)
            return NOT_A_FRAME if begun else WAIT
        return length if self._passes(held[at : at + length]) else NOT_A_FRAME

    def _passes(self, frame: bytes) -> bool:
        return not sum(frame[1:]) & 0xFF

    def _skip(self, count: int) -> None:
        if self.good_frames:
            self._doubted = _DOUBTED
        super()._skip(count)

    def _give(self, layout: _Layout, values: tuple[float, ...], readings: list[Reading]) -> None:
        """Add what the items say to the readings."""
        if layout.counter is not None:
            self._missed += self._count.skipped(int(values[layout.counter]))
        elif self._run_skipped and self.good_frames:
            self._missed += 1
        device_s = None if layout.time is None else self._ticks.unwrapped(values[layout.time]) * _TICK_S
        rate, acceleration, orientation = layout.rate(values), layout.acceleration(values), layout.orientation(values)
        if rate is None and acceleration is None and orientation is None:
            return
        readings.append(new_reading(rate, acceleration, orientation, None, device_s, None, self._missed))
        self._missed = 0


def _heads(held: bytes, at: int, stop: int) -> list[tuple[int, int]] | None:
    """Identity and size in bytes of each item; None where the items do not fill the message exactly."""
    heads = []
    while at + 3 <= stop:
        heads.append((int.from_bytes(held[at : at + 2], "big"), held[at + 2]))
        at += 3 + held[at + 2]
    return heads if at == stop else None


@dataclass(frozen=True, slots=True)
class _Item:
    """An item that is used: where its numbers are among the values of a message."""

    identity: int
    start: int
    stop: int

    def numbers(self, values: tuple[float, ...]) -> Sequence[float]:
        words = values[self.start : self.stop]
        precision = self.identity & 3
        if precision == _FIXED_12_20:
            return [word / (1 << 20) for word in words]
        if precision == _FIXED_16_32:
            # The fraction comes before the whole.
            return [whole + part / (1 << 32) for part, whole in zip(words[::2], words[1::2], strict=True)]
        return words


class _Layout:
    """Where everything is in messages that are built alike: a sensor sends the same items every time."""

    __slots__ = (
        "_accelerations",
        "_expected",
        "_heads",
        "_last_code",
        "_rates",
        "_struct",
        "_turns",
        "_unit",
        "counter",
        "last",
        "time",
    )

    def __init__(self, heads: Sequence[tuple[int, int]]) -> None:
        self.counter: int | None = None
        self.time: int | None = None
        self._rates: list[_Item] = []
        self._accelerations: list[_Item] = []
        self._turns: list[_Item] = []
        self._last_code: str | None = None
        self._unit = 1.0
        """What stands for one in the last number."""
        self.last: float | None = None
        """The last number of the last such message."""
        layout, places, count = ">", [], 0
        for identity, size in heads:
            places += [count, count + 1]
            count += 2
            kind, precision = identity & 0xFFF0, identity & 3
            item = None
            if (identity, size) == (_COUNTER, 2):
                self.counter, content, width = count, "H", 1
            elif (identity, size) == (_TIME, 4):
                self.time, content, width = count, "I", 1
            elif kind in _NUMBERS and size == _NUMBERS[kind] * _SIZES[precision]:
                content, width = _CODES[precision] * _NUMBERS[kind], len(_CODES[precision]) * _NUMBERS[kind]
                item = _Item(identity, count, count + width)
                self._of(kind).append(item)
            else:
                content, width = f"{size}x", 0
            layout += "HB" + content
            count += width
            self._last_code = _CODES[precision][-1] if item is not None else None
            self._unit = 1.0 if precision in (_FLOAT, _DOUBLE) else 1 << (20 if precision == _FIXED_12_20 else 0)
        self._struct = struct.Struct(layout)
        self._heads = itemgetter(*places) if places else lambda values: values
        self._expected = tuple(part for head in heads for part in head)

    def _of(self, kind: int) -> list[_Item]:
        if kind in (_RATE, _RATE_FAST):
            return self._rates
        return self._accelerations if kind in (_ACCELERATION, _ACCELERATION_FAST) else self._turns

    def unpack(self, held: bytes, at: int) -> tuple[float, ...]:
        """The numbers of all items, those of their heads among them."""
        return self._struct.unpack_from(held, at)

    def values(self, held: bytes, at: int) -> tuple[float, ...] | None:
        """The same, or None where the items are others."""
        values = self._struct.unpack_from(held, at)
        return values if self._heads(values) == self._expected else None

    def ends_well(self, values: tuple[float, ...], held: bytes, stop: int) -> bool:
        """Whether the last number is one that a sensor may have measured; the checksum stands at `stop`.

        A byte too many in the last item leaves all others as they are, and pushes the bytes of this number on.
        """
        code = self._last_code
        if code is None:
            return True
        now, before = values[-1], self.last
        if code in "fd" and now != 0 and not _SMALLEST <= abs(now) <= _LARGEST:
            return False
        if before is None or abs(now - before) <= _STEADY * (abs(before) + self._unit):
            return True
        pushed = held[stop - struct.calcsize(code) : stop + 1]
        return not any(
            abs(struct.unpack(f">{code}", pushed[:k] + pushed[k + 1 :])[0] - before) < abs(now - before)
            for k in range(len(pushed) - 2)
        )

    def rate(self, values: tuple[float, ...]) -> Vector | None:
        return _vector(self._rates, values)

    def acceleration(self, values: tuple[float, ...]) -> Vector | None:
        return _vector(self._accelerations, values)

    def orientation(self, values: tuple[float, ...]) -> Quaternion | None:
        for item in self._turns:
            turn = _orientation(item.identity, item.numbers(values))
            if turn is not None:
                return turn
        return None


def _vector(items: Sequence[_Item], values: tuple[float, ...]) -> Vector | None:
    """Of the last item whose numbers are all ones to go by."""
    for item in reversed(items):
        x, y, z = item.numbers(values)
        if abs(x) <= _LARGEST and abs(y) <= _LARGEST and abs(z) <= _LARGEST:
            return (x, y, z)
    return None


def _orientation(identity: int, numbers: Sequence[float]) -> Quaternion | None:
    """Sensor to earth, z up; None where the numbers are no turn."""
    kind, earth = identity & 0xFFF0, identity & 0xC
    if kind == _QUATERNION:
        w, x, y, z = numbers
        said: Quaternion = (w, x, y, z)
    elif not all(abs(number) <= _LARGEST for number in numbers):
        return None
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
