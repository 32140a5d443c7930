"""x-IMU3 messages: the manufacturer's examples, its library as an oracle, samples put together, and damage."""

from __future__ import annotations

import math
import random
import threading
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import ximu3
from hypothesis import given
from hypothesis import strategies as st

from input_devices.protocols.listening import identify
from input_devices.protocols.reading import STANDARD_GRAVITY_M_S2, Reading
from input_devices.protocols.turns import from_angles, multiply
from input_devices.protocols.ximu3 import MESSAGE_MAX_BYTES, Ximu3Decoder, binary_message, encode, text_message
from input_devices.sample import Quaternion
from tests.input_devices.protocols.vectors import vectors

CASES = [case for case in vectors("ximu3")["cases"] if case.get("use", True)]
MOTION = {"inertial", "quaternion", "euler_angles"}
STEP_US = 20_000
TURN = from_angles(0.4, -0.3, 1.2)
STILL = (1.0, -2.0, 3.0, 0.0, 0.0, 1.0)


def fed(data: bytes, size: int | None = None) -> list[Reading]:
    decoder = Ximu3Decoder()
    if size is None:
        return decoder.feed(data)
    return [reading for at in range(0, len(data), size) for reading in decoder.feed(data[at : at + size])]


def same_turn(a: Quaternion, b: Quaternion) -> bool:
    lengths = math.hypot(*a) * math.hypot(*b)
    return abs(abs(sum(p * q for p, q in zip(a, b, strict=True))) / lengths - 1) < 1e-6


def agrees(reading: Reading, said: dict[str, Any]) -> None:
    """The reading is what the manufacturer's library said of the same bytes."""
    assert reading.device_s == pytest.approx(said["timestamp"] * 1e-6, abs=1e-9)
    if said["type"] == "inertial":
        rate = [math.radians(said[f"gyroscope_{axis}"]) for axis in "xyz"]
        acceleration = [said[f"accelerometer_{axis}"] * STANDARD_GRAVITY_M_S2 for axis in "xyz"]
        assert reading.rate_rad_s == pytest.approx(rate, rel=1e-6)
        assert reading.acceleration_m_s2 == pytest.approx(acceleration, rel=1e-6)
        return
    assert reading.orientation is not None
    if said["type"] == "quaternion":
        expected = (said["w"], said["x"], said["y"], said["z"])
    else:
        expected = from_angles(*(math.radians(said[name]) for name in ("roll", "pitch", "yaw")))
    assert same_turn(reading.orientation, expected)


@pytest.mark.parametrize("size", [None, 1, 7])
@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['name']} {case.get('form', '')}")
def test_every_example_reads_as_the_manufacturers_library_reads_it(case: dict[str, Any], size: int | None) -> None:
    """All at once, byte by byte and in pieces; what tells no movement gives no reading."""
    readings = fed(bytes.fromhex(case["bytes_hex"]), size)
    expected = [said for said in case["expect"] if said["type"] in MOTION]
    assert len(readings) == len(expected)
    for reading, said in zip(readings, expected, strict=True):
        agrees(reading, said)


def test_the_example_that_the_manual_has_wrong_gives_nothing() -> None:
    """Its bytes are in the wrong order; a temperature is read over anyway."""
    (wrong,) = [case for case in vectors("ximu3")["cases"] if not case.get("use", True)]
    assert fed(bytes.fromhex(wrong["bytes_hex"])) == []


@pytest.mark.parametrize("text", [False, True])
def test_battery_is_told_with_the_next_sample(text: bool) -> None:
    """As a share, once."""
    message = text_message if text else binary_message
    data = message("B", 5, (42.0, 3.9, 0.0)) + b"".join(message("I", 10 + k * STEP_US, STILL) for k in range(2))
    assert [reading.battery for reading in fed(data)] == [pytest.approx(0.42), None]


def stream(order: str, count: int = 40, turn: Quaternion = TURN, late_us: int = 0) -> bytes:
    """Samples 20 ms apart, each as the messages that `order` names."""
    numbers = {"I": STILL, "Q": turn}
    return b"".join(
        binary_message(kind, 1_000_000 + k * STEP_US + (late_us if kind == "Q" else 0), numbers[kind])
        for k in range(count)
        for kind in order
    )


@pytest.mark.parametrize("late_us", [0, 300])
@pytest.mark.parametrize("order", ["IQ", "QI"])
def test_both_messages_about_a_sample_make_one_reading(order: str, late_us: int) -> None:
    """In either order, after the first one; their times rise strictly and are never doubled."""
    readings = fed(stream(order, late_us=late_us))
    whole = [reading for reading in readings if reading.rate_rad_s and reading.orientation]
    assert len(whole) >= 38 and len(readings) <= 40
    times = [reading.device_s or 0.0 for reading in readings]
    assert all(b - a == pytest.approx(STEP_US * 1e-6, abs=1e-3) for a, b in pairwise(times))


