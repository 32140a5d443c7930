"""Angles are counted against gravity, so neither heading nor the way a sensor is strapped on matters."""

from __future__ import annotations

import math

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from game.motion.angles import (
    ANGLES_DEG,
    Reference,
    elevation_deg,
    lean_forward_deg,
    lean_right_deg,
    reference,
    roll_deg,
    tilt_speed_deg_s,
)
from game.motion.movement import Formula
from game.motion.rotation import across, dot, norm, up_in_sensor
from input_devices import Quaternion, Vector
from input_devices.protocols.turns import multiply
from input_devices.skeleton import back, rotated
from tests.game.build import HANGING, UPRIGHT, turned
from tests.game.motion.strategies import DIRECTIONS, TURNS
from tests.oracles import cases

ORACLE = cases("joint_angles")
ANGLES = st.floats(0.0, 180.0)
X, Y, Z = (1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)


def known(site: str, up: Vector) -> Reference:
    found = reference(site, up)
    assert isinstance(found, Reference), found
    return found


def tilted(up: Vector, axis: Vector, angle_deg: float) -> Vector:
    """Where up is in a sensor that has turned about one of its own axes."""
    return rotated(back(turned(axis, angle_deg)), up)


def test_elevation_oracle() -> None:
    """The inclination of a segment against gravity, whatever its heading."""
    case = ORACLE["segment_inclination_vs_gravity"]
    plumb = known("right_forearm", tuple(case["input"]["axis"]))
    for q, angle_deg in zip(case["input"]["q_ES"], case["expected"]["deg"], strict=True):
        assert elevation_deg(up_in_sensor(tuple(q)), plumb) == pytest.approx(angle_deg, abs=case["tol"])


def test_lean_oracle() -> None:
    """Forward and sideways lean of a trunk at any heading; the oracle's trunk has x forward and z right."""
    case = ORACLE["trunk_lean"]
    up = up_in_sensor(tuple(case["input"]["neutral_q"]))
    trunk = Reference("sternum", up, X, Z)
    for item in case["expected"]["items"]:
        now = up_in_sensor(tuple(item["q_ES"]))
        assert lean_forward_deg(now, trunk) == pytest.approx(item["forward_deg"], abs=case["tol"])
        assert lean_right_deg(now, trunk) == pytest.approx(item["right_deg"], abs=case["tol"])


@given(TURNS, DIRECTIONS, ANGLES)
def test_any_mounting_gives_the_same_elevation(mounting: Quaternion, axis: Vector, angle_deg: float) -> None:
    """Upside down, sideways or askew: the strap's turn drops out."""
    level = across(axis, HANGING)
    assume(norm(level) > 0.1)
    length = norm(level)
    about = (level[0] / length, level[1] / length, level[2] / length)
    now = rotated(back(mounting), tilted(HANGING, about, angle_deg))
    assert elevation_deg(now, known("right_forearm", rotated(back(mounting), HANGING))) == pytest.approx(angle_deg)


@given(TURNS, st.floats(-180.0, 180.0))
def test_heading_changes_nothing(q: Quaternion, heading_deg: float) -> None:
    assert up_in_sensor(multiply(turned(Z, heading_deg), q)) == pytest.approx(up_in_sensor(q), abs=1e-12)


@given(TURNS)
def test_a_quaternion_and_its_opposite_are_the_same(q: Quaternion) -> None:
    assert up_in_sensor((-q[0], -q[1], -q[2], -q[3])) == up_in_sensor(q)


@given(DIRECTIONS, DIRECTIONS)
def test_a_mirrored_left_limb_gives_the_same_elevation(now: Vector, then: Vector) -> None:
    def mirrored(v: Vector) -> Vector:
        return (v[0], v[1], -v[2])

    right = elevation_deg(now, known("right_upper_arm", then))
    assert elevation_deg(mirrored(now), known("left_upper_arm", mirrored(then))) == pytest.approx(right)


