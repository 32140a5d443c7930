"""Two sensors at one joint, as a tracker has them: the convention of wearing, one bend, a calibration kept."""

from __future__ import annotations

import math

import pytest

from game.motion.axes import between_by_mount
from game.motion.movement import Movement
from game.motion.movements import MOVEMENTS
from game.motion.tracker import BodyTracker
from input_devices import Quaternion, stored
from input_devices.protocols.turns import multiply
from input_devices.simulated import Body, BodyParams
from input_devices.skeleton import JOINTS, Skeleton, back, turn

KNEE = MOVEMENTS["knee_extension"]
STILL_TICKS = 240
BEND_TICKS = 180


def knee_deg(tick: int) -> float:
    """Still, one slow stretch of the knee and back, a rest, then three more."""
    since = tick - STILL_TICKS
    if since < 0 or BEND_TICKS <= since < BEND_TICKS + 60:
        return 0.0
    return 35.0 * (1.0 - math.cos(2.0 * math.pi * since / BEND_TICKS))


def played(tracker: BodyTracker, side: str, mountings: dict[str, Quaternion], *, ticks: int = 900) -> list[float]:
    """Errors of the angle against the body's own knee, deg, once the bend is over; the thigh lifts meanwhile."""
    params = BodyParams(
        gyro_noise_deg_s=0.1,
        acceleration_noise_m_s2=0.03,
        gyro_bias_deg_s=(0.3, -0.2, 0.4),
        response_hz=100.0,
        mountings=mountings,
    )
    body = Body(params, "seated", (f"{side}_shank", f"{side}_thigh"))
    errors_deg = []
    for tick in range(ticks):
        lift_deg = 10.0 * (1.0 - math.cos(2.0 * math.pi * max(0, tick - 600) / 120.0))
        body.move({f"{side}_knee_extension": knee_deg(tick), f"{side}_hip_flexion": lift_deg})
        motion = tracker.update(tick, [stored(sample) for sample in body.advance(1.0 / 60.0)])
        if tick > STILL_TICKS + BEND_TICKS + 40 and motion.trace:
            errors_deg.append(motion.trace[-1].angle_deg - knee_deg(tick))
    return errors_deg


def rms(errors: list[float]) -> float:
    return math.sqrt(sum(error * error for error in errors) / len(errors))


@pytest.mark.parametrize("side", ["left", "right"])
@pytest.mark.parametrize("row", MOVEMENTS.values(), ids=lambda row: row.name)
def test_two_sensors_sit_on_one_another_as_bodies_wear_them(row: Movement, side: str) -> None:
    """In the neutral pose, by the convention: one convention, written down on either side of the front door."""
    for way in row.ways:
        sites = row.sites(way, side)
        if len(sites) < 2 or sites[0].endswith("thigh"):
            continue  # lying, a thigh and the pelvis may be bent on one another
        (distal, _), (proximal, _) = Skeleton(sites, "standing", 1.7, {}).sensors(
            dict.fromkeys(JOINTS, 0.0) | row.start(side)
        )
        told = multiply(back(proximal), distal)
        said = between_by_mount(row, sites[0], sites[1], side)
        assert abs(sum(a * b for a, b in zip(said, told, strict=True))) > 1.0 - 1e-9


@pytest.mark.parametrize("side", ["left", "right"])
def test_sensors_worn_by_the_convention_measure_a_knee(side: str) -> None:
    """Before any bend; the left knee is the right one's mirror image."""
    tracker = BodyTracker(KNEE, (f"{side}_shank", f"{side}_thigh"))
    tracker.trust_mounting()
    assert rms(played(tracker, side, {})) < 1.5
    assert not tracker.needs_bend and tracker.calibration is None


@pytest.mark.parametrize("side", ["left", "right"])
def test_one_bend_says_how_the_sensor_is_strapped_on(side: str) -> None:
    """Strapped on a quarter turn off about the arrow and askew: wrong by the convention, right after one bend."""
    askew = {f"{side}_shank": multiply(turn(0.0, 75.0, 0.0), turn(0.0, 0.0, 15.0))}
    by_convention = BodyTracker(KNEE, (f"{side}_shank", f"{side}_thigh"))
    by_convention.trust_mounting()
    assert rms(played(by_convention, side, askew)) > 10.0
    tracker = BodyTracker(KNEE, (f"{side}_shank", f"{side}_thigh"))
    assert tracker.needs_bend
    assert rms(played(tracker, side, askew)) < 2.0
    assert not tracker.needs_bend and tracker.calibration is not None
    assert tracker.bend.refused is None
