"""Sway equals the independent implementation and behaves like lengths and areas."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy.stats import f

from game.measures import SwayStream, quiet_part, sway
from game.measures.sway import DURATION_S_MIN, f2_quantile
from tests.oracles import cases

CASES = cases("sway")
PATHS = {name: case for name, case in CASES.items() if "ap" in case["input"]}
LENGTHS = ("rms", "mdist", "path")
AREAS = ("area_ellipse_pred", "area_ellipse_chi2", "area_ce95_prieto", "area_sw")


@pytest.mark.parametrize("name", PATHS)
def test_oracle(name: str) -> None:
    """A circle, an ellipse and filtered noise."""
    asked, expected = PATHS[name]["input"], PATHS[name]["expected"]
    measured = sway(asked["ap"], asked["ml"], asked["fs"])
    for key, value in expected.items():
        if isinstance(value, float):
            assert measured[key].value == pytest.approx(value, rel=PATHS[name]["tol"]), key


def test_the_headline_comes_first() -> None:
    assert list(sway([], [], 50.0))[:6] == ["rms", "mdist", "path", "mvelo", "mfreq", "area_ellipse_pred"]


def test_the_closed_form_of_the_quantile_is_the_tabled_one() -> None:
    case = CASES["f2_quantile"]
    for freedom, expected in zip(case["input"]["d2"], case["expected"]["F"], strict=True):
        assert f2_quantile(case["input"]["p"], freedom) == pytest.approx(expected, abs=case["tol"])


def wander(seed: int) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    steps = np.random.default_rng(seed).normal(size=(2, 400))
    ap, ml = np.cumsum(steps, axis=1) * 0.05 + np.array([[3.0], [-2.0]])
    return ap, ml


@settings(max_examples=30)
@given(st.integers(0, 10_000), st.floats(0.0, 2.0 * math.pi))
def test_turning_the_ground_leaves_distances_path_and_areas(seed: int, turn: float) -> None:
    ap, ml = wander(seed)
    plain = sway(ap, ml, 50.0)
    turned = sway(math.cos(turn) * ap - math.sin(turn) * ml, math.sin(turn) * ap + math.cos(turn) * ml, 50.0)
    for key in (*LENGTHS, *AREAS, "mfreq", "axis_major", "axis_minor"):
        assert turned[key].value == pytest.approx(plain[key].value, rel=1e-6), key


@settings(max_examples=30)
@given(st.integers(0, 10_000), st.floats(0.01, 100.0))
def test_twice_as_wide_is_twice_the_path_and_four_times_the_area(seed: int, scale: float) -> None:
    ap, ml = wander(seed)
    plain, wide = sway(ap, ml, 50.0), sway(scale * ap, scale * ml, 50.0)
    for key in LENGTHS:
        assert wide[key].value == pytest.approx(scale * plain[key].value, rel=1e-9), key
    for key in AREAS:
        assert wide[key].value == pytest.approx(scale**2 * plain[key].value, rel=1e-6), key
    assert wide["mfreq"].value == pytest.approx(plain["mfreq"].value, rel=1e-9)


@given(st.integers(0, 100), st.floats(-30.0, 30.0))
def test_where_the_middle_is_does_not_matter(seed: int, offset: float) -> None:
    ap, ml = wander(seed)
    plain, moved = sway(ap, ml, 50.0), sway(ap + offset, ml - offset, 50.0)
    assert all(moved[key].value == pytest.approx(plain[key].value, rel=1e-6) for key in plain)


def test_someone_who_does_not_move_has_no_frequency_and_every_other_measure_is_zero() -> None:
    measured = sway(np.full(100, 2.0), np.full(100, 1.0), 50.0)
    assert measured["mfreq"].reason == "no movement"
    assert all(value.value == 0.0 for name, value in measured.items() if name != "mfreq")


@pytest.mark.parametrize(
    ("seconds", "rate_hz", "filling"), [(20.0, 50.0, 0.0), (30.0, 20.0, 0.0), (30.0, 50.0, math.nan), (0.0, 50.0, 0.0)]
)
def test_too_short_too_slow_or_unknown_is_nan_with_a_reason(seconds: float, rate_hz: float, filling: float) -> None:
    signal = np.r_[np.full(round(seconds * rate_hz), filling)]
    assert not any(value.valid for value in sway(signal, signal, rate_hz, duration_s_min=DURATION_S_MIN).values())


def test_units_follow_that_of_the_signals() -> None:
    measured = sway(*wander(1), 50.0, unit="m/s²")
    assert measured["rms"].unit == "m/s²"
    assert measured["mfreq"].unit == "Hz"


def test_the_quiet_part_leaves_out_settling_and_tremor() -> None:
    """Two seconds go, a slow sway stays, and shaking at 8 Hz does not."""
    t_s = np.arange(1500) / 50.0
    slow = np.sin(2.0 * np.pi * 0.2 * t_s)
    ap, ml = quiet_part(slow + 0.5 * np.sin(2.0 * np.pi * 8.0 * t_s), slow, 50.0)
    assert len(ap) == len(ml) == 1400
    assert np.abs(ap[:-50] - slow[100:-50]).max() < 0.02
    assert quiet_part(np.zeros(10), np.zeros(10), 50.0)[0].size == 0


@settings(max_examples=40)
@given(st.integers(0, 10_000), st.lists(st.integers(0, 60), max_size=30))
def test_a_stream_in_pieces_of_any_size_is_the_whole(seed: int, sizes: list[int]) -> None:
    """Not nearly: the same numbers, and at every moment those of what had come."""
    ap, ml = wander(seed)
    stream, at = SwayStream(50.0, unit="cm"), 0
    for size in sizes:
        stream.feed(ap[at : at + size], ml[at : at + size])
        at = min(ap.size, at + size)
        if at % 7 == 0:
            assert stream.measures() == sway(ap[:at], ml[:at], 50.0, unit="cm") or at < 3
    for sample in range(at, ap.size):
        stream.feed(ap[sample], ml[sample])
    assert stream.measures() == sway(ap, ml, 50.0, unit="cm")


def test_a_stream_that_is_too_short_says_so() -> None:
    stream = SwayStream(50.0, duration_s_min=DURATION_S_MIN)
    stream.feed(0.0, 0.0)
    assert {value.reason for value in stream.measures().values()} == {"shorter than 25 s"}


@pytest.mark.recordings
@pytest.mark.parametrize("trial", ["BDS00001", "BDS00002", "BDS00004", "BDS00007"])
def test_of_people_who_stand_it_is_what_their_authors_compute(recordings: Path, trial: str) -> None:
    """Path a second and the area of the 95 % prediction ellipse, by the authors' own way to them: singular values of
    the sample covariance and SciPy's F (Santos and Duarte 2016, CC BY 4.0)."""
    kept = np.load(recordings / f"{trial}_cop_100hz.npz")
    cop, rate_hz = kept["cop_cm"].astype(np.float64), float(kept["rate"])
    measured = sway(cop[:, 0], cop[:, 1], rate_hz, unit="cm")
    n = len(cop)
    path = np.linalg.norm(np.diff(cop, axis=0), axis=1).sum()
    singular = np.linalg.svd(np.cov(cop, rowvar=False), compute_uv=False)
    reach = f.ppf(0.95, 2, n - 2) * (n - 1) * 2 * (n + 1) / n / (n - 2)
    assert measured["mvelo"].value == pytest.approx(path / (n / rate_hz), rel=1e-9)
    assert measured["area_ellipse_pred"].value == pytest.approx(np.pi * reach * np.sqrt(singular.prod()), rel=1e-3)
