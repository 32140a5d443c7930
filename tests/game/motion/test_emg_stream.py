"""The road from a muscle's voltage to its envelope: the same however it is cut, SciPy's numbers, and its delay."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy.signal import butter, sosfilt

from game.motion.emg_filter import ORDER, band_hz
from game.motion.emg_stream import MEAN_S, RMS_S, EmgStream, envelope
from game.motion.motion import EmgFault
from input_devices import EmgForm
from tests.game.motion.muscles import bursts, muscle, worked
from tests.oracles import cases

BURST = cases("emg")["burst_600_1100ms"]


def batch(voltages_mv: NDArray[np.float64], rate_hz: float, window_s: float, *, raw: bool) -> NDArray[np.float64]:
    """The whole recording in one go, by SciPy and cumulative sums: the road's own definition, computed otherwise."""
    heard = voltages_mv
    if raw:
        sections = butter(ORDER, band_hz(rate_hz), "bandpass", fs=rate_hz, output="sos")
        heard = sosfilt(sections, voltages_mv - voltages_mv[0]) ** 2
    count = round(window_s * rate_hz)
    sums = np.concatenate([[0.0], np.cumsum(heard)])
    mean = (sums[count:] - sums[:-count]) / count
    found: NDArray[np.float64] = np.sqrt(mean) if raw else mean
    return found


@pytest.mark.parametrize(
    ("kind", "rate_hz"), [("raw", 250.0), ("raw", 500.0), ("raw", 1000.0), ("envelope", 25.0), ("envelope", 250.0)]
)
def test_it_is_the_batch_form(kind: str, rate_hz: float) -> None:
    """Sample by sample the same as band-pass and moving mean over the whole recording."""
    raw = kind == "raw"
    samples = list(worked(muscle("raw" if raw else "envelope", rate_hz), 4.0, bursts))
    voltages = [sample.emg_mv or 0.0 for sample in samples]
    form = EmgForm("raw" if raw else "envelope")
    found = [mv for _, mv in envelope([sample.t_s for sample in samples], voltages, form)]
    expected = batch(np.array(voltages), rate_hz, RMS_S if raw else MEAN_S, raw=raw)
    assert len(found) == len(samples)
    settled = [mv for mv in found if not math.isnan(mv)]
    assert len(settled) > 0.9 * len(samples)
    assert settled == pytest.approx(expected[-len(settled) :], rel=1e-6, abs=1e-9)


@settings(max_examples=15)
@given(st.integers(0, 2**32 - 1), st.floats(200.0, 1200.0))
def test_however_the_samples_are_cut(seed: int, rate_hz: float) -> None:
    """Ticks of any length give exactly what one long tick gives."""
    rng = np.random.default_rng(seed)
    voltages, times = rng.standard_normal(1500).tolist(), (np.arange(1500) / rate_hz).tolist()
    whole = envelope(times, voltages, EmgForm("raw"))
    stream, at = EmgStream(EmgForm("raw")), 0
    pieces: list[tuple[float, float]] = []
    while at < len(times):
        end = at + int(rng.integers(1, 60))
        for t_s, mv in zip(times[at:end], voltages[at:end], strict=True):
            pieces += stream.feed(t_s, mv)
        at = end
    assert np.array_equal(np.array(pieces), np.array(whole), equal_nan=True)


def test_the_band_is_the_oracles() -> None:
    """In the burst of the published-method oracle the envelope is that of the same band, rectified: RMS is √(π/2) of
    the mean of rectified noise."""
    voltages = BURST["input"]["raw_mV"]
    found = dict(envelope([k / 1000.0 for k in range(len(voltages))], voltages, EmgForm("raw")))
    burst = [mv for t_s, mv in found.items() if 0.75 <= t_s < 1.1]
    expected = BURST["expected"]["envelope_mean_burst"] * math.sqrt(math.pi / 2.0)
    assert sum(burst) / len(burst) == pytest.approx(expected, rel=0.05)


