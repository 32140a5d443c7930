"""A WitMotion sensor at the far end of a pseudo-terminal that obeys its registers, as strictly as a real one."""

from __future__ import annotations

import os
import random
import termios
from contextlib import suppress
from pathlib import Path

from input_devices.protocols.witmotion_packets import encode, encode_combined
from input_devices.protocols.witmotion_setup import BAUDS, RATES_HZ
from tests.input_devices.pseudo_sensor import PseudoSensor

UNLOCKED_S = 10.0
SPACING_S = 0.1
_SPEEDS = {getattr(termios, f"B{baud}"): baud for baud in BAUDS}


class ObedientSensor(PseudoSensor):
    """Drops commands that come sooner than 0.1 s after one another, or without being unlocked within 10 s.

    At a speed that is not its own it is heard as nonsense and hears none. What it is told is gone when it is switched
    off, unless it was saved.
    """

    def __init__(self, path: Path, *, combined: bool = False, baud: int = 115200, deaf_at: int | None = None) -> None:
        self.told = b""
        """Everything that was written to it."""
        self.obeyed: list[bytes] = []
        self.registers = {0x02: 0x1E, 0x03: 6, 0x04: BAUDS[baud], 0x24: 0}
        self.saved = dict(self.registers)
        self._combined = combined
        self._deaf_at = deaf_at
        """A speed of the line that its cable cannot do."""
        self._now_s = 0.0
        self._heard_s = -1.0
        self._unlocked_s = -99.0
        self._chance = random.Random(3)
        super().__init__(path, self._say, rate_hz=10.0)

    @property
    def baud(self) -> int:
        return next(baud for baud, code in BAUDS.items() if code == self.registers[0x04])

    @property
    def line_baud(self) -> int:
        """The speed of whoever has the port open."""
        assert self._master is not None
        return _SPEEDS.get(termios.tcgetattr(self._master)[4], 0)

    def switch_off_and_on(self) -> None:
        self.registers = dict(self.saved)

    def run(self, dt_s: float) -> None:
        self._now_s += dt_s
        if self._master is None:
            return
        heard = b""
        with suppress(OSError):  # nothing was said, or nobody has the port open
            heard = os.read(self._master, 200)
        self.told += heard
        if self._understood():
            for at in range(0, len(heard), 5):
                self._obey(heard[at : at + 5])
        self._rate_hz = next(rate for rate, code in RATES_HZ.items() if code == self.registers[0x03])
        super().run(dt_s)

    def _understood(self) -> bool:
        return self.line_baud == self.baud and self.line_baud != self._deaf_at

    def _obey(self, command: bytes) -> None:
        early = self._now_s - self._heard_s < SPACING_S - 1e-9
        self._heard_s = self._now_s
        if early or len(command) < 5 or command[:2] != b"\xff\xaa":
            return
        register, value = command[2], int.from_bytes(command[3:], "little")
        if register == 0x69:
            self._unlocked_s = self._now_s
        elif register == 0x27:
            if self._combined and value == 0x64:
                self.write(bytes.fromhex("55716400") + (394).to_bytes(2, "little") + bytes(14))
        elif self._now_s - self._unlocked_s > UNLOCKED_S:
            return
        elif register == 0x00:
            self.saved = dict(self.registers)
        else:
            self.registers[register] = value
        self.obeyed.append(command)

    def _say(self, number: int) -> bytes:
        turn = (0.1 + number % 3 * 0.001, 0.0, 0.0)
        if self._combined:
            sample = encode_combined(turn)
        else:
            kinds = [(0x50, 0), (0x51, 1), (0x52, 2), (0x53, 3), (0x54, 4), (0x59, 9)]
            contents = [kind for kind, bit in kinds if self.registers[0x02] >> bit & 1]
            sample = encode(turn, device_s=number / 100, contents=contents)
        return sample if self._understood() else self._chance.randbytes(len(sample))
