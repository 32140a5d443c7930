"""SlimeVR's datagrams: what each says, which way is up in them, what is answered, and what is missing between them."""

from __future__ import annotations

import math
import random
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from input_devices import Quaternion, Vector
from input_devices.protocols.reading import Reading
from input_devices.protocols.slimevr import (
    HANDSHAKE_ANSWER,
    HEARTBEAT,
    Accelerated,
    Asked,
    Charged,
    Datagram,
    Described,
    Greeted,
    Spun,
    Turned,
    answer,
    decode,
    encode_acceleration,
    encode_bundle,
    encode_handshake,
    encode_phone,
    encode_rotation,
)
from input_devices.protocols.slimevr_tracker import Tracker
from input_devices.protocols.turns import multiply
from tests.input_devices.protocols.vectors import vectors

VECTORS = vectors("slimevr_udp")
LEVEL: Quaternion = (1.0, 0.0, 0.0, 0.0)
turns = st.tuples(*(st.floats(-1, 1) for _ in range(4))).filter(lambda q: math.hypot(*q) > 0.1)


def unit(turn: tuple[float, ...]) -> Quaternion:
    w, x, y, z = (part / math.hypot(*turn) for part in turn)
    return (w, x, y, z)


def packet(kind: int, payload: bytes, number: int = 1) -> bytes:
    return struct.pack(">iq", kind, number) + payload


@pytest.mark.parametrize("case", VECTORS["cases"], ids=lambda case: f"{case['packet_number']} {case['name']}")
def test_every_example_is_read(case: dict[str, object]) -> None:
    """What the protocol's own library wrote says what it was given."""
    found = decode(bytes.fromhex(str(case["bytes_hex"])))
    expect = case["expect"]
    assert found is not None and isinstance(expect, dict)
    assert (found.number, found.unreadable) == (case["packet_number"], 0)
    match expect["type"]:
        case 17:
            x, y, z, w = expect["quat_xyzw"]
            (turned,) = found.says
            assert isinstance(turned, Turned) and turned.sensor == expect["sensor"]
            assert turned.orientation == pytest.approx((w, x, y, z), abs=1e-6)
        case 12:
            (charged,) = found.says
            assert isinstance(charged, Charged) and charged.level == pytest.approx(expect["level"] / 100)
        case 4:
            (accelerated,) = found.says
            assert isinstance(accelerated, Accelerated) and accelerated.sensor == expect["sensor"]
            assert accelerated.unknown_m_s2 == pytest.approx(expect["acc_xyz"])
        case 3:
            assert found.says == (Greeted(expect["mac"], expect["firmware"]),)
        case _:
            assert found.says == ()


def up_in_sensor(turn: Quaternion, up: Vector) -> Vector:
    """Where `up` of the world is in the sensor's axes."""
    w, x, y, z = turn
    back = multiply(multiply((w, -x, -y, -z), (0.0, *up)), turn)
    return (back[1], back[2], back[3])


@given(turns)
def test_up_is_z_as_in_the_firmware_and_as_the_server_turns_it(turn: tuple[float, ...]) -> None:
    """Where up is in the sensor, told three ways: by the orientation as handed over, by the formula with which the
    firmware takes gravity out of its accelerometer (SensorFusion::calcGravityVec), and by the server's world, whose y
    is up and which it reaches by −90° about x (TrackersUDPServer, AXES_OFFSET)."""
    found = decode(encode_rotation(1, 0, unit(turn)))
    assert found is not None
    (turned,) = found.says
    assert isinstance(turned, Turned)
    w, x, y, z = turned.orientation
    up = up_in_sensor(turned.orientation, (0.0, 0.0, 1.0))
    assert up == pytest.approx((2 * (x * z - w * y), 2 * (w * x + y * z), w * w - x * x - y * y + z * z), abs=1e-6)
    in_server = multiply((math.sqrt(0.5), -math.sqrt(0.5), 0.0, 0.0), turned.orientation)
    assert up == pytest.approx(up_in_sensor(in_server, (0.0, 1.0, 0.0)), abs=1e-6)


