"""Bytes corrupted, lost and inserted: nothing false is believed, and reading goes on at once."""

from __future__ import annotations

import random

import pytest

from input_devices.protocols.steadiness import gained
from input_devices.protocols.witmotion import WitmotionDecoder
from input_devices.protocols.witmotion_packets import encode
from tests.benchmarks.damage import CHECKED, SELDOM_BYTES, UNCHECKED, WAYS, damaged, tally
from tests.benchmarks.streams import STREAMS, frames

DAMAGES = 300


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", CHECKED)
def test_no_damaged_sample_is_believed(name: str, way: str) -> None:
    """One byte in every hundred: whatever a format with a checksum gives was sent like that."""
    assert tally(name, way, DAMAGES, samples=300).wrong == 0


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", [*CHECKED, *UNCHECKED])
def test_reading_goes_on_within_two_samples(name: str, way: str) -> None:
    """A single fault costs what it hits and at most the two samples behind it; all others are given."""
    found = tally(name, way, 30, every=SELDOM_BYTES, samples=300)
    assert found.unhurt > 100
    assert (found.behind_max <= 2, found.unhurt_lost) == (True, 0)


@pytest.mark.parametrize(
    ("name", "way"),
    [*((name, None) for name in STREAMS), *((name, way) for name in (*CHECKED, *UNCHECKED) for way in WAYS)],
)
def test_one_piece_reads_like_live_chunks(name: str, way: str | None) -> None:
    """Hundreds of samples at once, one at a time and odd pieces give the same, also with damage."""
    stream = frames(name, 400)
    data = b"".join(stream) if way is None else damaged(stream, way, SELDOM_BYTES, random.Random(7))[0]
    whole = STREAMS[name][0]().feed(data)
    assert len(whole) > 300
    for step in (1, len(stream[5]), 61, 4096):
        decoder = STREAMS[name][0]()
        assert [r for at in range(0, len(data), step) for r in decoder.feed(data[at : at + step])] == whole


def test_packets_that_come_now_and_then_change_nothing() -> None:
    """A magnetometer behind every sample, pressure behind every tenth: read over, at any size of chunk."""
    chance = random.Random(2)
    samples = [
        encode((k / 100, 0.1, chance.random()), contents=(0x51, 0x52, 0x53, 0x54, *((0x56,) if k % 10 == 0 else ())))
        for k in range(300)
    ]
    data = b"".join(samples)
    whole = WitmotionDecoder().feed(data)
    assert len(whole) == 300 and not any(reading.missed for reading in whole)
    decoder = WitmotionDecoder()
    assert [reading for sample in samples for reading in decoder.feed(sample)] == whole
    assert decoder.good_frames == len(data) // 11


def collisions() -> list[tuple[bytes, bytes]]:
    """A sample whose last packet gained a byte and still adds up, with the sample before it."""
    chance = random.Random(5)
    found = []
    before = encode((0.2, 0.1, 0.3), (1.0, 2.0, 9.0), (0.9, 0.1, 0.3, 0.3), contents=(0x51, 0x52, 0x53))
    for at in range(24, 30):
        for value in range(256):
            turn = tuple(part + chance.gauss(0, 0.002) for part in (0.9, 0.1, 0.3, 0.3))
            now = encode(
                (0.2, 0.1, 0.3), (1.0, 2.0, 9.0), (turn[0], turn[1], turn[2], turn[3]), contents=(0x51, 0x52, 0x53)
            )
            longer = now[:at] + bytes((value,)) + now[at:]
            if sum(longer[22:32]) & 0xFF == longer[32]:
                found.append((before, longer))
    return found


def test_a_packet_that_gained_a_byte_and_adds_up_is_not_believed() -> None:
    """Not even where it is the last one of a sample and nothing has come behind its sum yet."""
    cases = collisions()
    assert len(cases) >= 3
    for before, longer in cases:
        decoder = WitmotionDecoder()
        assert len(decoder.feed(before * 4)) == 4
        clean = decoder.feed(b"")
        assert decoder.feed(longer[:33]) == clean == []
        (reading,) = decoder.feed(longer[33:] + before)
        assert reading.missed == 1


def test_a_packet_as_before_gained_nothing() -> None:
    """Rest, and a steady movement, hold nothing back; a byte too many in the middle is told from both."""
    before = (100, -200, 3000, 2526)
    steady = (90, -210, 3010, 2526)
    whole = b"".join(word.to_bytes(2, "little", signed=True) for word in steady)
    assert not gained(before, whole + b"\x77")
    assert gained(before, whole[:2] + b"\x77" + whole[2:])
