"""An x-IMU3 in the network that behaves as its firmware does: one connection at a time, on a real socket."""

from __future__ import annotations

import select
import socket
import threading
from contextlib import suppress

from input_devices.protocols.ximu3 import binary_message

STILL = (1.0, -2.0, 3.0, 0.0, 0.0, 1.0)
_LOOK_EVERY_S = 0.01


class FakeXimu3:
    """Listens on a port of this computer, and sends samples to whoever has connected.

    A thread of its own takes connections and notices when they end, as the sensor does.
    """

    def __init__(self) -> None:
        self.port = 0
        self.sent = 0
        self.heard = b""
        self._client: socket.socket | None = None
        self._off = threading.Event()
        self._thread: threading.Thread | None = None
        self.switch_on()

    @property
    def address(self) -> str:
        return f"ximu3:127.0.0.1:{self.port}"

    @property
    def connected(self) -> bool:
        return self._client is not None

    def switch_on(self) -> None:
        listening = socket.socket()
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(("127.0.0.1", self.port))
        listening.listen(1)
        self.port = listening.getsockname()[1]
        self._off.clear()
        self._thread = threading.Thread(target=self._serve, args=(listening,))
        self._thread.start()

    def switch_off(self) -> None:
        self._off.set()
        if self._thread is not None:
            self._thread.join()
            self._thread = None

    def run(self, dt_s: float) -> None:
        """Send the next sample, where it is time for one."""
        if dt_s > 0:
            time_us = 1_000_000 + self.sent * 16_667
            self.sent += 1
            self.send(binary_message("I", time_us, STILL) + binary_message("Q", time_us, (1.0, 0.0, 0.0, 0.0)))

    def send(self, chunk: bytes) -> None:
        client = self._client
        if client is not None:
            with suppress(OSError):
                client.sendall(chunk)

    def _serve(self, listening: socket.socket) -> None:
        with listening:
            while not self._off.is_set():
                if select.select([listening], [], [], _LOOK_EVERY_S)[0]:
                    client, _ = listening.accept()
                    with client:
                        self._client = client
                        self._attend(client)
                        self._client = None

    def _attend(self, client: socket.socket) -> None:
        """Until whoever has connected goes away."""
        while not self._off.is_set():
            if select.select([client], [], [], _LOOK_EVERY_S)[0]:
                try:
                    arrived = client.recv(1000)
                except ConnectionError:
                    return
                if not arrived:
                    return
                self.heard += arrived
