"""Limb symmetry compares the involved limb with the other one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.measures import limb_symmetry
from tests.oracles import cases

CASE = cases("coordination")["symmetry"]
ASKED, EXPECTED = CASE["input"], CASE["expected"]
RESULTS = st.floats(1e-3, 1e6)


def test_oracle() -> None:
    """84 against 105, and 12 s against 10 s."""
    measured = limb_symmetry(ASKED["involved"], ASKED["uninvolved"])
    assert list(measured) == ["lsi", "robinson", "symmetry_angle"]
    for name, value in measured.items():
        assert value.value == pytest.approx(EXPECTED[name], abs=CASE["tol"])
        assert value.unit == "%"
    timed = limb_symmetry(ASKED["time_inv"], ASKED["time_uninv"], time_like=True)
    assert timed["lsi"].value == pytest.approx(EXPECTED["lsi_time"], abs=CASE["tol"])


@given(RESULTS, RESULTS)
def test_sides_changed_turn_every_number_round(a: float, b: float) -> None:
    one, other = limb_symmetry(a, b), limb_symmetry(b, a)
    assert one["lsi"].value * other["lsi"].value == pytest.approx(1e4)
    assert one["robinson"].value == pytest.approx(-other["robinson"].value, abs=1e-9)
    assert one["symmetry_angle"].value == pytest.approx(other["symmetry_angle"].value, abs=1e-9)
    assert limb_symmetry(a, b, time_like=True)["lsi"].value == pytest.approx(other["lsi"].value)


@given(RESULTS)
def test_equal_sides_are_wholly_symmetrical(a: float) -> None:
    assert [value.value for value in limb_symmetry(a, a).values()] == pytest.approx([100.0, 0.0, 0.0], abs=1e-9)


@pytest.mark.parametrize(
    ("involved", "uninvolved", "why"),
    [
        (float("nan"), 1.0, "not known"),
        (1.0, float("inf"), "not known"),
        (-1.0, 1.0, "below 0"),
        (0.0, 0.0, "both sides are 0"),
        (1e300, 1.0, "too large"),
        (5.0, 2.0, "noise"),
    ],
)
def test_what_cannot_be_compared_is_nan_with_a_reason(involved: float, uninvolved: float, why: str) -> None:
    measured = limb_symmetry(involved, uninvolved, detectable=3.0)
    assert all(why in (value.reason or "") for value in measured.values())


def test_only_the_index_needs_something_to_divide_by() -> None:
    measured = limb_symmetry(5.0, 0.0)
    assert not measured["lsi"].valid
    assert (measured["robinson"].value, measured["symmetry_angle"].value) == (200.0, 50.0)
