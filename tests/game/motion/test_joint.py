"""Two sensors at one joint, as a tracker has them: the convention of wearing, one bend, a calibration kept."""

from __future__ import annotations

import json
import math
from dataclasses import replace

import numpy as np
import pytest

from game.motion.axes import between_by_mount
from game.motion.calibration import AxisFrom, joint_from_row
from game.motion.doubt import Fault
from game.motion.movement import Movement
from game.motion.movements import MOVEMENTS
from game.motion.tracker import BodyTracker
from game.motion.wearing import WearingWatch
from input_devices import Quaternion, Sample, stored
from input_devices.protocols.turns import multiply
from input_devices.simulated import Body, BodyParams
from input_devices.skeleton import JOINTS, Skeleton, back, turn
from tests.game.motion.bodies import EXERCISES, knee

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


def test_a_calibration_is_kept_and_used_another_day() -> None:
    """It asks for no bend; the same straps in the same pose need none."""
    askew = {"right_shank": multiply(turn(0.0, 75.0, 0.0), turn(0.0, 0.0, 15.0))}
    first = BodyTracker(KNEE, ("right_shank", "right_thigh"), posture="seated")
    played(first, "right", askew)
    assert first.calibration is not None
    kept = joint_from_row(json.loads(json.dumps(first.calibration.as_row(), allow_nan=False)))
    assert kept.as_row() == first.calibration.as_row()
    assert (kept.movement, kept.side, kept.posture) == ("knee_extension", "right", "seated")
    later = BodyTracker(KNEE, ("right_shank", "right_thigh"), calibration=kept)
    assert not later.needs_bend
    assert rms(played(later, "right", askew)) < 2.0
    assert later.calibration == kept


def test_a_strap_that_slipped_asks_for_the_bend_again() -> None:
    """Gravity lies more than 10° off in the same pose: the reason says so, and one bend mends it."""
    sites = ("right_shank", "right_thigh")
    first = BodyTracker(KNEE, sites)
    played(first, "right", {})
    slipped = {"right_shank": turn(0.0, 0.0, 25.0)}
    later = BodyTracker(KNEE, sites, calibration=first.calibration)
    played(later, "right", slipped, ticks=STILL_TICKS)
    assert later.needs_bend and later.calibration is None
    assert "slipped" in (later.bend.refused or "")
    again = BodyTracker(KNEE, sites, calibration=first.calibration)
    assert rms(played(again, "right", slipped)) < 2.0
    assert not again.needs_bend and again.bend.refused is None


def test_a_calibration_of_another_joint_is_none() -> None:
    tracker = BodyTracker(KNEE, ("right_shank", "right_thigh"))
    played(tracker, "right", {})
    other = BodyTracker(
        MOVEMENTS["elbow_flexion"], ("right_forearm", "right_upper_arm"), calibration=tracker.calibration
    )
    assert other.needs_bend and other.calibration is None


@pytest.mark.parametrize("broken", [{}, {"format": 2}, {"format": 1, "sites": [{}]}])
def test_a_row_that_is_no_calibration_says_so(broken: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"calibrate again|newer"):
        joint_from_row(broken)


def test_a_pose_that_cannot_be_reached_counts_from_there() -> None:
    """Where nobody measured the joint in that pose, the words say from what angles count; where somebody did, it is
    added."""
    tracker = BodyTracker(KNEE, ("right_shank", "right_thigh"))
    played(tracker, "right", {})
    assert tracker.calibration is not None
    bent = replace(tracker.calibration, pose_offset_deg=12.0)
    later = BodyTracker(KNEE, ("right_shank", "right_thigh"), calibration=bent)
    assert rms([error - 12.0 for error in played(later, "right", {})]) < 2.0
    assert replace(bent, pose_offset_deg=math.nan).counted == "relative to calibration pose"


