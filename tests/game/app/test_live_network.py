"""A level played by a tracker in the network: called, answered, played with, and counted."""

from __future__ import annotations

import math
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from game.app.answers import DEFAULTS
from game.app.headless import run_headless
from game.app.request import PlayRequest
from game.app.wiring import host
from input_devices import Body, BodyParams, Quaternion
from tests.input_devices.fake_tracker import NAME, FakeTracker

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
    summary = run_headless(hosting, DEFAULTS, as_fast_as_it_computes=False)
    assert (summary["truth"], summary["ended"]) == ("sensor", "signal_lost")
    assert summary["repetitions"]["attempted"] == MOVEMENTS
    assert summary["measures"]["range_of_motion"]["value"] == pytest.approx(HEIGHT_DEG, abs=3.0)
    (heard,) = summary["inputs"]
    assert (heard["protocol"], heard["bad_frames"], heard["lost"]) == ("slimevr", 0, 0)
    assert heard["rate_hz"] == pytest.approx(RATE_HZ, rel=0.03)
