"""The simulated body's samples are those of rigid segments under gravity, worn as the convention says."""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from vqf import VQF

from input_devices import SITES, InputReport, Quaternion, Sample, Source, SourceState, Vector
from input_devices.protocols.turns import multiply
from input_devices.simulated import Body, BodyParams, SimulatedSource, Tremor
from input_devices.skeleton import JOINTS, POSTURES, Skeleton, back, rotated, turn

UP: Vector = (0.0, 0.0, 1.0)
ARROW: Vector = (0.0, 1.0, 0.0)
FACE: Vector = (0.0, 0.0, 1.0)
AHEAD: Vector = (1.0, 0.0, 0.0)
"""The person faces earth x."""
RIGHT: Vector = (0.0, -1.0, 0.0)
DOWN: Vector = (0.0, 0.0, -1.0)
BEHIND: Vector = (-1.0, 0.0, 0.0)
LEFT: Vector = (0.0, 1.0, 0.0)
LIMBS = ("upper_arm", "forearm", "hand", "thigh", "shank", "foot")


def rest(site: str, posture: str = "standing", **start_deg: float) -> Body:
    """A body at rest that has given its first reading."""
    body = Body(BodyParams(), posture, (site,), start_deg=start_deg)
    body.advance(1.0)
    return body


def pointing(body: Body, axis: Vector) -> Vector:
    """Where one of the only sensor's axes points, in the earth's axes."""
    (orientation,) = body.orientations().values()
    return rotated(orientation, axis)


def eased(body: Body, goal_deg: Mapping[str, float], duration_s: float, rest_s: float = 1.0) -> list[Sample]:
    """The samples of a smooth movement to a goal from zero, and of rest before and after."""
    heard = body.advance(rest_s)
    ticks = round(duration_s * 60.0)
    for tick in range(1, ticks + 1):
        share = tick / ticks
        smooth = share**3 * (10.0 - 15.0 * share + 6.0 * share**2)
        body.move({joint: smooth * angle for joint, angle in goal_deg.items()})
        heard += body.advance(1.0 / 60.0)
    return heard + body.advance(rest_s)


def rates(samples: list[Sample]) -> NDArray[np.float64]:
    return np.array([sample.rate_rad_s for sample in samples])


def accelerations(samples: list[Sample]) -> NDArray[np.float64]:
    return np.array([sample.acceleration_m_s2 for sample in samples])


@pytest.mark.parametrize("posture", POSTURES)
@pytest.mark.parametrize("site", SITES)
def test_at_rest_every_sensor_reads_gravity_upward_and_no_rate(site: str, posture: str) -> None:
    body = Body(BodyParams(), posture, (site,))
    samples = body.advance(0.5)
    expected = np.array(rotated(back(body.orientations()[site]), (0.0, 0.0, 9.81)))
    np.testing.assert_allclose(accelerations(samples), np.tile(expected, (60, 1)), atol=1e-9)
    assert np.abs(rates(samples)).max() < 1e-12


@pytest.mark.parametrize(
    ("site", "arrow", "face"),
    [
        ("head", UP, AHEAD),
        ("sternum", UP, AHEAD),
        ("pelvis", UP, BEHIND),
        *((f"right_{limb}", DOWN, RIGHT) for limb in LIMBS[:5]),
        *((f"left_{limb}", DOWN, LEFT) for limb in LIMBS[:5]),
        ("right_foot", AHEAD, UP),
        ("left_foot", AHEAD, UP),
    ],
)
def test_sensors_are_worn_by_the_convention(site: str, arrow: Vector, face: Vector) -> None:
    """Standing: the arrow towards hand, foot or head, the face away from the body."""
    body = rest(site)
    assert pointing(body, ARROW) == pytest.approx(arrow, abs=1e-12)
    assert pointing(body, FACE) == pytest.approx(face, abs=1e-12)