def test_a_phone_held_upright_has_up_along_its_screen() -> None:
    """Android: x to the right of the screen, y up along it, z out of it; a quarter turn about x raises the phone."""
    found = decode(encode_phone(1, (math.sqrt(0.5), math.sqrt(0.5), 0.0, 0.0)))
    assert found is not None
    (turned,) = found.says
    assert isinstance(turned, Turned) and turned.old
    assert up_in_sensor(turned.orientation, (0.0, 0.0, 1.0)) == pytest.approx((0.0, 1.0, 0.0), abs=1e-6)


def test_the_answers_are_those_of_the_server() -> None:
    """A tracker checks them to the byte; what waits for nothing gets nothing."""
    replies = VECTORS["server_replies"]
    assert replies["handshake_hex"] == HANDSHAKE_ANSWER.hex()
    assert replies["heartbeat_hex"] == HEARTBEAT.hex()
    assert answer(Greeted("")) == HANDSHAKE_ANSWER
    assert answer(Described(2, 1)) == b"\0\0\0\x0f\x02\x01"
    assert answer(Asked()) == b"\0\0\0\x16" + bytes(8) + b"\x03"
    assert answer(Charged(0.5)) is None


def test_bundles_hold_several_and_are_read_as_far_as_they_go() -> None:
    """Two sensors in one datagram; what is cut short is counted, what came before it stands."""
    parts = [encode_rotation(0, sensor, LEVEL) for sensor in (0, 1)]
    bundle = encode_bundle(9, parts)
    both = (Turned(0, LEVEL), Turned(1, LEVEL))
    assert decode(bundle) == Datagram(9, both)
    assert decode(bundle[:-2]) == Datagram(9, both[:1], 1)
    unknown = struct.pack(">Hi", 6, 99) + b"\x01\x02"
    assert decode(encode_bundle(9, parts[:1]) + unknown + struct.pack(">H", 0)) == Datagram(9, both[:1])


def test_compact_bundles_hold_packed_turns() -> None:
    """One byte of length and one of type; a turn in sixteen bits a number, 2⁻¹⁵ each."""
    packed = struct.pack(">7h", 0, 0, 23170, 23170, 128, 0, 0)
    parts = [bytes((1 + 1 + len(packed), 23, 4)) + packed, b"\x02\x16\x01", b"\x03\x63\x00\x00", b"\x00"]
    found = decode(packet(101, b"".join(parts), 5))
    assert found is not None and (found.number, found.unreadable) == (5, 0)
    turned, asked = found.says
    assert isinstance(turned, Turned) and turned.sensor == 4 and isinstance(asked, Asked)
    assert turned.orientation == pytest.approx((math.sqrt(0.5), 0.0, 0.0, math.sqrt(0.5)), abs=1e-4)


@pytest.mark.parametrize(
    ("datagram", "says"),
    [
        (packet(16, struct.pack(">4f", 0, 0, 0, 1)), Turned(1, LEVEL, old=True)),
        (packet(2, struct.pack(">3f", 1, 2, 3)), Spun((1.0, 2.0, 3.0))),
        (packet(4, struct.pack(">3f", 1, 2, 3)), Accelerated(0, (1.0, 2.0, 3.0))),
        (packet(12, struct.pack(">f", 0.5)), Charged(0.5)),
        (packet(15, b"\x01\x01\x04"), Described(1, 1)),
        (packet(3, b""), Greeted("")),
        (encode_handshake(0, bytes(6)), Greeted("", "0.5.0")),
        (
            encode_handshake(0, bytes.fromhex("0045ab000001"), b"owoTrack8") + b"\xff",
            Greeted("00:45:AB:00:00:01", "owoTrack8"),
        ),
    ],
    ids=["second", "spin", "acceleration", "phone's battery", "sensor", "bare greeting", "no address", "phone"],
)
def test_other_packets_are_read(datagram: bytes, says: object) -> None:
    """The forms of phones and of older firmware."""
    found = decode(datagram)
    assert found is not None and found.says == (says,) and not found.unreadable


