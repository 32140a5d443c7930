"""The teapot packet: quaternions as the sketch makes them, and packets that only look like one."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from input_devices.protocols.mpu_teapot import TeapotDecoder, encode
from tests.input_devices.protocols.vectors import vectors

CASES = vectors("mpu_teapot")["cases"]


def test_every_example_reads_as_the_sketch_means_it() -> None:
    """The quaternion of each packet, made a turn; the sketch's own angles have gravity in the same place."""
    readings = TeapotDecoder().feed(bytes.fromhex("".join(case["bytes_hex"] for case in CASES)))
    assert len(readings) == len(CASES)
    for reading, case in zip(readings, CASES, strict=True):
        assert reading.orientation is not None
        assert reading.orientation == pytest.approx(case["expect"]["quat_wxyz"], abs=1.1e-4)
        assert math.hypot(*reading.orientation) == pytest.approx(1)
        assert reading.missed == 0
        w, x, y, z = reading.orientation
        up = (2 * (x * z - w * y), 2 * (w * x + y * z), w * w - x * x - y * y + z * z)
        _, pitch, roll = (math.radians(angle) for angle in case["expect"]["i2cdevlib_ypr_deg"])
        assert up[0] == pytest.approx(math.sin(pitch), abs=1e-3)
        assert math.atan2(up[1], up[2]) == pytest.approx(roll, abs=1e-3 / math.hypot(*up[1:]))


def test_a_packet_whose_quaternion_is_no_turn_is_damage() -> None:
    """The fixed bytes are in place and the norm is not 1: nothing is given, and the place is counted."""
    decoder = TeapotDecoder()
    decoder.feed(encode((1, 0, 0, 0)))
    assert decoder.feed(encode((0.9, 0, 0, 0))) == []
    assert (decoder.good_frames, decoder.bad_frames) == (1, 1)


part = st.floats(-1, 1)


@given(st.tuples(part, part, part, part).filter(lambda q: math.hypot(*q) > 0.1), st.integers(0, 255))
def test_encoded_turns_decode_to_themselves(q: tuple[float, float, float, float], number: int) -> None:
    """Encoding and decoding agree to the wire's resolution."""
    norm = math.hypot(*q)
    turn = (q[0] / norm, q[1] / norm, q[2] / norm, q[3] / norm)
    (reading,) = TeapotDecoder().feed(encode(turn, number))
    assert reading.orientation == pytest.approx(turn, abs=1.2e-4)
