"""What a line tells its device, and only where a person asked for it: a board's start, a rate, the battery."""

from __future__ import annotations

import math
from typing import Protocol

from input_devices.protocols.line_profile import Start
from input_devices.protocols.reading import Decoder
from input_devices.protocols.witmotion import WitmotionDecoder
from input_devices.protocols.witmotion_setup import (
    ASK_BATTERY,
    PAUSE_S,
    WitmotionSetup,
    commands,
    refuse,
)

BATTERY_EVERY_S = 60.0


class Telling(Protocol):
    """One thing to tell. Asked at every poll while the line is open."""

    @property
    def remark(self) -> str | None:
        """Why it was not told, as the end of a sentence about the sensor."""
        ...

    def begin(self, now_s: float) -> None:
        """The line was opened: a device that was switched off has forgotten."""
        ...

    def due(self, now_s: float, chunk: bytes, decoder: Decoder | None, baud: int, /) -> bytes | None:
        """What is to be said now. `chunk` has just come, and `decoder` is None while it is in no known format."""
        ...

    def said(self, now_s: float) -> None:
        """What was due has been sent."""
        ...


class Handshake:
    """Says what a board waits for, again and again, until it begins or there is no use."""

    def __init__(self, start: Start, boot_wait_s: float) -> None:
        self.remark: str | None = None
        self._start = start
        self._boot_wait_s = boot_wait_s
        self._next_s = math.inf
        self._until_s = -math.inf
        self._heard = b""

    def begin(self, now_s: float) -> None:
        self._next_s = now_s + self._boot_wait_s
        self._until_s = self._next_s + self._start.timeout_s
        self._heard = b""

    def due(self, now_s: float, chunk: bytes, decoder: Decoder | None, _baud: int, /) -> bytes | None:
        start = self._start
        if self._next_s == math.inf:
            return None
        self._heard = (self._heard + chunk)[-512:]
        begun = start.until is not None and start.until.encode() in self._heard
        if begun or (decoder is not None and decoder.good_frames) or now_s > self._until_s:
            self._next_s = math.inf
            return None
        return start.send if now_s >= self._next_s else None

    def said(self, now_s: float) -> None:
        self._next_s = now_s + self._start.repeat_s


class SessionSetup:
    """Sets a WitMotion sensor up for as long as it stays switched on; nothing is saved in it."""

    def __init__(self, wish: WitmotionSetup) -> None:
        self.remark: str | None = None
        self._wish = wish
        self._left: list[bytes] = []
        self._next_s = -math.inf

    def begin(self, now_s: float) -> None:
        self._left, self._next_s, self.remark = commands(self._wish), now_s, None

    def due(self, now_s: float, _chunk: bytes, decoder: Decoder | None, baud: int, /) -> bytes | None:
        if not self._left or now_s < self._next_s or not isinstance(decoder, WitmotionDecoder):
            return None
        if not decoder.sample_bytes:
            return None
        if self._wish.rate_hz is not None:
            why = refuse(self._wish.rate_hz, baud, decoder.sample_bytes)
            if why is not None:
                self._left = []
                self.remark = f"keeps its rate: {why}"
                return None
        return self._left[0]

    def said(self, now_s: float) -> None:
        del self._left[0]
        self._next_s = now_s + PAUSE_S


class BatteryQuestion:
    """Asks a sensor of the 0x61 family for its battery, once a minute."""

    remark: str | None = None

    def __init__(self) -> None:
        self._next_s = math.inf

    def begin(self, now_s: float) -> None:
        self._next_s = now_s

    def due(self, now_s: float, _chunk: bytes, decoder: Decoder | None, _baud: int, /) -> bytes | None:
        known = isinstance(decoder, WitmotionDecoder) and decoder.is_combined
        return ASK_BATTERY if known and now_s >= self._next_s else None

    def said(self, now_s: float) -> None:
        self._next_s = now_s + BATTERY_EVERY_S
