"""x-io x-IMU3 sensors: messages of text or of stuffed bytes, each up to a line feed, without a checksum.

Source: x-io Technologies, x-IMU3 User Manual: communication protocol; sample rates, message rates and timestamps.
"""

from __future__ import annotations

import math
import re
import struct
from collections.abc import Sequence

from input_devices.protocols.reading import STANDARD_GRAVITY_M_S2, Reading, new_reading
from input_devices.protocols.turns import from_angles, from_matrix, multiply, unit
from input_devices.sample import Quaternion, Vector

MESSAGE_MAX_BYTES = 512
"""A note, the longest message that the device sends by itself, has 127 characters."""
_END, _ESCAPE = b"\n", b"\xdb"
_STUFFED_END, _STUFFED_ESCAPE = b"\xdb\xdc", b"\xdb\xdd"
_BINARY = 0x80
_INERTIAL, _QUATERNION, _MATRIX, _ANGLES, _LINEAR, _EARTH, _BATTERY = "IQRALEB"
_NOTIFICATION, _ERROR, _ACCESSORY = "NFS"
_NUMBERS: dict[str, tuple[int, ...]] = {
    _INERTIAL: (6,),
    _QUATERNION: (4,),
    _MATRIX: (9,),
    _ANGLES: (3,),
    _LINEAR: (7, 3),
    _EARTH: (7, 3),
    _BATTERY: (3,),
    "M": (3,),
    "H": (3,),
    "T": (1,),
    "W": (2,),
    "U": (4,),
}
"""Message → how many numbers it has. Acceleration without gravity is given with or without its turn, by firmware."""
_WORDED = frozenset((_NOTIFICATION, _ERROR, _ACCESSORY))
"""Messages with words, or with another device's bytes, after their time."""
_TURNS = frozenset((_QUATERNION, _MATRIX, _ANGLES, _LINEAR, _EARTH))
_LAYOUTS = {struct.calcsize(f"<Q{count}f"): struct.Struct(f"<Q{count}f") for count in (1, 2, 3, 4, 6, 7, 9)}
_TIME = struct.Struct("<Q")
_TEXT = re.compile(rb"[0-9]{1,16}(?:,-?[0-9]{1,7}\.[0-9]{3,6})+")
_RATE_MAX_DPS = 2500.0
"""Full scale is 2000 °/s, before the sensor's own calibration."""
_ACCELERATION_MAX_G = 20.0
"""Full scale is 16 g."""
_LARGEST = 1e6
_RADIAN, _G = math.radians(1.0), STANDARD_GRAVITY_M_S2
_TIME_MAX_US = 1 << 48
"""Nine years switched on."""
_SAME_US = 1250
"""Half of the inertial sensor's own period of 2.5 ms: messages nearer than this are about the same sample."""
_NEAR_US = 100_000
"""Rate and acceleration are sent: an orientation this near to them is only told with them."""
_FLUSHED_MAX = 4
_OVER: Quaternion = (0.0, 1.0, 0.0, 0.0)
"""North east down → north west up."""
_STILL_M_S2, _CLEARLY, _SURE = 1.0, 0.9, 10
_ALONE = frozenset((b"Q", b"\xd1", b"R", b"\xd2", b"A", b"\xc1"))
"""First bytes of messages that tell a sample where rate and acceleration are not sent."""
_MATRIX_SLACK = 0.1
_SLACK = 0.6
"""The manufacturer's own examples hold turns whose length is far from 1; only their direction is used."""