@pytest.mark.parametrize(
    "datagram",
    [
        packet(17, b"\x00\x02" + struct.pack(">4f", 0, 0, 0, 1) + b"\x00"),
        packet(1, b""),
        packet(0, b""),
        packet(13, b"\x00\x02"),
        packet(77, b"whatever this is"),
    ],
    ids=["correction", "heartbeat", "heartbeat back", "tap", "unknown"],
)
def test_what_is_not_used_is_passed_over(datagram: bytes) -> None:
    """A correction by the magnetometer is no orientation; kinds that nobody knows are no fault."""
    assert decode(datagram) == Datagram(1, ())


@pytest.mark.parametrize(
    "datagram",
    [
        packet(17, b"\x00\x01" + struct.pack(">4f", 0, 0, 0, 0.5)),
        packet(17, b"\x00\x01" + struct.pack(">4f", math.nan, 0, 0, 1)),
        packet(17, b"\x00\x01" + struct.pack(">3f", 0, 0, 0)),
        packet(1, b"\x00"),
        packet(4, struct.pack(">3f", math.inf, 0, 0)),
        packet(12, struct.pack(">2f", 3.7, 72.5)),
        packet(15, b"\x00"),
        packet(23, b"\x00\x00"),
    ],
)
def test_what_makes_no_sense_is_counted(datagram: bytes) -> None:
    """Too short, no turn at all, or no number."""
    assert decode(datagram) == Datagram(1, (), 1)


@pytest.mark.parametrize(
    "datagram", [b"", b"\0" * 11, b"GET / HTTP/1.1\r\n\r\n", packet(300, b""), packet(17, b"", -1)]
)
def test_what_is_none_of_this_protocol_is_told_apart(datagram: bytes) -> None:
    assert decode(datagram) is None


HEADS = [b"", *(bytes((0, 0, 0, kind)) + bytes(8) for kind in (1, 2, 3, 4, 12, 15, 16, 17, 22, 23, 100, 101))]


@given(st.lists(st.tuples(st.sampled_from(HEADS), st.binary(max_size=80)), max_size=6))
def test_any_bytes_are_read_or_passed_over(datagrams: list[tuple[bytes, bytes]]) -> None:
    """Nothing raises, and every reading is a turn of length one."""
    tracker = Tracker(str)
    for head, tail in datagrams:
        found = decode(head + tail)
        for reading in tracker.take(found) if found is not None else ():
            assert reading.orientation is not None
            assert math.hypot(*reading.orientation) == pytest.approx(1.0)
            assert reading.missed >= 0


def taken(tracker: Tracker, *datagrams: bytes) -> list[Reading]:
    readings = []
    for datagram in datagrams:
        found = decode(datagram)
        assert found is not None
        readings += tracker.take(found)
    return readings


def test_no_linear_acceleration_is_handed_over_as_a_reading_of_an_accelerometer() -> None:
    """It has no gravity in it, or nobody knows: a reading has an orientation and nothing else."""
    readings = taken(Tracker(str), encode_rotation(1, 0, LEVEL), encode_acceleration(2, 0, (0.5, -9.81, 0.25)))
    assert readings == [Reading(orientation=LEVEL, sensor="0")]


def test_a_tracker_that_does_not_turn_goes_on_being_read() -> None:
    """The firmware leaves a rotation out that has not changed; its acceleration says that the sensor is there."""
    tracker = Tracker(str)
    still = [encode_acceleration(number, 0, (0.0, 0.0, 0.0)) for number in range(2, 6)]
    assert len(taken(tracker, encode_rotation(1, 0, LEVEL), *still)) == 1 + 3
    assert len(taken(tracker, encode_acceleration(8, 0, (0.0, 0.0, 0.0)))) == 0  # a rotation may have been lost there


