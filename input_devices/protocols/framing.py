"""Frames cut out of a stream of bytes: what begins with a known header and passes its format's test is one."""

from __future__ import annotations

from input_devices.protocols.reading import Reading

WAIT, NOT_A_FRAME = 0, -1
"""What a format says instead of a length: more bytes are needed to tell; no frame begins here."""


class FrameDecoder:
    """The walk through the bytes that every binary format shares. A format says how long a frame is and what is in it.

    Where no frame begins, one byte is passed over and the next place is tried, so damage never costs a whole frame
    behind it.
    """

    header: bytes
    """What every frame begins with."""

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
        held, header = self._rest + chunk, self.header
        at, end = 0, len(held)
        readings: list[Reading] = []
        while (start := held.find(header[0], at)) >= 0:
            if start > at:
                self._skip(start - at)
                at = start
            beginning = held[at : at + len(header)]
            if beginning == header:
                length = self._frame_length(held, at, end)
            else:
                length = WAIT if header.startswith(beginning) else NOT_A_FRAME
            if length == WAIT:
                break
            found = self._read(held[at : at + length]) if length > 0 else None
            if found is None:
                self._skip(1)
                at += 1
                continue
            readings += found
            self.good_frames += 1
            self._run_skipped = 0
            at += length
        else:
            if end > at:
                self._skip(end - at)
            at = end
        self._rest = held[at:]
        return readings

    def _frame_length(self, held: bytes, at: int, end: int) -> int:
        """Bytes of the frame whose header is `at`, all of them there before `end`; or WAIT, or NOT_A_FRAME."""
        raise NotImplementedError

    def _read(self, frame: bytes) -> list[Reading] | None:
        """What a frame says, often nothing that a Reading has room for; None where it is none after all."""
        raise NotImplementedError

    def _once_followed(self, held: bytes, at: int, length: int) -> int:
        """The length of a frame that is to be believed only when the next one's header stands behind it.

        A checksum of one byte lets every 256th damaged frame pass. One that lost or gained a byte can be told by how
        it ends; waiting for the next header only then costs hardly any time.
        """
        following = held[at + length : at + length + len(self.header)]
        if following == self.header:
            return length
        return WAIT if self.header.startswith(following) else NOT_A_FRAME

    def _skip(self, count: int) -> None:
        if not self._run_skipped and self.good_frames:
            self.bad_frames += 1
        self._run_skipped += count
        self.skipped_bytes += count
