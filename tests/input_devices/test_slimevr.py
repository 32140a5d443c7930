"""Trackers and phones in the network: vectors, greetings, heartbeats, a second sender, and play that goes on."""

from __future__ import annotations

import json
import math
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from input_devices import AddressError, Source, SourceState, open_address
from input_devices.protocols.slimevr import (
    HANDSHAKE_ANSWER,
    HEARTBEAT,
    Charged,
    Datagram,
    Greeted,
    Turned,
    decode,
    encode_handshake,
    encode_rotation,
)

VECTORS = json.loads((Path(__file__).parents[1] / "vectors" / "slimevr_udp.json").read_text(encoding="utf-8"))
MAC = bytes.fromhex("deadbeef0001")
NAME = "DE:AD:BE:EF:00:01"


@pytest.mark.parametrize("case", VECTORS["cases"], ids=lambda case: f"{case['packet_number']} {case['name']}")
def test_every_example_is_read(case: dict[str, object]) -> None:
    """What the protocol's own library wrote says what it was given; the linear acceleration is left out."""
    found = decode(bytes.fromhex(str(case["bytes_hex"])))
    expect = case["expect"]
    assert found is not None and isinstance(expect, dict)
    assert found.number == case["packet_number"]
    match expect["type"]:
        case 17:
            x, y, z, w = expect["quat_xyzw"]
            (turned,) = found.says
            assert isinstance(turned, Turned) and turned.sensor == expect["sensor"]
            assert turned.orientation == pytest.approx((w, x, y, z), abs=1e-6)
        case 12:
            (charged,) = found.says
            assert isinstance(charged, Charged) and charged.level == pytest.approx(expect["level"] / 100)
        case 3:
            assert found.says == (Greeted(expect["mac"]),)
        case _:
            assert found.says == ()


def test_the_answers_are_those_of_the_server() -> None:
    """A tracker checks them to the byte."""
    replies = VECTORS["server_replies"]
    assert replies["handshake_hex"] == HANDSHAKE_ANSWER.hex()
    assert replies["heartbeat_hex"] == HEARTBEAT.hex()


@pytest.mark.parametrize("compact", [False, True])
def test_bundles_hold_several(compact: bool) -> None:
    """Two sensors in one datagram, with the longer and the shorter framing; a bundle that is cut short ends there."""
    one, two = (encode_rotation(0, sensor, (1.0, 0.0, 0.0, 0.0)) for sensor in (0, 1))
    if compact:
        body = b"".join(bytes((1 + len(part) - 12, part[3])) + part[12:] for part in (one, two))
    else:
        body = b"".join((4 + len(part) - 12).to_bytes(2, "big") + part[:4] + part[12:] for part in (one, two))
    head = (101 if compact else 100).to_bytes(4, "big") + (9).to_bytes(8, "big")
    turned = tuple(Turned(sensor, (1.0, 0.0, 0.0, 0.0)) for sensor in (0, 1))
    assert decode(head + body) == Datagram(9, turned)
    assert decode(head + body[:-1]) == Datagram(9, turned[:1])


HEADS = [b"", *(bytes((0, 0, 0, kind)) + bytes(8) for kind in (1, 3, 12, 17, 100, 101))]


@given(st.binary(max_size=80), st.sampled_from(HEADS))
def test_any_bytes_are_read_or_passed_over(tail: bytes, head: bytes) -> None:
    """Nothing raises, and every turn that is read has length one."""
    found = decode(head + tail)
    for said in found.says if found is not None else ():
        if isinstance(said, Turned):
            assert math.hypot(*said.orientation) == pytest.approx(1.0)


class Tracker:
    """Behaves as the firmware does: sends once it has been answered, and stops without heartbeats."""

    def __init__(self, port: int, mac: bytes = MAC, host: str = "127.0.0.1") -> None:
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.socket.bind((host, 0))
        self.socket.setblocking(False)
        self.to = ("127.0.0.1", port)
        self.mac = mac
        self.answered = False
        self.beats = 0
        self.number = 0

    def step(self, turn_rad: float = 0.0) -> None:
        try:
            while True:
                said = self.socket.recv(100)
                self.answered = self.answered or said == HANDSHAKE_ANSWER
                self.beats += said == HEARTBEAT
        except BlockingIOError:
            pass
        self.number += 1
        if not self.answered:
            self.send(encode_handshake(self.number, self.mac))
        else:
            self.send(encode_rotation(self.number, 0, (math.cos(turn_rad), math.sin(turn_rad), 0.0, 0.0)))

    def send(self, datagram: bytes) -> None:
        self.socket.sendto(datagram, self.to)


@pytest.fixture
def port() -> int:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@pytest.fixture
def tracker(port: int) -> Iterator[Tracker]:
    made = Tracker(port)
    yield made
    made.socket.close()


