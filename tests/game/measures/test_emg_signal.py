"""A muscle's envelope, onset and frequencies equal SciPy's chain and what was put in."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy.signal import butter, filtfilt, periodogram

from game.measures import emg_envelope, emg_onset, median_frequency
from game.measures.emg_signal import tkeo
from tests.oracles import cases

CASES = cases("emg")
BURST = CASES["burst_600_1100ms"]
RAW, RATE_HZ = np.array(BURST["input"]["raw_mV"]), float(BURST["input"]["fs"])
HODGES, TKEO = "onset_hodges_k3_25ms_lp50", "onset_tkeo_k8"


def burst(seed: int, start_s: float, level: float = 0.5, seconds: float = 1.5) -> NDArray[np.float64]:
    """Rest of 0.01 mV, then white noise of another level."""
    noise = np.random.default_rng(seed).normal(size=round(seconds * RATE_HZ))
    working = np.arange(noise.size) / RATE_HZ >= start_s
    return np.where(working, level, 0.01) * noise


def test_oracle_envelope() -> None:
    """The published filter chain; where it overshoots below 0, this one stops there."""
    envelope = emg_envelope(RAW, RATE_HZ)
    expected = np.maximum(BURST["expected"]["envelope_every_50"], 0.0)
    np.testing.assert_allclose(envelope.value[::50], expected, atol=BURST["tol"])
    assert envelope.unit == "mV"
    assert envelope.value.size == RAW.size
    assert envelope.value[650:1050].mean() == pytest.approx(BURST["expected"]["envelope_mean_burst"], abs=0.01)


@settings(max_examples=10)
@given(st.integers(0, 1000), st.sampled_from([200.0, 500.0, 1000.0, 2000.0]), st.floats(-10.0, 10.0))
def test_the_envelope_is_scipys_chain_whatever_rate_and_offset(seed: int, rate_hz: float, offset: float) -> None:
    samples = np.random.default_rng(seed).normal(size=1500)
    heard = filtfilt(*butter(4, 20.0, "high", fs=rate_hz), samples)
    heard = filtfilt(*butter(4, min(450.0, 0.45 * rate_hz), fs=rate_hz), heard)
    expected = np.maximum(filtfilt(*butter(2, 6.0, fs=rate_hz), np.abs(heard)), 0.0)
    middle = slice(300, 1200)  # the two pad the ends differently
    measured = emg_envelope(samples + offset, rate_hz).value
    np.testing.assert_allclose(measured[middle], expected[middle], atol=2e-3)
    assert measured.min() >= 0.0


@settings(max_examples=15)
@given(st.floats(0.01, 100.0))
def test_a_stronger_signal_has_an_envelope_as_much_higher(scale: float) -> None:
    np.testing.assert_allclose(
        emg_envelope(scale * RAW, RATE_HZ).value, scale * emg_envelope(RAW, RATE_HZ).value, atol=1e-9 * scale
    )


def test_oracle_onset() -> None:
    """Within a millisecond of the published numbers, and within 30 ms of the truth."""
    measured = emg_onset(RAW, RATE_HZ)
    for name in (HODGES, TKEO):
        assert 1000.0 * measured[name].value == pytest.approx(BURST["expected"][name], abs=1.0)
        assert abs(1000.0 * measured[name].value - BURST["expected"]["true_onset"]) < BURST["onset_tol_ms"]
        assert measured[name].unit == "s"


@settings(max_examples=25)
@given(st.integers(0, 10_000), st.floats(0.3, 1.2), st.sampled_from([0.1, 0.3, 1.0]), st.floats(-5.0, 5.0))
def test_the_onset_that_was_put_in_comes_out(seed: int, start_s: float, level: float, offset: float) -> None:
    """Within 30 ms, whatever a converter's offset."""
    measured = emg_onset(burst(seed, start_s, level) + offset, RATE_HZ)
    assert measured[HODGES].value == pytest.approx(start_s, abs=0.030)
    assert measured[TKEO].value == pytest.approx(start_s, abs=0.030)


def test_a_muscle_that_does_not_stand_out_has_no_onset() -> None:
    assert "stand out" in (emg_onset(burst(1, 0.6, 0.012), RATE_HZ)[HODGES].reason or "")
    assert "stand out" in (emg_onset(np.zeros(1500), RATE_HZ)[HODGES].reason or "")
    assert emg_onset(RAW, RATE_HZ, baseline_s=0.01)[HODGES].reason == "the baseline is too short"


def test_oracle_energy() -> None:
    case = CASES["tkeo"]
    np.testing.assert_allclose(tkeo(np.array(case["input"]["x"])), case["expected"]["tkeo"], atol=1e-12)


def test_oracle_frequencies() -> None:
    case = CASES["mdf_mnf"]
    measured = median_frequency(case["input"]["x"], case["input"]["fs"])
    assert {name: value.value for name, value in measured.items()} == pytest.approx(case["expected"], abs=case["tol"])
    assert next(iter(measured)) == "mdf_hz"


@given(st.floats(20.0, 450.0), st.sampled_from([1000.0, 2000.0]))
def test_a_tone_is_its_own_median(hz: float, rate_hz: float) -> None:
    measured = median_frequency(np.sin(2.0 * np.pi * hz * np.arange(round(rate_hz)) / rate_hz), rate_hz)
    assert measured["mdf_hz"].value == pytest.approx(hz, abs=1.0)


@settings(max_examples=20)
@given(st.integers(0, 1000), st.floats(1e-3, 1e3), st.floats(-100.0, 100.0))
def test_frequencies_are_those_of_scipys_periodogram_and_no_offset_or_height_changes_them(
    seed: int, scale: float, offset: float
) -> None:
    samples = np.random.default_rng(seed).normal(size=1000)
    hertz, power = periodogram(samples, RATE_HZ, window="hann")
    half = hertz[np.argmax(np.cumsum(power[1:]) >= power[1:].sum() / 2.0) + 1]
    measured = median_frequency(scale * samples + offset, RATE_HZ)
    assert measured["mdf_hz"].value == pytest.approx(half, abs=1e-9)
    assert measured["mnf_hz"].value == pytest.approx((hertz * power)[1:].sum() / power[1:].sum(), rel=1e-6)


@pytest.mark.parametrize(
    ("samples", "rate_hz", "why"),
    [
        (RAW, 200.0, "less than 900 Hz"),
        (RAW[:300], RATE_HZ, "shorter than 0.5 s"),
        (np.ones(1500), RATE_HZ, "does not change"),
    ],
)
def test_what_has_no_spectrum_is_nan_with_a_reason(samples: NDArray[np.float64], rate_hz: float, why: str) -> None:
    assert all(why in (value.reason or "") for value in median_frequency(samples, rate_hz).values())


def test_too_slow_or_too_short_a_signal_has_no_envelope_and_no_onset() -> None:
    assert emg_envelope(RAW, 100.0).reason == "sampled at less than 200 Hz"
    assert emg_envelope(RAW[:12], RATE_HZ).reason == "too few samples to filter"
    assert not emg_onset(RAW[:100], RATE_HZ)[HODGES].valid
