"""Orientation says where up is, sample by sample, whatever the pace of the samples."""

from __future__ import annotations

import math

import numpy as np
import pytest

from game.motion.orientation import Orientation, VqfFusion
from game.motion.rotation import angle_between_rad, up_in_sensor
from input_devices import Sample, Vector
from tests.game.build import HANGING, reading, readings, turned
from tests.oracles import cases

CASE = cases("orientation_vqf")["arm_raise_60deg_with_gyro_bias"]
SITE = "right_forearm"
Z: Vector = (0.0, 0.0, 1.0)


def oracle_samples() -> list[Sample]:
    fed = CASE["input"]
    rows = zip(fed["gyr_rad_s"], fed["acc_m_s2"], strict=True)
    return [
        Sample(SITE, step / fed["fs"], (*rate,), (*acceleration,)) for step, (rate, acceleration) in enumerate(rows)
    ]


def heard(samples: list[Sample]) -> list[tuple[Sample, Vector]]:
    """Everything that one Orientation knows of the samples, fed one by one."""
    orientation = Orientation()
    return [pair for sample in samples for pair in orientation.feed(sample)]


def off_deg(up: Vector, truth: Vector) -> float:
    return math.degrees(angle_between_rad(up, truth))


def raised(angle_deg: float) -> Vector:
    """Where up is for a limb raised so far from hanging."""
    x, y, z = reading(SITE, 0.0, angle_deg, 0.0).acceleration_m_s2 or HANGING
    return (x, y, z)


def test_the_filter_is_vqf() -> None:
    """Streamed, it gives the quaternions of VQF's own package."""
    fusion = VqfFusion(1.0 / CASE["input"]["fs"])
    got = []
    for sample in oracle_samples():
        assert sample.rate_rad_s and sample.acceleration_m_s2
        got.append(fusion.step(sample.rate_rad_s, sample.acceleration_m_s2))
    alike = np.abs(np.sum(np.array(got[::10]) * np.array(CASE["expected"]["quat6D_every_10th"]), axis=1))
    assert alike == pytest.approx(1.0, abs=CASE["tol_quat"])


def test_inclination_of_an_arm_that_is_raised_with_a_gyro_bias() -> None:
    """No farther from the truth than VQF itself (1.31° at most)."""
    known = heard(oracle_samples())
    assert len(known) == len(oracle_samples()), "what is kept back at first is not lost"
    tilts = [off_deg(up, Z) for _, up in known][::10]
    truth = CASE["expected"]["true_inclination_deg_every_10th"]
    assert np.abs(np.array(tilts) - np.array(truth)).max() <= CASE["tol_inclination_deg"]


@pytest.mark.parametrize("rate_hz", [24.0, 50.5, 99.0, 101.0, 200.0])
def test_any_rate_integrates_rightly(rate_hz: float) -> None:
    """A full quick lift is turned by its angle, though no rate is told beforehand."""
    still = [0.0] * round(2 * rate_hz)
    up = np.interp(np.arange(round(0.8 * rate_hz)), [0, round(0.8 * rate_hz) - 1], [0.0, 120.0]).tolist()
    known = heard(readings(SITE, [*still, *up], rate_hz))
    assert off_deg(known[-1][1], raised(120.0)) < 1.0


def test_a_pace_that_changes_is_learned() -> None:
    """A device that turns out one per cent faster, or changes its rate, still turns by the right angle."""
    samples = readings(SITE, [0.0] * 100, 50.0)
    for rate_hz in (50.5, 100.0):
        start_s = samples[-1].t_s + 1.0 / rate_hz
        swing = [45.0 * math.sin(2.0 * math.pi * step / rate_hz / 4.0) for step in range(round(4 * rate_hz))]
        samples += readings(SITE, swing, rate_hz, start_s)
    worst = max(off_deg(up, sample.acceleration_m_s2 or Z) for sample, up in heard(samples))
    assert worst < 1.5


