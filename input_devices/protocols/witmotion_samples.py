"""How WitMotion's standard packets make samples: which belong together is learned, then they are read at once."""

from __future__ import annotations

import struct
from collections.abc import Container, Iterator
from operator import itemgetter
from typing import Any

import numpy as np

from input_devices.protocols.reading import Reading
from input_devices.protocols.steadiness import Words, gained
from input_devices.protocols.witmotion_packets import (
    ACCELERATION,
    ANGLES,
    CARRYING,
    PACKET_BYTES,
    QUATERNION,
    RATE,
    TIME,
    reading_of,
    sample_reading,
    words_of,
)

_SUMMED = PACKET_BYTES - 1
_HEADER = 0x55
_MANY = 16
_MOST = 256
"""From so many samples on, and up to so many, all checksums at once cost less than one after the other. In play
samples come one by one."""
_ROW_MAX = 32


class SampleRun:
    """Where everything is in a sample whose packets follow each other: read together, several times as fast."""

    def __init__(self, kinds: tuple[int, ...], tail: tuple[int, ...] = ()) -> None:
        """`kinds` are all packets from the sample's first to its last, in order, also those that are read over.

        `tail` are those behind it, up to the next sample, that say nothing that is read.
        """
        self.kinds, self.tail = kinds, tail
        self._tail = tuple((PACKET_BYTES * k, bytes((_HEADER, kind))) for k, kind in enumerate(tail))
        self.length = PACKET_BYTES * len(kinds)
        self.header = bytes((_HEADER, kinds[0]))
        layout, heads, sums, count = "<", [], [], 0
        places: dict[int, int] = {}
        for number, kind in enumerate(kinds):
            heads.append(count)
            places[kind] = count + 1
            content, width = ("8s", 1) if kind == TIME else ("4h", 4) if kind in CARRYING else ("8x", 0)
            layout += f"H{content}B"
            count += width + 2
            sums.append((PACKET_BYTES * number, PACKET_BYTES * number + _SUMMED, count - 1))
        self._unpack = struct.Struct(layout).unpack_from
        self._period = struct.Struct(layout + f"{PACKET_BYTES * len(tail)}x")
        self.period = self._period.size
        """Bytes from one sample to the next."""
        self._heads = itemgetter(*heads, *heads[:1])  # twice the first one, so that it is a tuple in any case
        self._expected = tuple(_HEADER | kind << 8 for kind in (*kinds, kinds[0]))
        self._sums = tuple(sums)
        self._clock = places.get(TIME)
        self._acceleration, self._rate = _span(places, ACCELERATION, 3), _span(places, RATE, 3)
        self._angles, self._turn = _span(places, ANGLES, 3), _span(places, QUATERNION, 4)

    def values(self, held: bytes, at: int) -> tuple[Any, ...] | None:
        """All numbers of the sample that begins there; None where none does, or where a checksum is wrong."""
        values = self._unpack(held, at)
        if self._heads(values) != self._expected:
            return None
        for start, stop, told in self._sums:
            if sum(held[at + start : at + stop]) & 0xFF != values[told]:
                return None
        return values

    def many(self, held: bytes, at: int, end: int) -> Iterator[tuple[Any, ...]]:
        """All numbers of each of the whole samples that follow each other from there on, but for the last one's."""
        count = (end - at) // self._period.size
        kinds = (*self.kinds, *self.tail)
        grid = np.frombuffer(held, np.uint8, count * self._period.size, at).reshape(count, len(kinds), PACKET_BYTES)
        good = (grid[:, :, :_SUMMED].sum(2, dtype=np.uint8) == grid[:, :, _SUMMED]).all(1)
        good &= (grid[:, :, 0] == _HEADER).all(1) & (grid[:, :, 1] == np.array(kinds, np.uint8)).all(1)
        whole = count if good.all() else int(good.argmin())
        return self._period.iter_unpack(memoryview(held)[at : at + max(0, whole - 1) * self._period.size])

    def tail_length(self, held: bytes, at: int, end: int) -> int:
        """How many bytes the packets take that follow on a sample; 0 where they are not all there and whole."""
        if end - at < PACKET_BYTES * len(self._tail):
            return 0
        for start, header in self._tail:
            start += at
            stop = start + _SUMMED
            if not held.startswith(header, start) or sum(held[start:stop]) & 0xFF != held[stop]:
                return 0
        return PACKET_BYTES * len(self._tail)

    def reading(self, values: tuple[Any, ...], missed: int) -> Reading:
        """What these numbers say."""
        acceleration, rate, turn, angles = self._acceleration, self._rate, self._turn, self._angles
        return sample_reading(
            None if acceleration is None else values[acceleration],
            None if rate is None else values[rate],
            None if turn is None else values[turn],
            None if angles is None else values[angles],
            None if self._clock is None else values[self._clock],
            missed,
        )


