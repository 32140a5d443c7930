"""MTData2 messages: examples of another decoder and published ones, every precision, earth frame and kind of turn."""

from __future__ import annotations

import math
import random
import struct
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from input_devices.protocols.reading import Reading
from input_devices.protocols.turns import from_angles, multiply
from input_devices.protocols.xsens import XsensDecoder, encode
from input_devices.sample import Quaternion
from tests.input_devices.protocols.vectors import vectors

FILE = vectors("xsens")
CASES = FILE["cases"] + FILE["published"]
TURN = from_angles(0.3, -0.7, 2.1)
HALF = math.sqrt(0.5)
TO_EARTH: dict[int, Quaternion] = {
    0x0: (1.0, 0.0, 0.0, 0.0),
    0x4: (0.0, HALF, HALF, 0.0),
    0x8: (HALF, 0.0, 0.0, -HALF),
}
"""Low bits of an identity → the turn from east north up to the earth frame it says."""


def message(*items: tuple[int, bytes], kind: int = 0x36) -> bytes:
    payload = b"".join(struct.pack(">HB", identity, len(content)) + content for identity, content in items)
    long = len(payload) > 254
    length = b"\xff" + struct.pack(">H", len(payload)) if long else bytes((len(payload),))
    body = bytes((0xFF, kind)) + length + payload
    return b"\xfa" + body + bytes((-sum(body) & 0xFF,))


def words(numbers: tuple[float, ...], precision: int) -> bytes:
    """Numbers as one of the four precisions of an item."""
    if precision == 1:
        return b"".join(struct.pack(">i", round(number * 2**20)) for number in numbers)
    if precision == 2:
        fixed = [round(number * 2**32) for number in numbers]
        return b"".join(struct.pack(">Ih", word & 0xFFFFFFFF, word >> 32) for word in fixed)
    return struct.pack(f">{len(numbers)}{'d' if precision else 'f'}", *numbers)


def rows(q: Quaternion) -> list[tuple[float, ...]]:
    """The rotation matrix of a turn, row by row."""
    w, x, y, z = q
    ways: list[Quaternion] = [(0, 1, 0, 0), (0, 0, 1, 0), (0, 0, 0, 1)]
    columns = [multiply(multiply(q, way), (w, -x, -y, -z))[1:] for way in ways]
    return list(zip(*columns, strict=True))


def said(case: dict[str, Any], group: str, *names: str) -> tuple[float, ...] | None:
    found = case["expect"].get(group, {})
    return tuple(found[name] for name in names) if names[0] in found else None


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.get("name", case["source"])[:40])
def test_every_example_reads_as_another_decoder_reads_it(case: dict[str, Any]) -> None:
    """Acceleration, rate, orientation and time; a message with none of them is good and gives nothing."""
    decoder = XsensDecoder()
    readings = decoder.feed(bytes.fromhex(case["bytes_hex"]))
    assert (decoder.good_frames, decoder.skipped_bytes) == (1, 0)
    reading = readings[0] if readings else Reading()
    assert reading.acceleration_m_s2 == pytest.approx(said(case, "Acceleration", "accX", "accY", "accZ"), abs=1e-8)
    assert reading.rate_rad_s == pytest.approx(said(case, "Angular Velocity", "gyrX", "gyrY", "gyrZ"), abs=1e-8)
    tick = said(case, "Timestamp", "SampleTimeFine")
    assert reading.device_s == (pytest.approx(tick[0] * 1e-4) if tick and readings else None)
    earth = {"NED": 0x4, "NWU": 0x8}.get(case["expect"].get("Orientation Data", {}).get("frame"), 0x0)
    quaternion = said(case, "Orientation Data", "Q0", "Q1", "Q2", "Q3")
    angles = said(case, "Orientation Data", "Roll", "Pitch", "Yaw")
    turn = from_angles(*map(math.radians, angles)) if angles else quaternion
    if turn is not None:
        w, x, y, z = turn
        assert reading.orientation is not None
        assert same_turn(multiply(TO_EARTH[earth], reading.orientation), (w, x, y, z))


def same_turn(a: Quaternion, b: Quaternion, to: float = 1e-6) -> bool:
    return abs(abs(sum(p * q for p, q in zip(a, b, strict=True))) - 1) < to


@pytest.mark.parametrize("case", FILE["published"], ids=lambda case: case["source"][:40])
def test_gravity_is_up_in_published_messages(case: dict[str, Any]) -> None:
    """Where a published message has both, orientation turns the measured acceleration upward, to two degrees."""
    for reading in XsensDecoder().feed(bytes.fromhex(case["bytes_hex"])):
        if reading.orientation is not None and reading.acceleration_m_s2 is not None:
            w, x, y, z = reading.orientation
            earth = multiply(multiply(reading.orientation, (0.0, *reading.acceleration_m_s2)), (w, -x, -y, -z))
            assert earth[3] / math.hypot(*earth) > math.cos(math.radians(2))


@pytest.mark.parametrize("precision", [0, 1, 2, 3])
@pytest.mark.parametrize("earth", sorted(TO_EARTH))
@pytest.mark.parametrize("kind", [0x2010, 0x2020, 0x2030])
def test_one_attitude_reads_the_same_however_it_is_said(kind: int, earth: int, precision: int) -> None:
    """Quaternion, matrix or angles, in any earth frame and precision: one and the same turn to east, north, up."""
    turn = multiply(TO_EARTH[earth], TURN)
    matrix = rows(turn)
    numbers: dict[int, tuple[float, ...]] = {
        0x2010: turn,
        0x2020: tuple(row[column] for column in range(3) for row in matrix),
        0x2030: (
            math.degrees(math.atan2(matrix[2][1], matrix[2][2])),
            math.degrees(-math.asin(matrix[2][0])),
            math.degrees(math.atan2(matrix[1][0], matrix[0][0])),
        ),
    }
    item = (kind | earth | precision, words(numbers[kind], precision))
    (reading,) = XsensDecoder().feed(message(item) + XsensDecoder.header)
    assert reading.orientation is not None
    assert same_turn(reading.orientation, TURN)


