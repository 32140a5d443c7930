"""A sensor at rest, how it came there, and where it sits."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.motion.crossed import Crossed
from game.motion.doubt import SAID, Doubt, Fault
from game.motion.mounts import as_said, is_over, posed_alike, told_apart
from game.motion.movements import MOVEMENTS
from game.motion.rest import Rest
from game.motion.turning import Turning
from input_devices import SITES, Body, BodyParams, Vector
from input_devices.skeleton import back, rotated
from tests.game.build import FOREARM, HANGING, TRUNK, UPRIGHT, eased, turned

RATE_HZ = 100.0


def up_at(angle_deg: float) -> Vector:
    return rotated(back(turned((0.0, 0.0, 1.0), angle_deg)), HANGING)


@settings(max_examples=25)
@given(st.floats(6.0, 200.0), st.floats(20.0, 170.0))
def test_a_limb_on_its_way_does_not_rest_and_one_that_has_come_does(speed_deg_s: float, far_deg: float) -> None:
    rest, steps = Rest(), max(2, round(far_deg / speed_deg_s * RATE_HZ))
    for step in range(steps):
        rest.feed(step / RATE_HZ, up_at(far_deg * step / steps))
        assert rest.rested_s < 0.6
    rested_s = 0.0
    for step in range(steps, steps + 150):
        rest.feed(step / RATE_HZ, up_at(far_deg))
        rested_s = max(rested_s, rest.rested_s)  # what is smoothed may creep over the edge once more
    assert rested_s > 0.6
    assert math.hypot(*(a - b for a, b in zip(rest.up, up_at(far_deg), strict=True))) < 0.01


def test_a_hole_or_a_fall_is_no_rest() -> None:
    rest = Rest()
    for step in range(100):
        rest.feed(step / RATE_HZ, HANGING)
    rest.feed(3.0, HANGING)
    assert rest.rested_s == 0.0
    for step in range(1, 100):
        rest.feed(3.0 + step / RATE_HZ, (0.0, 0.0, 0.0))
    assert rest.rested_s < 1.0


@pytest.mark.parametrize("duration_s", [0.3, 0.6, 1.0])
@pytest.mark.parametrize("site", ["right_upper_arm", FOREARM, "right_shank", TRUNK])
def test_a_limb_carries_its_sensor_and_a_slip_does_not(site: str, duration_s: float) -> None:
    """The same turn in the same time, once by the joint, once in place."""
    joint = {TRUNK: "trunk_forward", FOREARM: "right_elbow_flexion", "right_shank": "right_knee_extension"}
    body = Body(BodyParams(rate_hz=RATE_HZ, response_hz=30.0), "seated", (site,))
    carried, slipped, steps = Turning(), Turning(), round(duration_s * RATE_HZ)
    angles = [0.0, *eased(0.0, 50.0, steps)]
    for step, (angle, last) in enumerate(zip(angles[1:], angles, strict=False), 1):
        body.move({joint.get(site, "right_shoulder_flexion"): angle})
        for one in body.advance(1.0 / RATE_HZ):
            assert one.rate_rad_s is not None and one.acceleration_m_s2 is not None
            if step == 1:
                carried.begin(one.t_s, 9.81)
                slipped.begin(one.t_s, 9.81)
            up = rotated(back(body.orientations()[site]), (0.0, 0.0, 1.0))
            carried.add(one.t_s, one.rate_rad_s, one.acceleration_m_s2, up)
            now = up_at(angle)
            x, y, z = now
            rate = (0.0, 0.0, math.radians((angle - last) * RATE_HZ))
            slipped.add(one.t_s, rate, (9.81 * x, 9.81 * y, 9.81 * z), now)
    assert not carried.in_place
    assert slipped.in_place or duration_s > 0.8


def test_turning_about_the_arrow_is_what_a_forearm_does() -> None:
    turning = Turning()
    turning.begin(0.0, 9.81)
    for step, rate in enumerate([*eased(0.0, 6.0, 20), *eased(6.0, 0.0, 20)]):
        turning.add(step / RATE_HZ, (0.0, rate, 0.0), (9.81, 0.0, 0.0), (1.0, 0.0, 0.0))
    assert not turning.in_place


def test_the_sensors_of_every_simulated_body_sit_as_is_said() -> None:
    """In the neutral pose of every movement, on either side."""
    for row in MOVEMENTS.values():
        for side in ("left", "right"):
            worn = (row.sites(row.simplest, side)[0], *SITES)
            body = Body(BodyParams(), "seated", SITES)
            body.advance(0.1)
            for site in posed_alike(row, worn, "seated"):
                up = rotated(back(body.orientations()[site]), (0.0, 0.0, 1.0))
                assert up == pytest.approx(as_said(worn)[site], abs=1e-6)


def test_mounts_tell_two_sensors_apart_or_say_nothing() -> None:
    mounts = {FOREARM: HANGING, TRUNK: UPRIGHT}
    assert told_apart(mounts, mounts, FOREARM, TRUNK) == 1
    assert told_apart({FOREARM: UPRIGHT, TRUNK: HANGING}, mounts, FOREARM, TRUNK) == -1
    assert told_apart({FOREARM: UPRIGHT, TRUNK: UPRIGHT}, mounts, FOREARM, TRUNK) == 0
    assert told_apart(mounts, {FOREARM: HANGING}, FOREARM, TRUNK) == 0
    assert told_apart(mounts, dict.fromkeys(mounts, HANGING), FOREARM, TRUNK) == 0
    assert is_over(UPRIGHT, HANGING) and not is_over((1.0, 0.0, 0.0), HANGING)


@settings(max_examples=20)
@given(st.floats(0.0, 0.99), st.booleans())
def test_an_arm_that_is_helped_by_the_trunk_is_not_taken_for_it(lean_share: float, crosswise: bool) -> None:
    """A lean of up to a third of what the arm goes; and afterwards nothing that the trunk does is."""
    pair = Crossed(crosswise=crosswise)
    for step, angle in enumerate(eased(0.0, 90.0, 120)):
        assert not pair.step(step / 60.0, angle, lean_share * angle / 3.0)
    assert pair.proven


def test_a_trunk_that_moves_for_a_still_arm_is_said_to_be_swapped() -> None:
    for crosswise, from_deg in ((True, 20.0), (False, 35.0)):
        said = [Crossed(crosswise=crosswise).step(0.0, 0.0, 60.0)]
        pair = Crossed(crosswise=crosswise)
        said += [pair.step(step / 60.0, 0.0, from_deg + 1.0) for step in range(30)]
        assert said[-1] and not said[0]
        other = Crossed(crosswise=crosswise)
        assert not any(other.step(step / 60.0, 0.0, from_deg - 1.0) for step in range(30))


@pytest.mark.parametrize("fault", Fault)
def test_every_fault_has_a_sentence_that_names_the_sensor_and_what_to_do(fault: Fault) -> None:
    sentence = Doubt(fault, FOREARM, TRUNK).sentence
    assert "right forearm" in sentence and "{" not in sentence and ". " not in sentence and not sentence.endswith(".")
    assert sentence[0].islower() and "; " in sentence
    assert all(part.endswith(".") for part in SAID[fault])