@pytest.mark.parametrize(
    ("site", "posture", "joints", "arrow", "face"),
    [
        ("right_upper_arm", "seated", {"right_shoulder_flexion": 90.0}, AHEAD, RIGHT),
        ("left_upper_arm", "seated", {"left_shoulder_flexion": 90.0}, AHEAD, LEFT),
        ("right_upper_arm", "seated", {"right_shoulder_abduction": 90.0}, RIGHT, UP),
        ("left_upper_arm", "seated", {"left_shoulder_abduction": 90.0}, LEFT, UP),
        ("right_upper_arm", "seated", {"right_shoulder_flexion": 180.0}, UP, RIGHT),
        ("right_upper_arm", "seated", {"right_shoulder_rotation": 90.0}, DOWN, AHEAD),
        ("right_forearm", "seated", {"right_elbow_flexion": 90.0, "right_shoulder_rotation": 90.0}, LEFT, AHEAD),
        ("left_forearm", "seated", {"left_elbow_flexion": 90.0, "left_shoulder_rotation": 90.0}, RIGHT, AHEAD),
        ("right_forearm", "seated", {"right_elbow_flexion": 90.0}, AHEAD, RIGHT),
        ("right_forearm", "seated", {"right_elbow_flexion": 90.0, "right_forearm_rotation": 90.0}, AHEAD, UP),
        ("left_forearm", "seated", {"left_elbow_flexion": 90.0, "left_forearm_rotation": 90.0}, AHEAD, UP),
        ("right_thigh", "seated", {}, AHEAD, RIGHT),
        ("right_shank", "seated", {}, DOWN, RIGHT),
        ("right_shank", "seated", {"right_knee_extension": 90.0}, AHEAD, RIGHT),
        ("right_thigh", "standing", {"right_hip_flexion": 90.0}, AHEAD, RIGHT),
        ("sternum", "seated", {"trunk_forward": 90.0}, AHEAD, DOWN),
        ("sternum", "seated", {"trunk_right": 90.0}, RIGHT, AHEAD),
        ("right_forearm", "seated", {"trunk_forward": 90.0}, BEHIND, RIGHT),
        ("right_upper_arm", "seated", {"right_shoulder_flexion": -90.0}, BEHIND, RIGHT),
        ("right_hand", "standing", {"right_wrist_flexion": 90.0}, LEFT, DOWN),
        ("left_hand", "standing", {"left_wrist_flexion": 90.0}, RIGHT, DOWN),
        ("right_hand", "standing", {"right_wrist_deviation": 90.0}, AHEAD, RIGHT),
        ("left_hand", "standing", {"left_wrist_deviation": 90.0}, AHEAD, LEFT),
        ("head", "seated", {"neck_flexion": 90.0}, AHEAD, DOWN),
        ("head", "seated", {"neck_lateral": 90.0}, RIGHT, AHEAD),
        ("head", "seated", {"neck_rotation": 90.0}, UP, RIGHT),
        ("head", "seated", {"trunk_rotation": 90.0}, UP, RIGHT),
        ("sternum", "seated", {"trunk_rotation": 90.0}, UP, RIGHT),
        ("pelvis", "seated", {"trunk_rotation": 90.0}, UP, BEHIND),
        ("pelvis", "seated", {"trunk_forward": 90.0}, AHEAD, UP),
        ("right_thigh", "standing", {"right_hip_flexion": -90.0}, BEHIND, RIGHT),
        ("right_thigh", "standing", {"right_hip_abduction": 90.0}, RIGHT, UP),
        ("left_thigh", "standing", {"left_hip_abduction": 90.0}, LEFT, UP),
        ("right_foot", "seated", {"right_ankle_dorsiflexion": 90.0}, UP, BEHIND),
        ("right_thigh", "standing", {"lowering": 90.0}, AHEAD, RIGHT),
        ("right_shank", "standing", {"lowering": 90.0}, DOWN, RIGHT),
        ("right_thigh", "seated", {"lowering": -90.0}, DOWN, RIGHT),
        ("sternum", "standing", {"sway_forward": 90.0}, AHEAD, DOWN),
        ("pelvis", "standing", {"sway_right": 90.0}, RIGHT, BEHIND),
        ("right_foot", "standing", {"sway_forward": 60.0}, AHEAD, UP),
        ("left_foot", "standing", {"sway_right": 60.0}, AHEAD, UP),
        ("sternum", "lying", {}, BEHIND, UP),
        ("right_foot", "lying", {}, UP, BEHIND),
    ],
)
def test_joints_turn_segments_the_clinical_way(
    site: str, posture: str, joints: dict[str, float], arrow: Vector, face: Vector
) -> None:
    """Raised to the front or the side, internally rotated, palm down, knee straight, leaning; feet stay flat."""
    body = rest(site, posture, **joints)
    assert pointing(body, ARROW) == pytest.approx(arrow, abs=1e-9)
    assert pointing(body, FACE) == pytest.approx(face, abs=1e-9)


