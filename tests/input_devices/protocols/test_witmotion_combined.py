"""WitMotion's 0x55 0x61 packet in 20 and 28 bytes: real bytes, the stride rule, every split, and damage."""

from __future__ import annotations

import math
import struct
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from input_devices.protocols.reading import Reading
from input_devices.protocols.turns import to_angles
from input_devices.protocols.witmotion import WitmotionDecoder
from input_devices.protocols.witmotion_packets import encode_combined
from tests.input_devices.protocols.vectors import vectors

G = 9.80665
REAL = [case for case in vectors("witmotion_ble61")["cases"] if "bytes28_hex" in case]
FORMS = ["bytes20_hex", "bytes28_hex"]
GARBAGE = [b"", b"\x55", b"\x55\x61", b"\x55\x61" * 3, b"\x55\x51\x01", bytes(range(256)), b"ready\r\n"]


def stream(form: str, count: int = len(REAL)) -> bytes:
    return b"".join(bytes.fromhex(case[form]) for case in REAL[:count])


def assert_same(reading: Reading, expect: dict[str, Any]) -> None:
    assert reading.acceleration_m_s2 == pytest.approx([g * G for g in expect["acc_g"]])
    assert reading.rate_rad_s == pytest.approx([math.radians(dps) for dps in expect["gyro_dps"]])
    assert reading.orientation is not None
    roll, pitch, yaw = (math.degrees(angle) for angle in to_angles(reading.orientation))
    for found, told in zip((roll, pitch, yaw), expect["euler_deg"], strict=True):
        assert (found - told + 180) % 360 - 180 == pytest.approx(0, abs=1e-4)


def numbered(k: int, long: bool) -> bytes:
    return (
        b"\x55\x61"
        + struct.pack("<9h", k, k, 0, k, k, 0, 0, 0, k)
        + (struct.pack("<6BH", 26, 6, 22, 1, 2, 3, k) if long else b"")
    )


def numbers_in(reading: Reading) -> set[int]:
    assert reading.acceleration_m_s2 is not None and reading.rate_rad_s is not None and reading.orientation is not None
    ax, ay, _ = reading.acceleration_m_s2
    wx, wy, _ = reading.rate_rad_s
    words = [a / (16 * G / 32768) for a in (ax, ay)] + [w / (math.radians(2000) / 32768) for w in (wx, wy)]
    return {round(word) for word in [*words, to_angles(reading.orientation)[2] / (math.pi / 32768)]}


@pytest.mark.parametrize("form", FORMS)
def test_real_bytes_read_as_the_vendor_reads_them(form: str) -> None:
    """All real packets come out in both lengths; the long one brings the chip's clock."""
    decoder = WitmotionDecoder()
    readings = decoder.feed(stream(form))
    assert len(readings) == len(REAL) == decoder.good_frames
    assert decoder.skipped_bytes == 0
    for reading, case in zip(readings, REAL, strict=True):
        assert_same(reading, case["expect"])
        assert (reading.device_s is not None) == (form == "bytes28_hex")
    if form == "bytes28_hex":
        first, second = (case["expect"]["chip_time"] for case in REAL[:2])
        step_s = (second[5] - first[5]) + (second[6] - first[6]) / 1000
        assert readings[1].device_s is not None and readings[0].device_s is not None
        assert readings[1].device_s - readings[0].device_s == pytest.approx(step_s, abs=1e-4)


@pytest.mark.parametrize("form", FORMS)
def test_every_split_reads_the_same(form: str) -> None:
    """Where a stream is cut into chunks makes no difference, nor does one byte at a time."""
    data = stream(form, 8)
    whole = WitmotionDecoder().feed(data)
    assert len(whole) == 8
    for cut in range(len(data) + 1):
        decoder = WitmotionDecoder()
        assert decoder.feed(data[:cut]) + decoder.feed(data[cut:]) == whole
    decoder = WitmotionDecoder()
    assert [reading for byte in data for reading in decoder.feed(bytes((byte,)))] == whole


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("after", GARBAGE)
@pytest.mark.parametrize("before", GARBAGE)
def test_garbage_around_takes_at_most_the_last(form: str, before: bytes, after: bytes) -> None:
    """Noise before a stream costs nothing; noise right behind it may cost the packet whose end it hides."""
    whole = WitmotionDecoder().feed(stream(form, 8))
    readings = WitmotionDecoder().feed(before + stream(form, 8) + after + bytes(64))
    assert readings in (whole, whole[:-1])


