"""WitMotion sensors: 11-byte packets with a checksum, and the 20- or 28-byte packet 0x55 0x61 without one."""

from __future__ import annotations

from input_devices.protocols.framing import NOT_A_FRAME, WAIT, FrameDecoder
from input_devices.protocols.reading import Reading
from input_devices.protocols.steadiness import Words, gained, jumps
from input_devices.protocols.witmotion_packets import (
    ANSWER,
    BATTERY,
    PACKET_BYTES,
    PORTS,
    battery_level,
    chip_clock_s,
    combined_reading,
    combined_words,
    register_answer,
    words_of,
)
from input_devices.protocols.witmotion_samples import SampleBuilder

_COMBINED = b"\x55\x61"
_REPLY = b"\x55\x71"
_REPLY_LENGTH = 20
_STRIDES = (20, 28)
_UNDECIDED_MAX = 2 * max(_STRIDES) + len(_COMBINED)
"""Three headers 28 bytes apart: with as many bytes at hand it is certain whether a 0x61 stream begins here."""
_BEGINS = frozenset((*range(0x50, 0x60), _COMBINED[1], _REPLY[1])) - {PORTS}
"""What follows 0x55 in a header. A second 0x55 may as well be a checksum before one: only where it has been seen."""
_LEAPS = (16384, 16384, 16384, 8192, 8192, 8192, 8192, 8192, 8192)
"""A word of a 0x61 packet that leaps so far, while the others stay, and is back in the next, has been damaged …"""
_STAYS = 2048
"""… and so near the others stay. Acceleration has the widest berth: a heel that strikes leaps as well."""
_DOUBTED = 2
"""So many 0x61 packets behind a fault wait for the next header; their place is known by no more than it."""
_CLOCK_AT, _CLOCK_STEP_MAX_S = 18, 10.0
"""The chip's clock in the body of a 0x61 packet; the slowest rate is one sample in five seconds."""