@pytest.mark.parametrize("precision", [0, 1, 2, 3])
def test_vectors_in_every_precision(precision: int) -> None:
    """Acceleration and rate, also below zero, come out as they went in; their axes are the sensor's own."""
    (reading,) = XsensDecoder().feed(
        message(
            (0x4024 | precision, words((-0.25, 9.5, -3.125), precision)),
            (0x8028 | precision, words((1.5, -0.0625, 0.0), precision)),
        )
    )
    assert reading == Reading((1.5, -0.0625, 0.0), (-0.25, 9.5, -3.125))


def test_items_that_are_not_used_are_read_over() -> None:
    """Unknown identities, other sizes, numbers that are none and matrices that are no turn cost only themselves."""
    odd = [
        (0x4321, b"what"),
        (0x8020, b"short"),
        (0x2010, words((math.nan,) * 4, 0)),
        (0x2020, words((7.0,) * 9, 0)),
        (0xC020, words((0.1, 0.2, 0.3), 0)),
    ]
    (reading,) = XsensDecoder().feed(message(*odd, (0x4020, words((0.0, 0.0, 9.5), 0))))
    assert reading == Reading(None, (0.0, 0.0, 9.5))


def test_items_that_do_not_fill_their_message_are_damage() -> None:
    """The checksum is right and the sizes do not add up: such a message is not believed."""
    decoder = XsensDecoder()
    payload = struct.pack(">HB", 0x4020, 13) + words((0.0, 0.0, 9.5), 0)
    body = bytes((0xFF, 0x36, len(payload))) + payload
    assert decoder.feed(b"\xfa" + body + bytes((-sum(body) & 0xFF,)) + encode(Reading((0, 0, 0)))) == [
        Reading((0, 0, 0))
    ]
    assert decoder.skipped_bytes == len(body) + 2


def test_damage_of_the_examples_is_passed_over() -> None:
    """A false beginning, and a message with a wrong checksum: the message behind is read."""
    for case in FILE["robustness"]:
        (reading,) = XsensDecoder().feed(bytes.fromhex(case["bytes_hex"]))
        assert reading.orientation == pytest.approx((HALF, 0, 0, HALF))


def test_a_length_beyond_every_message_is_not_waited_for() -> None:
    """A damaged length of 64 kB does not hold back what comes after it."""
    good = encode(Reading((0.0, 0.0, 0.5)), 1)
    assert XsensDecoder().feed(b"\xfa\xff\x36\xff\xff\xf0" + good) == [Reading((0.0, 0.0, 0.5))]


def test_the_clock_goes_on_past_32_bits() -> None:
    """A tenth of a millisecond counts in 32 bits; the time goes on after their end."""
    ticks = [2**32 - 100, 2**32 - 1, 99]
    data = b"".join(encode(Reading((0, 0, 0), device_s=tick * 1e-4)) for tick in ticks)
    times = [reading.device_s for reading in XsensDecoder().feed(data)]
    assert times == pytest.approx([tick * 1e-4 for tick in (*ticks[:2], 2**32 + 99)])


def test_losses_are_counted_without_a_counter_too() -> None:
    """A message with the counter alone is no loss; a damaged one is, whether or not the others are numbered."""
    numbered = [encode(Reading((0, 0, 0)), 1), encode(Reading(), 2), encode(Reading((0, 0, 0)), 5)]
    assert [reading.missed for reading in XsensDecoder().feed(b"".join(numbered))] == [0, 2]
    plain = encode(Reading((0, 0, 0)))
    damaged = b"xx" + plain + plain[:-1] + b"\x00" + plain + plain
    assert [reading.missed for reading in XsensDecoder().feed(damaged)] == [0, 1, 0]


@pytest.mark.parametrize("step", [1, 3, 19])
def test_a_byte_too_many_in_the_lowest_places_is_not_believed_behind_a_fault(step: int) -> None:
    """It leaves the last number almost where it was and adds up: only the header behind it tells."""
    chance = random.Random(step)
    stream = [encode(Reading((0.1, 0.2, 0.3 + 0.01 * chance.random())), k) for k in range(60)]
    sent = {reading.rate_rad_s for reading in XsensDecoder().feed(b"".join(stream))}
    damaged = stream[0]
    for k in range(1, 58, 3):
        at = -2 - k % 2
        longer = stream[k][:at] + stream[k][-1:] + stream[k][at:]
        assert not sum(longer[1:-1]) & 0xFF  # without its last byte, it adds up
        damaged += b"\x01\x02\x03" + longer + stream[k + 1] + stream[k + 2]
    decoder = XsensDecoder()
    found = [r.rate_rad_s for at in range(0, len(damaged), step) for r in decoder.feed(damaged[at : at + step])]
    assert sent.issuperset(found)
    assert len(found) >= 36


part = st.floats(-900, 900, width=32)


@given(st.tuples(part, part, part), st.tuples(part, part, part), st.integers(0, 65535), st.integers(0, 2**32 - 1))
def test_encoded_samples_decode_to_themselves(
    rate: tuple[float, float, float], acceleration: tuple[float, float, float], number: int, tick: int
) -> None:
    """Encoding and decoding agree to single precision."""
    sent = Reading(rate, acceleration, (0.5, -0.5, 0.5, 0.5), device_s=tick * 1e-4)
    assert XsensDecoder().feed(encode(sent, number) + XsensDecoder.header) == [sent]