@given(DIRECTIONS)
def test_the_neutral_pose_itself_is_zero(up: Vector) -> None:
    for formula in (Formula.ELEVATION, Formula.LEAN_FORWARD, Formula.LEAN_AWAY):
        site = "right_forearm" if formula is Formula.ELEVATION else "sternum"
        found = reference(site, up)
        if isinstance(found, Reference):
            assert ANGLES_DEG[formula](up, found) == pytest.approx(0.0, abs=1e-6)


@given(st.floats(-170.0, 170.0), st.floats(-40.0, 40.0))
def test_roll_is_the_turn_about_the_arrow_pronation_positive_on_either_side(angle_deg: float, dip_deg: float) -> None:
    """A forearm need not be level for it."""
    level = tilted(Z, X, dip_deg)
    now = tilted(level, Y, -angle_deg)
    assert roll_deg(now, known("right_forearm", level)) == pytest.approx(angle_deg, abs=1e-6)
    assert roll_deg(now, known("left_forearm", level)) == pytest.approx(-angle_deg, abs=1e-6)


@pytest.mark.parametrize("up", [Y, tilted(Y, X, 25.0), (0.0, -1.0, 0.0)])
def test_roll_is_not_known_near_plumb(up: Vector) -> None:
    """Gravity hardly turns about an axis that points up: nan, not a guess."""
    assert math.isnan(roll_deg(up, known("right_forearm", Z)))
    assert math.isnan(roll_deg(Z, Reference("right_forearm", up, X, Z)))


@pytest.mark.parametrize(("site", "sign"), [("sternum", 1.0), ("pelvis", -1.0)])
@given(lean_deg=st.floats(-60.0, 60.0))
def test_a_trunk_sensor_leans_forward_wherever_its_face_looks(site: str, sign: float, lean_deg: float) -> None:
    """The face looks away from the body: forward at the sternum, backward at the pelvis."""
    now = tilted(UPRIGHT, X, sign * lean_deg)
    trunk = known(site, UPRIGHT)
    assert lean_forward_deg(now, trunk) == pytest.approx(lean_deg, abs=1e-6)
    assert lean_right_deg(now, trunk) == pytest.approx(0.0, abs=1e-6)


@pytest.mark.parametrize(("site", "sign"), [("sternum", 1.0), ("pelvis", -1.0)])
@given(lean_deg=st.floats(-60.0, 60.0))
def test_a_trunk_sensor_leans_right_wherever_its_face_looks(site: str, sign: float, lean_deg: float) -> None:
    now = tilted(UPRIGHT, Z, sign * lean_deg)
    assert lean_right_deg(now, known(site, UPRIGHT)) == pytest.approx(lean_deg, abs=1e-6)


@given(st.sampled_from(["sternum", "pelvis"]), DIRECTIONS)
def test_forward_and_right_are_level_and_square(site: str, up: Vector) -> None:
    found = reference(site, up)
    if isinstance(found, Reference):
        pairs = ((found.forward, found.right), (found.forward, found.up), (found.right, found.up))
        assert all(abs(dot(a, b)) < 1e-9 for a, b in pairs)
        assert norm(found.forward) == pytest.approx(1.0) and norm(found.right) == pytest.approx(1.0)


@pytest.mark.parametrize("site", ["sternum", "pelvis"])
def test_a_trunk_sensor_that_lies_flat_is_refused_in_words(site: str) -> None:
    """Where the way it leans is what is measured; to see that it leans at all, it may lie any way."""
    refused = reference(site, Z, must_face=True)
    assert isinstance(refused, str) and "turn it" in refused
    assert isinstance(reference(site, Z), Reference)


@given(DIRECTIONS)
def test_a_limb_sensor_may_lie_any_way(up: Vector) -> None:
    assert isinstance(reference("right_forearm", up), Reference)


@given(st.floats(-400.0, 400.0), st.floats(-400.0, 400.0))
def test_tilt_speed_leaves_out_the_turn_about_plumb(level_deg_s: float, plumb_deg_s: float) -> None:
    rate = (math.radians(level_deg_s), math.radians(plumb_deg_s), 0.0)
    assert tilt_speed_deg_s(HANGING, rate) == pytest.approx(abs(level_deg_s))


def test_tilt_speed_is_not_known_without_a_gyroscope() -> None:
    assert math.isnan(tilt_speed_deg_s(UPRIGHT, None))
