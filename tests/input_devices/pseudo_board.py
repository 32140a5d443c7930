"""OpenBCI and Shimmer3 boards at the far end of a pseudo-terminal: they answer as their firmware does, and stream."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from tests.input_devices.pseudo_sensor import PseudoSensor


class PseudoCyton(PseudoSensor):
    """An OpenBCI Cyton behind its dongle: `v` greets, `d` sets the usual gains, `b` begins and `s` stops."""

    GREETING = b"OpenBCI V3 8-16 channel\r\nOn Board ADS1299 Device ID: 0x3E\r\nFirmware: v3.1.1\r\n$$$"
    FAILURE = b"Failure: Communications timeout - Device failed to poll Host$$$"

    def __init__(self, path: Path, packet: Callable[[int], bytes], rate_hz: float = 250.0) -> None:
        self.streams = False
        self.board_on = True
        """Off, only the dongle is there."""
        super().__init__(path, packet, rate_hz)

    def plug_in(self) -> None:
        super().plug_in()
        self.streams = False

    def run(self, dt_s: float) -> None:
        for command in self.heard() if self.plugged_in else b"":
            if not self.board_on:
                self.write(self.FAILURE)
            elif command == ord("v"):
                self.write(self.GREETING)
            elif command == ord("d"):
                self.write(b"updating channel settings to default$$$")
            elif command in b"bs":
                self.streams = command == ord("b")
        if self.streams:
            super().run(dt_s)


_LENGTHS = {0x63: 4, 0xA3: 2, 0x05: 3, 0x08: 4}
"""Commands to a Shimmer3 with something behind them."""


class PseudoShimmer(PseudoSensor):
    """A Shimmer3 with LogAndStream: acknowledges every command, and answers what it knows."""

    def __init__(self, path: Path, channels: Sequence[int], packet: Callable[[int], bytes], rate_hz: float) -> None:
        self.streams = False
        self.answers: dict[bytes, bytes] = {
            b"\x3f": bytes.fromhex("2503"),
            b"\x2e": bytes.fromhex("2f03000000000b"),
            b"\x01": b"\x02"
            + round(32768 / rate_hz).to_bytes(2, "little")
            + bytes(4)
            + bytes((len(channels), 1, *channels)),
            b"\x2c": b"\x2d" + calibration((2047,) * 3, (83,) * 3) + calibration((0,) * 3, (6550,) * 3) * 3,
            b"\x95": bytes.fromhex("8a94300b80"),
            **{bytes((0x63, chip, 0, 10)): bytes.fromhex("620a00a010696020000002 03") for chip in (0, 1)},
        }
        self.asked: list[bytes] = []
        self._commands = b""
        super().__init__(path, packet, rate_hz)

    def plug_in(self) -> None:
        super().plug_in()
        self.streams = False
        self._commands = b""

    def run(self, dt_s: float) -> None:
        self._commands += self.heard() if self.plugged_in else b""
        while self._commands and len(self._commands) >= (length := _LENGTHS.get(self._commands[0], 1)):
            command, self._commands = self._commands[:length], self._commands[length:]
            self.asked.append(command)
            self.write(b"\xff" + self.answers.get(command, b""))
            if command in (b"\x07", b"\x20"):
                self.streams = command == b"\x07"
        if self.streams:
            super().run(dt_s)


def calibration(
    offset: Sequence[int], sensitivity: Sequence[int], alignment: Sequence[int] = (0, -100, 0, -100, 0, 0, 0, 0, -100)
) -> bytes:
    """What is stored for one sensor; as the factory mounts it."""
    words = b"".join(word.to_bytes(2, "big", signed=True) for word in (*offset, *sensitivity))
    return words + b"".join(part.to_bytes(1, "big", signed=True) for part in alignment)
