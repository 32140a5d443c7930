"""Romberg compares two sways; limits of stability are an area and the straightness of one lean."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.measures import held_lean, limits_of_stability, romberg
from tests.oracles import cases

ROMBERG = cases("sway")["romberg"]
LIMITS = cases("functional")["limits_of_stability"]
PATH = np.array(LIMITS["input"]["path_target_along_x"])
LEANS = LIMITS["input"]["lean_deg_at_0_45_90_etc"]


def test_oracle_romberg() -> None:
    measured = romberg(ROMBERG["input"]["eyes_open"], ROMBERG["input"]["eyes_closed"])
    assert {name: value.value for name, value in measured.items()} == pytest.approx(ROMBERG["expected"], abs=1e-9)


@given(st.floats(1e-6, 1e6), st.floats(1e-6, 1e6))
def test_eyes_that_change_nothing_make_one_and_changed_trials_turn_it_round(one: float, other: float) -> None:
    assert [value.value for value in romberg(one, one).values()] == [1.0, 0.0]
    there, back = romberg(one, other), romberg(other, one)
    assert there["romberg_quotient"].value * back["romberg_quotient"].value == pytest.approx(1.0)
    assert there["stabilisation_ratio_ln"].value == pytest.approx(-back["stabilisation_ratio_ln"].value, abs=1e-9)


@pytest.mark.parametrize(
    ("numbers", "why"),
    [((math.nan, 1.0), "not known"), ((1.0, math.inf), "not known"), ((-1.0, 1.0), "below 0"), ((0.0, 1.0), "no sway")],
)
def test_without_two_sways_there_is_no_quotient(numbers: tuple[float, float], why: str) -> None:
    assert all(why in (value.reason or "") for value in romberg(*numbers).values())


def test_nobody_who_stands_still_with_closed_eyes_has_a_logarithm() -> None:
    measured = romberg(1.0, 0.0)
    assert measured["romberg_quotient"].value == 0.0
    assert not measured["stabilisation_ratio_ln"].valid


def test_oracle_limits() -> None:
    """Eight leans, and one lean that bows out by 0.4° on its way of 5°."""
    measured = limits_of_stability(LEANS, path=PATH)
    assert {name: value.value for name, value in measured.items()} == pytest.approx(LIMITS["expected"], abs=1e-6)


@given(st.lists(st.floats(0.1, 20.0), min_size=3, max_size=12), st.integers(0, 11), st.floats(0.1, 10.0))
def test_the_area_is_that_of_the_polygon(leans: list[float], turn: int, scale: float) -> None:
    """By the corners one after another, wherever one begins, and four times as large when all are twice as far."""
    angles = 2.0 * np.pi * np.arange(len(leans)) / len(leans)
    x, y = leans * np.cos(angles), leans * np.sin(angles)
    shoelace = 0.5 * abs(np.sum(x * np.roll(y, -1) - np.roll(x, -1) * y))
    area = limits_of_stability(leans)["polygon_area_deg2"].value
    assert area == pytest.approx(shoelace, rel=1e-9)
    assert limits_of_stability(np.roll(leans, turn))["polygon_area_deg2"].value == pytest.approx(area)
    assert limits_of_stability(scale * np.array(leans))["polygon_area_deg2"].value == pytest.approx(scale**2 * area)


@given(st.floats(-180.0, 180.0))
def test_whichever_way_one_leans_control_is_the_same(direction_deg: float) -> None:
    turn = math.radians(direction_deg)
    turned = PATH @ np.array([[math.cos(turn), math.sin(turn)], [-math.sin(turn), math.cos(turn)]])
    measured = limits_of_stability(LEANS, path=turned, direction_deg=direction_deg)
    for name, expected in LIMITS["expected"].items():
        assert measured[name].value == pytest.approx(expected, rel=1e-6)


def test_straight_there_is_full_control_and_coming_back_is_none_of_the_way() -> None:
    straight = limits_of_stability(LEANS, path=[[0.0, 0.0], [1.0, 0.0], [3.0, 0.0]])
    assert (straight["directional_control_pct"].value, straight["path_efficiency"].value) == (100.0, 1.0)
    back = limits_of_stability(LEANS, path=[[0.0, 0.0], [3.0, 0.0], [0.0, 0.0]])
    assert back["path_efficiency"].value == 0.0


@pytest.mark.parametrize(
    ("path", "why"),
    [
        (None, "no path"),
        ([], "no path"),
        ([[1.0, 2.0]], "too few"),
        ([1.0, 2.0], "two columns"),
        ([[0.0, 0.0]] * 3, "no movement"),
        ([[0.0, math.nan]] * 3, "not known"),
    ],
)
def test_without_a_way_there_is_no_control_and_the_area_stays(path: list[list[float]] | None, why: str) -> None:
    measured = limits_of_stability(LEANS, path=path)
    assert measured["polygon_area_deg2"].valid
    assert why in (measured["directional_control_pct"].reason or "")
    assert why in (measured["path_efficiency"].reason or "")


@pytest.mark.parametrize("leans", [[], [5.0, 5.0], [5.0, math.nan, 5.0], [5.0, -1.0, 5.0]])
def test_without_every_direction_there_is_no_area(leans: list[float]) -> None:
    assert not limits_of_stability(leans)["polygon_area_deg2"].valid


def test_a_lean_counts_as_far_as_it_was_held() -> None:
    """8° for a moment, 6° for a second."""
    lean = np.r_[np.zeros(50), np.full(49, 6.0), 8.0, np.zeros(50)]
    assert held_lean(lean, 50.0).value == 6.0
    assert held_lean(lean, 50.0, hold_s=0.02).value == 8.0
    assert held_lean(lean[:30], 50.0).reason == "too few samples"
