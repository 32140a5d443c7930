"""BodyTracker turns the samples of worn sensors into Motion, however they arrive."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.motion.motion import Motion, TracePoint
from game.motion.movements import MOVEMENTS
from game.motion.tracker import BodyTracker
from input_devices import Quaternion, Sample, Vector
from tests.game.build import FOREARM, HANGING, TRUNK, UPRIGHT, eased, readings, turned
from tests.game.motion.strategies import TURNS

ARM = MOVEMENTS["shoulder_abduction"]
LIFT_DEG = [*[0.0] * 240, *eased(0.0, 80.0, 100), *[80.0] * 50, *eased(80.0, 0.0, 100), *[0.0] * 20]
"""At 100 Hz: still, up, held, down."""


def ticked(samples: list[Sample]) -> list[list[Sample]]:
    """The samples by the tick in which they would come."""
    ticks: list[list[Sample]] = [[] for _ in range(math.floor(samples[-1].t_s * 60.0) + 2)]
    for sample in samples:
        ticks[math.floor(sample.t_s * 60.0 + 1e-6)].append(sample)
    return ticks


def played(tracker: BodyTracker, ticks: list[list[Sample]]) -> list[Motion]:
    return [tracker.update(tick, samples) for tick, samples in enumerate(ticks)]


def traced(motions: list[Motion]) -> list[TracePoint]:
    return [point for motion in motions for point in motion.trace]


def still_tracker(*sites: str) -> BodyTracker:
    """A tracker of an arm whose neutral pose has been taken at tick 180."""
    tracker = BodyTracker(ARM, sites)
    streams = [readings(site, [0.0] * 180, 60.0, up=UPRIGHT if site == TRUNK else HANGING) for site in sites]
    for tick, samples in enumerate(zip(*streams, strict=True)):
        tracker.update(tick, samples)
    assert tracker.neutral
    return tracker


def test_a_tracker_needs_a_sensor() -> None:
    with pytest.raises(ValueError, match="no site"):
        BodyTracker(ARM, ())


def test_what_is_scored_is_what_was_done() -> None:
    """The trace holds every sample's angle unsmoothed; the control signal follows it closely."""
    motions = played(BodyTracker(ARM, (FOREARM,)), ticked(readings(FOREARM, LIFT_DEG, 100.0)))
    peak = max(point.angle_deg for point in traced(motions))
    assert peak == pytest.approx(80.0, abs=0.5)
    assert max(m.angle.value_deg for m in motions if m.angle.value_deg == m.angle.value_deg) == pytest.approx(80, abs=1)
    fastest = max(point.speed_deg_s for point in traced(motions))
    assert fastest == pytest.approx(1.875 * 80.0, rel=0.02), "minimum jerk: 1.875 times the mean speed"
    assert all(motion.angle.sem_deg == ARM.simplest.sem_deg for motion in motions if motion.trace)


@settings(max_examples=15)
@given(st.lists(st.integers(0, 12), min_size=5, max_size=40))
def test_the_trace_does_not_depend_on_how_samples_are_spread_over_ticks(sizes: list[int]) -> None:
    """Late, in lumps or one by one, once the neutral pose is taken."""
    samples = readings(FOREARM, LIFT_DEG, 100.0)
    steady = played(BodyTracker(ARM, (FOREARM,)), ticked(samples))
    start = 200
    lumps, rest = ticked(samples[:start]), samples[start:]
    while rest:
        for size in (*sizes, 1):
            lumps.append(rest[:size])
            rest = rest[size:]
    lumpy = played(BodyTracker(ARM, (FOREARM,)), lumps)
    assert traced(lumpy)[-len(samples) + start :] == traced(steady)[-len(samples) + start :]


@settings(max_examples=15)
@given(TURNS)
def test_any_mounting_measures_the_same(mounting: Quaternion) -> None:
    samples = readings(FOREARM, LIFT_DEG, 100.0, mounting=mounting)
    trace = traced(played(BodyTracker(ARM, (FOREARM,)), ticked(samples)))
    assert max(point.angle_deg for point in trace) == pytest.approx(80.0, abs=0.5)


