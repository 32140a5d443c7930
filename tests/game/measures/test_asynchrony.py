"""Timing asynchrony pairs each beat with one event at most, the nearest."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.measures import timing_asynchrony
from tests.oracles import cases

CASE = cases("coordination")["asynchrony"]


def test_oracle() -> None:
    """Six beats: two missed, two events too many. The window that is taken is the default one."""
    for window in ({}, {"window_s": CASE["input"]["window"]}):
        measured = timing_asynchrony(CASE["input"]["events"], CASE["input"]["cues"], **window)
        numbers = {name: value.value for name, value in measured.items()}
        assert numbers == pytest.approx(CASE["expected"], abs=CASE["tol"])
    assert next(iter(measured)) == "mean"


@given(
    st.integers(3, 40),
    st.floats(0.3, 2.0),
    st.floats(-0.2, 0.2),
    st.integers(0, 10_000),
)
def test_events_around_their_beats_are_each_found(beats: int, period_s: float, late_s: float, seed: int) -> None:
    """Late or early by less than the window: the mean, spread and size of what was put in."""
    window_s = min(0.25, 0.4 * period_s)
    offsets = np.clip(np.random.default_rng(seed).normal(late_s, 0.02, beats), -0.99 * window_s, 0.99 * window_s)
    at = 1.0 + period_s * np.arange(beats)
    measured = timing_asynchrony(at + offsets, at)
    assert (measured["n"].value, measured["missed"].value, measured["extra"].value) == (beats, 0.0, 0.0)
    assert measured["mean"].value == pytest.approx(offsets.mean(), abs=1e-9)
    assert measured["sd"].value == pytest.approx(np.std(offsets, ddof=1), abs=1e-9)
    assert measured["mae"].value == pytest.approx(np.abs(offsets).mean(), abs=1e-9)


TIMES = st.lists(st.floats(0.0, 20.0), max_size=25)


@given(TIMES, TIMES.filter(bool))
def test_nothing_is_counted_twice_or_left_out(events: list[float], beats: list[float]) -> None:
    """Pairs and missed make up the beats, pairs and extra the events, in any order."""
    measured = timing_asynchrony(events, beats, window_s=0.25)
    n = measured["n"].value
    assert n + measured["missed"].value == len(beats)
    assert n + measured["extra"].value == len(events)
    assert measured["mae"].valid == (n > 0)
    assert measured["mae"].value <= 0.25 + 1e-6 or not n
    again = timing_asynchrony(events[::-1], beats[::-1], window_s=0.25)
    assert again == measured or math.isnan(measured["sd"].value)


def test_the_nearer_of_two_events_is_the_one_that_counts() -> None:
    measured = timing_asynchrony([0.9, 1.02], [1.0, 3.0])
    assert measured["mean"].value == pytest.approx(0.02)
    assert measured["extra"].value == 1.0


def test_fast_beats_have_a_window_no_wider_than_their_period_allows() -> None:
    assert timing_asynchrony([1.15], [0.7, 1.0, 1.3])["n"].value == 0
    assert timing_asynchrony([1.15], [0.0, 1.0, 2.0])["n"].value == 1


def test_no_events_are_all_missed_and_no_beats_nothing_at_all() -> None:
    nothing = timing_asynchrony([], [1.0, 2.0])
    assert (nothing["n"].value, nothing["missed"].value) == (0.0, 2.0)
    assert nothing["mean"].reason == "no event came with a beat"
    assert timing_asynchrony([1.0], [1.0])["sd"].reason == "only one event came with a beat"
    assert {value.reason for value in timing_asynchrony([1.0], []).values()} == {"no beats"}
