"""ISB joint angles: the oracle, the poses of the standard, and what must not change them."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.motion import isb
from game.motion.rotation import back, multiply, slerp, twist_rad
from game.motion.turns import about_up_rows, multiply_rows, slerp_rows, twist_rows_rad
from input_devices import Quaternion
from tests.game.motion.strategies import TURNS
from tests.oracles import cases

ORACLE = cases("joint_angles")


def rows(*turns: Quaternion) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    return np.array(turns, dtype=float).reshape(-1, 4)


def test_relative_orientation_is_the_oracle_s() -> None:
    given_, expected = (ORACLE["relative_orientation"][key] for key in ("input", "expected"))
    found = isb.relative(np.array(given_["q1"]), np.array(given_["q2"]))
    same = np.abs(np.sum(found * np.array(expected["q_rel_up_to_sign"]), axis=1))
    assert same == pytest.approx(np.ones(len(same)), abs=1e-9)
    assert isb.total_angle_deg(found) == pytest.approx(expected["total_angle_deg"], abs=1e-9)


def test_angles_of_a_sequence_are_the_oracle_s() -> None:
    case = ORACLE["euler_ZXY_and_YXY_intrinsic_deg"]
    q = np.array(case["input"]["q"])
    assert isb.euler_zxy_deg(q) == pytest.approx(np.array(case["expected"]["ZXY"]), abs=case["tol"])
    assert isb.euler_yxy_deg(q) == pytest.approx(np.array(case["expected"]["YXY"]), abs=case["tol"])


def test_swing_and_twist_are_the_oracle_s() -> None:
    case = ORACLE["swing_twist_about_z"]
    found = isb.swing_twist(np.array(case["input"]["q"]), np.array(case["input"]["axis"]))
    assert found.twist_deg == pytest.approx(case["expected"]["twist_deg"], abs=case["tol"])
    assert found.swing_deg == pytest.approx(case["expected"]["swing_total_deg"], abs=case["tol"])


def test_a_swing_of_a_half_turn_has_no_twist() -> None:
    assert np.isnan(isb.swing_twist(rows((0.0, 1.0, 0.0, 0.0)), np.array([0.0, 0.0, 1.0])).twist_deg).all()
    assert np.isnan(twist_rad((0.0, 1.0, 0.0, 0.0), (0.0, 0.0, 1.0)))


@pytest.mark.parametrize("pose", ORACLE["isb_poses"]["expected"]["poses"], ids=lambda pose: pose["pose"])
def test_the_poses_of_the_standard(pose: dict[str, object]) -> None:
    q = np.array(pose["q"], dtype=float)[None, :]
    formula = isb.euler_zxy_deg if pose["seq"] == "ZXY" else isb.euler_yxy_deg
    off = np.radians(formula(q)[0] - np.array(pose["ours"], dtype=float))
    assert np.abs(np.sin(off / 2.0)) == pytest.approx(np.zeros(3), abs=1e-6)


@pytest.mark.parametrize(("name", "plane_deg", "elevation_deg"), [("abduction", 0, 90), ("flexion", 90, 90)])
def test_a_humerus_has_a_plane_of_elevation(name: str, plane_deg: float, elevation_deg: float) -> None:
    """0 is abduction, 90 forward flexion."""
    pose = next(p for p in ORACLE["isb_poses"]["expected"]["poses"] if f"shoulder {name}" in p["pose"])
    found = isb.humerus(np.array(pose["q"])[None, :])
    assert found.plane_deg[0] == pytest.approx(plane_deg, abs=1e-6)
    assert found.elevation_deg[0] == pytest.approx(elevation_deg, abs=1e-6)
    assert found.axial_deg[0] == pytest.approx({"abduction": 0.0, "flexion": -90.0}[name], abs=1e-6)


@given(st.sampled_from([0.0, 3.0, 9.9, 170.1, 178.0, 180.0]), st.floats(-180.0, 180.0), st.floats(-180.0, 180.0))
def test_a_hanging_humerus_has_no_plane(elevation_deg: float, plane_deg: float, axial_deg: float) -> None:
    """Nor has one that points straight up: plane and rotation are nan there, and elevation is still told."""
    half = np.radians([plane_deg, elevation_deg, axial_deg]) / 2.0
    turns = [(np.cos(half[0]), 0.0, np.sin(half[0]), 0.0), (np.cos(half[1]), np.sin(half[1]), 0.0, 0.0)]
    turns.append((np.cos(half[2]), 0.0, np.sin(half[2]), 0.0))
    q = multiply_rows(multiply_rows(rows(turns[0]), rows(turns[1])), rows(turns[2]))
    found = isb.humerus(q)
    assert np.isnan(found.plane_deg).all() and np.isnan(found.axial_deg).all()
    assert found.elevation_deg[0] == pytest.approx(elevation_deg, abs=1e-5)


@given(TURNS, TURNS, st.floats(-4.0, 4.0))
def test_a_heading_that_both_share_changes_nothing(a: Quaternion, b: Quaternion, heading_rad: float) -> None:
    turn = about_up_rows(np.array([heading_rad]))
    one, two = isb.relative(rows(a), rows(b)), isb.relative(multiply_rows(turn, rows(a)), multiply_rows(turn, rows(b)))
    assert abs(np.sum(one * two)) == pytest.approx(1.0, abs=1e-9)


@given(TURNS)
def test_a_quaternion_and_its_negative_are_one_turn(q: Quaternion) -> None:
    for formula in (isb.euler_zxy_deg, isb.euler_yxy_deg):
        np.testing.assert_allclose(formula(rows(q)), formula(-rows(q)), atol=1e-9)


@given(TURNS, TURNS)
def test_a_left_limb_s_mirror_image_is_a_right_limb(proximal: Quaternion, distal: Quaternion) -> None:
    """Mirrored at the plane of the body's symmetry: flexion stays, what goes to a side or turns about y is reversed."""
    here = isb.relative(rows(proximal), rows(distal))
    there = isb.relative(isb.mirrored_orientation(rows(proximal)), isb.mirrored_orientation(rows(distal)))
    np.testing.assert_allclose(isb.mirrored_orientation(here), there, atol=1e-12)
    np.testing.assert_allclose(
        isb.euler_zxy_deg(there), isb.euler_zxy_deg(here) * (1.0, -1.0, -1.0), atol=1e-6, equal_nan=True
    )