class SampleBuilder:
    """Puts standard packets together to samples; learns which packets make one.

    Packets of one sample come back to back in rising order of kind, so a kind that does not rise begins the next
    sample. Two samples in a row that agree settle the set; from then on a sample is complete with its last packet.
    Where bytes were skipped, the sample under way is given up: halves of two samples are never joined.
    """

    def __init__(self) -> None:
        self.kinds: tuple[int, ...] = ()
        """The packets of a sample that say something; none while that is not known."""
        self._run: SampleRun | None = None
        self._row: list[int] = []
        """All packets since the sample under way began, also those that are read over."""
        self._before: Words | None = None
        """The words of the last packet of the sample that was given last."""
        self._packets: dict[int, bytes] = {}
        self._given = False
        self._whole = False
        self._doubtful: tuple[dict[int, bytes], bool, bool] | None = None
        self._in_turn = 0
        """So many times yet the samples are looked at one by one: together they were not whole."""
        self._missed = 0
        self._cut_after: int | None = None

    @property
    def run(self) -> SampleRun | None:
        """How to read on, where a sample has just been given and what is in it is known."""
        return self._run if self._given else None

    def read_run(self, held: bytes, at: int, end: int, begins: Container[int], readings: list[Reading]) -> int:
        """How many bytes the whole samples take that follow each other from there on; they are added to the readings.

        `begins`: what follows 0x55 in a header.
        """
        assert self._run is not None
        tail = tuple(self._row[len(self._run.kinds) :])  # what came behind the last sample is known now
        if tail != self._run.tail:
            self._run = SampleRun(self._run.kinds, tail)
        run, before, start, tailed = self._run, self._before, at, 0
        length = run.length
        if self._in_turn:
            self._in_turn -= 1
        elif end - at >= _MANY * run.period:
            for numbers in run.many(held, at, min(end, at + _MOST * run.period)):
                self._take(run, numbers, readings)
                before = numbers[-5:-1]
                at += run.period
            self._in_turn = 0 if at > start else _MANY
        while end - at >= length:
            values = run.values(held, at)
            if values is None:
                break
            words, after = values[-5:-1], at + length
            if after + 2 > end or held[after] != _HEADER or held[after + 1] not in begins:
                last = values[-1]
                if after < end or last == _HEADER or (before is not None and gained(before, held[after - 9 : after])):
                    break  # what is behind it is to be looked at first
            self._take(run, values, readings)
            before = words
            tailed = run.tail_length(held, after, end) if run.tail else 0
            at = after + tailed
            if not self._in_turn and end - at >= _MANY * run.period:
                break  # the next ones together
        if at > start:
            self._before, self._row = before, [*run.kinds, *(run.tail if tailed else ())]
        return at - start

    def _take(self, run: SampleRun, values: tuple[Any, ...], readings: list[Reading]) -> None:
        reading = run.reading(values, self._missed)
        if _says_something(reading):
            readings.append(reading)
            self._missed = 0

    def doubts(self, held: bytes, at: int, *, torn: bool) -> bool:
        """Whether the packet there completes a sample and may be a chance, so that the next header must be seen first.

        `torn`: it follows on a fault, where a chance is likely, and alone makes a sample.
        """
        if not self.kinds or held[at + 1] != self.kinds[-1]:
            return False
        if torn and len(self.kinds) == 1:
            return True
        before = self._before
        return before is not None and gained(before, held[at + 2 : at + PACKET_BYTES])

    def add(self, kind: int, packet: bytes) -> list[Reading]:
        """One more packet; the samples that it completes, or shows to have been complete."""
        if kind not in CARRYING:
            if len(self._row) < _ROW_MAX:
                self._row.append(kind)
            return []
        readings: list[Reading] = []
        if self._packets and kind <= next(reversed(self._packets)):
            readings = self._end()
        if not self._packets:
            self._row = []
        self._packets[kind] = packet
        self._row.append(kind)
        if self.kinds and kind == self.kinds[-1] and tuple(self._packets) == self.kinds:
            self._forget_doubtful()
            readings += self._give(self._packets)
            self._given = True
            self._before = words_of(packet)
            self._learn_run()
        return readings

    def interrupt(self) -> None:
        """Bytes were skipped: what was under way is lost, and what comes next may be the middle of a sample."""
        self._forget_doubtful()
        self._cut_after = None
        if self._packets and not self._given:
            self._missed += bool(self.kinds)
            self._cut_after = next(reversed(self._packets))
        self._packets = {}
        self._given = self._whole = False

    def _learn_run(self) -> None:
        row = tuple(self._row)
        if row != (TIME,) and (self._run is None or self._run.kinds != row):
            self._run = SampleRun(row)

    def _end(self) -> list[Reading]:
        """The sample under way has ended; where its set is not the one known, compare it with the one before."""
        packets, given, whole = self._packets, self._given, self._whole
        kinds = tuple(packets)
        self._packets, self._given, self._whole = {}, False, True
        if kinds == self.kinds:
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
            self._missed += bool(self.kinds) and not earlier_accounted
            return []
        self.kinds, self._doubtful, self._before = kinds, None, None
        late = [(earlier, earlier_accounted), (packets, accounted)]
        due = [group for group, accounted in late if tuple(group) == kinds and not accounted]
        return [reading for group in due for reading in self._give(group)]

    def _forget_doubtful(self) -> None:
        if self._doubtful is not None and self.kinds and not self._doubtful[1]:
            self._missed += 1
        self._doubtful = None

    def _give(self, packets: dict[int, bytes]) -> list[Reading]:
        """The sample's reading; none where there is only a time in it, or a quaternion that is no turn."""
        reading = reading_of(packets, self._missed)
        if not _says_something(reading):
            return []
        self._missed = 0
        return [reading]


def _says_something(reading: Reading) -> bool:
    return reading.rate_rad_s is not None or reading.acceleration_m_s2 is not None or reading.orientation is not None


def _span(places: dict[int, int], kind: int, numbers: int) -> slice | None:
    """Where a packet's numbers are among the values of a sample."""
    return slice(places[kind], places[kind] + numbers) if kind in places else None
