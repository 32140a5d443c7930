"""No measure raises, warns or makes up a number, whatever comes in: it is nan with a reason in words."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

import game.measures as measures
from game.measures import Label, Series, Value

Signal = NDArray[np.float64]

ONE: dict[str, Callable[..., Any]] = {
    name: getattr(measures, name)
    for name in (
        "sparc",
        "ldlj",
        "ldlj_acceleration",
        "movement_units",
        "tempo",
        "range_of_motion",
        "held_lean",
        "emg_envelope",
        "emg_onset",
        "median_frequency",
        "compensation",
        "five_times_sit_to_stand",
        "chair_stands_30s",
        "chair_rises",
        "turns",
    )
}
"""Of one signal and its rate."""
TWO: dict[str, Callable[..., Any]] = {
    name: getattr(measures, name) for name in ("sway", "relative_phase", "phase_locking", "timed_up_and_go")
}
"""Of two signals and their rate."""
PAIRS: dict[str, Callable[..., Any]] = {
    name: getattr(measures, name)
    for name in ("joint_position_error", "cocontraction", "discrete_relative_phase", "timing_asynchrony")
}
"""Of two rows of numbers."""
RATES = st.sampled_from([0.0, -50.0, math.nan, 1.0, 10.0, 25.0, 50.0, 1000.0])
NUMBERS = st.one_of(
    st.floats(),
    st.sampled_from([0.0, 1e-320, -1e-300, 1e-12, 1.0, 90.0, 1e49, 1e99, 1e150, -1e308, math.inf, math.nan]),
)
SIGNALS = st.one_of(
    st.lists(NUMBERS, max_size=40).map(np.array),
    st.tuples(NUMBERS, st.integers(0, 2000)).map(lambda drawn: np.full(drawn[1], drawn[0])),
    st.tuples(st.integers(0, 100), st.integers(3, 2000), st.sampled_from([1e-300, 1e-160, 1.0, 1e49, 1e99])).map(
        lambda drawn: drawn[2] * np.random.default_rng(drawn[0]).normal(size=drawn[1])
    ),
)


def told(
    measured: Value | Series | Mapping[str, Value] | Mapping[str, Value | Series] | Mapping[str, Value | Label],
) -> list[Value | Series | Label]:
    """Every value of a result, each either a number or a reason in words: their own classes see to the rest."""
    values = [measured] if isinstance(measured, Value | Series) else [*measured.values()]
    assert values
    for value in values:
        assert value.valid or len(value.reason or "") > 5
    return values


@pytest.mark.parametrize("name", ONE)
@settings(max_examples=25)
@given(SIGNALS, RATES)
def test_one_signal_of_any_kind(name: str, signal: Signal, rate_hz: float) -> None:
    values = told(ONE[name](signal, rate_hz))
    if not np.isfinite(signal).all() or not rate_hz > 0.0 or signal.size == 0:
        assert not any(value.valid for value in values)


@pytest.mark.parametrize("name", TWO)
@settings(max_examples=25)
@given(SIGNALS, SIGNALS, RATES)
def test_two_signals_of_any_kind(name: str, a: Signal, b: Signal, rate_hz: float) -> None:
    values = told(TWO[name](a, b, rate_hz)) + told(TWO[name](a, a, rate_hz))
    if not np.isfinite(a).all() or not rate_hz > 0.0 or a.size == 0:
        assert not any(value.valid for value in values)
    if a.size != b.size:
        assert not any(value.valid for value in told(TWO[name](a, b, rate_hz)))


@pytest.mark.parametrize("name", PAIRS)
@settings(max_examples=25)
@given(SIGNALS, SIGNALS)
def test_two_rows_of_any_numbers(name: str, a: Signal, b: Signal) -> None:
    values = told(PAIRS[name](a[:40], b[:40]))
    if not np.isfinite(a[:40]).all():
        assert not any(value.valid for value in values)


@settings(max_examples=50)
@given(NUMBERS, NUMBERS)
def test_two_numbers_of_any_kind(a: float, b: float) -> None:
    told(measures.romberg(a, b))
    told(measures.limb_symmetry(a, b))
    told(measures.limb_symmetry(a, b, time_like=True))


@settings(max_examples=50)
@given(st.lists(NUMBERS, max_size=12), st.lists(st.tuples(NUMBERS, NUMBERS), max_size=12), NUMBERS)
def test_leans_and_a_way_of_any_kind(leans: list[float], path: list[tuple[float, float]], direction: float) -> None:
    told(measures.limits_of_stability(leans, path=path, direction_deg=direction))


@pytest.mark.parametrize("name", [name for name in ONE if not name.startswith("ldlj")])
def test_a_table_is_not_one_signal(name: str) -> None:
    assert {value.reason for value in told(ONE[name](np.ones((50, 3)), 1000.0))} == {
        "the signal is not one row of numbers"
    }


@settings(max_examples=50)
@given(SIGNALS, SIGNALS, RATES)
def test_acceleration_and_answers_of_any_kind(numbers: Signal, cues_s: Signal, rate_hz: float) -> None:
    table = numbers[: numbers.size // 3 * 3].reshape(-1, 3)
    found = told(measures.sit_to_stands(table, rate_hz))
    assert np.isfinite(table).all() or not any(value.valid for value in found)
    told(measures.reaction_time(numbers, rate_hz, cues_s=cues_s[:9]))
    told(measures.reaction_time(numbers))
    told(measures.velocity_loss(numbers[:40]))


@settings(max_examples=50)
@given(SIGNALS, SIGNALS, NUMBERS)
def test_sessions_and_errors_of_any_kind(before: Signal, after: Signal, number: float) -> None:
    told(measures.classify_change(before[:9], after[:9], number, mcid=number, own_sd=number, own_df=8, norm=number))
    told(measures.classify_change(before[:9], after[:9], number, own_df=number))
    told(measures.change_over_sessions(before[:12], number))
    told(measures.trend(before[:12], after[:12]))
    told(measures.reliable_change_index(number, 1.0, 1.0))
    told(measures.minimal_detectable_change(number, 1, 1))
    told(measures.standard_error(number, number))


@settings(max_examples=50)
@given(SIGNALS, SIGNALS, NUMBERS)
def test_tables_and_weeks_of_any_kind(numbers: Signal, other: Signal, number: float) -> None:
    pairs = numbers[: min(numbers.size, 20) // 2 * 2].reshape(-1, 2)
    told(measures.icc(pairs))
    told(measures.typical_error(pairs))
    told(measures.within_sd(pairs))
    told(measures.session_spread(numbers))
    told(measures.pooled_sd([numbers[:5], other[:5]]))
    told(measures.adherence(numbers[:9], 5))
    told(measures.completion(number, 10.0))
