"""Compensation is judged by one rule, sample by sample as well as whole."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.measures import CompensationStream, compensation
from tests.oracles import cases

CASE = cases("functional")["compensation_trunk"]


def test_the_oracle() -> None:
    asked, expected = CASE["input"], CASE["expected"]
    found = compensation(
        asked["trunk_lean_deg"],
        asked["fs"],
        baseline_samples=asked["baseline_samples"],
        k_sd=asked["k_sd"],
        floor_deg=asked["floor_deg"],
        duration_s_min=asked["min_dur_s"],
    )
    for name, value in expected.items():
        assert found[name].value == pytest.approx(float(value), abs=CASE["tol"]), name
    assert found["events"].value == 1.0
    assert next(iter(found)) == "over_fraction"


def runs(beyond: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> list[int]:
    """How long each unbroken run is."""
    edges = np.flatnonzero(np.diff(np.r_[False, beyond, False].astype(int)))
    return [int(end - start) for start, end in zip(edges[::2], edges[1::2], strict=True)]


@given(st.integers(0, 10_000), st.sampled_from([20.0, 50.0, 60.0, 100.0, 104.0]), st.floats(0.05, 1.0))
def test_it_equals_the_definition_counted_out(seed: int, rate_hz: float, duration_s: float) -> None:
    generator = np.random.default_rng(seed)
    usual = generator.normal(3.0, 1.0, 200)
    lean = np.convolve(generator.normal(5.0, 20.0, 400), np.ones(15) / 15.0, mode="same")
    found = compensation(lean, rate_hz, baseline_deg=usual, duration_s_min=duration_s)
    limit = max(float(usual.mean() + 3.0 * usual.std()), 5.0)
    lasting = [run for run in runs(lean > limit) if run / rate_hz >= duration_s - 1e-9]
    assert found["threshold_deg"].value == pytest.approx(limit)
    assert found["over_fraction"].value == pytest.approx(float((lean > limit).mean()))
    assert found["peak_excess_deg"].value == pytest.approx(float(lean.max() - usual.mean()))
    assert found["events"].value == len(lasting)
    assert found["event"].value == float(bool(lasting))


@given(st.integers(0, 10_000), st.lists(st.integers(1, 60), min_size=1, max_size=10))
def test_streamed_in_any_pieces_it_is_the_same(seed: int, pieces: list[int]) -> None:
    lean = np.convolve(np.random.default_rng(seed).normal(10.0, 30.0, 300), np.ones(12) / 12.0, mode="same")
    whole, told, start = CompensationStream(10.0, 50.0), 0, 0
    while start < lean.size:
        for length in pieces:
            told += whole.feed(lean[start : start + length])
            start += length
    assert whole.measures(5) == compensation(lean, 50.0, threshold_deg=10.0, repetitions=5)
    assert told <= whole.events
    single = CompensationStream(10.0, 50.0)
    assert sum([single.feed(sample) for sample in lean.tolist()]) == whole.events == single.events


@given(st.integers(0, 1000), st.floats(0.0, 10.0))
def test_a_higher_limit_never_finds_more(seed: int, more_deg: float) -> None:
    lean = np.random.default_rng(seed).normal(8.0, 4.0, 100)
    low, high = (compensation(lean, 20.0, threshold_deg=limit) for limit in (6.0, 6.0 + more_deg))
    assert high["over_fraction"].value <= low["over_fraction"].value


def test_without_approved_repetitions_the_limit_is_ten_degrees_from_the_neutral_pose() -> None:
    found = compensation(np.r_[np.zeros(50), np.full(50, 12.0)], 50.0)
    assert (found["threshold_deg"].value, found["over_fraction"].value) == (10.0, 0.5)
    assert found["peak_excess_deg"].value == 12.0


def test_a_quarter_of_a_second_is_an_event_and_a_sample_less_is_none() -> None:
    for rate_hz, enough in ((20.0, 5), (60.0, 15), (100.0, 25)):
        for length in (enough - 1, enough):
            lean = np.r_[np.zeros(9), np.full(length, 20.0), np.zeros(9)]
            assert compensation(lean, rate_hz)["events"].value == float(length == enough)


def test_a_gap_breaks_off_a_lean_and_leaves_nothing_to_say_of_the_whole() -> None:
    counter = CompensationStream(10.0, 60.0)
    assert not any(counter.feed(lean) for lean in [*[20.0] * 14, math.nan, *[20.0] * 14])
    assert counter.measures()["over_fraction"].reason == "the signal is not known throughout"


@pytest.mark.parametrize("lean", [[], [math.nan], [math.inf, 1.0]])
def test_nothing_or_the_unknown_is_nan_with_a_reason(lean: list[float]) -> None:
    assert not any(value.valid for value in compensation(lean, 50.0).values())
    assert not compensation([1.0, 2.0], 50.0, baseline_deg=[math.nan])["threshold_deg"].valid