@pytest.mark.parametrize("long", [False, True])
def test_a_packet_is_out_with_its_last_byte(long: bool) -> None:
    """Once three headers have shown the stride, no packet waits for the one after it."""
    decoder = WitmotionDecoder()
    for k in range(20):
        packet = numbered(k, long)
        assert not decoder.feed(packet[:-1]) or k == 2
        readings = decoder.feed(packet[-1:])
        if k >= 3:
            assert [numbers_in(reading) for reading in readings] == [{k}]


def test_two_headers_are_not_enough() -> None:
    """A stray header pair at the right distance is no stream: three in a row are asked for."""
    assert WitmotionDecoder().feed(numbered(1, False) * 2 + bytes(100)) == []


@pytest.mark.parametrize("long", [False, True])
@given(draw=st.data())
def test_damage_never_mixes_two_packets(long: bool, draw: st.DataObject) -> None:
    """Bytes lost within a packet cost that packet and its neighbour, fed in any chunks, and never join two to one."""
    samples = 16
    size = len(numbered(0, long))
    clean = b"".join(numbered(k, long) for k in range(samples))
    at = draw.draw(st.integers(3 * size, len(clean) - 1), "at")
    count = draw.draw(st.integers(1, size - at % size), "count")
    damaged = clean[:at] + clean[at + count :]
    step = draw.draw(st.sampled_from([1, 7, size, 1000]), "chunk")
    decoder = WitmotionDecoder()
    readings = [r for i in range(0, len(damaged), step) for r in decoder.feed(damaged[i : i + step])]
    assert all(len(numbers_in(reading)) == 1 for reading in readings)
    found = [min(numbers_in(reading)) for reading in readings]
    assert found == sorted(set(found))
    hit = at // size
    assert set(range(hit)) - {hit - 1} <= set(found)
    if hit + 5 < samples:
        assert set(range(hit + 2, samples)) <= set(found)


def test_an_acceleration_beyond_the_sensor_is_refused() -> None:
    """A vector longer than full scale shows that these are not this packet's words."""
    wrong = b"\x55\x61" + struct.pack("<9h", 32767, 32767, 0, 0, 0, 0, 0, 0, 0)
    decoder = WitmotionDecoder()
    assert decoder.feed(wrong * 5) == []
    assert decoder.skipped_bytes > 0


def test_register_answers_between_packets_are_read_over() -> None:
    """The answer to a register question, 0x55 0x71, does not break the stream."""
    answer = bytes.fromhex(vectors("witmotion_ble61")["register_replies"][0]["bytes20_hex"])
    packets = [numbered(k, False) for k in range(8)]
    decoder = WitmotionDecoder()
    readings = decoder.feed(b"".join((*packets[:5], answer, *packets[5:])))
    assert [min(numbers_in(reading)) for reading in readings] == list(range(8))
    assert decoder.skipped_bytes == 0


def test_encoded_samples_decode_to_themselves() -> None:
    """Both lengths carry rate, acceleration and orientation there and back; the long one the time as well."""
    turn = (0.5, 0.5, -0.5, 0.5)
    for device_s in (None, 1000.25):
        packet = encode_combined((0.1, -0.2, 0.3), (1.0, 2.0, 9.0), turn, device_s)
        reading = WitmotionDecoder().feed(packet * 3)[0]
        assert reading.rate_rad_s == pytest.approx((0.1, -0.2, 0.3), abs=1.1e-3)
        assert reading.acceleration_m_s2 == pytest.approx((1.0, 2.0, 9.0), abs=5e-3)
        assert reading.orientation == pytest.approx(turn, abs=1e-4)
        assert (reading.device_s is None) == (device_s is None)
