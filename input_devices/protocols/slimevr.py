"""SlimeVR's datagrams, which trackers and the owoTrack phone app send: bytes to what they say, and the answers.

Big-endian: type int32, number int64, then the payload (SlimeVR-Tracker-ESP, connection.cpp; SlimeVR-Server,
UDPPacket.kt). A rotation is x, y, z, w and turns sensor into an earth whose z is up: the firmware's filters, Android's
rotation vector and Apple's attitude all have z up, and SlimeVR's server turns them into its own world, whose y is up,
only after they have come.

The acceleration of packet 4 is read and goes no further. The firmware and Android take gravity out of it, an iPhone
does not, and counts in g with the other sign; the packet does not say which, so it is no reading of an accelerometer.
"""

from __future__ import annotations

import math
import struct
from collections.abc import Iterator
from dataclasses import dataclass

from input_devices.protocols.turns import unit
from input_devices.sample import Quaternion, Vector

HANDSHAKE_ANSWER = b"\x03Hey OVR =D 5\x00"
HEARTBEAT = struct.pack(">iq", 1, 0)
"""Trackers stop when nothing has come for 3 s, phones for 10 s."""

_HEAD = struct.Struct(">iq")
_OLD_TURN, _SPIN, _GREETING, _ACCELERATION, _BATTERY, _SENSOR, _OLD_TURN_2, _TURN = 1, 2, 3, 4, 12, 15, 16, 17
_FEATURES, _PACKED, _BUNDLE, _COMPACT_BUNDLE = 22, 23, 100, 101
_BUNDLES_READ = b"\x03"
"""What we say that we understand: bundles, and compact bundles with packed turns."""
_THREE, _FOUR, _ONE = struct.Struct(">3f"), struct.Struct(">4f"), struct.Struct(">f")
_SEVEN = struct.Struct(">7h")
_LENGTH, _KIND = struct.Struct(">H"), struct.Struct(">i")
_CORRECTION = 2
"""The kind of rotation in packet 17 that says how far the magnetometer disagrees; it is no orientation."""
_PACKED_TURN = 1 / (1 << 15)
_FIRMWARE_AT = 28
"""In a greeting: board, chip, processor, three unused, build; then the firmware's name and the hardware address."""
_MAC_BYTES = 6
_NORM_SLACK = 0.05


@dataclass(frozen=True, slots=True)
class Turned:
    """One of a tracker's sensors has turned. `old` where a phone, or very old firmware, says so."""

    sensor: int
    orientation: Quaternion
    old: bool = False


@dataclass(frozen=True, slots=True)
class Accelerated:
    """An acceleration was sent, of which nobody knows whether gravity is in it."""

    sensor: int
    unknown_m_s2: Vector


@dataclass(frozen=True, slots=True)
class Spun:
    """A phone's gyroscope, in the phone's axes."""

    rate_rad_s: Vector


@dataclass(frozen=True, slots=True)
class Charged:
    """How full the tracker's battery is, 0–1."""

    level: float


@dataclass(frozen=True, slots=True)
class Greeted:
    """A tracker looks for somebody to send to; `mac` and `firmware` are empty where it does not say them."""

    mac: str
    firmware: str = ""


@dataclass(frozen=True, slots=True)
class Described:
    """A tracker tells how one of its sensors is doing, once a second until it is answered."""

    sensor: int
    state: int


@dataclass(frozen=True, slots=True)
class Asked:
    """A tracker asks which packets are understood."""


Said = Turned | Accelerated | Spun | Charged | Greeted | Described | Asked


@dataclass(frozen=True, slots=True)
class Datagram:
    """One datagram's number and what it says, often nothing that is used here."""

    number: int
    says: tuple[Said, ...]
    unreadable: int = 0
    """Parts of a kind that we know and that cannot be read."""


class _UnreadableError(Exception):
    """A packet of a kind that we know does not hold what it must."""


def decode(datagram: bytes) -> Datagram | None:
    """What a datagram says; None where it is none of this protocol. Never raises."""
    if len(datagram) < _HEAD.size:
        return None
    kind, number = _HEAD.unpack_from(datagram)
    if not 0 <= kind < 256 or number < 0:
        return None
    said: list[Said] = []
    unreadable = 0
    for part in _parts(kind, datagram[_HEAD.size :]):
        try:
            found = _one(*part)
        except (_UnreadableError, struct.error):
            unreadable += 1
            continue
        if found is not None:
            said.append(found)
    return Datagram(number, tuple(said), unreadable)


def answer(said: Said) -> bytes | None:
    """What a tracker waits for after it has said this; None where it waits for nothing."""
    if isinstance(said, Greeted):
        return HANDSHAKE_ANSWER
    if isinstance(said, Described):
        return _KIND.pack(_SENSOR) + bytes((said.sensor, said.state))
    if isinstance(said, Asked):
        return _HEAD.pack(_FEATURES, 0) + _BUNDLES_READ
    return None


def encode_rotation(number: int, sensor: int, orientation: Quaternion) -> bytes:
    """A rotation as a tracker sends it; w, x, y, z."""
    w, x, y, z = orientation
    return _HEAD.pack(_TURN, number) + bytes((sensor, 1)) + _FOUR.pack(x, y, z, w) + b"\x02"