def test_a_slow_bend_of_the_elbow_turns_gravity_by_ninety_degrees() -> None:
    samples = eased(Body(BodyParams(), "seated", ("right_forearm",)), {"right_elbow_flexion": 90.0}, 4.0)
    first, last = accelerations(samples)[[0, -1]] / 9.81
    assert math.degrees(math.acos(float(first @ last))) == pytest.approx(90.0, abs=0.1)
    assert np.linalg.norm(rates(samples), axis=1).sum() / 120.0 == pytest.approx(math.radians(90.0), abs=1e-3)


SWAPPED = {"right": "left", "left": "right"}
TO_A_SIDE = ("trunk_right", "trunk_rotation", "neck_lateral", "neck_rotation", "sway_right", "heading")
"""Joints of the whole body that a mirror turns round."""
POSES = st.fixed_dictionaries({joint: st.floats(-60.0, 60.0) for joint in JOINTS})


@settings(max_examples=15)
@given(POSES, st.sampled_from(SITES))
def test_the_gyroscope_integrates_to_the_change_of_orientation(goal_deg: dict[str, float], site: str) -> None:
    """Sample by sample, exactly, whatever moves."""
    body = Body(BodyParams(), "seated", (site,))
    orientation = body.orientations()[site]
    for sample in eased(body, goal_deg, 0.5, rest_s=0.2):
        assert sample.rate_rad_s is not None
        x, y, z = (math.degrees(rate) / 120.0 for rate in sample.rate_rad_s)
        orientation = multiply(orientation, turn(x, y, z))
    assert abs(np.dot(orientation, body.orientations()[site])) == pytest.approx(1.0, abs=1e-9)


@settings(max_examples=15)
@given(POSES, st.sampled_from(LIMBS))
def test_the_left_side_is_the_mirror_image_of_the_right(goal_deg: dict[str, float], limb: str) -> None:
    """Segment axes: acceleration (x, y, −z), rate (−x, −y, z); in the sensors' axes, worn face outward or up."""
    mirrored = {}
    for joint, goal in goal_deg.items():
        side, _, rest = joint.partition("_")
        name = f"{SWAPPED[side]}_{rest}" if side in SWAPPED else joint
        mirrored[name] = -goal if joint in TO_A_SIDE else goal
    right = eased(Body(BodyParams(), "seated", (f"right_{limb}",)), goal_deg, 0.5, rest_s=0.2)
    left = eased(Body(BodyParams(), "seated", (f"left_{limb}",)), mirrored, 0.5, rest_s=0.2)
    np.testing.assert_allclose(accelerations(left), accelerations(right) * [-1.0, 1.0, 1.0], atol=1e-8)
    np.testing.assert_allclose(rates(left), rates(right) * [1.0, -1.0, -1.0], atol=1e-9)


def test_the_acceleration_is_that_of_the_sensors_own_path() -> None:
    """Steady turning of a straight arm in the shoulder: gravity, and the pull towards the shoulder (ω²r)."""
    params = BodyParams(height_m=1.0)
    body = Body(params, "standing", ("right_forearm",))
    samples = []
    for tick in range(120):
        body.move({"right_shoulder_flexion": 1.5 * tick})
        samples += body.advance(1.0 / 60.0)
    middle = samples[120]
    omega, radius = math.radians(90.0), math.hypot(0.186 + 0.125, 0.02)
    assert middle.acceleration_m_s2 is not None
    assert middle.rate_rad_s is not None
    assert np.linalg.norm(middle.rate_rad_s) == pytest.approx(omega, rel=1e-2)
    extra = np.array(middle.acceleration_m_s2) - upward(samples, 120)
    assert extra[1] == pytest.approx(-(omega**2) * (0.186 + 0.125), rel=0.03)
    assert np.linalg.norm(extra) < 1.1 * omega**2 * radius


@pytest.mark.parametrize("side", ["left", "right"])
@pytest.mark.parametrize("joints", [{"lowering": 70.0}, {"sway_forward": 8.0}, {"sway_right": -8.0}], ids=str)
def test_the_feet_stay_where_they_are_while_the_body_moves_above_them(joints: dict[str, float], side: str) -> None:
    """In a squat and in swaying; the hips travel."""
    skeleton = Skeleton((f"{side}_foot", "pelvis"), "standing", 1.7, {})
    (_, before), (_, hips_before) = skeleton.sensors(dict.fromkeys(JOINTS, 0.0))
    (_, after), (_, hips_after) = skeleton.sensors({**dict.fromkeys(JOINTS, 0.0), **joints})
    assert math.dist(after, before) < 0.03, "leaning aside in one piece takes some weight off a foot"
    assert math.dist(hips_after, hips_before) > 0.08