def test_a_bend_the_wrong_way_first_is_refused_once() -> None:
    """The way of wearing and the first movement say different things: the person is asked; who does it again is
    believed."""
    backwards = {"right_shank": turn(0.0, 180.0, 0.0), "right_thigh": turn(0.0, 180.0, 0.0)}
    tracker = BodyTracker(KNEE, ("right_shank", "right_thigh"))
    refused = set()
    body = Body(BodyParams(response_hz=100.0, mountings=backwards), "seated", ("right_shank", "right_thigh"))
    for tick in range(900):
        body.move({"right_knee_extension": knee_deg(tick)})
        tracker.update(tick, [stored(sample) for sample in body.advance(1.0 / 60.0)])
        refused.add(tracker.bend.refused)
    assert any(reason and "other way" in reason for reason in refused)
    assert not tracker.needs_bend


def test_a_turn_without_a_compass_is_told_for_twenty_seconds() -> None:
    """Then there is nothing, and the person is asked to face forward once more."""
    row = MOVEMENTS["neck_rotation"]
    tracker = BodyTracker(row, ("head",))
    body = Body(BodyParams(rate_hz=60.0), "seated", ("head",))
    said = []
    for tick in range(60 * 26):
        body.move({"neck_rotation": 30.0 if tick > 240 else 0.0})
        motion = tracker.update(tick, [stored(sample) for sample in body.advance(1.0 / 60.0)])
        said.append(motion.angle)
        if tick == 600:
            assert tracker.rezero_due is None
    assert said[600].value_deg == pytest.approx(30.0, abs=1.0)
    assert math.isnan(said[-1].value_deg) and tracker.rezero_due is not None
    assert tracker.rezero() and tracker.rezero_due is None


def test_an_angle_that_drifts_says_how_much_and_when_to_set_zero() -> None:
    """No hinge: the error grows by 3° a minute from zero on, which is due anew after one."""
    row = MOVEMENTS["neck_flexion"]
    tracker = BodyTracker(row, ("head", "sternum"))
    body = Body(BodyParams(rate_hz=60.0), "seated", ("head", "sternum"))
    for tick in range(60 * 70):
        motion = tracker.update(tick, [stored(sample) for sample in body.advance(1.0 / 60.0)])
        if tick == 60 * 30:
            assert tracker.rezero_due is None
    assert tracker.way is not None
    assert motion.angle.sem_deg == pytest.approx(math.hypot(tracker.way.sem_deg, 3.0 * 67.0 / 60.0), abs=0.3)
    assert tracker.rezero_due is not None and not tracker.needs_bend


@pytest.mark.parametrize(("gap_s", "angle_after"), [(0.2, True), (1.0, False)])
def test_a_short_gap_is_bridged_and_a_longer_one_begins_anew(gap_s: float, angle_after: bool) -> None:
    """A hinge finds its heading again by itself; what counts from a zero has lost it, and says so."""
    for name, sites in (("knee_extension", ("right_shank", "right_thigh")), ("neck_flexion", ("head", "sternum"))):
        tracker = BodyTracker(MOVEMENTS[name], sites)
        tracker.trust_mounting()
        body = Body(BodyParams(rate_hz=60.0, response_hz=100.0), "seated", sites)
        last: list[float] = []
        for tick in range(600):
            samples = [stored(sample) for sample in body.advance(1.0 / 60.0)]
            away = 300 <= tick < 300 + 60 * gap_s
            motion = tracker.update(tick, [sample for sample in samples if not away or sample.site != sites[1]])
            last = [point.angle_deg for point in motion.trace] or last
        hinge = name == "knee_extension"
        assert math.isnan(last[-1]) is not (angle_after or hinge)
        assert (tracker.rezero_due is None) is (angle_after or hinge)


def test_two_sensors_that_do_not_agree_which_way_a_joint_bends_are_noticed_in_play() -> None:
    """The thigh's sensor is on with its face inward, which gravity cannot see in this pose: legs that swing say it."""
    sites = ("right_shank", "right_thigh")
    found = {}
    for name, mounting in (("right", (1.0, 0.0, 0.0, 0.0)), ("inward", turn(0.0, 180.0, 0.0))):
        watch = WearingWatch(KNEE, sites, {}, "seated", attended=True)
        tracker = BodyTracker(KNEE, sites, wearing=watch)
        tracker.trust_mounting()
        params = BodyParams(response_hz=100.0, mountings={"right_thigh": mounting}, acceleration_noise_m_s2=0.05)
        body = Body(params, "seated", sites)
        doubts = []
        for tick in range(60 * 40):
            swing = max(0, tick - 200) / 60.0
            lift_deg = 25.0 * (1.0 - math.cos(2.0 * math.pi * swing / 1.7))
            bend_deg = 35.0 * (1.0 - math.cos(2.0 * math.pi * swing / 1.3))
            body.move({"right_knee_extension": bend_deg, "right_hip_flexion": lift_deg})
            tracker.update(tick, [stored(sample) for sample in body.advance(1.0 / 60.0)])
            doubts += watch.step(tick, expected=True, idle_s=math.inf, asked=True)
        found[name] = [doubt.fault for doubt in doubts]
    assert Fault.FLIPPED in found["inward"]
    assert Fault.FLIPPED not in found["right"]