def test_left_measures_what_right_does() -> None:
    """The mirrored samples of the left arm give the same trace."""

    def mirrored(sample: Sample) -> Sample:
        (wx, wy, wz), (ax, ay, az) = sample.rate_rad_s or (0, 0, 0), sample.acceleration_m_s2 or (0, 0, 0)
        return Sample("left_forearm", sample.t_s, (-wx, -wy, wz), (ax, ay, -az))

    axis: Vector = (0.8, 0.0, 0.6)
    samples = readings(FOREARM, LIFT_DEG, 100.0, axis=axis)
    right = traced(played(BodyTracker(ARM, (FOREARM,)), ticked(samples)))
    left = traced(played(BodyTracker(ARM, ("left_forearm",)), ticked([mirrored(one) for one in samples])))
    assert [p.angle_deg for p in left] == pytest.approx([p.angle_deg for p in right], abs=0.01)


def test_a_device_that_sends_its_orientation_needs_no_gyroscope() -> None:
    """Angles are known, speeds are not; q and −q are the same."""
    lift = [
        Sample(FOREARM, step / 60.0, None, None, turned((1.0, 0.0, 0.0), -90.0 + angle))
        for step, angle in enumerate([0.0] * 150 + [0.5 * step for step in range(100)])
    ]
    flipped = [
        Sample(one.site, one.t_s, None, None, (-q[0], -q[1], -q[2], -q[3]) if step % 2 else q)
        for step, one in enumerate(lift)
        if (q := one.orientation)
    ]
    plain = traced(played(BodyTracker(ARM, (FOREARM,)), ticked(lift)))
    other = traced(played(BodyTracker(ARM, (FOREARM,)), ticked(flipped)))
    assert plain[-1].angle_deg == pytest.approx(49.5, abs=1e-6)
    assert math.isnan(plain[-1].speed_deg_s)
    assert [p.angle_deg for p in plain] == [p.angle_deg for p in other]


def test_rezero_counts_from_here() -> None:
    tracker = still_tracker(FOREARM)
    lifted = readings(FOREARM, [0.0, *eased(0.0, 30.0, 60), *[30.0] * 60], 60.0, start_s=180 / 60)
    for tick, sample in enumerate(lifted, 180):
        motion = tracker.update(tick, [sample])
    assert motion.angle.value_deg == pytest.approx(30.0, abs=1.0)
    assert tracker.rezero()
    motion = tracker.update(400, readings(FOREARM, [30.0], 60.0, start_s=400 / 60))
    assert motion.angle.value_deg == pytest.approx(0.0, abs=0.5)


def test_rezero_needs_every_sensor_to_have_spoken() -> None:
    tracker = BodyTracker(ARM, (FOREARM, TRUNK))
    for tick, sample in enumerate(readings(FOREARM, [0.0] * 120, 60.0)):
        tracker.update(tick, [sample])
    assert not tracker.heard
    assert not tracker.rezero()
    assert not tracker.neutral


def test_a_sensor_not_heard_is_named_within_a_second() -> None:
    tracker = still_tracker(FOREARM, TRUNK)
    silent = []
    for tick in range(180, 260):
        motion = tracker.update(tick, readings(FOREARM, [0.0], 60.0, start_s=tick / 60))
        silent.append(motion.silent)
    assert silent[:40] == [None] * 40 and silent[-1] == TRUNK
    assert silent.index(TRUNK) / 60.0 <= 1.0


def test_a_sensor_that_is_back_is_not_named_any_more() -> None:
    tracker = still_tracker(FOREARM)
    assert tracker.update(300, ()).silent == FOREARM
    assert tracker.update(301, readings(FOREARM, [0.0], 60.0, start_s=301 / 60)).silent is None


def test_what_nobody_wears_is_not_listened_to() -> None:
    tracker = still_tracker(FOREARM)
    motion = tracker.update(180, readings("left_thigh", [0.0], 60.0, start_s=3.0))
    assert motion.trace == ()


def test_the_trunk_is_known_only_where_a_trunk_sensor_is_worn() -> None:
    alone = still_tracker(FOREARM).update(180, readings(FOREARM, [0.0], 60.0, start_s=3.0))
    assert math.isnan(alone.lean_deg) and math.isnan(alone.lean_forward.sem_deg)
    tracker = still_tracker(FOREARM, TRUNK)
    lean = readings(TRUNK, [*eased(0.0, 20.0, 90), *[20.0] * 30], 60.0, start_s=3.0, up=UPRIGHT)
    arm = readings(FOREARM, [0.0] * 120, 60.0, start_s=3.0)
    for tick, samples in enumerate(zip(arm, lean, strict=True), 180):
        motion = tracker.update(tick, samples)
    assert motion.lean_forward.value_deg == pytest.approx(20.0, abs=1.0)
    assert motion.angle.value_deg == pytest.approx(0.0, abs=0.5)
    assert all(math.isnan(point.forward_deg) for point in motion.trace), "the trace is the first sensor's"
