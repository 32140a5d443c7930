"""Frames cut out of a stream of bytes: what begins with a known header and passes its format's test is one."""

from __future__ import annotations

from input_devices.protocols.reading import Reading

WAIT, NOT_A_FRAME = 0, -1
"""What a format says instead of a length: more bytes are needed to tell; no frame begins here."""


class FrameDecoder:
    """The walk through the bytes that every binary format shares. A format says how long a frame is and what is in it.

    Where no frame begins, one byte is passed over and the next place is tried, so damage never costs a whole frame
    behind it. How undamaged bytes were cut into chunks makes no difference.
    """

    header: bytes
    """What every frame begins with."""
    header_bytes = 2
    """How many bytes show whether a frame may begin."""

    def __init__(self) -> None:
        self.good_frames = 0
        self.bad_frames = 0
        self.skipped_bytes = 0
        self.trouble: str | None = None
        self._rest = b""
        self._run_skipped = 0
        """Bytes passed over since the last good frame."""

    @property
    def waiting_bytes(self) -> int:
        return len(self._rest)

    def feed(self, chunk: bytes) -> list[Reading]:
        held = self._rest + chunk if self._rest else chunk
        header, take = self.header, self._take
        at, end = 0, len(held)
        readings: list[Reading] = []
        while at < end:
            start = held.find(header, at)
            if start != at:
                if start < 0:
                    start = end - _begun(header, held, at)
                if start > at:
                    self._skip(start - at)
                    at = start
                if end - at < len(header):
                    break
            length = take(held, at, end, readings)
            if length > 0:
                self.good_frames += 1
                self._run_skipped = 0
                at += length
            elif length == WAIT:
                break
            else:
                self._skip(1)
                at += 1
        self._rest = held[at:]
        return readings

    def _take(self, held: bytes, at: int, end: int, readings: list[Reading]) -> int:
        """What `_frame_length` says; where that is a length, what the frame says is added to the readings."""
        length = self._frame_length(held, at, end)
        if length > 0:
            found = self._read(held[at : at + length])
            if found is None:
                return NOT_A_FRAME
            readings += found
        return length

    def _frame_length(self, held: bytes, at: int, end: int) -> int:
        """Bytes of the frame whose header is `at`, all of them there before `end`; or WAIT, or NOT_A_FRAME."""
        raise NotImplementedError

    def _read(self, frame: bytes) -> list[Reading] | None:
        """What a frame says, often nothing that a Reading has room for; None where it is none after all."""
        raise NotImplementedError

    def _once_followed(self, held: bytes, at: int, length: int, *, doubtful: bool = True) -> int:
        """The length of a frame that passed its test, unless the bytes behind it show that it lost or gained one.

        A checksum of one byte lets every 256th damaged frame pass; then the next header comes too early or too late.
        Where `doubtful`, the next header is waited for, and what follows on a fault must have one; all others are given
        at once where nothing is behind them yet. The next header may be damaged itself: a frame that follows on a good
        one is refused only where a header stands one byte beside its place.
        """
        after = at + length
        if len(held) >= after + self.header_bytes and self._is_header(held, after):
            return length
        if len(held) <= after + self.header_bytes:
            return WAIT if doubtful else length
        if self._is_header(held, after - 1):
            return NOT_A_FRAME
        if self._is_header(held, after + 1) and self._gained_a_byte(held[at : after + 1]):
            return NOT_A_FRAME
        return NOT_A_FRAME if doubtful and (self._run_skipped or not self.good_frames) else length

    def _gained_a_byte(self, longer: bytes) -> bool:
        """Whether a frame and the byte behind it would be a frame without one of their bytes.

        Else the byte stands between two frames and belongs to neither.
        """
        first = len(self.header)
        return any(self._passes(longer[:k] + longer[k + 1 :]) for k in range(first, len(longer) - 1))

    def _passes(self, frame: bytes) -> bool:
        """The format's test of a whole frame, where it has one of its own."""
        return frame.startswith(self.header)

    def _is_header(self, held: bytes, at: int) -> bool:
        """Whether a frame may begin there, where `header_bytes` are at hand."""
        return held.startswith(self.header, at)

    def _skip(self, count: int) -> None:
        if not self._run_skipped and self.good_frames:
            self.bad_frames += 1
        self._run_skipped += count
        self.skipped_bytes += count


def _begun(header: bytes, held: bytes, at: int) -> int:
    """How many of the last bytes, from `at` on, may be the beginning of a header."""
    return next((count for count in range(len(header) - 1, 0, -1) if held.endswith(header[:count], at)), 0)
