"""The muscle's band: the same filter as SciPy's, whatever the rate, and silent about a steady voltage."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.signal import butter, iirnotch, lfilter, sosfilt

from game.motion.emg_filter import ORDER, Sections, band_hz, bandpass, notch

RATES_HZ = (200.0, 250.0, 333.3, 500.0, 1000.0, 2000.0)


@pytest.mark.parametrize("rate_hz", RATES_HZ)
def test_it_is_scipys_butterworth(rate_hz: float) -> None:
    """Sample by sample the same as the independent design in one go."""
    noise = np.random.default_rng(1).standard_normal(2000)
    noise[0] = 0.0
    low_hz, high_hz = band_hz(rate_hz)
    filter_ = Sections(bandpass(rate_hz, low_hz, high_hz))
    ours = [filter_.step(sample) for sample in noise.tolist()]
    theirs = sosfilt(butter(ORDER, [low_hz, high_hz], "bandpass", fs=rate_hz, output="sos"), noise)
    assert ours == pytest.approx(theirs, abs=1e-9)


@pytest.mark.parametrize("at_hz", [50.0, 60.0])
def test_the_notch_is_scipys(at_hz: float) -> None:
    noise = np.random.default_rng(2).standard_normal(1000)
    noise[0] = 0.0
    filter_ = Sections([notch(500.0, at_hz)])
    ours = [filter_.step(sample) for sample in noise.tolist()]
    assert ours == pytest.approx(lfilter(*iirnotch(at_hz, 30.0, fs=500.0), noise), abs=1e-9)


@given(st.floats(-1e5, 1e5), st.sampled_from(RATES_HZ))
def test_a_steady_voltage_is_not_heard(offset_mv: float, rate_hz: float) -> None:
    """A converter's offset gives nothing, not even at the start."""
    filter_ = Sections(bandpass(rate_hz, *band_hz(rate_hz)))
    assert [filter_.step(offset_mv) for _ in range(50)] == [0.0] * 50


def test_the_band_fits_the_rate() -> None:
    """20–450 Hz where the rate carries it; 20–90 Hz at 200 samples a second."""
    assert band_hz(1000.0) == (20.0, 450.0)
    assert band_hz(200.0) == (20.0, 90.0)
    with pytest.raises(ValueError, match="no band"):
        bandpass(40.0, *band_hz(40.0))
