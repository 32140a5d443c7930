"""A level played by a tracker in the network: called, answered, played with, and counted."""

from __future__ import annotations

import math
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from game.app.headless import run_headless
from game.app.request import PlayRequest
from game.app.wiring import host
from game.motion.movements import MOVEMENTS as ROWS
from game.motion.tracker import BodyTracker
from input_devices import Body, BodyParams, Quaternion, Sample, Vector
from input_devices.protocols.slimevr import decode, encode_acceleration, encode_phone, encode_rotation, encode_spin
from input_devices.protocols.slimevr_tracker import Tracker
from tests.input_devices.fake_tracker import NAME, FakeTracker
from tests.reviewed import READY

pytestmark = pytest.mark.usefixtures("reviewed")

LEVEL = "shoulder_abduction_reach_1"
SITE = "right_upper_arm"
RATE_HZ = 100.0
STILL_S, MOVEMENT_S, MOVEMENTS, HEIGHT_DEG = 2.2, 2.0, 3, 60.0


def orientations() -> list[Quaternion]:
    """A body that waits and then raises its arm three times."""
    body = Body(BodyParams(rate_hz=RATE_HZ), "seated", [SITE])
    found = []
    for k in range(round((STILL_S + MOVEMENTS * MOVEMENT_S) * RATE_HZ)):
        raised = 0.5 - 0.5 * math.cos(2.0 * math.pi * max(0.0, k / RATE_HZ - STILL_S) / MOVEMENT_S)
        body.move({"right_shoulder_abduction": HEIGHT_DEG * raised})
        body.advance(1.0 / RATE_HZ)
        found.append(body.orientations()[SITE])
    return found


@pytest.fixture
def port() -> Iterator[int]:
    """Of a tracker that is worn by that body: it moves once somebody has answered the tracker."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as free:
        free.bind(("127.0.0.1", 0))
        number = int(free.getsockname()[1])
    over = threading.Event()

    def wear() -> None:
        with closing(FakeTracker(number)) as tracker:
            turns = orientations()
            due_s, at = time.perf_counter(), 0
            while at < len(turns) and not over.wait(max(0.0, due_s - time.perf_counter())):
                tracker.step(time.perf_counter(), turns[at])
                due_s += 1.0 / RATE_HZ
                at += tracker.server is not None

    worn = threading.Thread(target=wear)
    worn.start()
    yield number
    over.set()
    worn.join()


def test_a_tracker_is_played_with(port: int, home: Path) -> None:
    """Datagrams to summary: it is found, its movements are counted and measured, nothing is lost on the way."""
    wear = (f"{SITE}=slimevr:127.0.0.1:{port}?sensor={NAME}",)
    hosting = host(PlayRequest(LEVEL, wear=wear, repetitions=60, silence_end_s=1.0), str(home))
    summary = run_headless(hosting, READY, as_fast_as_it_computes=False)
    assert (summary["truth"], summary["ended"]) == ("sensor", "signal_lost")
    assert summary["repetitions"]["attempted"] == MOVEMENTS
    assert summary["measures"]["range_of_motion"]["value"] == pytest.approx(HEIGHT_DEG, abs=3.0)
    (heard,) = summary["inputs"]
    assert (heard["protocol"], heard["bad_frames"], heard["lost"]) == ("slimevr", 0, 0)
    assert heard["rate_hz"] == pytest.approx(RATE_HZ, rel=0.03)


def tracker_sends(turn: Quaternion, _rate: Vector, _up: Vector) -> list[bytes]:
    """How it is turned, and what is left of its acceleration without gravity."""
    return [encode_rotation(0, 0, turn), encode_acceleration(0, 0, (0.0, 0.0, 0.0))]


def android_sends(turn: Quaternion, rate: Vector, _up: Vector) -> list[bytes]:
    """Its gyroscope as well; of its acceleration the same."""
    return [encode_spin(0, rate), encode_phone(0, turn), encode_acceleration(0, 0, (0.0, 0.0, 0.0))]


def iphone_sends(turn: Quaternion, rate: Vector, up: Vector) -> list[bytes]:
    """Its acceleration counts in g, and is −1 g along up at rest (CoreMotion)."""
    x, y, z = up
    return [encode_phone(0, turn), encode_spin(0, rate), encode_acceleration(0, 0, (-x / 9.81, -y / 9.81, -z / 9.81))]


@pytest.mark.parametrize("sends", [tracker_sends, android_sends, iphone_sends])
def test_trackers_and_phones_measure_the_same_angle(sends: Callable[..., list[bytes]]) -> None:
    """What an arm does stands in the orientation alone, whatever else is sent: its angle is right within half a
    degree at every moment, and where a gyroscope comes along it is handed over in rad/s."""
    body = Body(BodyParams(rate_hz=RATE_HZ), "seated", [SITE])
    sender, tracker = Tracker(str), BodyTracker(ROWS["shoulder_abduction"], [SITE])
    number, worst_deg, highest_deg, rates = 0, 0.0, 0.0, 0
    hanging = body.orientations()[SITE]
    for k in range(round((STILL_S + MOVEMENT_S) * RATE_HZ)):
        raised = 0.5 - 0.5 * math.cos(2.0 * math.pi * max(0.0, k / RATE_HZ - STILL_S) / MOVEMENT_S)
        body.move({"right_shoulder_abduction": HEIGHT_DEG * raised})
        (true,) = body.advance(1.0 / RATE_HZ)
        assert true.rate_rad_s is not None and true.acceleration_m_s2 is not None
        samples = []
        for packet in sends(body.orientations()[SITE], true.rate_rad_s, true.acceleration_m_s2):
            found = decode(packet[:4] + number.to_bytes(8, "big") + packet[12:])
            number += 1
            assert found is not None
            for reading in sender.take(found):
                assert reading.acceleration_m_s2 is None
                rates += reading.rate_rad_s is not None
                samples.append(Sample(SITE, true.t_s, reading.rate_rad_s, None, reading.orientation))
        motion = tracker.update(k, samples)
        assert len(samples) == 1
        for point in motion.trace:
            along = abs(sum(a * b for a, b in zip(hanging, body.orientations()[SITE], strict=True)))
            true_deg = math.degrees(2.0 * math.acos(min(1.0, along)))
            worst_deg = max(worst_deg, abs(point.angle_deg - true_deg))
            highest_deg = max(highest_deg, point.angle_deg)
    assert worst_deg < 0.5 and highest_deg == pytest.approx(HEIGHT_DEG, abs=1.0)
    assert (rates > 0) is (sends is not tracker_sends)