@pytest.mark.parametrize("share", [0.9, 1.1])
def test_a_clock_that_corrects_itself_on_the_way_does_not_change_the_angle(share: float) -> None:
    """Times fitted to arrivals are nudged for a while after a stall; the sensor kept its pace all along."""
    samples = readings(SITE, [*[0.0] * 200, *(2.4 * step for step in range(51))], 100.0)
    nudged_s = np.cumsum([0.01 * (share if step > 190 else 1.0) for step in range(len(samples))]).tolist()
    known = heard([sample._replace(t_s=t_s) for sample, t_s in zip(samples, nudged_s, strict=True)])
    assert off_deg(known[-1][1], raised(120.0)) < 1.0


def lift_with_a_hole(hole_s: float) -> list[Sample]:
    """Two seconds of rest, then 60°/s for one and a half; the samples of the middle of it are missing."""
    angles = [max(0.0, 60.0 * (step / 100.0 - 2.0)) for step in range(350)]
    return [s for s in readings(SITE, angles, 100.0) if not 2.5 < s.t_s < 2.5 + hole_s - 0.005]


@pytest.mark.parametrize("hole_s", [0.02, 0.1, 0.2])
def test_a_short_hole_is_bridged(hole_s: float) -> None:
    known = heard(lift_with_a_hole(hole_s))
    assert max(off_deg(up, sample.acceleration_m_s2 or Z) for sample, up in known) < 1.0


def test_after_a_long_hole_gravity_says_anew_where_up_is() -> None:
    """A sensor that was turned while nobody heard it is right at once."""
    before = readings(SITE, [0.0] * 300, 100.0)
    after = readings(SITE, [70.0] * 10, 100.0, start_s=4.0)
    first = heard([*before, *after])[300]
    assert first[0].t_s == 4.0
    assert off_deg(first[1], raised(70.0)) < 0.1


def test_the_bias_is_remembered_over_a_long_hole() -> None:
    bias: Vector = (1.0, -0.8, 0.6)
    orientation = Orientation()
    for sample in readings(SITE, [0.0] * 1500, 100.0, bias_deg_s=bias):
        orientation.feed(sample)
    later = readings(SITE, [0.0] * 200, 100.0, start_s=16.0, bias_deg_s=bias)
    worst = max(off_deg(up, HANGING) for sample in later for _, up in orientation.feed(sample))
    assert worst < 0.2, "forgotten, the bias would tilt it by more than a degree"


def test_a_hole_while_the_pace_is_learned_does_not_spoil_it() -> None:
    """A sensor that spoke once long ago and then starts for good."""
    early = readings(SITE, [0.0], 100.0)
    samples = early + readings(SITE, [*[0.0] * 200, *np.linspace(0.0, 90.0, 100).tolist()], 100.0, start_s=10.0)
    assert off_deg(heard(samples)[-1][1], raised(90.0)) < 0.5


@pytest.mark.parametrize("wrong", [math.nan, math.inf])
def test_a_reading_that_is_no_number_is_passed_over(wrong: float) -> None:
    samples = readings(SITE, [0.0] * 100, 100.0)
    broken = Sample(SITE, 0.6001, (wrong, 0.0, 0.0), (0.0, 9.81, 0.0))
    known = heard([*samples[:61], broken, *samples[61:]])
    assert len(known) == 100
    assert off_deg(known[-1][1], HANGING) < 0.01


def test_a_device_that_knows_its_orientation_is_believed() -> None:
    q = turned((1.0, 0.0, 0.0), 25.0)
    ((sample, up),) = heard([Sample(SITE, 0.0, None, None, q)])
    assert sample.orientation == q
    assert off_deg(up, up_in_sensor(q)) < 1e-9


def test_a_sample_without_motion_or_orientation_says_nothing() -> None:
    assert heard([Sample(SITE, 0.0, None, None, None, emg_mv=0.2)]) == []