@pytest.mark.parametrize(("rate_hz", "delay_ms"), [(250.0, 85.0), (1000.0, 77.0)])
def test_the_delay_that_it_states_is_the_one_it_has(rate_hz: float, delay_ms: float) -> None:
    """A muscle that works harder and softer once a second: the power of the envelope follows so much later."""
    rng = np.random.default_rng(5)
    t_s = np.arange(round(60 * rate_hz)) / rate_hz
    power = 1.0 + 0.8 * np.sin(2.0 * np.pi * t_s)
    stream = EmgStream(EmgForm("raw"))
    done = [one for t, mv in zip(t_s, np.sqrt(power) * rng.standard_normal(len(t_s)), strict=True)
            for one in stream.feed(float(t), float(mv))]  # fmt: skip
    seen = np.nan_to_num(np.array([mv for _, mv in done]) ** 2, nan=1.0)
    turn = np.angle(np.sum(seen * np.exp(-2j * np.pi * t_s))) - np.angle(np.sum(power * np.exp(-2j * np.pi * t_s)))
    assert stream.delay_s == pytest.approx(delay_ms / 1000.0, abs=0.002)
    assert -turn / (2.0 * np.pi) == pytest.approx(stream.delay_s, abs=0.006)


@settings(max_examples=10)
@given(st.floats(-4000.0, 4000.0))
def test_a_converters_offset_changes_nothing(offset_mv: float) -> None:
    samples = list(worked(muscle(), 1.2, lambda _t_s: 0.5))
    plain, shifted = EmgStream(EmgForm("raw")), EmgStream(EmgForm("raw"))
    for sample in samples:
        assert sample.emg_mv is not None
        plain.feed(sample.t_s, sample.emg_mv)
        shifted.feed(sample.t_s, sample.emg_mv + offset_mv)
    assert shifted.envelope_mv == pytest.approx(plain.envelope_mv, rel=1e-6)


def test_a_gap_begins_anew_and_a_lost_sample_does_not() -> None:
    """A tenth of a second without samples: nothing is said until the signal has settled again."""
    samples = list(worked(muscle(), 6.0))
    stream = EmgStream(EmgForm())
    for k, sample in enumerate(samples):
        if 2000 <= k < 2003 or 4000 <= k < 4100:
            continue
        assert sample.emg_mv is not None
        stream.feed(sample.t_s, sample.emg_mv)
        assert math.isnan(stream.envelope_mv) == (k < 500 or 4100 <= k < 4600)


@pytest.mark.parametrize(
    ("kind", "rate_hz", "taken_as", "fault"),
    [
        (None, 1000.0, "raw", None),
        (None, 100.0, "envelope", None),
        ("envelope", 1000.0, "envelope", None),
        ("raw", 100.0, "raw", EmgFault.SLOW),
    ],
)
def test_what_nobody_said_is_told_by_the_rate(kind: str | None, rate_hz: float, taken_as: str, fault: str) -> None:
    """A raw signal of too few samples is refused, and gives no envelope."""
    stream = EmgStream(EmgForm(kind))  # type: ignore[arg-type]
    for k in range(round(rate_hz)):
        stream.feed(k / rate_hz, 1.0 + 0.1 * math.sin(k))
    assert (stream.kind, stream.fault) == (taken_as, fault)
    assert math.isnan(stream.envelope_mv) == (fault is not None)


@pytest.mark.parametrize("rate_hz", [250.0, 1000.0])
@pytest.mark.parametrize("wrong_by", [-0.05, 0.05])
def test_a_rate_that_was_told_wrongly_at_first_is_followed(rate_hz: float, wrong_by: float) -> None:
    """Samples that come in bursts look faster or slower for a while: soon the notch lies on the mains all the same, and
    hum that it does not take out is still known as hum."""
    rng = np.random.default_rng(8)
    count = round(14 * rate_hz)
    true_s = np.arange(count) / rate_hz
    told_s = np.where(true_s < 0.8, true_s / (1.0 + wrong_by), true_s - 0.8 + 0.8 / (1.0 + wrong_by))
    quiet_mv = 0.006 * rng.standard_normal(count)
    for notch_hz, mains_hz, fault in ((50.0, 50.0, None), (60.0, 60.0, None), (None, 60.0, EmgFault.MAINS)):
        stream = EmgStream(EmgForm("raw", notch_hz))
        for t_s, mv in zip(told_s, quiet_mv + 0.1 * np.sin(2.0 * np.pi * mains_hz * true_s), strict=True):
            stream.feed(float(t_s), float(mv))
        assert stream.rate_hz == pytest.approx(rate_hz, rel=0.004)
        assert stream.fault == fault
        if notch_hz is not None:
            assert stream.envelope_mv < 0.009


def test_times_that_do_not_rise_are_passed_over() -> None:
    stream = EmgStream(EmgForm())
    assert not stream.feed(1.0, 1.0)
    assert not stream.feed(1.0, 2.0)
    assert not stream.feed(0.5, 2.0)
    assert math.isnan(stream.rate_hz) and math.isnan(stream.delay_s) and stream.kind is None and stream.fault is None
