"""WitMotion's 11-byte packets: real bytes, every split, garbage, learning what makes a sample, and damage."""

from __future__ import annotations

import math
import struct
from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from input_devices.protocols.reading import Reading
from input_devices.protocols.turns import to_angles
from input_devices.protocols.witmotion import WitmotionDecoder
from input_devices.protocols.witmotion_packets import CARRYING, chip_clock_s, encode, standard_packet
from tests.input_devices.protocols.vectors import vectors

G = 9.80665
CASES = vectors("witmotion_standard")["cases"]
REAL = [case for case in CASES if case["source"].startswith("real")]
CONTENTS = [(0x51, 0x52), (0x51, 0x52, 0x53), (0x50, 0x51, 0x52, 0x53, 0x59), (0x51, 0x52, 0x53, 0x54), (0x52,)]
GARBAGE = [
    b"",
    b"\x00",
    b"\x55",
    b"\x55\x51",
    b"\x55\x61",
    b"UUUU",
    b"hello, world\r\n",
    bytes(range(256)),
    b"\x55\x52" * 9,
]


def stream(cases: Sequence[dict[str, str]]) -> bytes:
    return b"".join(bytes.fromhex(case["bytes_hex"]) for case in cases)


def numbered(k: int, contents: Sequence[int]) -> bytes:
    """A sample whose every packet carries the number k, so that halves of two samples would show."""
    return b"".join(standard_packet(kind, struct.pack("<4h", k, 0, 0, 7)) for kind in contents)


def numbers_in(reading: Reading) -> set[int]:
    found = set()
    if reading.acceleration_m_s2 is not None:
        found.add(round(reading.acceleration_m_s2[0] / (16 * G / 32768)))
    if reading.rate_rad_s is not None:
        found.add(round(reading.rate_rad_s[0] / (math.radians(2000) / 32768)))
    if reading.orientation is not None:
        found.add(round(to_angles(reading.orientation)[0] / (math.pi / 32768)))
    return found


def expected(kind: str, name: str) -> list[tuple[float, ...]]:
    return [tuple(case["expect"][name]) for case in REAL if case["id"] == kind]


def test_real_bytes_read_as_the_vendor_reads_them() -> None:
    """Acceleration, rate and angles of every real sample agree with the vendor's decoder."""
    readings = WitmotionDecoder().feed(stream(REAL) + standard_packet(0x51, bytes(8)))
    accelerations, rates = expected("0x51", "acc_g"), expected("0x52", "gyro_dps")
    angles = expected("0x53", "euler_deg")
    assert len(readings) == len(accelerations) == 25
    for reading, acceleration_g, rate_dps, angles_deg in zip(readings, accelerations, rates, angles, strict=True):
        assert reading.acceleration_m_s2 == pytest.approx([g * G for g in acceleration_g])
        assert reading.rate_rad_s == pytest.approx([math.radians(dps) for dps in rate_dps])
        assert reading.orientation is not None
        assert [math.degrees(a) for a in to_angles(reading.orientation)] == pytest.approx(angles_deg, abs=1e-6)


@pytest.mark.parametrize("kind", ["0x51", "0x52", "0x59"])
def test_extreme_words_read_as_two_other_decoders_read_them(kind: str) -> None:
    """Full scale of either sign, zero and single bits come out as in both of the oracles."""
    cases = [case for case in CASES if case["id"] == kind and "raw_int16" in case]
    if kind == "0x59":
        cases = [case for case in cases if abs(math.hypot(*case["expect"]["quat_wxyz"]) - 1) <= 0.1]
    readings = WitmotionDecoder().feed(stream(cases) + stream(cases[:1]) * 2)[: len(cases)]
    assert len(readings) == len(cases) > 0
    for reading, case in zip(readings, cases, strict=True):
        if kind == "0x51":
            assert reading.acceleration_m_s2 == pytest.approx([g * G for g in case["expect"]["acc_g"]])
        elif kind == "0x52":
            assert reading.rate_rad_s == pytest.approx([math.radians(dps) for dps in case["expect"]["gyro_dps"]])
        else:
            quaternion = case["expect"]["quat_wxyz"]
            norm = math.hypot(*quaternion)
            assert reading.orientation == pytest.approx([part / norm for part in quaternion])


@pytest.mark.parametrize("empty", [standard_packet(0x50, bytes(8)), standard_packet(0x59, bytes(8))])
def test_a_sample_that_says_nothing_is_no_reading(empty: bytes) -> None:
    """Only a time, or a quaternion that is no turn: the packets are good, and there is nothing to give."""
    decoder = WitmotionDecoder()
    assert decoder.feed(empty * 6) == []
    assert (decoder.good_frames, decoder.bad_frames) == (6, 0)


