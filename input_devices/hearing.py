"""What a port's bytes are in: finds the format and the speed by listening, then decodes, and notices when that ends."""

from __future__ import annotations

import math
from collections.abc import Sequence

from input_devices.protocols.listening import Listener
from input_devices.protocols.reading import Decoder, Reading
from input_devices.protocols.table import WireFormat

LISTEN_S = (1.0, 1.0, 0.7)
"""How long each speed is listened to, the last one for all further speeds: six speeds in less than six seconds …"""
LISTEN_MAX_S = 1.7
"""… and how long where something has been understood already."""
UNREADABLE_S = 3.0
"""Bytes without one reading for so long: the device has changed its language, or another one hangs there."""


class Hearing:
    """Readings from the bytes of one device. Purely passive."""

    def __init__(self, formats: Sequence[WireFormat], bauds: Sequence[int]) -> None:
        self._formats = tuple(formats)
        self._bauds = tuple(bauds)
        self._fixed = len(self._formats) == 1 and len(self._bauds) == 1
        self._turn = 0
        self._format: WireFormat | None = self._formats[0] if len(self._formats) == 1 else None
        self._decoder: Decoder | None = None
        self._listener: Listener | None = None
        self._settled = self._fixed
        self._heard_since_s = math.inf
        self._reading_s = -math.inf
        self._byte_s = -math.inf
        self._bad_frames_before = 0

    @property
    def format(self) -> WireFormat | None:
        """The wire format, None until it is known."""
        return self._format

    @property
    def baud(self) -> int:
        return self._bauds[self._turn % len(self._bauds)]

    @property
    def _listen_s(self) -> float:
        return LISTEN_S[min(self._turn % len(self._bauds), len(LISTEN_S) - 1)]

    @property
    def bad_frames(self) -> int:
        return self._bad_frames_before + (self._decoder.bad_frames if self._decoder is not None else 0)

    @property
    def decoder(self) -> Decoder | None:
        """What reads the bytes, None while the format is being looked for."""
        return self._decoder

    @property
    def trouble(self) -> str | None:
        """What the device says is wrong with itself, as the end of a sentence."""
        return self._decoder.trouble if self._decoder is not None else None

    @property
    def searched(self) -> bool:
        """Whether every speed has been listened to in vain."""
        return not self._settled and self._turn >= len(self._bauds)

    def begin(self, now_s: float) -> None:
        """The port was opened or set to another speed: what comes now follows on nothing."""
        self._bad_frames_before = self.bad_frames
        self._heard_since_s, self._reading_s = math.inf, now_s
        self._decoder, self._listener = None, None
        if self._settled and self._format is not None:
            self._decoder = self._format.decoder()
        else:
            self._listener = Listener(self._formats)

    def feed(self, chunk: bytes, now_s: float) -> list[tuple[float, list[Reading]]]:
        """The readings that these bytes complete, each batch with the time its bytes arrived."""
        self._byte_s = now_s
        self._heard_since_s = min(self._heard_since_s, now_s)
        if self._decoder is not None:
            readings = self._decoder.feed(chunk)
            if readings:
                self._reading_s = now_s
            return [(now_s, readings)]
        found = self._listener.feed(chunk, now_s) if self._listener is not None else None
        if found is None:
            return []
        self._settled, self._listener = True, None
        self._format, self._decoder = found.format, found.decoder
        self._reading_s = now_s
        return found.heard

    def other_baud(self, now_s: float) -> int | None:
        """The speed to try next, where listening at this one has been in vain; None to go on as it is.

        A device that is silent is silent at every speed, so only bytes that make no sense lead to another one.
        """
        if self._listener is None:
            if self._fixed or self._byte_s - self._reading_s < UNREADABLE_S:
                return None
            self._settled = False
            self._turn = 0
        elif now_s - self._heard_since_s < (LISTEN_MAX_S if self._listener.promising else self._listen_s):
            return None
        else:
            self._turn += 1
        return self.baud