@pytest.fixture
def source(port: int) -> Iterator[Source]:
    made = open_address(f"slimevr:127.0.0.1:{port}", "right_forearm")
    made.poll(99.0)
    yield made
    made.close()


def is_live(source: Source) -> bool:
    return source.state is SourceState.LIVE


def run(source: Source, trackers: list[Tracker], seconds: float, start_s: float) -> list[tuple[float, ...]]:
    turns: list[tuple[float, ...]] = []
    for k in range(round(seconds * 50)):
        for tracker in trackers:
            tracker.step(0.001 * k)
        turns += [sample.orientation for sample in source.poll(start_s + k / 50) if sample.orientation]
    return turns


def test_a_tracker_is_answered_heard_and_kept_alive(source: Source, tracker: Tracker) -> None:
    """The greeting is answered, then every turn arrives once, and a heartbeat goes out each second."""
    turns = run(source, [tracker], 5.0, 100.0)
    assert tracker.answered and 4 <= tracker.beats <= 6
    assert is_live(source) and source.notice is None
    assert len(turns) >= 5 * 50 - 30
    assert turns == sorted(turns, key=lambda turn: turn[1])
    (report,) = source.reports()
    assert (report.protocol, report.bad_frames) == ("slimevr", 0)
    assert report.rate_hz == pytest.approx(50, rel=0.02)


def test_a_second_sender_under_the_same_name_is_named_and_ignored(source: Source, tracker: Tracker, port: int) -> None:
    """Somebody else who claims the tracker's address is not heard, and the person reads who it is."""
    run(source, [tracker], 1.0, 100.0)
    other = Tracker(port, host="127.0.0.2")
    for _ in range(20):
        other.send(encode_handshake(1, MAC))
        other.send(encode_rotation(2, 0, (0.0, 0.0, 0.0, 1.0)))
    turns = run(source, [tracker], 1.0, 101.0)
    assert turns and all(abs(turn[3]) < 0.5 for turn in turns)
    assert is_live(source)
    assert source.notice is not None and "127.0.0.2" in source.notice and "not listened to" in source.notice
    other.socket.close()


def test_another_tracker_is_named_and_not_listened_to(source: Source, tracker: Tracker, port: int) -> None:
    """Where the address names no tracker, the first one that sends is kept."""
    run(source, [tracker], 1.0, 100.0)
    other = Tracker(port, bytes.fromhex("0102030405ff"))
    run(source, [tracker, other], 1.0, 101.0)
    assert source.notice is not None and "01:02:03:04:05:FF/0 sends as well and is not listened to" in source.notice
    assert f"is sensor={NAME}/0" in source.notice
    other.socket.close()


def test_late_and_doubled_datagrams_are_dropped(source: Source, tracker: Tracker) -> None:
    """Wi-Fi may deliver twice or out of order: each turn counts once."""
    run(source, [tracker], 1.0, 100.0)
    before = source.reports()[0].samples
    for number in (tracker.number, tracker.number - 1, tracker.number):
        tracker.send(encode_rotation(number, 0, (1.0, 0.0, 0.0, 0.0)))
    source.poll(101.1)
    assert source.reports()[0].samples == before
    assert source.reports()[0].bad_frames == 3


def test_silence_and_return(source: Source, tracker: Tracker) -> None:
    """A tracker that stops is quiet within a second; from another port of the same phone it is heard again."""
    run(source, [tracker], 1.0, 100.0)
    run(source, [], 1.0, 101.0)
    assert source.state is SourceState.QUIET
    tracker.socket.close()
    again = Tracker(tracker.to[1])
    assert run(source, [again], 2.0, 102.0)
    assert is_live(source)
    again.socket.close()
    tracker.socket = again.socket


def test_a_port_in_use_is_said_and_waited_for(source: Source, port: int, tracker: Tracker) -> None:
    """Two programs cannot both listen; the second says so and goes on by itself."""
    second = open_address(f"slimevr:127.0.0.1:{port}", "sternum")
    second.poll(100.0)
    assert second.state is SourceState.LOST
    assert second.notice is not None and "cannot be heard" in second.notice
    source.close()
    run(second, [tracker], 2.0, 101.0)
    assert is_live(second)
    second.close()


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("slimevr:0.0.0.0", "every network"),
        ("slimevr:phone", "names no network interface"),
        ("slimevr:127.0.0.1:x", "is no port"),
        ("slimevr:127.0.0.1?baud=9600", "unknown option baud"),
    ],
)
def test_a_wrong_address_is_explained(address: str, words: str) -> None:
    """Listening to a network is always to one that somebody has chosen."""
    with pytest.raises(AddressError, match=words):
        open_address(address, "sternum")