def upward(samples: list[Sample], at: int) -> NDArray[np.float64]:
    """Gravity in the sensor's axes, from integrating the rates; the arm hung at first."""
    orientation: Quaternion = (1.0, 0.0, 0.0, 0.0)
    for sample in samples[: at + 1]:
        assert sample.rate_rad_s is not None
        x, y, z = (math.degrees(rate) / 120.0 for rate in sample.rate_rad_s)
        orientation = multiply(orientation, turn(x, y, z))
    return np.array(rotated(back(orientation), (0.0, -9.81, 0.0)))


def test_velocity_has_no_jumps_even_when_the_asked_angle_has() -> None:
    """A joint told to be elsewhere follows without overshoot, and what the sensor feels stays finite and settles."""
    body = Body(BodyParams(), "seated", ("right_forearm",))
    body.move({"right_elbow_flexion": 30.0})
    samples = body.advance(2.0)
    speed = np.degrees(rates(samples)[:, 2])
    assert speed.min() > -1e-9
    assert np.abs(np.diff(speed)).max() < 30.0 * (2.0 * math.pi * 5.0) ** 2 / 120.0
    assert np.linalg.norm(accelerations(samples), axis=1).max() < 200.0
    assert np.linalg.norm(accelerations(samples)[-1]) == pytest.approx(9.81)
    assert speed.sum() / 120.0 == pytest.approx(30.0, abs=0.01)


def test_fusion_of_noisy_samples_recovers_the_inclination() -> None:
    """Twenty seconds of raising the arm, with noise and a gyroscope bias: within 1.5 degrees RMS."""
    params = BodyParams(gyro_noise_deg_s=0.3, acceleration_noise_m_s2=0.05, gyro_bias_deg_s=(0.3, -0.2, 0.25))
    body = Body(params, "seated", ("right_forearm",), seed=3)
    fusion, errors_deg = VQF(1.0 / 120.0), []
    body_samples = body.advance(3.0)
    for tick in range(1200):
        body.move({"right_shoulder_abduction": 45.0 * (1.0 - math.cos(2.0 * math.pi * tick / 240.0))})
        truth = body.orientations()["right_forearm"]
        for sample in body_samples:
            fusion.update(np.array(sample.rate_rad_s), np.array(sample.acceleration_m_s2))
        w, x, y, z = (float(part) for part in fusion.getQuat6D())
        seen, true = rotated((w, -x, -y, -z), UP), rotated(back(truth), UP)
        errors_deg.append(math.degrees(math.acos(min(1.0, sum(a * b for a, b in zip(seen, true, strict=True))))))
        body_samples = body.advance(1.0 / 60.0)
    assert math.sqrt(np.mean(np.square(errors_deg))) < 1.5


def test_a_sensor_strapped_on_otherwise_reads_the_same_in_its_own_axes() -> None:
    upside_down: Quaternion = (0.0, 0.0, 0.0, 1.0)
    goal = {"right_elbow_flexion": 90.0}
    plain = eased(Body(BodyParams(), "seated", ("right_forearm",)), goal, 1.0)
    params = BodyParams(mountings={"right_forearm": upside_down})
    turned = eased(Body(params, "seated", ("right_forearm",)), goal, 1.0)
    np.testing.assert_allclose(accelerations(turned), accelerations(plain) * [-1.0, -1.0, 1.0], atol=1e-9)
    np.testing.assert_allclose(rates(turned), rates(plain) * [-1.0, -1.0, 1.0], atol=1e-9)


MESSY = BodyParams(
    gyro_noise_deg_s=0.5,
    acceleration_noise_m_s2=0.1,
    gyro_bias_deg_s=(1.0, 2.0, 3.0),
    tremors={"right_elbow_flexion": Tremor(2.0, 5.0)},
    dropouts_per_min=20.0,
)


def messy(seed: int, *sites: str) -> list[Sample]:
    return eased(Body(MESSY, "seated", sites, seed=seed), {"right_elbow_flexion": 90.0}, 4.0)


def test_the_same_seed_gives_the_same_samples_and_another_seed_others() -> None:
    assert messy(1, "right_forearm") == messy(1, "right_forearm")
    assert messy(1, "right_forearm") != messy(2, "right_forearm")


