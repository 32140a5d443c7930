"""UART-RVC reports: the datasheet's example, the vectors of another decoder, and which way gravity points."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from input_devices.protocols.bno08x_rvc import RvcDecoder, encode
from input_devices.protocols.turns import from_angles, multiply
from tests.input_devices.protocols.vectors import vectors

CASES = vectors("bno08x_rvc")["cases"]
UP = (0.0, 0.0, 9.80665)


def test_every_example_reads_as_another_decoder_reads_it() -> None:
    """Acceleration in m/s², and the three turns one after the other: about z, about x, about y."""
    readings = RvcDecoder().feed(bytes.fromhex("".join(case["bytes_hex"] for case in CASES)))
    assert len(readings) == len(CASES)
    for reading, case in zip(readings, CASES, strict=True):
        expect = case["expect"]
        assert reading.acceleration_m_s2 == pytest.approx(expect["acc_mps2"], rel=1e-5)
        yaw, pitch, roll = (math.radians(expect[f"{name}_deg"]) for name in ("yaw", "pitch", "roll"))
        about_z, about_x, about_y = from_angles(0, 0, yaw), from_angles(pitch, 0, 0), from_angles(0, roll, 0)
        assert reading.orientation == pytest.approx(multiply(multiply(about_z, about_x), about_y))


def test_gravity_is_where_the_orientation_has_it() -> None:
    """The datasheet's own example is a sensor at rest: its acceleration points up, to half a degree."""
    (reading,) = RvcDecoder().feed(bytes.fromhex(CASES[0]["bytes_hex"]))
    assert reading.orientation is not None and reading.acceleration_m_s2 is not None
    w, x, y, z = reading.orientation
    *_, vertical = multiply(multiply(reading.orientation, (0.0, *reading.acceleration_m_s2)), (w, -x, -y, -z))
    assert math.degrees(math.acos(vertical / math.hypot(*reading.acceleration_m_s2))) < 0.5


def test_any_changed_byte_is_refused() -> None:
    """One byte changed anywhere behind the header is a bad frame, never another sample."""
    (case,) = vectors("bno08x_rvc")["robustness"]
    assert RvcDecoder().feed(bytes.fromhex(case["bytes_hex"])) == []
    good = encode((1, 0, 0, 0), UP, 5)
    for at in range(2, len(good)):
        broken = good[:at] + bytes((good[at] ^ 0x10,)) + good[at + 1 :]
        decoder = RvcDecoder()
        assert len(decoder.feed(good + broken + good)) == 2
        assert decoder.bad_frames == 1


@pytest.mark.parametrize("last", [0x00, 0xAA])
def test_a_report_that_ends_like_a_damaged_one_is_believed_once_the_next_begins(last: int) -> None:
    """A lost byte would draw 0xAA to its end, an inserted one 0x00: then, and only then, the next header decides."""
    (report,) = (frame for number in range(256) if (frame := encode((1, 0, 0, 0), (0.0, 0.0, 9.0), number))[-1] == last)
    decoder = RvcDecoder()
    assert decoder.feed(report) == []
    assert len(decoder.feed(b"\xaa\xaa\x01\x02")) == 1
    refused = RvcDecoder()
    assert refused.feed(report + b"\x01\xaa\xaa") == []


half_turn = st.floats(-math.pi + 0.001, math.pi - 0.001)
quarter_turn = st.floats(-math.pi / 2 + 0.001, math.pi / 2 - 0.001)
part = st.floats(-300, 300)


@given(half_turn, quarter_turn, half_turn, st.tuples(part, part, part))
def test_encoded_samples_decode_to_themselves(
    roll: float, pitch: float, yaw: float, acceleration: tuple[float, float, float]
) -> None:
    """Encoding and decoding agree to the wire's resolution."""
    turn = multiply(from_angles(pitch, 0, yaw), from_angles(0, roll, 0))
    reading = RvcDecoder().feed(encode(turn, acceleration, 7) + RvcDecoder.header + b"\x08\x00")[0]
    assert reading.acceleration_m_s2 == pytest.approx(acceleration, abs=0.005)
    assert reading.orientation is not None
    assert abs(sum(a * b for a, b in zip(reading.orientation, turn, strict=True))) == pytest.approx(1, abs=1e-6)
