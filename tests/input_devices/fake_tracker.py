"""A SlimeVR tracker that behaves as its firmware does, on a real socket of this computer."""

from __future__ import annotations

import math
import socket
from collections.abc import Callable
from contextlib import suppress

from input_devices import Quaternion
from input_devices.protocols.slimevr import (
    HANDSHAKE_ANSWER,
    HEARTBEAT,
    encode_acceleration,
    encode_bundle,
    encode_handshake,
    encode_rotation,
)

MAC = bytes.fromhex("deadbeef0001")
NAME = "DE:AD:BE:EF:00:01"
EVERYBODY = "255.255.255.255"
TIMEOUT_S = 3.0
_SAME = 1e-4
"""A rotation that differs by less is not sent again (quat.h, equalsWithEpsilon)."""


def turned_about_x(turn_rad: float) -> Quaternion:
    return (math.cos(turn_rad / 2), math.sin(turn_rad / 2), 0.0, 0.0)


class FakeTracker:
    """Calls out to everybody once a second; sends once it is answered; stops when nothing comes for three seconds.

    `call` is whom it calls: everybody, or a host that was typed into it. Stepped with the time.
    """

    def __init__(
        self, port: int, mac: bytes = MAC, *, call: str = "127.0.0.1", host: str = "127.0.0.1", sensors: int = 1
    ) -> None:
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_BROADCAST, 1)
        self.socket.bind((host, 0))
        self.socket.setblocking(False)
        self.mac = mac
        self.sensors = sensors
        self.server: tuple[str, int] | None = None
        self.bundles = False
        self.described: set[int] = set()
        self.beats = 0
        self.rotations = 0
        self.number = 1
        self.lossy: Callable[[int], bool] = lambda _: False
        """Which datagrams are lost on their way."""
        self._calls = (call, port)
        self._called_s = self._heard_s = self._told_s = self._asked_s = -math.inf
        self._last: dict[int, Quaternion] = {}

    @property
    def at(self) -> tuple[str, int]:
        """Where it sends from."""
        host, port = self.socket.getsockname()
        return (str(host), int(port))

    def step(self, now_s: float, orientation: Quaternion = (1.0, 0.0, 0.0, 0.0)) -> None:
        """Once a sample: hear the server, then send what is due."""
        with suppress(BlockingIOError):
            while True:
                self._hear(*self.socket.recvfrom(128), now_s)
        if self.server is not None and now_s - self._heard_s > TIMEOUT_S:
            self.server, self.bundles = None, False
            self.described.clear()
            self._last.clear()
        if self.server is None:
            if now_s - self._called_s >= 1.0:
                self._called_s = now_s
                self.send(encode_handshake(0, self.mac), self._calls)
            return
        self._tell(now_s)
        packets = [part for sensor in range(self.sensors) for part in self._sample(sensor, orientation)]
        if self.bundles:
            self.send(encode_bundle(self._next(), packets))
        else:
            for packet in packets:
                self.send(packet[:4] + self._next().to_bytes(8, "big") + packet[12:])

    def send(self, datagram: bytes, to: tuple[str, int] | None = None) -> None:
        """Send anything at all."""
        to = to or self.server or self._calls
        if not self.lossy(int.from_bytes(datagram[4:12], "big")):
            self.socket.sendto(datagram, to)

    def close(self) -> None:
        self.socket.close()

    def _next(self) -> int:
        self.number += 1
        return self.number - 1

    def _hear(self, datagram: bytes, sender: tuple[str, int], now_s: float) -> None:
        if self.server is None:
            if datagram[:13] == HANDSHAKE_ANSWER[:13]:
                self.server, self._heard_s = sender, now_s
            return
        self._heard_s = now_s
        if datagram == HEARTBEAT:
            self.beats += 1
            self.send(bytes(4) + self._next().to_bytes(8, "big"))
        elif datagram[:4] == b"\0\0\0\x0f" and len(datagram) == 6:
            self.described.add(datagram[4])
        elif datagram[:4] == b"\0\0\0\x16" and len(datagram) >= 13:
            self.bundles = bool(datagram[12] & 1)

    def _tell(self, now_s: float) -> None:
        if now_s - self._told_s >= 1.0:
            self._told_s = now_s
            for sensor in range(self.sensors):
                if sensor not in self.described:
                    self.send(b"\0\0\0\x0f" + self._next().to_bytes(8, "big") + bytes((sensor, 1, 4)))
        if not self.bundles and now_s - self._asked_s >= 0.5:
            self._asked_s = now_s
            self.send(b"\0\0\0\x16" + self._next().to_bytes(8, "big") + b"\0")

    def _sample(self, sensor: int, orientation: Quaternion) -> list[bytes]:
        last = self._last.get(sensor)
        moved = last is None or any(abs(a - b) > _SAME for a, b in zip(last, orientation, strict=True))
        still = [encode_acceleration(0, sensor, (0.0, 0.0, 0.0))]
        if not moved:
            return still
        self._last[sensor] = orientation
        self.rotations += 1
        return [encode_rotation(0, sensor, orientation), *still]
