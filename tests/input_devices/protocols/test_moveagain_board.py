"""The frames of our own sketch: what they mean, what wraps, what is refused, and what the board says is wrong."""

from __future__ import annotations

import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from input_devices.protocols.moveagain_board import BoardDecoder, encode, encode_trouble
from input_devices.protocols.reading import STANDARD_GRAVITY_M_S2, Reading
from tests.input_devices.protocols.vectors import vectors

FILE = vectors("moveagain")
UP = (0.0, 0.0, STANDARD_GRAVITY_M_S2)
SAMPLE = Reading((0.1, -0.2, 0.3), UP, device_s=12.5)


def check(reading: Reading, expect: dict[str, Any]) -> None:
    assert reading.rate_rad_s == pytest.approx([math.radians(part) for part in expect["gyro_dps"]])
    assert reading.acceleration_m_s2 == pytest.approx([part * STANDARD_GRAVITY_M_S2 for part in expect["acc_g"]])
    assert reading.device_s == pytest.approx(expect["time_s"], abs=1e-7)
    assert reading.sensor == expect["sensor"]


@pytest.mark.parametrize("case", FILE["cases"], ids=lambda case: case["source"])
def test_every_example_reads_as_the_sketch_meant_it(case: dict[str, Any]) -> None:
    """In the ranges that the frame itself says, with the board's number, where it has one, as the sensor's name."""
    (reading,) = BoardDecoder().feed(bytes.fromhex(case["bytes_hex"]))
    check(reading, case["expect"])


def test_counter_and_clock_go_on_past_their_end() -> None:
    """The time rises on when its 32 bits begin again, and what the counter skipped there is told."""
    readings = BoardDecoder().feed(bytes.fromhex("".join(case["bytes_hex"] for case in FILE["wraps"])))
    for reading, case in zip(readings, FILE["wraps"], strict=True):
        check(reading, case["expect"])
    assert [reading.missed for reading in readings] == [0, 0, 1]


def test_any_changed_bit_is_refused() -> None:
    good = encode(SAMPLE, 5)
    for bit in range(8 * len(good)):
        broken = bytearray(good)
        broken[bit // 8] ^= 1 << bit % 8
        decoder = BoardDecoder()
        assert len(decoder.feed(good + bytes(broken) + good)) == 2
        assert decoder.bad_frames == 1


@pytest.mark.parametrize("place", range(2, 28))
def test_a_frame_that_lost_a_byte_is_refused_at_once(place: int) -> None:
    """The next frame begins where the end should stand. That shows even where the CRC is right: the end was lost."""
    good = encode(SAMPLE, 5)
    decoder = BoardDecoder()
    assert len(decoder.feed(good[:place] + good[place + 1 :] + encode(SAMPLE, 6))) == 1
    assert decoder.waiting_bytes == 0


def test_ranges_that_no_sensor_has_are_refused() -> None:
    """A frame whose CRC is right and whose ranges are not is none of this version."""
    frame = bytearray(encode(SAMPLE))
    assert frame[24] == 0x0B
    decoder = BoardDecoder()
    decoder.feed(_closed(frame, 24, 0x1B))
    assert (decoder.good_frames, decoder.skipped_bytes) == (0, len(frame))
    decoder.feed(_closed(frame, 24, 0x07))
    assert decoder.good_frames == 1


def _closed(frame: bytearray, at: int, value: int) -> bytes:
    """The frame with another byte in it, and the CRC that belongs to it, a bit at a time."""
    changed = bytearray(frame)
    changed[at] = value
    crc = 0xFFFF
    for byte in changed[2:-3]:
        crc ^= byte << 8
        for _ in range(8):
            crc = (crc << 1 ^ (0x1021 if crc & 0x8000 else 0)) & 0xFFFF
    changed[-3:-1] = crc.to_bytes(2, "little")
    return bytes(changed)


@pytest.mark.parametrize("case", FILE["troubles"], ids=lambda case: str(case["raw"]["code"]))
def test_what_the_board_says_is_wrong_stands_until_the_next_sample(case: dict[str, Any]) -> None:
    """Each is the end of a sentence about the sensor that says what to do; it is no sample, and none takes it back."""
    decoder = BoardDecoder()
    frame = bytes.fromhex(case["bytes_hex"])
    raw = case["raw"]
    assert encode_trouble(raw["code"], raw["who"], raw["board"]) == frame
    assert decoder.feed(encode(SAMPLE, 1) + frame)[1:] == []
    said = decoder.trouble
    assert said is not None and any(word in said for word in ("check", "push", "wire an"))
    assert ("0xEA" in said) == (raw["code"] == 3)
    (reading,) = decoder.feed(encode(SAMPLE, 2))
    assert (decoder.trouble, reading.missed, decoder.good_frames) == (None, 0, 3)


def test_a_trouble_that_is_not_known_is_no_frame() -> None:
    decoder = BoardDecoder()
    assert decoder.feed(encode_trouble(99)) == []
    assert (decoder.trouble, decoder.good_frames) == (None, 0)


word = st.floats(-1.0, 1.0)


@given(st.tuples(word, word, word), st.tuples(word, word, word), st.integers(0, 65535), st.integers(0, 255))
def test_encoded_samples_decode_to_themselves(
    rate: tuple[float, float, float], push: tuple[float, float, float], number: int, board: int
) -> None:
    """Encoding and decoding agree to half a step of the wire."""
    full_rad_s, full_m_s2 = math.radians(2000), 8 * STANDARD_GRAVITY_M_S2
    told = Reading(
        (rate[0] * full_rad_s, rate[1] * full_rad_s, rate[2] * full_rad_s),
        (push[0] * full_m_s2, push[1] * full_m_s2, push[2] * full_m_s2),
        device_s=3.25,
        sensor=str(board) if board else None,
    )
    (reading,) = BoardDecoder().feed(encode(told, number))
    assert reading.rate_rad_s == pytest.approx(told.rate_rad_s, abs=full_rad_s / 32000)
    assert reading.acceleration_m_s2 == pytest.approx(told.acceleration_m_s2, abs=full_m_s2 / 32000)
    assert (reading.device_s, reading.sensor) == (3.25, told.sensor)
