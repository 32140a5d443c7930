"""SlimeVR's datagrams, which trackers and the owoTrack phone app send: bytes to what they say, and the answers.

Big-endian: type int32, number int64, then the payload (SlimeVR-Tracker-ESP, packets.h; SlimeVR-Server, UDPPacket.kt).
The rotation is x, y, z, w and turns sensor into an earth whose z is up; the server turns that into its own world with
y up. The acceleration in packet 4 has gravity taken out, which is no reading of an accelerometer: it is left out.
"""

from __future__ import annotations

import math
import struct
from collections.abc import Iterator
from dataclasses import dataclass

from input_devices.sample import Quaternion

HANDSHAKE_ANSWER = b"\x03Hey OVR =D 5\x00"
HEARTBEAT = struct.pack(">iq", 1, 0)
"""Trackers stop when they have not heard one for some seconds."""

_HEAD = struct.Struct(">iq")
_HANDSHAKE, _BATTERY, _ROTATION, _OLD_ROTATION, _BUNDLE, _COMPACT_BUNDLE = 3, 12, 17, 1, 100, 101
_TURN = struct.Struct(">4f")
_LEVEL = struct.Struct(">2f")
_LENGTH = struct.Struct(">H")
_KIND = struct.Struct(">i")
_FIRMWARE_AT = 28
"""In a handshake: board, chip, processor, three unused, build; then the firmware's name and the hardware address."""
_MAC_BYTES = 6
_NORM_TOLERANCE = 0.05


@dataclass(frozen=True, slots=True)
class Turned:
    """One of a tracker's sensors has turned."""

    sensor: int
    orientation: Quaternion


@dataclass(frozen=True, slots=True)
class Charged:
    """How full the tracker's battery is, 0–1."""

    level: float


@dataclass(frozen=True, slots=True)
class Greeted:
    """A tracker looks for somebody to send to; `mac` is empty where it has none."""

    mac: str


Said = Turned | Charged | Greeted


@dataclass(frozen=True, slots=True)
class Datagram:
    """One datagram's number and what it says, often nothing that is used here."""

    number: int
    says: tuple[Said, ...]


def decode(datagram: bytes) -> Datagram | None:
    """What a datagram says; None where it is none of this protocol. Never raises."""
    if len(datagram) < _HEAD.size:
        return None
    kind, number = _HEAD.unpack_from(datagram)
    if not 0 <= kind < 256 or number < 0:
        return None
    return Datagram(number, tuple(_said(kind, datagram[_HEAD.size :])))


def encode_rotation(number: int, sensor: int, orientation: Quaternion) -> bytes:
    """A rotation as a tracker sends it; w, x, y, z."""
    w, x, y, z = orientation
    return _HEAD.pack(_ROTATION, number) + bytes((sensor, 1)) + _TURN.pack(x, y, z, w) + b"\x02"


def encode_handshake(number: int, mac: bytes, firmware: bytes = b"0.5.0") -> bytes:
    """How a tracker with this hardware address (6 bytes) begins."""
    return _HEAD.pack(_HANDSHAKE, number) + bytes(_FIRMWARE_AT) + bytes((len(firmware),)) + firmware + mac


def _said(kind: int, payload: bytes) -> Iterator[Said]:
    if kind == _BUNDLE:
        yield from _bundled(payload)
    elif kind == _COMPACT_BUNDLE:
        yield from _compactly_bundled(payload)
    else:
        found = _one(kind, payload)
        if found is not None:
            yield found


def _bundled(payload: bytes) -> Iterator[Said]:
    at = 0
    while at + _LENGTH.size + _KIND.size <= len(payload):
        (length,) = _LENGTH.unpack_from(payload, at)
        at += _LENGTH.size
        inner = payload[at : at + length]
        if len(inner) < length or length < _KIND.size:
            return
        found = _one(_KIND.unpack_from(inner)[0], inner[_KIND.size :])
        if found is not None:
            yield found
        at += length


def _compactly_bundled(payload: bytes) -> Iterator[Said]:
    at = 0
    while at + 2 <= len(payload):
        length = payload[at]
        inner = payload[at + 1 : at + 1 + length]
        if len(inner) < length or not length:
            return
        found = _one(inner[0], inner[1:])
        if found is not None:
            yield found
        at += 1 + length


def _one(kind: int, payload: bytes) -> Said | None:
    if kind == _ROTATION and len(payload) >= 2 + _TURN.size:
        return _turned(payload[0], payload[2:])
    if kind == _OLD_ROTATION and len(payload) >= _TURN.size:
        return _turned(0, payload)
    if kind == _BATTERY and len(payload) >= _LEVEL.size:
        level = _LEVEL.unpack_from(payload)[1]
        return Charged(level) if 0.0 <= level <= 1.0 else None
    if kind == _HANDSHAKE:
        return Greeted(_mac(payload))
    return None


def _turned(sensor: int, payload: bytes) -> Turned | None:
    x, y, z, w = _TURN.unpack_from(payload)
    norm = math.sqrt(x * x + y * y + z * z + w * w)
    if not abs(norm - 1.0) <= _NORM_TOLERANCE:
        return None
    return Turned(sensor, (w / norm, x / norm, y / norm, z / norm))


def _mac(payload: bytes) -> str:
    """The hardware address in a handshake; phones and old firmware send none, or zeros."""
    if len(payload) <= _FIRMWARE_AT:
        return ""
    at = _FIRMWARE_AT + 1 + payload[_FIRMWARE_AT]
    mac = payload[at : at + _MAC_BYTES]
    return ":".join(f"{byte:02X}" for byte in mac) if len(mac) == _MAC_BYTES and any(mac) else ""