class WitmotionDecoder(FrameDecoder):
    """Both families in one, because the box says only "WitMotion".

    A standard packet is known by its checksum, which lets every 256th damaged packet pass: where one may have lost or
    gained a byte, the header behind it must be in its place. A 0x61 packet has no checksum: the stream is accepted at a
    stride of 20 or 28 bytes after three headers in a row, and let go at the first header that is not where it should
    be; of damage between headers only what leaps can be seen. Less than two samples wait.
    """

    header = b"\x55"

    def __init__(self) -> None:
        super().__init__()
        self.answers: dict[int | None, tuple[int, ...]] = {}
        """Register → what the sensor last answered about it and those behind it; None where it does not say which."""
        self._stride = 0
        self._run_stride = 0
        self._combined_missed = 0
        self._combined_before: Words | None = None
        self._clock_before_s: float | None = None
        self._doubted = 0
        """So many 0x61 packets yet must be followed by a header, because the line has just done damage."""
        self._battery: float | None = None
        self._sample = SampleBuilder()
        self._begins = _BEGINS
        self._seen: set[int] = set()

    @property
    def is_combined(self) -> bool:
        """The sensor is of the 0x61 family."""
        return self._stride > 0

    @property
    def sample_bytes(self) -> int:
        """How many bytes a sample takes on the line, 0 while that is not known."""
        if self._stride:
            return self._stride
        return PACKET_BYTES * len(self._seen) if self._sample.kinds else 0

    def _take(self, held: bytes, at: int, end: int, readings: list[Reading]) -> int:
        run = self._sample.run
        if run is not None and held.startswith(run.header, at):
            if end - at < run.length:
                return WAIT
            length = self._sample.read_run(held, at, end, self._begins, readings)
            if length:
                self.good_frames += length // PACKET_BYTES - 1
                return length
        return super()._take(held, at, end, readings)

    def _frame_length(self, held: bytes, at: int, end: int) -> int:
        if at + 2 > end:
            return WAIT
        kind = held[at + 1]
        if 0x50 <= kind <= 0x5F:
            if at + PACKET_BYTES > end:
                return WAIT
            told = held[at + 10]
            if not self._passes(held[at : at + PACKET_BYTES]):
                return NOT_A_FRAME
            doubtful = told == self.header[0] or self._sample.doubts(held, at, torn=self._run_skipped > 0)
            return self._once_followed(held, at, PACKET_BYTES, doubtful=doubtful)
        if kind == _COMBINED[1]:
            return self._stride_length(held, at, end)
        if kind == _REPLY[1] and self._stride:
            return _REPLY_LENGTH if at + _REPLY_LENGTH <= end else WAIT
        return NOT_A_FRAME

    def _passes(self, frame: bytes) -> bool:
        return sum(frame[:-1]) & 0xFF == frame[-1]

    def _is_header(self, held: bytes, at: int) -> bool:
        return held[at] == self.header[0] and held[at + 1] in self._begins

    def _stride_length(self, held: bytes, at: int, end: int) -> int:
        if not self._stride:
            for stride in _STRIDES:
                headers = held[at + stride : at + stride + 2], held[at + 2 * stride : at + 2 * stride + 2]
                if headers == (_COMBINED, _COMBINED):
                    self._stride = stride
                    break
            else:
                return NOT_A_FRAME if end - at >= _UNDECIDED_MAX else WAIT
        after = at + self._stride
        if after > end:
            return WAIT
        # A packet that lost or gained a byte ends with the head of the next one, or moved on. Where this one looks so,
        # the next header must be seen before it is believed. All others are given at once, and what is behind them is
        # not looked at: how bytes are cut into chunks must make no difference.
        followed = held.startswith((_COMBINED, _REPLY), after)
        if not followed and self._looks_moved(held[at + 2 : after]):
            following = held[after : after + 2]
            return WAIT if _COMBINED.startswith(following) or _REPLY.startswith(following) else NOT_A_FRAME
        return self._unless_stray(held, at, end)

    def _looks_moved(self, body: bytes) -> bool:
        """Whether the bytes of a 0x61 packet look as if one was lost or inserted on the way."""
        before = self._combined_before
        if before is None or self._doubted or body[-1:] == self.header or _COMBINED in body:
            return True
        if gained(before[:8], body) or jumps(before[8:], combined_words(body, -2)[8:], _STAYS):
            return True
        return len(body) > _CLOCK_AT and not _follows(self._clock_before_s, chip_clock_s(body[_CLOCK_AT:]))

    def _unless_stray(self, held: bytes, at: int, end: int) -> int:
        """The length of a 0x61 packet, unless one of its words leaps away and is back in the packet after it."""
        now, before, stride = combined_words(held, at), self._combined_before, self._stride
        # Only where one word alone leaps is there something to be doubted.
        if before is not None and jumps(before, now, _STAYS) == 1 and _leaps(before, now):
            if end < at + 2 * stride:
                return WAIT
            if not jumps(before, combined_words(held, at + stride), _STAYS):
                return NOT_A_FRAME
        self._combined_before = now
        return stride

    def _read(self, frame: bytes) -> list[Reading] | None:
        kind = frame[1]
        readings: list[Reading] = []
        if kind == _COMBINED[1]:
            if self._run_stride and self._run_skipped * 2 >= self._run_stride:
                self._combined_missed += 1
            reading = combined_reading(frame, self._combined_missed, self._battery)
            if reading is None:
                return None
            self._combined_missed, self._battery = 0, None
            self._clock_before_s = reading.device_s
            self._doubted -= self._doubted > 0
            readings.append(reading)
        elif kind == _REPLY[1]:
            register, words = register_answer(frame)
            self.answers[register] = words
            if register == BATTERY:
                self._battery = battery_level(words[0] / 100)
        elif kind == ANSWER:
            self.answers[None] = words_of(frame)
        else:
            if kind == PORTS:
                self._begins = _BEGINS | {PORTS}
            self._seen.add(kind)
            readings = self._sample.add(kind, frame)
        self._run_stride = 0
        return readings

    def _skip(self, count: int) -> None:
        if not self._run_skipped:
            self._sample.interrupt()
            self._run_stride = self._stride
            self._combined_before = None
            self._doubted = _DOUBTED if self._stride else 0
        self._stride = 0
        super()._skip(count)


def _leaps(before: Words, now: Words) -> bool:
    """Whether a word of a 0x61 packet leaps further than its kind does."""
    return any(jumps(before[k : k + 1], now[k : k + 1], far) for k, far in enumerate(_LEAPS))


def _follows(before_s: float | None, now_s: float | None) -> bool:
    """Whether the chip's clock may have gone on from one to the other; some chips have no date at all."""
    if before_s is None or now_s is None:
        return before_s is now_s
    return 0 <= now_s - before_s <= _CLOCK_STEP_MAX_S