class Ximu3Decoder:
    """Puts together what is said of one sample: rate and acceleration in one message, its orientation in another.

    A message is known by its first byte, by a length that fits it exactly and by numbers that can be; damage that
    leaves all that as it is cannot be seen. Orientation is sensor to earth, and acceleration points up at rest. The
    earth's axes are north west up, east north up or north east down, by setting, and no message tells which: where
    gravity is seen to point down, they are turned over. At most 512 bytes wait.
    """

    def __init__(self) -> None:
        self.good_frames = 0
        self.bad_frames = 0
        self.skipped_bytes = 0
        self.trouble: str | None = None
        self._rest = b""
        self._overlong = False
        self._missed = 0
        self._battery: float | None = None
        self._inertial: tuple[int, Vector, Vector] | None = None
        """Rate and acceleration of the latest sample, while its orientation may still come."""
        self._inertial_us = self._turn_us = self._alone_us = -math.inf
        self._turn: Quaternion | None = None
        self._follows = False
        """Orientation comes after rate and acceleration of the same sample, so these wait for it."""
        self._flushed = 0
        self._upward = 0
        """Samples at rest that gravity agrees with, less those that it contradicts, until that is sure."""

    @property
    def waiting_bytes(self) -> int:
        return len(self._rest)

    def feed(self, chunk: bytes) -> list[Reading]:
        *messages, rest = (self._rest + chunk).split(_END)
        readings: list[Reading] = []
        for message in messages:
            self._message(message, readings)
        if len(rest) > MESSAGE_MAX_BYTES:
            self.skipped_bytes += len(rest)
            self._overlong = True
            rest = b""
        self._rest = rest
        return readings

    def _message(self, message: bytes, readings: list[Reading]) -> None:
        overlong, self._overlong = self._overlong or len(message) > MESSAGE_MAX_BYTES, False
        said = None if overlong else _said(message)
        if said is None:
            self.skipped_bytes += len(message) + 1
            if self.good_frames and (overlong or not _is_read_over(message)):
                self._damage(b"" if overlong else message[:1])
            return
        kind, time_us, numbers = said
        if kind == _ERROR:
            self.trouble = f"says: {_words(message)}"
        self.take(kind, time_us, numbers, readings)

    def take(self, kind: str, time_us: int, numbers: Sequence[float], readings: list[Reading]) -> None:
        """One whole message, by its letter; what it completes is added to the readings."""
        self.good_frames += 1
        if kind == _INERTIAL:
            self._take_inertial(time_us, numbers, readings)
        elif kind in _TURNS:
            turn = _turn(kind, numbers)
            if turn is not None:
                self._take_turn(time_us, turn, readings)
        elif kind == _BATTERY:
            self._battery = min(1.0, max(0.0, numbers[0] / 100))

    def _damage(self, kind: bytes) -> None:
        self.bad_frames += 1
        # What is left of a message tells by its first byte what was lost, where that is still whole.
        samples = (b"I", b"\xc9") if self._inertial_us > 0 else tuple(_ALONE)
        self._missed += kind in samples

    def _take_inertial(self, time_us: int, numbers: Sequence[float], readings: list[Reading]) -> None:
        self._flush(readings)
        gx, gy, gz, ax, ay, az = numbers
        rate = (gx * _RADIAN, gy * _RADIAN, gz * _RADIAN)
        acceleration = (ax * _G, ay * _G, az * _G)
        self._inertial_us = time_us
        if abs(time_us - self._alone_us) <= _SAME_US:
            self._alone_us = -math.inf  # the very first: this sample was given with its orientation alone
            return
        if self._turn is not None and abs(time_us - self._turn_us) <= _SAME_US:
            self._follows = False
            self._give(rate, acceleration, self._turn, time_us, readings)
        elif self._follows:
            self._inertial = (time_us, rate, acceleration)
            return
        else:
            self._give(rate, acceleration, None, time_us, readings)
        self._turn = None

    def _take_turn(self, time_us: int, turn: Quaternion, readings: list[Reading]) -> None:
        waiting = self._inertial
        if waiting is not None and abs(time_us - waiting[0]) <= _SAME_US:
            self._inertial, self._flushed = None, 0
            self._give(waiting[1], waiting[2], turn, waiting[0], readings)
        elif abs(time_us - self._inertial_us) <= _SAME_US:
            # That sample has been given without it; from now on the next ones wait.
            self._follows, self._flushed = True, 0
        elif abs(time_us - self._inertial_us) <= _NEAR_US:
            self._turn, self._turn_us = turn, time_us  # rate and acceleration of this sample may be next
        else:
            self._give(None, None, turn, time_us, readings)
            self._alone_us = time_us

    def _flush(self, readings: list[Reading]) -> None:
        """Another sample has begun: the one that waits for its orientation waits no longer."""
        if self._inertial is None:
            return
        time_us, rate, acceleration = self._inertial
        self._inertial = None
        self._flushed += 1
        if self._flushed >= _FLUSHED_MAX:
            self._follows = False
        self._give(rate, acceleration, None, time_us, readings)

    def _give(
        self,
        rate: Vector | None,
        acceleration: Vector | None,
        turn: Quaternion | None,
        time_us: int,
        readings: list[Reading],
    ) -> None:
        if turn is not None:
            if acceleration is not None and abs(self._upward) < _SURE:
                self._weigh(acceleration, turn)
            if self._upward <= -_SURE:
                turn = multiply(_OVER, turn)
        readings.append(new_reading(rate, acceleration, turn, None, time_us * 1e-6, None, self._missed, self._battery))
        self._missed, self._battery = 0, None
        self.trouble = None

    def _weigh(self, acceleration: Vector, turn: Quaternion) -> None:
        """Whether gravity, where it is all that is felt, points up in the earth that the device means."""
        felt = math.hypot(*acceleration)
        if not abs(felt - STANDARD_GRAVITY_M_S2) < _STILL_M_S2:
            return
        w, x, y, z = turn
        up = (2 * (x * z - w * y), 2 * (y * z + w * x), 1 - 2 * (x * x + y * y))
        agrees = sum(a * u for a, u in zip(acceleration, up, strict=True)) / felt
        if abs(agrees) > _CLEARLY:
            self._upward += 1 if agrees > 0 else -1