def test_without_a_bend_the_movement_itself_tells_the_axes() -> None:
    """Both sensors are on 25° round the limb, and nobody asks: after ten seconds of any movement, at the next rest, the
    axes are the joint's own."""
    sites = ("right_shank", "right_thigh")
    tracker = BodyTracker(KNEE, sites)
    tracker.trust_mounting()
    askew = dict.fromkeys(sites, turn(0.0, 25.0, 0.0)) | {"right_thigh": turn(0.0, -25.0, 0.0)}
    body = Body(BodyParams(response_hz=100.0, mountings=askew, gyro_noise_deg_s=0.1), "seated", sites)
    errors_deg: dict[bool, list[float]] = {False: [], True: []}
    for tick in range(60 * 24):
        swing = max(0, tick - 200) / 60.0
        bend_deg = 35.0 * (1.0 - math.cos(2.0 * math.pi * swing / 2.0))
        body.move(
            {
                "right_knee_extension": bend_deg,
                "right_hip_flexion": 20.0 * (1.0 - math.cos(2.0 * math.pi * swing / 4.0)),
            }
        )
        motion = tracker.update(tick, [stored(sample) for sample in body.advance(1.0 / 60.0)])
        if tick > 260:
            errors_deg[tracker.calibration is not None].append(motion.trace[-1].angle_deg - bend_deg)
    assert tracker.calibration is not None
    assert {site.got for site in tracker.calibration.sites} == {AxisFrom.FIT}
    assert rms(errors_deg[True]) < 2.5 < rms(errors_deg[False])


@pytest.mark.parametrize("seed", [1, 2, 5])
def test_sensors_strapped_on_anyhow_are_measured_rightly_once_the_movement_has_told_their_axes(seed: int) -> None:
    """Squats in flesh, no bend of the knee alone: the bend is refused, the fit is taken at a rest, and no sign
    is wrong, since a knee hardly goes the other way."""
    body = knee(EXERCISES["squat"], np.random.default_rng(seed), end_s=60.0)
    sites = {"right_shank": body.distal, "right_thigh": body.proximal}
    tracker = BodyTracker(MOVEMENTS["knee_flexion"], tuple(sites), posture="standing")
    heard = sorted(
        (
            stored(Sample(site, t_s, (gx, gy, gz), (ax, ay, az)))
            for site, said in sites.items()
            for t_s, (gx, gy, gz), (ax, ay, az) in zip(
                said.t_s.tolist(), said.rate_rad_s.tolist(), said.acceleration_m_s2.tolist(), strict=True
            )
        ),
        key=lambda sample: sample.t_s,
    )
    errors, known_s = [], math.inf
    for tick in range(60 * 60):
        motion = tracker.update(tick, _until(heard, (tick + 1) / 60.0))
        if tracker.calibration is not None:
            known_s = min(known_s, tick / 60.0)
        errors += [
            point.angle_deg - float(body.truth_deg(np.array([point.t_s]))[0]) + float(body.angle_deg[0])
            for point in motion.trace
            if point.t_s > known_s + 1.0
        ]
    assert known_s < 45.0 and len(errors) > 1000
    kept = tracker.calibration
    assert kept is not None and {site.got for site in kept.sites} == {AxisFrom.FIT} and not kept.asked_for
    assert rms(errors) < 6.0


def _until(heard: list[Sample], t_s: float) -> list[Sample]:
    """What has come by then; it is heard no more."""
    count = next((place for place, sample in enumerate(heard) if sample.t_s > t_s), len(heard))
    now, heard[:count] = heard[:count], []
    return now