def test_a_phones_acceleration_repeats_nothing() -> None:
    """It comes at a pace of its own, and the phone sends every rotation."""
    still = [encode_acceleration(number, 0, (0.0, 0.0, 0.0)) for number in range(2, 6)]
    assert len(taken(Tracker(str), encode_phone(1, LEVEL), *still)) == 1


def test_a_phones_gyroscope_goes_with_its_rotation() -> None:
    """The latest one, as long as it is of the same moment."""
    tracker = Tracker(str)
    spin = packet(2, struct.pack(">3f", 1, 2, 3), 1)
    (first,) = taken(tracker, spin, encode_phone(2, LEVEL))
    assert first.rate_rad_s == (1.0, 2.0, 3.0)
    (later,) = taken(tracker, encode_phone(40, LEVEL))
    assert later.rate_rad_s is None


@pytest.mark.parametrize("phone", [False, True])
@pytest.mark.parametrize("share", [0.02, 0.2])
def test_missing_readings_are_counted_and_never_invented(phone: bool, share: float) -> None:
    """Numbers count every datagram. What was lost is told to within a tenth, and nothing is where nothing was lost."""
    chance = random.Random(7)
    stream: list[tuple[bool, bytes]] = []
    for k in range(3000):
        rotation = encode_phone(0, LEVEL) if phone else encode_rotation(0, 0, LEVEL)
        others = [packet(2, struct.pack(">3f", 0, 0, 0))] if phone else []
        others += [encode_acceleration(0, 0, (0.0, 0.0, 0.0))]
        stream += [(True, rotation), *((False, other) for other in others)]
        if k % 100 == 0:
            stream.append((False, packet(12, struct.pack(">2f", 3.7, 0.5))))
    numbered = [
        (is_rotation, datagram[:4] + number.to_bytes(8, "big") + datagram[12:])
        for number, (is_rotation, datagram) in enumerate(stream)
    ]
    assert all(reading.missed == 0 for reading in taken(Tracker(str), *(datagram for _, datagram in numbered)))
    kept = [(is_rotation, datagram) for is_rotation, datagram in numbered if chance.random() >= share]
    gone = 3000 - sum(is_rotation for is_rotation, _ in kept)
    readings = taken(Tracker(str), *(datagram for _, datagram in kept))
    assert len(readings) == 3000 - gone
    assert sum(reading.missed for reading in readings) == pytest.approx(gone, rel=0.1)


def test_late_and_doubled_datagrams_are_dropped_and_counted() -> None:
    tracker = Tracker(str)
    order = [1, 2, 4, 3, 4, 5]
    assert len(taken(tracker, *(encode_rotation(number, 0, LEVEL) for number in order))) == 4
    assert tracker.late == 2


@pytest.mark.parametrize(("before", "greets"), [(500, True), (5000, False), (500, False)])
def test_a_tracker_that_starts_anew_is_read_again(before: int, greets: bool) -> None:
    """Told by its greeting, by a number that falls far back, or by numbers that stay behind."""
    tracker = Tracker(str)
    taken(tracker, encode_rotation(before, 0, LEVEL))
    if greets:
        tracker.begin()
    readings = taken(tracker, *(encode_rotation(number, 0, LEVEL) for number in range(1, 60)))
    assert len(readings) >= 59 - 25
    assert not any(reading.missed for reading in readings)


def test_every_sensor_of_a_tracker_is_told_of_its_battery_once() -> None:
    """Volts and level come for the tracker; its sensors may be worn at different places."""
    tracker = Tracker(lambda sensor: f"A/{sensor}")
    battery = packet(12, struct.pack(">2f", 3.7, 0.5), 1)
    rotations = [encode_rotation(2 + number, number % 2, LEVEL) for number in range(4)]
    readings = taken(tracker, battery, *rotations)
    assert [(reading.sensor, reading.battery) for reading in readings] == [
        ("A/0", 0.5),
        ("A/1", 0.5),
        ("A/0", None),
        ("A/1", None),
    ]
