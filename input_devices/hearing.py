"""What a port's bytes are in: finds the format and the speed by listening, then decodes, and notices when that ends."""

from __future__ import annotations

import math
from collections.abc import Sequence

from input_devices.protocols.listening import Listener
from input_devices.protocols.reading import Decoder, Reading
from input_devices.protocols.table import WireFormat

LISTEN_S = (1.0, 0.8, 0.6)
"""How long each speed is listened to at most, the last one for all further speeds: eight in less than six seconds …"""
ENOUGH_S = 0.5
ENOUGH_BYTES = 24
ENOUGH_ARRIVALS = 4
ARRIVAL_S = 0.03
"""… and at least, where so much has come, so often, and not one frame of it could be read: that is a wrong speed …"""
PROMISING_S = 1.7
"""… and how long where something has been understood already …"""
TEXT_S = 3.0
"""… or where words are read, which no wrong speed gives: a board that greets before it begins."""
_WORDS = frozenset(b"\t\r\n" + bytes(range(0x20, 0x7F)))
_WORDS_BYTES = 16
_STRAY_SHARE = 0.03
_JUDGED_BYTES = 256
UNREADABLE_S = 3.0
"""Bytes without one reading, or a word of why there is none, for so long: the device has changed its language, or
another one hangs there."""


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
        self._heard_bytes = self._arrivals = 0
        self._arrived_s = -math.inf
        self._latest = b""
        """Of what is being listened to, the last bytes."""
        self._worded = False
        """Words were listened to for long enough, and were in no known format."""
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
        """Whether listening was in vain at every speed, or at one at which words are read, as no wrong one gives."""
        return not self._settled and (self._worded or self._turn >= len(self._bauds))

    def begin(self, now_s: float) -> None:
        """The port was opened or set to another speed: what comes now follows on nothing."""
        self._bad_frames_before = self.bad_frames
        self._heard_since_s, self._reading_s = math.inf, now_s
        self._heard_bytes = self._arrivals = 0
        self._arrived_s, self._latest = -math.inf, b""
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
            frames = self._decoder.good_frames
            readings = self._decoder.feed(chunk)
            if readings or (self._decoder.trouble is not None and self._decoder.good_frames > frames):
                self._reading_s = now_s
            return [(now_s, readings)]
        self._heard_bytes += len(chunk)
        if now_s - self._arrived_s >= ARRIVAL_S:
            self._arrived_s = now_s
            self._arrivals += 1
        self._latest = (self._latest + chunk)[-_JUDGED_BYTES:]
        found = self._listener.feed(chunk, now_s) if self._listener is not None else None
        if found is None:
            return []
        self._settled, self._listener, self._worded = True, None, False
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
        elif now_s - self._heard_since_s < self._patience_s(self._listener):
            return None
        else:
            self._worded = self._worded or self._is_words()
            self._turn += 1
        return self.baud

    def _patience_s(self, listener: Listener) -> float:
        """How long to listen at this speed, by what has come."""
        if not self._worded and self._is_words():
            return TEXT_S
        if listener.promising:
            return PROMISING_S
        if self._heard_bytes >= ENOUGH_BYTES and self._arrivals >= ENOUGH_ARRIVALS:
            return ENOUGH_S
        return LISTEN_S[min(self._turn % len(self._bauds), len(LISTEN_S) - 1)]

    def _is_words(self) -> bool:
        """Whether what came last is lines of text. At half its speed text may read as other text, without line ends."""
        latest = self._latest
        stray = sum(byte not in _WORDS for byte in latest)
        return len(latest) >= _WORDS_BYTES and stray <= _STRAY_SHARE * len(latest) and b"\n" in latest
