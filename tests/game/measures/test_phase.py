"""Relative phase is how far one rhythm is behind another, and phases are never averaged as plain numbers."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy.stats import circmean, circstd

from game.measures import circular, discrete_relative_phase, phase_locking, relative_phase
from tests.oracles import cases

CASES = cases("coordination")
LAGS = {name: case for name, case in CASES.items() if name.startswith("crp_lag")}
RATE_HZ = 50.0
TIMES = np.arange(0.0, 10.0, 1.0 / RATE_HZ)


def sine(hz: float, lag_deg: float = 0.0, height: float = 1.0, offset: float = 0.0) -> NDArray[np.float64]:
    return np.round(height * np.sin(2.0 * np.pi * hz * TIMES - math.radians(lag_deg)) + offset, 6)


def apart(one_deg: float, other_deg: float) -> float:
    """The angle between two directions."""
    return abs((one_deg - other_deg + 180.0) % 360.0 - 180.0)


@pytest.mark.parametrize("name", LAGS)
def test_oracle(name: str) -> None:
    """Five lags, of rhythms with other heights and offsets."""
    case = LAGS[name]
    measured = relative_phase(sine(0.5), sine(0.5, case["input"]["lag_deg"], 0.6, 0.2), RATE_HZ)
    for key, expected in case["expected"].items():
        assert measured[key].value == pytest.approx(expected, abs=case["tol"]), key
    assert next(iter(measured)) == "mean_crp_deg"


def test_oracle_of_rhythms_that_are_not_locked() -> None:
    case = CASES["plv_unlocked"]
    measured = phase_locking(sine(0.5), sine(0.65), RATE_HZ)
    assert measured.value == pytest.approx(case["expected"]["plv"], abs=case["tol"])


@settings(max_examples=40)
@given(st.floats(0.4, 2.0), st.floats(-180.0, 180.0), st.floats(0.1, 10.0), st.floats(-5.0, 5.0))
def test_the_lag_that_was_put_in_comes_out(hz: float, lag_deg: float, height: float, offset: float) -> None:
    """Whatever frequency, height and offset, up to what the two cut ends leave."""
    measured = relative_phase(sine(hz), height * sine(hz, lag_deg) + offset, RATE_HZ)
    assert apart(measured["mean_crp_deg"].value, lag_deg) < 3.0
    assert measured["plv"].value > 0.99
    assert measured["marp_deg"].value == pytest.approx(abs(lag_deg), abs=4.0)
    assert measured["dp_deg"].value < 5.0


@settings(max_examples=20)
@given(st.floats(-170.0, 170.0))
def test_rhythms_changed_turn_the_phase_round(lag_deg: float) -> None:
    a, b = sine(0.7), sine(0.7, lag_deg)
    there, back = relative_phase(a, b, RATE_HZ), relative_phase(b, a, RATE_HZ)
    assert apart(there["mean_crp_deg"].value, -back["mean_crp_deg"].value) < 1e-6
    assert there["plv"].value == pytest.approx(back["plv"].value)
    assert there["plv"].value == pytest.approx(phase_locking(a, b, RATE_HZ).value)


def test_a_phase_that_wanders_spreads_more() -> None:
    wander = 30.0 * np.sin(2.0 * np.pi * 0.1 * TIMES)
    wandering = np.sin(2.0 * np.pi * 0.5 * TIMES - np.radians(60.0 + wander))
    steady = relative_phase(sine(0.5), sine(0.5, 60.0), RATE_HZ)
    other = relative_phase(sine(0.5), wandering, RATE_HZ)
    for name in ("sd_deg", "dp_deg"):
        assert other[name].value > 5.0 + steady[name].value
    assert other["plv"].value < steady["plv"].value


@pytest.mark.parametrize(
    ("a", "b", "why"),
    [
        (sine(0.2), sine(0.2), "fewer than 3 cycles"),
        (sine(0.5), np.zeros(TIMES.size), "no movement"),
        (sine(0.5), sine(0.5)[:-1], "length"),
        ([], [], "no samples"),
    ],
)
def test_without_two_rhythms_there_is_no_phase(a: list[float], b: list[float], why: str) -> None:
    for value in (*relative_phase(a, b, RATE_HZ).values(), phase_locking(a, b, RATE_HZ)):
        assert why in (value.reason or "")


def test_three_cycles_cut_a_sample_short_are_three() -> None:
    assert relative_phase(sine(0.3), sine(0.3), RATE_HZ)["mean_crp_deg"].valid


def test_oracle_of_circular_statistics() -> None:
    case = CASES["circular_stats"]
    angles, expected = np.array(case["input"]["deg"], dtype=np.float64), case["expected"]
    found = (circular.mean_deg(angles), circular.resultant(angles), circular.sd_deg(angles))
    assert found == pytest.approx((expected["mean_deg"], expected["R"], expected["sd_deg"]), abs=case["tol"])


@given(st.lists(st.floats(-720.0, 720.0), min_size=1, max_size=20))
def test_circular_statistics_are_scipys(angles: list[float]) -> None:
    drawn = np.array(angles)
    if circular.resultant(drawn) < 1e-3:
        return
    assert apart(circular.mean_deg(drawn), circmean(drawn, high=360.0)) < 1e-6
    assert circular.sd_deg(drawn) == pytest.approx(circstd(drawn, high=360.0), abs=1e-5)
    assert -180.0 < circular.mean_deg(drawn) <= 180.0


def test_oracle_of_discrete_phase() -> None:
    case = CASES["discrete_relative_phase"]
    measured = discrete_relative_phase(case["input"]["events"], case["input"]["ref"])
    assert measured["drp_deg"].value == pytest.approx(np.array(case["expected"]["drp_deg"]), abs=case["tol"])
    assert measured["outside"].value == 0.0
    assert measured["mean_deg"].unit == measured["drp_deg"].unit == "deg"


@given(st.integers(3, 30), st.floats(0.3, 3.0), st.floats(-179.0, 180.0), st.integers(0, 1000))
def test_the_phase_that_was_put_in_comes_out_of_uneven_cycles(
    cycles: int, period_s: float, phase_deg: float, seed: int
) -> None:
    lengths = period_s * np.random.default_rng(seed).uniform(0.8, 1.2, cycles)
    marks = np.r_[0.0, np.cumsum(lengths)]
    measured = discrete_relative_phase(marks[:-1] + lengths * (phase_deg % 360.0) / 360.0, marks)
    phases = measured["drp_deg"].value
    assert isinstance(phases, np.ndarray)
    assert max(apart(float(phase), phase_deg) for phase in phases) < 1e-6
    assert measured["R"].value == pytest.approx(1.0)


def test_events_outside_the_reference_have_no_phase() -> None:
    measured = discrete_relative_phase([-0.1, 0.25, 2.0, 5.0], [0.0, 1.0, 2.0])
    assert measured["drp_deg"].value == pytest.approx(np.array([90.0]))
    assert measured["outside"].value == 3.0
    none = discrete_relative_phase([5.0], [0.0, 1.0])
    assert none["drp_deg"].reason == none["mean_deg"].reason == "no event within the reference"
    assert none["outside"].value == 1.0


@pytest.mark.parametrize("marks", [[], [1.0], [1.0, 1.0], [0.0, math.nan]])
def test_without_a_reference_there_is_no_phase(marks: list[float]) -> None:
    assert not any(value.valid for value in discrete_relative_phase([0.5], marks).values())