def test_rate_and_acceleration_alone_are_given_at_once() -> None:
    """Nothing is waited for that does not come."""
    decoder = Ximu3Decoder()
    for k in range(20):
        assert len(decoder.feed(binary_message("I", 1_000_000 + k * STEP_US, STILL))) == 1


def test_orientation_alone_is_given_at_once() -> None:
    """A sensor may be set to send nothing else, as quaternion, matrix or angles."""
    w, x, y, z = TURN
    axes = [multiply(multiply(TURN, (0.0, *axis)), (w, -x, -y, -z))[1:] for axis in ((1, 0, 0), (0, 1, 0), (0, 0, 1))]
    matrix = [axes[column][row] for row in range(3) for column in range(3)]
    angles = [math.degrees(angle) for angle in (0.4, -0.3, 1.2)]
    for kind, numbers in (("Q", TURN), ("R", matrix), ("A", angles), ("L", (*TURN, 0, 0, 0)), ("E", (*TURN, 0, 0, 0))):
        decoder = Ximu3Decoder()
        for k in range(5):
            (reading,) = decoder.feed(binary_message(kind, 1_000_000 + k * STEP_US, numbers))
            assert reading.orientation is not None and same_turn(reading.orientation, TURN)


@pytest.mark.parametrize("orientations", [1, 4])
def test_messages_at_different_rates_give_one_reading_for_each_rate_and_acceleration(orientations: int) -> None:
    """Orientation four times as often, or a quarter as often, neither adds samples nor takes any away."""
    each = {"Q": 4 // orientations, "I": orientations}
    events = sorted((1_000_000 + k * STEP_US // 4, kind) for k in range(160) for kind in "IQ" if k % each[kind] == 0)
    data = b"".join(binary_message(kind, t, STILL if kind == "I" else TURN) for t, kind in events)
    readings = fed(data)[1:]
    count = sum(kind == "I" for _, kind in events)
    assert count - 3 <= len(readings) <= count
    assert all(reading.rate_rad_s is not None for reading in readings)


def test_an_earth_that_points_down_is_turned_over() -> None:
    """Set to north east down, the sensor's gravity contradicts its orientation; it is told up like all others."""
    upright: Quaternion = (0.0, 1.0, 0.0, 0.0)
    readings = fed(stream("IQ", turn=upright))
    assert readings[-1].orientation is not None and same_turn(readings[-1].orientation, (1.0, 0.0, 0.0, 0.0))
    steady = fed(stream("IQ", turn=(1.0, 0.0, 0.0, 0.0)))
    assert steady[-1].orientation == (1.0, 0.0, 0.0, 0.0)


def test_an_error_message_is_trouble_until_samples_come() -> None:
    """What the device says is wrong with itself ends a sentence about it."""
    decoder = Ximu3Decoder()
    decoder.feed(b"F,1000000,Battery empty.\n")
    assert decoder.trouble == "says: Battery empty."
    decoder.feed(binary_message("I", 1_100_000, STILL))
    assert decoder.trouble is None
    decoder.feed(b"\xc6" + bytes(8) + b"Battery\x00\x1b[2J empty.\n")
    assert decoder.trouble == "says: Battery[2J empty."


def test_answers_and_unknown_messages_are_read_over() -> None:
    """An answer to a command, a kind of later firmware, or another sensor's message passed on, is no damage."""
    decoder = Ximu3Decoder()
    data = binary_message("I", 1, STILL) + b'{"ping":{"interface":"USB"}}\n' + binary_message("Z", 3, (1, 2)) + b"\r\n"
    data += b"^A" + binary_message("I", 2, STILL)
    assert len(decoder.feed(data + binary_message("I", STEP_US, STILL))) == 2
    assert decoder.bad_frames == 0


@pytest.mark.parametrize("number", ["nan", "inf", "3000", "-30.:000", "1e3", "1,2"])
def test_numbers_that_cannot_be_are_damage(number: str) -> None:
    """No number, beyond the sensor's range, or as a fault of the manufacturer's encoder prints it."""
    decoder = Ximu3Decoder()
    decoder.feed(text_message("I", 1, STILL))
    assert decoder.feed(f"I,20000,{number},0.0000,0.0000,0.0000,0.0000,1.0000\n".encode()) == []
    assert decoder.bad_frames == 1
    (reading,) = decoder.feed(text_message("I", 40000, STILL))
    assert reading.missed == 1


@pytest.mark.parametrize("how", ["corrupt", "lose", "insert"])
@pytest.mark.parametrize("text", [False, True])
def test_damage_costs_at_most_the_messages_beside_it(text: bool, how: str) -> None:
    """With a byte damaged in every hundred, every message that is whole, and whose neighbours are, is read."""
    chance = random.Random(f"{text} {how}")
    message = text_message if text else binary_message
    sent = [message("I", 1_000_000 + k * STEP_US, [chance.uniform(-9, 9) for _ in range(6)]) for k in range(1500)]
    clean = b"".join(sent)
    hit = set(range(chance.randrange(100), len(clean), 100))
    damaged, untouched, at = bytearray(), [], 0
    for each in sent:
        places = [place for place in hit if at - 1 <= place <= at + len(each)]
        untouched += [] if places else [each]
        for k, byte in enumerate(each, at):
            if k not in hit:
                damaged.append(byte)
            elif how == "corrupt":
                damaged.append(byte ^ chance.randrange(1, 256))
            elif how == "insert":
                damaged += bytes((chance.randrange(256), byte))
        at += len(each)
    found = {(reading.rate_rad_s, reading.acceleration_m_s2) for reading in fed(bytes(damaged))}
    whole = fed(b"".join(untouched))
    assert len(whole) > 400
    assert all((reading.rate_rad_s, reading.acceleration_m_s2) in found for reading in whole)


def test_what_never_ends_is_not_kept() -> None:
    """Bytes without a line feed are dropped, and the message after them is read."""
    decoder = Ximu3Decoder()
    decoder.feed(bytes(100_000))
    assert decoder.waiting_bytes <= MESSAGE_MAX_BYTES
    decoder.feed(b"\n")
    assert len(decoder.feed(binary_message("I", 1, STILL))) == 1


def test_it_is_recognised_by_listening() -> None:
    """In bytes and as text, from the middle of a message on; lines of numbers alone are not taken for it."""
    for message in (binary_message, text_message):
        data = b"".join(message(kind, k, STILL if kind == "I" else TURN) for k in range(4) for kind in "IQ")
        assert identify(data[5:]) == "ximu3"
    assert identify(b"T,1,25\nI,2,1,2,3,4,5,6\n" * 20) is None


part = st.floats(-15, 15, width=32)


@given(st.tuples(part, part, part), st.tuples(part, part, part), st.integers(0, 10**12))
def test_encoded_samples_decode_to_themselves(
    rate: tuple[float, float, float], acceleration: tuple[float, float, float], time_us: int
) -> None:
    """Also where values hold the bytes that end or escape a message."""
    (reading,) = fed(encode(Reading(rate, acceleration, device_s=time_us * 1e-6)))
    assert reading.rate_rad_s == pytest.approx(rate, abs=1e-5)
    assert reading.acceleration_m_s2 == pytest.approx(acceleration, abs=1e-5)
    assert reading.device_s == pytest.approx(time_us * 1e-6, abs=1e-6)


def library_reads(data: bytes, file: Path) -> list[tuple[int, tuple[float, ...]]]:
    """Times and numbers of the inertial messages that the manufacturer's library finds in a file of its data logger."""
    file.write_bytes(data)
    heard: list[tuple[int, tuple[float, ...]]] = []
    ended = threading.Event()
    connection = ximu3.Connection(ximu3.FileConnectionConfig(str(file)))
    connection.add_inertial_callback(lambda said: heard.append((said.timestamp, _numbers(said))))
    connection.add_status_callback(lambda now: ended.set() if now == ximu3.CONNECTION_STATUS_DISCONNECTED else None)
    connection.open()
    assert ended.wait(10)
    connection.close()
    return heard


def _numbers(said: ximu3.InertialMessage) -> tuple[float, ...]:
    rate = (said.gyroscope_x, said.gyroscope_y, said.gyroscope_z)
    return (*rate, said.accelerometer_x, said.accelerometer_y, said.accelerometer_z)


@pytest.mark.parametrize("text", [False, True])
def test_damaged_streams_read_as_the_manufacturers_library_reads_them(text: bool, tmp_path: Path) -> None:
    """The same messages are found, except those that no sensor can have sent."""
    chance = random.Random(f"library {text}")
    message = text_message if text else binary_message
    data = bytearray()
    for k in range(2000):
        data += message("I", 1_000_000 + k * STEP_US, [chance.uniform(-9, 9) for _ in range(6)])
    for place in sorted(chance.sample(range(len(data)), len(data) // 100), reverse=True):
        how = chance.randrange(3)
        data[place : place + (how < 2)] = () if how == 0 else bytes((chance.randrange(256),))
    ours = [round((reading.device_s or 0) * 1e6) for reading in fed(bytes(data))]
    theirs = library_reads(bytes(data), tmp_path / "logged.ximu3")
    possible = [
        time_us
        for time_us, numbers in theirs
        if all(abs(n) <= limit for n, limit in zip(numbers, (2500,) * 3 + (20,) * 3, strict=True)) and time_us < 2**48
    ]
    assert 900 < len(ours) < 2000
    assert among(ours, possible)
    # As text the library takes numbers too that are not printed as the device prints them: those are damage here.
    assert text or ours == possible


def among(some: list[int], all_: list[int]) -> bool:
    """Whether all of some are among the others, in the same order."""
    rest = iter(all_)
    return all(each in rest for each in some)