def _said(message: bytes) -> tuple[str, int, Sequence[float]] | None:
    """Kind, microseconds and numbers of a message that can be true; None for any other."""
    if len(message) < 2:
        return None
    if message[0] < _BINARY:
        return _said_in_text(message.removesuffix(b"\r"))
    content = _unstuffed(message)
    if content is None or content[0] < _BINARY:
        return None
    kind = chr(content[0] - _BINARY)
    numbers: Sequence[float] = ()
    if kind in _WORDED:
        if len(content) < 1 + _TIME.size:
            return None
        (time_us,) = _TIME.unpack_from(content, 1)
    else:
        layout = _LAYOUTS.get(len(content) - 1)
        if layout is None:
            return None
        time_us, *numbers = layout.unpack_from(content, 1)
    return (kind, time_us, numbers) if time_us < _TIME_MAX_US and can_be(kind, numbers) else None


def _said_in_text(text: bytes) -> tuple[str, int, Sequence[float]] | None:
    kind = chr(text[0])
    if text[1:2] != b",":
        return None
    if kind in _WORDED:
        time, comma, _ = text[2:].partition(b",")
        known = time.isdigit() and len(time) <= 16 and comma == b","
        return (kind, int(time), ()) if known else None
    if kind not in _NUMBERS or not _TEXT.fullmatch(text, 2):
        return None
    time, *words = text[2:].split(b",")
    numbers = [float(word) for word in words]
    return (kind, int(time), numbers) if int(time) < _TIME_MAX_US and can_be(kind, numbers) else None


def _unstuffed(message: bytes) -> bytes | None:
    """The bytes before the escapes were put in; None where one escapes nothing."""
    if _ESCAPE not in message:
        return message
    if message.count(_STUFFED_END) + message.count(_STUFFED_ESCAPE) != message.count(_ESCAPE):
        return None
    return message.replace(_STUFFED_END, _END).replace(_STUFFED_ESCAPE, _ESCAPE)


def can_be(kind: str, numbers: Sequence[float]) -> bool:
    """Whether that many numbers of that size are ever in such a message."""
    if kind in _WORDED:
        return True
    if len(numbers) not in _NUMBERS.get(kind, ()):
        return False
    if not math.isfinite(sum(numbers)):
        return False
    if kind == _INERTIAL:
        rate, acceleration = numbers[:3], numbers[3:]
        feels = max(rate) <= _RATE_MAX_DPS and min(rate) >= -_RATE_MAX_DPS
        return feels and max(acceleration) <= _ACCELERATION_MAX_G and min(acceleration) >= -_ACCELERATION_MAX_G
    return max(numbers) <= _LARGEST and min(numbers) >= -_LARGEST


def _is_read_over(message: bytes) -> bool:
    """An empty line, an answer to a command, what another sensor sends through this one, or a kind still unknown."""
    line = message.removesuffix(b"\r")
    if not line or line.startswith(b"^") or (line.startswith(b"{") and line.endswith(b"}")):
        return True
    kind = chr(line[0] & ~_BINARY)
    known = kind in _NUMBERS or kind in _WORDED
    return "A" <= kind <= "Z" and not known and _unstuffed(line) is not None and len(line) > _TIME.size


def _turn(kind: str, numbers: Sequence[float]) -> Quaternion | None:
    """Sensor to earth; None where the message says none, or what it says is no turn."""
    if kind == _ANGLES:
        return from_angles(*map(math.radians, numbers))
    if kind == _MATRIX:
        rows = (numbers[0:3], numbers[3:6], numbers[6:9])
        lengths = [math.hypot(*row) for row in rows]
        return from_matrix(rows) if all(abs(length - 1) < _MATRIX_SLACK for length in lengths) else None
    if len(numbers) == 3:
        return None
    w, x, y, z = numbers[:4]
    return unit((w, x, y, z), _SLACK)


def _words(message: bytes) -> str:
    """What an error message says, as far as it can be printed."""
    content = message.split(b",", 2)[-1] if message[0] < _BINARY else (_unstuffed(message) or b"")[1 + _TIME.size :]
    said = content.decode("ascii", "replace")
    return "".join(letter for letter in said if letter.isprintable())[:80].strip() or "nothing"


def encode(reading: Reading) -> bytes:
    """One sample as the device sends it: rate and acceleration, then its orientation where there is one."""
    time_us = round((reading.device_s or 0.0) * 1e6)
    gx, gy, gz = map(math.degrees, reading.rate_rad_s or (0.0, 0.0, 0.0))
    ax, ay, az = (part / STANDARD_GRAVITY_M_S2 for part in reading.acceleration_m_s2 or (0.0, 0.0, 0.0))
    messages = [binary_message(_INERTIAL, time_us, (gx, gy, gz, ax, ay, az))]
    if reading.orientation is not None:
        messages.append(binary_message(_QUATERNION, time_us, reading.orientation))
    return b"".join(messages)


def binary_message(kind: str, time_us: int, numbers: Sequence[float]) -> bytes:
    """One message of numbers in stuffed bytes."""
    content = bytes((ord(kind) + _BINARY,)) + struct.pack(f"<Q{len(numbers)}f", time_us, *numbers)
    return content.replace(_ESCAPE, _STUFFED_ESCAPE).replace(_END, _STUFFED_END) + _END


def text_message(kind: str, time_us: int, numbers: Sequence[float]) -> bytes:
    """The same as text."""
    return ",".join([kind, str(time_us), *(f"{number:.4f}" for number in numbers)]).encode() + _END