def encode_phone(number: int, orientation: Quaternion) -> bytes:
    """A rotation as the owoTrack app sends it; w, x, y, z."""
    w, x, y, z = orientation
    return _HEAD.pack(_OLD_TURN, number) + _FOUR.pack(x, y, z, w)


def encode_acceleration(number: int, sensor: int, acceleration_m_s2: Vector) -> bytes:
    """What a tracker sends after a rotation, and alone while it does not turn."""
    return _HEAD.pack(_ACCELERATION, number) + _THREE.pack(*acceleration_m_s2) + bytes((sensor,))


def encode_spin(number: int, rate_rad_s: Vector) -> bytes:
    """A phone's gyroscope as the owoTrack app sends it."""
    return _HEAD.pack(_SPIN, number) + _THREE.pack(*rate_rad_s)


def encode_handshake(number: int, mac: bytes, firmware: bytes = b"0.5.0") -> bytes:
    """How a tracker with this hardware address (6 bytes) begins."""
    return _HEAD.pack(_GREETING, number) + bytes(_FIRMWARE_AT) + bytes((len(firmware),)) + firmware + mac


def encode_bundle(number: int, packets: list[bytes]) -> bytes:
    """Several packets in one datagram; their own numbers are left out."""
    parts = [packet[: _KIND.size] + packet[_HEAD.size :] for packet in packets]
    return _HEAD.pack(_BUNDLE, number) + b"".join(_LENGTH.pack(len(part)) + part for part in parts)


def _parts(kind: int, payload: bytes) -> Iterator[tuple[int, bytes]]:
    """Each packet's type and payload; one that is cut short comes as it is."""
    if kind not in (_BUNDLE, _COMPACT_BUNDLE):
        yield kind, payload
        return
    size = 1 if kind == _COMPACT_BUNDLE else _LENGTH.size
    at = 0
    while at + size <= len(payload):
        length = int.from_bytes(payload[at : at + size], "big")
        inner = payload[at + size : at + size + length]
        at += size + length
        if kind == _COMPACT_BUNDLE and inner:
            yield inner[0], inner[1:]
        elif len(inner) >= _KIND.size:
            yield int.from_bytes(inner[: _KIND.size], "big"), inner[_KIND.size :]


def _one(kind: int, payload: bytes) -> Said | None:
    """What one packet says, None for one that is not used here. Raises where it is too short or makes no sense."""
    if kind == _TURN:
        sensor, what, turn = payload[0:1], payload[1:2], payload[2:]
        turned = _turned(sensor, _FOUR.unpack_from(turn))
        return None if what == bytes((_CORRECTION,)) else turned
    if kind in (_OLD_TURN, _OLD_TURN_2):
        # The same number is a heartbeat where nothing follows.
        return _turned(bytes((kind == _OLD_TURN_2,)), _FOUR.unpack_from(payload), old=True) if payload else None
    if kind == _PACKED:
        return _turned(payload[0:1], tuple(value * _PACKED_TURN for value in _SEVEN.unpack_from(payload, 1)[:4]))
    if kind == _ACCELERATION:
        return Accelerated((payload[12:13] or b"\0")[0], _vector(payload))
    if kind == _SPIN:
        return Spun(_vector(payload))
    if kind == _BATTERY:
        # Trackers send volts and level, phones only the level.
        return _charged(*_ONE.unpack_from(payload, _ONE.size if len(payload) >= 2 * _ONE.size else 0))
    if kind == _SENSOR:
        if len(payload) < 2:
            raise _UnreadableError
        return Described(payload[0], payload[1])
    if kind == _GREETING:
        return _greeted(payload)
    return Asked() if kind == _FEATURES else None


def _turned(sensor: bytes, turn: tuple[float, ...], *, old: bool = False) -> Turned:
    x, y, z, w = turn
    orientation = unit((w, x, y, z), _NORM_SLACK)
    if orientation is None or not sensor:
        raise _UnreadableError
    return Turned(sensor[0], orientation, old)


def _vector(payload: bytes) -> Vector:
    x, y, z = _THREE.unpack_from(payload)
    if not all(map(math.isfinite, (x, y, z))):
        raise _UnreadableError
    return (x, y, z)


def _charged(level: float) -> Charged:
    if not 0.0 <= level <= 1.0:
        raise _UnreadableError
    return Charged(level)


def _greeted(payload: bytes) -> Greeted:
    """The hardware address and firmware in a greeting; phones and old firmware send none, or zeros."""
    if len(payload) <= _FIRMWARE_AT:
        return Greeted("")
    at = _FIRMWARE_AT + 1
    after = at + payload[_FIRMWARE_AT]
    mac = payload[after : after + _MAC_BYTES]
    firmware = "".join(chr(byte) for byte in payload[at:after] if 0x20 < byte < 0x7F)
    name = ":".join(f"{byte:02X}" for byte in mac) if len(mac) == _MAC_BYTES and any(mac) else ""
    return Greeted(name, firmware)
