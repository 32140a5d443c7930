"""The neutral pose is taken from somebody who holds still, in three seconds, and refused in words."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

from game.motion.movements import MOVEMENTS
from game.motion.tracker import BodyTracker
from input_devices import Sample, Vector
from tests.game.build import FOREARM, TRUNK, UPRIGHT, readings

ARM = MOVEMENTS["shoulder_abduction"]
RATE_HZ = 60.0
"""One sample a tick."""


def taken_after_s(tracker: BodyTracker, *streams: list[Sample]) -> float:
    """When the neutral pose was taken; nan when it was not."""
    for tick, samples in enumerate(zip(*streams, strict=True)):
        tracker.update(tick, samples)
        if tracker.neutral:
            return (tick + 1) / 60.0
    return math.nan


def still(seconds: float, site: str = FOREARM, **worn: Any) -> list[Sample]:
    return readings(site, [0.0] * round(seconds * RATE_HZ), RATE_HZ, **worn)


def scaled(samples: list[Sample], factor: float) -> list[Sample]:
    """The same from an accelerometer that is out of scale."""
    return [
        Sample(one.site, one.t_s, one.rate_rad_s, (factor * a[0], factor * a[1], factor * a[2]))
        for one in samples
        if (a := one.acceleration_m_s2)
    ]


def test_somebody_still_is_accepted_within_three_seconds() -> None:
    assert 1.5 <= taken_after_s(BodyTracker(ARM, (FOREARM,)), still(4.0)) <= 1.7


@pytest.mark.parametrize("bias_deg_s", [(1.0, -1.0, 0.5), (3.0, 0.0, 0.0), (0.0, 0.0, 4.0), (2.0, 2.0, 2.0)])
def test_a_gyro_bias_is_no_movement(bias_deg_s: Vector) -> None:
    assert taken_after_s(BodyTracker(ARM, (FOREARM,)), still(4.0, bias_deg_s=bias_deg_s)) <= 3.0


def test_noise_is_no_movement() -> None:
    draws = np.random.default_rng(1).normal(0.0, math.radians(0.5), (240, 3)).tolist()
    noisy = [
        Sample(one.site, one.t_s, (x, y, z), one.acceleration_m_s2)
        for one, (x, y, z) in zip(still(4.0), draws, strict=True)
    ]
    assert taken_after_s(BodyTracker(ARM, (FOREARM,)), noisy) <= 3.0


@pytest.mark.parametrize("factor", [0.5, 0.8, 1.2])
def test_an_accelerometer_that_is_out_of_scale_will_do(factor: float) -> None:
    assert taken_after_s(BodyTracker(ARM, (FOREARM,)), scaled(still(4.0), factor)) <= 3.0


@pytest.mark.parametrize("factor", [0.0, 1.0 / 9.81, 9.81])
def test_what_is_not_gravity_is_refused(factor: float) -> None:
    """Another unit, or none: said in words, not waited for in silence."""
    tracker = BodyTracker(ARM, (FOREARM,))
    assert math.isnan(taken_after_s(tracker, scaled(still(12.0), factor)))
    assert tracker.refused is not None and "gravity" in tracker.refused


@pytest.mark.parametrize(("width_deg", "period_s"), [(5.0, 2.0), (12.0, 5.0), (2.0, 0.4)])
def test_somebody_who_moves_is_refused_with_the_reason(width_deg: float, period_s: float) -> None:
    sway = [width_deg * math.sin(2.0 * math.pi * step / RATE_HZ / period_s) for step in range(720)]
    tracker = BodyTracker(ARM, (FOREARM,))
    assert math.isnan(taken_after_s(tracker, readings(FOREARM, sway, RATE_HZ)))
    assert tracker.refused == "there was movement"


def test_it_waits_for_eight_seconds_before_it_complains() -> None:
    sway = [10.0 * math.sin(step / 10.0) for step in range(600)]
    tracker = BodyTracker(ARM, (FOREARM,))
    refused_s = None
    for tick, sample in enumerate(readings(FOREARM, sway, RATE_HZ)):
        tracker.update(tick, [sample])
        if tracker.refused and refused_s is None:
            refused_s = tick / 60.0
    assert refused_s == pytest.approx(8.0, abs=0.5)


def test_somebody_who_moved_first_is_accepted_once_still() -> None:
    moving = [20.0 * math.sin(step / 10.0) for step in range(180)]
    samples = readings(FOREARM, [*moving, *[moving[-1]] * 300], RATE_HZ)
    assert taken_after_s(BodyTracker(ARM, (FOREARM,)), samples) == pytest.approx(4.7, abs=0.7)


def test_the_way_shown_goes_from_none_to_all_of_it() -> None:
    tracker = BodyTracker(ARM, (FOREARM,))
    shares = []
    for tick, sample in enumerate(still(3.0)):
        shares.append(tracker.still)
        tracker.update(tick, [sample])
        if tracker.neutral:
            break
    assert shares[0] == 0.0 and shares == sorted(shares)
    assert tracker.still == 1.0


def test_every_worn_sensor_has_to_be_still() -> None:
    """The one that lags is the one that is told of."""
    tracker = BodyTracker(ARM, (FOREARM, TRUNK))
    rocking = [10.0 * math.sin(step / 10.0) for step in range(600)]
    trunk = readings(TRUNK, rocking, RATE_HZ, up=UPRIGHT)
    assert math.isnan(taken_after_s(tracker, still(10.0), trunk))
    assert tracker.still < 1.0 and tracker.refused == "there was movement"


def test_nothing_is_taken_while_one_of_two_sensors_is_silent() -> None:
    """A trunk sensor that was still and is then unplugged does not make a neutral pose."""
    tracker = BodyTracker(ARM, (FOREARM, TRUNK))
    trunk = still(2.0, TRUNK, up=UPRIGHT)
    arm = readings(FOREARM, [*[10.0 * math.sin(step / 5.0) for step in range(180)], *[0.0] * 300], RATE_HZ)
    for tick, sample in enumerate(arm):
        tracker.update(tick, [sample, *trunk[tick : tick + 1]])
    assert not tracker.neutral


def test_a_trunk_sensor_that_lies_flat_is_refused_with_what_to_do() -> None:
    tracker = BodyTracker(MOVEMENTS["trunk_sway"], (TRUNK,))
    assert math.isnan(taken_after_s(tracker, still(4.0, TRUNK, up=(0.0, 0.0, 1.0))))
    assert tracker.refused is not None and "turn it" in tracker.refused


def test_a_trunk_sensor_beside_another_may_lie_flat() -> None:
    """How far the trunk leans is seen all the same."""
    tracker = BodyTracker(ARM, (FOREARM, TRUNK))
    arm, trunk = still(4.0), still(4.0, TRUNK, up=(0.0, 0.0, 1.0))
    for tick, samples in enumerate(zip(arm, trunk, strict=True)):
        tracker.update(tick, samples)
    assert tracker.neutral


def test_a_forearm_that_hangs_cannot_begin_to_roll() -> None:
    tracker = BodyTracker(MOVEMENTS["forearm_rotation"], (FOREARM,))
    assert math.isnan(taken_after_s(tracker, still(4.0)))
    assert tracker.refused is not None and "level" in tracker.refused
