"""The movement table: every row is whole, and a sensor strapped on any way measures the same."""

from __future__ import annotations

import math

import pytest

from game.motion.motion import Motion
from game.motion.movement import Movement
from game.motion.movements import MOVEMENTS
from game.motion.tracker import BodyTracker
from input_devices import SITES, Quaternion
from input_devices.simulated import Body, BodyParams
from input_devices.skeleton import JOINTS, POSTURES
from tests.game.build import AS_IT_IS, TICK_S, turned

UPSIDE_DOWN: Quaternion = turned((0.0, 0.0, 1.0), 180.0)
ASKEW: Quaternion = turned((0.6, 0.64, 0.48), 140.0)


def moved(row: Movement, site: str, joints_deg: dict[str, float], mounting: Quaternion = AS_IT_IS) -> Motion:
    """What the tracker makes of a simulated body whose joints have moved from the neutral pose."""
    body = Body(BodyParams(gyro_noise_deg_s=0.2, mountings={site: mounting}), "seated", (site,))
    tracker = BodyTracker(row, (site,))
    tick = 0
    while not tracker.neutral:
        tracker.update(tick, body.advance(TICK_S))
        tick += 1
        assert tick < 180, "the neutral pose takes three seconds at most"
    motion = tracker.update(tick, ())
    for step in range(1, 120):
        body.move({joint: angle_deg * min(1.0, step / 60.0) for joint, angle_deg in joints_deg.items()})
        motion = tracker.update(tick + step, body.advance(TICK_S))
    return motion


@pytest.mark.parametrize("mounting", [UPSIDE_DOWN, ASKEW], ids=["upside down", "askew"])
@pytest.mark.parametrize("name", ["shoulder_abduction", "elbow_flexion", "knee_extension"])
def test_a_limb_sensor_may_be_strapped_on_any_way(name: str, mounting: Quaternion) -> None:
    row = MOVEMENTS[name]
    motion = moved(row, row.sites(row.simplest, "right")[0], row.joints_deg(60.0, "right"), mounting)
    assert motion.angle.value_deg == pytest.approx(60.0, abs=1.5)


@pytest.mark.parametrize("site", [site for way in MOVEMENTS["trunk_flexion"].ways for site in way.worn])
@pytest.mark.parametrize(("forward_deg", "right_deg"), [(20.0, 0.0), (-10.0, 0.0), (0.0, 15.0), (0.0, -15.0)])
def test_lean_has_a_sign_in_either_direction(site: str, forward_deg: float, right_deg: float) -> None:
    """Forward and to the person's right are positive, at the breastbone and at the pelvis."""
    motion = moved(MOVEMENTS["trunk_sway"], site, {"trunk_forward": forward_deg, "trunk_right": right_deg})
    assert motion.lean_forward.value_deg == pytest.approx(forward_deg, abs=1.0)
    assert motion.lean_right.value_deg == pytest.approx(right_deg, abs=1.0)
    assert motion.lean_deg == pytest.approx(motion.angle.value_deg, abs=1.0)


def test_every_name_is_its_own_key() -> None:
    assert all(name == row.name for name, row in MOVEMENTS.items())


@pytest.mark.parametrize("row", MOVEMENTS.values(), ids=lambda row: row.name)
def test_a_row_is_whole(row: Movement) -> None:
    """Sites exist, limits are in order, a norm has a source, and the words can be said for either side."""
    for side in ("left", "right"):
        assert all(set(row.sites(way, side)) <= set(SITES) for way in row.ways)
        assert "{" not in row.words.format(side=side) + row.neutral.format(side=side)
        assert not row.sided or side in row.words.format(side=side)
    assert not any("{" in text for text in (row.doing, row.angle, row.positive)), "said of either side alike"
    assert math.hypot(*row.axis) == pytest.approx(1.0)
    for side in ("left", "right"):
        assert {*row.joints_deg(1.0, side), *row.start(side)} <= set(JOINTS)
    assert row.postures and set(row.postures) <= set(POSTURES)
    low, high = row.safe_deg
    assert low <= 0.0 < high <= 180.0
    assert 0.0 < row.speed_deg_s_max <= 120.0
    for way in row.ways:
        assert way.sem_deg > 0.0
        assert way.cannot_see, "every way of measuring is blind to something"
    counts = [len(way.worn) for way in row.ways]
    assert counts == sorted(counts), "fewest sensors first"
    if row.norm is not None:
        assert row.norm.source and row.norm.status in ("source", "secondary", "memory")
        assert row.norm.value_deg <= high


def test_what_cannot_be_told_apart_is_so_both_ways() -> None:
    """Two movements that the same sensors measure by the same formula are mistaken for one another, or neither is."""
    for row in MOVEMENTS.values():
        for way in row.ways:
            assert row.name not in way.cannot_tell_from
            for other in (MOVEMENTS[name] for name in way.cannot_tell_from):
                alike = [one for one in other.ways if one.worn == way.worn and one.formula == way.formula]
                if alike and set(row.postures) & set(other.postures):
                    assert row.name in alike[0].cannot_tell_from
