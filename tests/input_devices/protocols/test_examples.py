"""The examples of every binary format: whole, byte by byte, at every split, amid garbage, and damaged."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest

from input_devices.protocols import bno08x_rvc, moveagain_board, mpu_teapot, xsens
from input_devices.protocols.framing import FrameDecoder
from input_devices.protocols.reading import Reading
from input_devices.protocols.table import PROTOCOLS
from tests.input_devices.protocols.vectors import FOLDER, vectors

GARBAGE = [b"", b"\x00", b"$", b"$\x02", b"hello, world\r\n", bytes(range(0xA0)), b"\r\n\r\n" * 9]
HALF = 0.5**0.5


EXAMPLES = {
    name: [bytes.fromhex(case["bytes_hex"]) for case in vectors(name)["cases"]]
    for name in PROTOCOLS
    if (FOLDER / f"{name}.json").exists() and isinstance(PROTOCOLS[name].decoder(), FrameDecoder)
}
"""Format whose frames show where they begin → those in its own file of examples."""
FORMATS = sorted(EXAMPLES)
UNCHECKED = {"mpu_teapot"}
"""Formats without a checksum."""
NUMBERED: dict[str, Callable[[int], bytes]] = {
    "bno08x_rvc": lambda k: bno08x_rvc.encode((HALF, 0.0, 0.0, HALF), (0.1, 0.2, 9.8), k),
    "moveagain": lambda k: moveagain_board.encode(Reading((0.1, 0.2, 0.3), (0.1, 0.2, 9.8)), k),
    "mpu_teapot": lambda k: mpu_teapot.encode((HALF, 0.0, 0.0, HALF), k),
    "xsens": lambda k: xsens.encode(Reading((0.1, 0.2, 0.3), (0.1, 0.2, 9.8)), k),
}
"""Format → a frame that carries the number k in the device's own counter."""


def said(readings: Sequence[Reading]) -> list[Reading]:
    """What the readings say, apart from what was lost before them."""
    return [replace(reading, missed=0) for reading in readings]


def among(some: Sequence[Reading], all_: Sequence[Reading]) -> bool:
    """Whether all of some are among the others, in the same order."""
    rest = iter(all_)
    return all(reading in rest for reading in some)


@pytest.mark.parametrize("name", FORMATS)
def test_every_example_is_a_good_frame(name: str) -> None:
    decoder = PROTOCOLS[name].decoder()
    decoder.feed(b"".join(EXAMPLES[name]))
    assert (decoder.good_frames, decoder.skipped_bytes, decoder.waiting_bytes) == (len(EXAMPLES[name]), 0, 0)


@pytest.mark.parametrize("name", FORMATS)
def test_every_split_reads_the_same(name: str) -> None:
    """Where a stream is cut into chunks makes no difference, nor does one byte at a time."""
    data = b"".join(EXAMPLES[name][:9])
    whole = PROTOCOLS[name].decoder().feed(data)
    assert whole
    for cut in range(len(data) + 1):
        decoder = PROTOCOLS[name].decoder()
        assert decoder.feed(data[:cut]) + decoder.feed(data[cut:]) == whole
    decoder = PROTOCOLS[name].decoder()
    assert [reading for byte in data for reading in decoder.feed(bytes((byte,)))] == whole


@pytest.mark.parametrize("after", GARBAGE)
@pytest.mark.parametrize("before", GARBAGE)
@pytest.mark.parametrize("name", FORMATS)
def test_garbage_around_takes_nothing_away(name: str, before: bytes, after: bytes) -> None:
    """Noise before and after a stream costs none of its samples and is counted byte by byte."""
    data = b"".join(EXAMPLES[name][:20])
    decoder = PROTOCOLS[name].decoder()
    assert decoder.feed(before + data + after + bytes(600)) == PROTOCOLS[name].decoder().feed(data)
    assert decoder.skipped_bytes == len(before) + len(after) + 600


@pytest.mark.parametrize("name", FORMATS)
def test_joining_in_the_middle_locks_at_once(name: str) -> None:
    """From any byte of a stream on, everything after the frame that was cut is read, and nothing false before it."""
    stream = EXAMPLES[name][:20]
    whole = said(PROTOCOLS[name].decoder().feed(b"".join(stream)))
    for offset in range(1, len(stream[0])):
        assert said(PROTOCOLS[name].decoder().feed(b"".join(stream)[offset:])) == whole[1:]


@pytest.mark.parametrize("how", ["corrupt", "lose", "insert"])
@pytest.mark.parametrize("name", FORMATS)
def test_a_byte_damaged_in_every_hundred_costs_the_frames_it_hits(name: str, how: str) -> None:
    """No frame without damage is lost, and with a checksum none with damage is believed."""
    chance = random.Random(f"{name} {how}")
    stream = EXAMPLES[name] * (60_000 // len(b"".join(EXAMPLES[name])))
    clean = b"".join(stream)
    hit = range(chance.randrange(100), len(clean), 100)
    damaged = bytearray(clean)
    for place in reversed(hit):
        if how == "corrupt":
            damaged[place] ^= chance.randrange(1, 256)
        elif how == "lose":
            del damaged[place]
        else:
            damaged.insert(place, chance.randrange(256))
    untouched, at = [], 0
    for frame in stream:
        # A byte inserted behind a frame's last byte may have pushed that one on.
        inserted = how == "insert"
        if not any(place in hit for place in range(at + inserted, at + len(frame) + inserted)):
            untouched.append(frame)
        at += len(frame)
    found = said(PROTOCOLS[name].decoder().feed(bytes(damaged) + bytes(600)))
    assert among(said(PROTOCOLS[name].decoder().feed(b"".join(untouched))), found)
    if name not in UNCHECKED:
        assert among(found, said(PROTOCOLS[name].decoder().feed(clean)))


@pytest.mark.parametrize("name", sorted(NUMBERED))
def test_the_counter_tells_what_is_missing(name: str) -> None:
    """Frames that never came are counted, also where the counter begins anew; a restart of the device is no loss."""
    numbers = [250, 251, 254, 255, 256, 259, 260]
    readings = PROTOCOLS[name].decoder().feed(b"".join(NUMBERED[name](k) for k in numbers))
    assert [reading.missed for reading in readings] == [0, 0, 2, 0, 0, 2, 0]
    again = PROTOCOLS[name].decoder().feed(b"".join(NUMBERED[name](k) for k in (180, 181, 0, 1)))
    assert [reading.missed for reading in again] == [0, 0, 0, 0]


@pytest.mark.parametrize("name", sorted(NUMBERED))
def test_a_damaged_frame_is_counted_once(name: str) -> None:
    """A frame that is damaged is one bad frame, and the sample after it says that one is missing."""
    stream = [NUMBERED[name](k) for k in range(9)]
    broken = bytearray(stream[4])
    broken[-1] ^= 0xFF
    decoder = PROTOCOLS[name].decoder()
    readings = decoder.feed(b"".join((*stream[:4], bytes(broken), *stream[5:])))
    assert [reading.missed for reading in readings] == [0, 0, 0, 0, 1, 0, 0, 0]
    assert decoder.bad_frames == 1