def test_chip_clock_reads_as_the_vendor_reads_it() -> None:
    """The time packet is a date from the year 2000 on with milliseconds; what is no date is no time."""
    (case,) = (case for case in CASES if case["id"] == "0x50")
    at_s = chip_clock_s(bytes.fromhex(case["bytes_hex"])[2:10])
    midnight_s = chip_clock_s(bytes((24, 6, 22, 0, 0, 0, 0, 0)))
    assert at_s is not None and midnight_s is not None
    assert at_s - midnight_s == pytest.approx(14 * 3600 + 41 * 60 + 1.793, abs=1e-4)
    assert chip_clock_s(bytes(8)) is None
    assert chip_clock_s(b"\xff" * 8) is None


def test_every_packet_of_the_vectors_is_a_good_frame() -> None:
    """Register answers and packets that say nothing here are read over, not counted as damage."""
    decoder = WitmotionDecoder()
    decoder.feed(stream(CASES))
    assert (decoder.good_frames, decoder.bad_frames, decoder.skipped_bytes) == (len(CASES), 0, 0)


def test_at_least_what_the_vendor_finds_between_damage() -> None:
    """In the vendor's example of damaged bytes the same intact packets are found."""
    (case,) = vectors("witmotion_standard")["robustness"]
    decoder = WitmotionDecoder()
    decoder.feed(bytes.fromhex(case["bytes_hex"]))
    assert decoder.good_frames >= len(case["expect_sequence_first_fields"])
    assert decoder.skipped_bytes > 0


def test_every_split_reads_the_same() -> None:
    """Where a stream is cut into chunks makes no difference, nor does one byte at a time."""
    data = stream(REAL[:32])
    whole = WitmotionDecoder().feed(data)
    assert len(whole) == 8
    for cut in range(len(data) + 1):
        decoder = WitmotionDecoder()
        assert decoder.feed(data[:cut]) + decoder.feed(data[cut:]) == whole
    decoder = WitmotionDecoder()
    assert [reading for byte in data for reading in decoder.feed(bytes((byte,)))] == whole


@pytest.mark.parametrize("after", GARBAGE)
@pytest.mark.parametrize("before", GARBAGE)
def test_garbage_around_takes_nothing_away(before: bytes, after: bytes) -> None:
    """Noise before and after a stream costs none of its samples and is counted byte by byte."""
    data = stream(REAL[:32])
    decoder = WitmotionDecoder()
    readings = decoder.feed(before + data + after + bytes(64))
    assert readings == WitmotionDecoder().feed(data)
    assert decoder.skipped_bytes == len(before) + len(after) + 64


@pytest.mark.parametrize("offset", range(44))
def test_joining_in_the_middle_locks_at_once(offset: int) -> None:
    """From any byte of a real stream the next whole samples are read, with nothing false before them."""
    whole = WitmotionDecoder().feed(stream(REAL))
    readings = WitmotionDecoder().feed(stream(REAL)[offset:])
    assert readings == whole[-len(readings) :]
    assert len(readings) >= len(whole) - 2


@pytest.mark.parametrize("contents", CONTENTS)
@pytest.mark.parametrize("cut", [0, 1, 11, 15])
def test_a_sample_is_out_with_its_last_byte(contents: tuple[int, ...], cut: int) -> None:
    """From the third whole sample on, a reading never waits for the sample after it."""
    last = max(kind for kind in contents if kind in CARRYING)
    joined = numbered(0, contents)[cut % (11 * len(contents)) :] if len(contents) > 1 else b""
    decoder = WitmotionDecoder()
    decoder.feed(joined)
    seen = []
    for k in range(1, 9):
        sample = numbered(k, contents)
        done = 11 * (contents.index(last) + 1)
        early = decoder.feed(sample[: done - 1])
        due = decoder.feed(sample[done - 1 : done])
        late = decoder.feed(sample[done:])
        seen += early + due
        if k > 2:
            assert [numbers_in(reading) for reading in due][-1:] == [{k}]
        assert not late or k <= 2
    assert [min(numbers_in(reading)) for reading in seen][-6:] == [3, 4, 5, 6, 7, 8]


@pytest.mark.parametrize("second", CONTENTS)
@pytest.mark.parametrize("first", CONTENTS)
def test_another_content_set_is_learned(first: tuple[int, ...], second: tuple[int, ...]) -> None:
    """When the sensor is told to send other packets, reading goes on after three samples, nothing mixed."""
    decoder = WitmotionDecoder()
    data = [numbered(k, first) for k in range(6)] + [numbered(k, second) for k in range(6, 16)]
    readings = [reading for sample in data for reading in decoder.feed(sample)]
    assert all(len(numbers_in(reading)) == 1 for reading in readings)
    found = [min(numbers_in(reading)) for reading in readings]
    assert found == sorted(set(found))
    assert set(range(9, 16)) <= set(found)