@given(TURNS, TURNS, st.floats(0.0, 1.0))
def test_rows_are_turned_as_single_ones_are(a: Quaternion, b: Quaternion, share: float) -> None:
    axis = (0.36, 0.48, 0.8)
    assert tuple(multiply_rows(rows(a), rows(b))[0]) == pytest.approx(multiply(a, b), abs=1e-12)
    one, many = slerp(a, b, share), slerp_rows(rows(a), rows(b), np.array([share]))[0]
    assert abs(float(np.dot(one, many))) == pytest.approx(1.0, abs=1e-9)
    between = multiply(back(a), b)
    np.testing.assert_allclose(twist_rad(between, axis), twist_rows_rad(rows(between), np.array(axis))[0], atol=1e-9)


@given(TURNS, TURNS)
def test_a_mirrored_limb_turns_as_its_mirrored_gyroscope_says(before: Quaternion, after: Quaternion) -> None:
    """Orientations and rates are mirrored by one rule: the turn from one moment to the next, as a rotation vector, is
    the same whether it is mirrored itself or told from mirrored orientations; twice mirrored is nothing changed."""
    turn = isb.relative(rows(before), rows(after))
    there = isb.relative(isb.mirrored_orientation(rows(before)), isb.mirrored_orientation(rows(after)))
    np.testing.assert_allclose(isb.mirrored_rate(turn[..., 1:]), there[..., 1:], atol=1e-12)
    felt = turn[..., 1:]
    np.testing.assert_allclose(isb.mirrored_acceleration(isb.mirrored_acceleration(felt)), felt)
    np.testing.assert_allclose(
        np.cross(isb.mirrored_rate(felt), isb.mirrored_acceleration(felt[..., ::-1])),
        isb.mirrored_acceleration(np.cross(felt, felt[..., ::-1])),
        atol=1e-12,
    )