def test_a_second_sensor_does_not_change_what_the_first_one_reads() -> None:
    both = [sample for sample in messy(1, "sternum", "right_forearm") if sample.site == "right_forearm"]
    assert both == messy(1, "right_forearm")


@given(st.lists(st.integers(1, 10), min_size=1, max_size=20))
def test_how_time_is_cut_does_not_change_the_samples(ticks: list[int]) -> None:
    whole, cut = (Body(MESSY, "seated", ("right_forearm",), seed=5) for _ in range(2))
    pieces = [sample for count in ticks for sample in cut.advance(count / 60.0)]
    assert pieces == whole.advance(sum(ticks) / 60.0)


def test_noise_and_bias_have_the_size_that_was_asked_for() -> None:
    params = BodyParams(gyro_noise_deg_s=0.5, acceleration_noise_m_s2=0.1, gyro_bias_deg_s=(1.0, 2.0, 3.0))
    samples = Body(params, "seated", ("sternum",), seed=7).advance(30.0)
    gyro = np.degrees(rates(samples))
    assert gyro.mean(axis=0) == pytest.approx([1.0, 2.0, 3.0], abs=0.05)
    assert gyro.std(axis=0) == pytest.approx([0.5] * 3, rel=0.05)
    assert accelerations(samples).std(axis=0) == pytest.approx([0.1] * 3, rel=0.05)


def test_a_tremor_is_absent_at_rest_and_shakes_a_raised_limb_at_its_frequency() -> None:
    params = BodyParams(tremors={"right_elbow_flexion": Tremor(2.0, 5.0)})
    samples = eased(Body(params, "seated", ("right_forearm",)), {"right_elbow_flexion": 90.0}, 2.0, rest_s=2.0)
    speed = np.degrees(rates(samples)[:, 2])
    assert not speed[:120].any()
    raised = speed[-120:]
    assert np.abs(raised).max() == pytest.approx(2.0 * 2.0 * math.pi * 5.0, rel=0.05)
    assert int(np.argmax(np.abs(np.fft.rfft(raised)))) == 5


def test_a_tremor_goes_on_for_as_long_as_a_limb_is_raised() -> None:
    body = Body(BodyParams(tremors={"right_elbow_flexion": Tremor(2.0, 5.0)}), "seated", ("right_forearm",))
    body.move({"right_elbow_flexion": 90.0})
    assert np.abs(rates(body.advance(60.0))[-120:, 2]).max() > 1.0


def test_dropouts_come_as_often_and_last_as_long_as_asked_and_are_counted() -> None:
    params = BodyParams(dropouts_per_min=10.0, dropout_s=0.25)
    source = SimulatedSource(Body(params, "seated", ("sternum",), seed=11))
    samples = [sample for tick in range(60 * 600) for sample in source.poll(tick / 60.0)]
    t_s = np.array([sample.t_s for sample in samples])
    holes_s = np.diff(t_s)[np.diff(t_s) > 0.1]
    assert len(holes_s) == pytest.approx(100, abs=25)
    assert np.median(holes_s) == pytest.approx(0.25, abs=0.02)
    (report,) = source.reports()
    assert report == InputReport("sternum", "simulated", "simulated", 120.0, len(samples), 72_000 - len(samples))


@pytest.mark.parametrize("rate_hz", [50.0, 100.0, 120.0, 200.0])
def test_a_source_gives_one_ticks_samples_a_poll_at_a_steady_rate(rate_hz: float) -> None:
    source: Source = SimulatedSource(Body(BodyParams(rate_hz=rate_hz), "seated", ("sternum", "right_forearm")))
    assert (source.truth, source.stepped, source.state, source.notice) == ("simulated", True, SourceState.LIVE, None)
    assert source.sites == ("sternum", "right_forearm")
    samples = [sample for tick in range(600) for sample in source.poll(1e6 + tick)]
    for site in source.sites:
        times_s = [sample.t_s for sample in samples if sample.site == site]
        assert times_s == [(k + 1) / rate_hz for k in range(round(10.0 * rate_hz))]
    source.close()
    source.close()
    assert source.state is SourceState.ENDED
    assert list(source.poll(0.0)) == []


def test_a_joint_that_the_body_has_not_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(KeyError):
        Body(BodyParams(), "seated", ("sternum",)).move({"tail_flexion": 10.0})
