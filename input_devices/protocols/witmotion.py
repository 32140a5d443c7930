"""WitMotion sensors: 11-byte packets with a checksum, and the 20- or 28-byte packet 0x55 0x61 without one."""

from __future__ import annotations

from input_devices.protocols.framing import NOT_A_FRAME, WAIT, FrameDecoder
from input_devices.protocols.reading import Reading
from input_devices.protocols.witmotion_packets import CARRYING, battery_in, combined_reading, reading_of

_COMBINED = b"\x55\x61"
_REPLY = b"\x55\x71"
_STANDARD_LENGTH = 11
_REPLY_LENGTH = 20
_STRIDES = (20, 28)
_UNDECIDED_MAX = 2 * max(_STRIDES) + len(_COMBINED)
"""Three headers 28 bytes apart: with as many bytes at hand it is certain whether a 0x61 stream begins here."""


class WitmotionDecoder(FrameDecoder):
    """Both families in one, because the box says only "WitMotion".

    A standard packet is known by its checksum. A 0x61 packet has none: the stream is accepted at a stride of 20 or 28
    bytes after three headers in a row, and let go at the first header that is not where it should be; damage that
    leaves the headers in place cannot be seen. At most 58 bytes wait.
    """

    header = b"\x55"

    def __init__(self) -> None:
        super().__init__()
        self._stride = 0
        self._run_stride = 0
        self._combined_missed = 0
        self._battery: float | None = None
        self._sample = SampleBuilder()

    @property
    def is_combined(self) -> bool:
        """The sensor is of the 0x61 family."""
        return self._stride > 0

    def _frame_length(self, held: bytes, at: int, end: int) -> int:
        if at + 2 > end:
            return WAIT
        kind = held[at + 1]
        if 0x50 <= kind <= 0x5F:
            if at + _STANDARD_LENGTH > end:
                return WAIT
            return _STANDARD_LENGTH if sum(held[at : at + 10]) & 0xFF == held[at + 10] else NOT_A_FRAME
        if kind == _COMBINED[1]:
            return self._stride_length(held, at, end)
        if kind == _REPLY[1] and self._stride:
            return _REPLY_LENGTH if at + _REPLY_LENGTH <= end else WAIT
        return NOT_A_FRAME

    def _stride_length(self, held: bytes, at: int, end: int) -> int:
        if not self._stride:
            for stride in _STRIDES:
                headers = held[at + stride : at + stride + 2], held[at + 2 * stride : at + 2 * stride + 2]
                if headers == (_COMBINED, _COMBINED):
                    self._stride = stride
                    break
            else:
                return NOT_A_FRAME if end - at >= _UNDECIDED_MAX else WAIT
        following = held[at + self._stride : at + self._stride + 2]
        if at + self._stride > end:
            return WAIT
        if not (_COMBINED.startswith(following) or _REPLY.startswith(following)):
            return NOT_A_FRAME
        # A packet that lost bytes ends with the head of the next one. Where this one looks so, the next header must be
        # seen before it is believed; all others are given at once.
        if len(following) < 2:
            body = held[at + 2 : at + self._stride]
            if body[-1:] == self.header or _COMBINED in body:
                return WAIT
        return self._stride

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
            readings.append(reading)
        elif kind == _REPLY[1]:
            told = battery_in(frame)
            self._battery = self._battery if told is None else told
        elif kind in CARRYING:
            readings = self._sample.add(kind, frame)
        self._run_stride = 0
        return readings

    def _skip(self, count: int) -> None:
        if not self._run_skipped:
            self._sample.interrupt()
            self._run_stride = self._stride
        self._stride = 0
        super()._skip(count)


class SampleBuilder:
    """Puts standard packets together to samples; learns which packets make one.

    Packets of one sample come back to back in rising order of kind, so a kind that does not rise begins the next
    sample. Two samples in a row that agree settle the set; from then on a sample is complete with its last packet.
    Where bytes were skipped, the sample under way is given up: halves of two samples are never joined.
    """

    def __init__(self) -> None:
        self._kinds: tuple[int, ...] = ()
        self._packets: dict[int, bytes] = {}
        self._given = False
        self._whole = False
        self._doubtful: tuple[dict[int, bytes], bool, bool] | None = None
        self._missed = 0
        self._cut_after: int | None = None

    def add(self, kind: int, packet: bytes) -> list[Reading]:
        readings = self._end() if self._packets and kind <= next(reversed(self._packets)) else []
        self._packets[kind] = packet
        if self._kinds and kind == self._kinds[-1] and tuple(self._packets) == self._kinds:
            self._forget_doubtful()
            readings += self._give(self._packets)
            self._given = True
        return readings

    def interrupt(self) -> None:
        """Bytes were skipped: what was under way is lost, and what comes next may be the middle of a sample."""
        self._forget_doubtful()
        self._cut_after = None
        if self._packets and not self._given:
            self._missed += bool(self._kinds)
            self._cut_after = next(reversed(self._packets))
        self._packets = {}
        self._given = self._whole = False

    def _end(self) -> list[Reading]:
        """The sample under way has ended; where its set is not the one known, compare it with the one before."""
        packets, given, whole = self._packets, self._given, self._whole
        kinds = tuple(packets)
        self._packets, self._given, self._whole = {}, False, True
        if kinds == self._kinds:
            return []
        # What follows a fault in rising order is the rest of the sample that the fault cut, and is counted already.
        accounted = given or (not whole and self._cut_after is not None and kinds[0] > self._cut_after)
        before, self._doubtful = self._doubtful, (packets, accounted, whole)
        if before is None or not whole:
            return []
        earlier, earlier_accounted, earlier_whole = before
        # The first group after opening, or after a fault, may lack its beginning.
        agrees = tuple(earlier) == kinds or (not earlier_whole and tuple(earlier) == kinds[-len(earlier) :])
        if not agrees:
            self._missed += bool(self._kinds) and not earlier_accounted
            return []
        self._kinds, self._doubtful = kinds, None
        late = [(earlier, earlier_accounted), (packets, accounted)]
        due = [group for group, accounted in late if tuple(group) == kinds and not accounted]
        return [reading for group in due for reading in self._give(group)]

    def _forget_doubtful(self) -> None:
        if self._doubtful is not None and self._kinds and not self._doubtful[1]:
            self._missed += 1
        self._doubtful = None

    def _give(self, packets: dict[int, bytes]) -> list[Reading]:
        """The sample's reading; none where there is only a time in it, or a quaternion that is no turn."""
        reading = reading_of(packets, self._missed)
        if reading.rate_rad_s is None and reading.acceleration_m_s2 is None and reading.orientation is None:
            return []
        self._missed = 0
        return [reading]