@given(st.sampled_from(CONTENTS[:4]), st.data())
def test_damage_never_mixes_two_samples(contents: tuple[int, ...], draw: st.DataObject) -> None:
    """A corrupted byte, lost bytes or inserted bytes cost the samples they hit and nothing else."""
    samples = 14
    contents = tuple(kind for kind in contents if kind not in (0x50, 0x59))
    clean = b"".join(numbered(k, contents) for k in range(samples))
    at = draw.draw(st.integers(0, len(clean) - 1), "at")
    damage = draw.draw(st.sampled_from(["corrupt", "lose", "insert"]), "damage")
    if damage == "corrupt":
        data = bytearray(clean)
        data[at] ^= draw.draw(st.integers(1, 255))
        damaged = bytes(data)
    elif damage == "lose":
        count = draw.draw(st.integers(1, 60), "count")
        assume(count % 11)
        damaged = clean[:at] + clean[at + count :]
    else:
        damaged = clean[:at] + draw.draw(st.binary(min_size=1, max_size=40)) + clean[at:]
    decoder = WitmotionDecoder()
    step = draw.draw(st.sampled_from([1, 7, 33, 1000]), "chunk")
    readings = [r for i in range(0, len(damaged), step) for r in decoder.feed(damaged[i : i + step])]
    assert all(len(numbers_in(reading)) == 1 for reading in readings)
    found = [min(numbers_in(reading)) for reading in readings]
    assert found == sorted(set(found))
    hit = range(at // (11 * len(contents)), (at + 60) // (11 * len(contents)) + 1)
    untouched = set(range(samples)) - set(hit) - {samples - 1}
    if min(hit) >= 3:
        assert untouched <= set(found)
    assert decoder.bad_frames <= 4


@pytest.mark.parametrize("contents", CONTENTS[:2])
@pytest.mark.parametrize("packet", [0, 1])
def test_a_damaged_sample_is_counted_as_missed(contents: tuple[int, ...], packet: int) -> None:
    """The reading after a damaged sample says that one is missing, whichever of its packets was hit."""
    samples = [bytearray(numbered(k, contents)) for k in range(10)]
    samples[5][packet * 11 + 4] ^= 0xFF
    readings = WitmotionDecoder().feed(b"".join(bytes(sample) for sample in samples))
    assert [(min(numbers_in(reading)), reading.missed) for reading in readings if reading.missed] == [(6, 1)]
    assert len(readings) == 9


def test_a_packet_lost_whole_costs_its_sample_only() -> None:
    """A packet that vanishes without a trace is noticed by the packet after it."""
    samples = [numbered(k, (0x51, 0x52, 0x53)) for k in range(10)]
    samples[5] = samples[5][:11] + samples[5][22:]
    readings = WitmotionDecoder().feed(b"".join(samples))
    assert [min(numbers_in(reading)) for reading in readings] == [0, 1, 2, 3, 4, 6, 7, 8, 9]
    assert [reading.missed for reading in readings] == [0, 0, 0, 0, 0, 1, 0, 0, 0]


within = st.floats(-1, 1)


@given(st.tuples(within, within, within), st.tuples(within, within, within), st.floats(0, 7e8))
def test_encoded_samples_decode_to_themselves(
    rate: tuple[float, float, float], acceleration: tuple[float, float, float], device_s: float
) -> None:
    """Encoding and decoding agree to half a step of the wire's resolution."""
    rate = (rate[0] * 34, rate[1] * 34, rate[2] * 34)
    acceleration = (acceleration[0] * 156, acceleration[1] * 156, acceleration[2] * 156)
    turn = (0.5, -0.5, 0.5, 0.5)
    sample = encode(rate, acceleration, turn, device_s, contents=(0x50, 0x51, 0x52, 0x53, 0x59))
    next_sample = encode(device_s=device_s + 0.01, contents=(0x50, 0x51, 0x52, 0x53, 0x59))
    readings = WitmotionDecoder().feed(sample * 1 + next_sample * 2)
    first, second = readings[:2]
    assert first.rate_rad_s == pytest.approx(rate, abs=math.radians(2000) / 32768)
    assert first.acceleration_m_s2 == pytest.approx(acceleration, abs=16 * G / 32768)
    assert first.orientation == pytest.approx(turn, abs=1e-4)
    assert first.device_s is not None and second.device_s is not None
    assert second.device_s - first.device_s == pytest.approx(0.01, abs=0.0011)


def test_the_chip_clock_rises_with_every_sample() -> None:
    """Times of a stream across a minute and a midnight rise evenly."""
    start_s = 24 * 3600 - 0.5
    data = b"".join(encode(device_s=start_s + k * 0.01, contents=(0x50, 0x51)) for k in range(100))
    times = [reading.device_s for reading in WitmotionDecoder().feed(data)]
    assert all(a is not None and b is not None and 0.0095 < b - a < 0.0105 for a, b in pairwise(times))
