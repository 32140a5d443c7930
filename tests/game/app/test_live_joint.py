"""A joint played by two sensors on two real serial ports: bent once, measured between them, and kept for the person."""

from __future__ import annotations

import math
import threading
from contextlib import ExitStack, closing
from pathlib import Path

import pytest

from game.app.headless import run_headless
from game.app.request import PlayRequest
from game.app.wiring import host
from game.motion.calibration import AxisFrom
from game.people.joints import joints_of
from input_devices import Body, BodyParams
from input_devices.protocols.witmotion_packets import encode
from input_devices.skeleton import turn
from tests.benchmarks.feeding import Feeder
from tests.reviewed import READY

pytestmark = pytest.mark.usefixtures("reviewed")

SITES = ("right_forearm", "right_upper_arm")
RATE_HZ = 100.0
STILL_S, MOVEMENT_S, MOVEMENTS, BEND_DEG = 3.0, 2.4, 4, 60.0


def frames() -> dict[str, list[bytes]]:
    """A body that waits and then bends its elbow four times, as two WitMotion sensors tell it that were put on askew;
    the upper arm lifts a little along."""
    askew = {"right_forearm": turn(0.0, 50.0, 0.0), "right_upper_arm": turn(0.0, -20.0, 10.0)}
    body = Body(BodyParams(rate_hz=RATE_HZ, mountings=askew), "seated", SITES)
    found: dict[str, list[bytes]] = {site: [] for site in SITES}
    while len(found[SITES[0]]) < (STILL_S + MOVEMENTS * MOVEMENT_S + 1.0) * RATE_HZ:
        into_s = min(MOVEMENTS * MOVEMENT_S, max(0.0, len(found[SITES[0]]) / RATE_HZ - STILL_S))
        bent = 0.5 - 0.5 * math.cos(2.0 * math.pi * into_s / MOVEMENT_S)
        body.move({"right_elbow_flexion": BEND_DEG * bent, "right_shoulder_flexion": 10.0 * bent})
        for sample in body.advance(1.0 / RATE_HZ):
            assert sample.rate_rad_s is not None and sample.acceleration_m_s2 is not None
            found[sample.site].append(encode(rate_rad_s=sample.rate_rad_s, acceleration_m_s2=sample.acceleration_m_s2))
    return found


def test_an_elbow_is_measured_between_its_two_sensors_and_kept_for_the_person(home: Path) -> None:
    """Bytes to summary: no elevation of the forearm, which the upper arm adds to, but the joint's own angle."""
    with ExitStack() as stack:
        feeders = {site: stack.enter_context(closing(Feeder(rows, RATE_HZ))) for site, rows in frames().items()}
        wear = tuple(f"{site}=serial:{feeder.path}?protocol=witmotion" for site, feeder in feeders.items())
        request = PlayRequest("elbow_flexion_reach_1", wear=wear, person="P01", repetitions=60, silence_end_s=1.0)
        hosting = host(request, str(home))
        for feeder in feeders.values():
            starter = threading.Timer(0.3, feeder.start)
            starter.start()
            stack.callback(starter.join)
        summary = run_headless(hosting, READY, as_fast_as_it_computes=False)
        for feeder in feeders.values():
            feeder.join()
    assert (summary["truth"], summary["repetitions"]["attempted"]) == ("sensor", MOVEMENTS)
    assert summary["measures"]["range_of_motion"]["value"] == pytest.approx(BEND_DEG, abs=5.0)
    kept = joints_of(home, "P01")["right elbow_flexion"]
    assert kept.sites[0].site == SITES[0] and kept.sites[0].got is AxisFrom.BEND
    assert joints_of(home, "P02") == {}
