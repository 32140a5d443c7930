"""An x-IMU3 in the network that behaves as its firmware does: one connection at a time, on a real socket."""

from __future__ import annotations

import socket
from contextlib import suppress

from input_devices.protocols.ximu3 import binary_message

STILL = (1.0, -2.0, 3.0, 0.0, 0.0, 1.0)


class FakeXimu3:
    """Listens on a port of this computer, and sends samples to whoever has connected."""

    def __init__(self) -> None:
        self.port = 0
        self.sent = 0
        self.heard = b""
        self._listening: socket.socket | None = None
        self._client: socket.socket | None = None
        self.switch_on()

    @property
    def address(self) -> str:
        return f"ximu3:127.0.0.1:{self.port}"

    @property
    def connected(self) -> bool:
        return self._client is not None

    def switch_on(self) -> None:
        made = socket.socket()
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind(("127.0.0.1", self.port))
        made.listen(1)
        made.setblocking(False)
        self._listening, self.port = made, made.getsockname()[1]

    def switch_off(self) -> None:
        for one in (self._client, self._listening):
            if one is not None:
                one.close()
        self._client = self._listening = None

    def run(self, dt_s: float) -> None:
        """Take a connection where one waits, and send one sample."""
        del dt_s
        if self._client is None and self._listening is not None:
            with suppress(BlockingIOError):
                self._client, _ = self._listening.accept()
                self._client.setblocking(False)
        time_us = 1_000_000 + self.sent * 16_667
        self.sent += 1
        self.send(binary_message("I", time_us, STILL) + binary_message("Q", time_us, (1.0, 0.0, 0.0, 0.0)))

    def send(self, chunk: bytes) -> None:
        if self._client is None:
            return
        try:
            with suppress(BlockingIOError):
                self._client.sendall(chunk)
            with suppress(BlockingIOError):
                arrived = self._client.recv(1000)
                self.heard += arrived
                if not arrived:
                    raise ConnectionError
        except ConnectionError:
            self._client.close()
            self._client = None
