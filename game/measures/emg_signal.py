"""A muscle's raw voltage after play: its envelope, when it began to work, and at what frequencies it worked."""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np
from numpy.typing import ArrayLike

from game.measures.filters import highpass, lowpass
from game.measures.soundness import Signal, signal, unsound
from game.measures.value import Series, Value
from game.motion.emg_filter import HIGH_HZ, ORDER, band_hz

ENVELOPE_HZ = 6.0
ENVELOPE_ORDER = 2
RAW_HZ_MIN = 200.0
"""Slower, and the band of a raw signal is lost."""
ONSET_HZ = 50.0
ONSET_ORDER = 2
ONSET_S = 0.025
ONSET_SD = 3.0
"""Above the mean of rest by three standard deviations, for 25 ms: after Hodges and Bui 1996, who compared 1–3 of them
for 20, 50 and 100 ms; 25 is a choice."""
TKEO_SD = 8.0
"""Teager–Kaiser energy stands out so far that it can be asked more of (after Solnik et al. 2010): 8 is a choice."""
SNR_MIN = 4.0
"""Highest amplitude over that of rest: below it neither rule finds the onset within 30 ms."""
SPECTRUM_HZ_MIN = 2.0 * HIGH_HZ
"""Slower, and the spectrum is cut where the muscle still works, so that its median is too low."""
SPECTRUM_S_MIN = 0.5
ONSETS = ("onset_hodges_k3_25ms_lp50", "onset_tkeo_k8")


def emg_envelope(emg: ArrayLike, rate_hz: float, *, unit: str = "mV") -> Series:
    """The envelope of a raw signal, sample by sample in its own unit: band-pass (20–450 Hz, less where the rate is
    low), rectified, low-pass at 6 Hz, all zero-phase; never below 0, where the last filter overshoots."""
    samples = signal(emg)
    if reason := unsound(samples, rate_hz=rate_hz, rate_hz_min=RAW_HZ_MIN):
        return Series.missing(unit, reason)
    low_hz, high_hz = band_hz(rate_hz)
    # High before low: the low-pass smooths what the high-pass makes of the two ends.
    heard = highpass(samples, rate_hz, low_hz, ORDER)
    heard = None if heard is None else lowpass(heard, rate_hz, high_hz, ORDER)
    if heard is None:
        return Series.missing(unit, "too few samples to filter")
    envelope = lowpass(np.abs(heard), rate_hz, ENVELOPE_HZ, ENVELOPE_ORDER)
    if envelope is None:
        return Series.missing(unit, "too few samples to filter")
    return Series(np.maximum(envelope, 0.0), unit)


def emg_onset(emg: ArrayLike, rate_hz: float, *, baseline_s: float = 0.2) -> Mapping[str, Value]:
    """When a muscle begins to work, s from the first sample; the first `baseline_s` have to be rest.

    `onset_hodges_k3_25ms_lp50` by the size of the signal (after Hodges and Bui 1996), `onset_tkeo_k8` by its
    Teager–Kaiser energy (after Solnik et al. 2010). The filter is zero-phase, so both come some 6 ms early; within
    30 ms they are good.
    """
    samples = signal(emg)
    rest = round(baseline_s * rate_hz) if 0.0 < rate_hz < math.inf else 0
    reason = unsound(samples, least=rest + 2, rate_hz=rate_hz, rate_hz_min=RAW_HZ_MIN)
    if reason is None and rest * ONSET_HZ < rate_hz:
        reason = "the baseline is too short"
    if reason is not None:
        return {name: Value.missing("s", reason) for name in ONSETS}
    scale = float(np.abs(samples).max())
    steady = (samples - samples[:rest].mean()) / scale if scale > 0.0 else samples
    energy = np.zeros_like(steady)
    energy[1:-1] = tkeo(steady)
    size = lowpass(np.abs(steady), rate_hz, ONSET_HZ, ONSET_ORDER)
    power = lowpass(energy, rate_hz, ONSET_HZ, ONSET_ORDER)
    if size is None or power is None:
        return {name: Value.missing("s", "too few samples to filter") for name in ONSETS}
    if size.max() <= SNR_MIN * size[:rest].mean():
        return {name: Value.missing("s", "the muscle does not stand out from rest") for name in ONSETS}
    found = (_above(size, rest, ONSET_SD, rate_hz), _above(power, rest, TKEO_SD, rate_hz))
    return {
        name: Value.missing("s", "no onset was found") if at is None else Value(at / rate_hz, "s")
        for name, at in zip(ONSETS, found, strict=True)
    }


def tkeo(samples: Signal) -> Signal:
    """Teager–Kaiser energy of all samples but the first and the last."""
    found: Signal = samples[1:-1] ** 2 - samples[:-2] * samples[2:]
    return found


def _above(smooth: Signal, rest: int, deviations: float, rate_hz: float) -> int | None:
    """The first sample after rest from which the signal stays above it for 25 ms."""
    quiet = smooth[:rest]
    above = smooth > quiet.mean() + deviations * quiet.std()
    above[:rest] = False
    edges = np.flatnonzero(np.diff(np.r_[False, above, False]))
    long = edges[1::2] - edges[::2] >= max(1, round(ONSET_S * rate_hz))
    return int(edges[::2][long][0]) if long.any() else None


def median_frequency(emg: ArrayLike, rate_hz: float) -> Mapping[str, Value]:
    """`mdf_hz`, which halves the power of the signal's Hann periodogram, and `mnf_hz`, its mean weighted by power.

    Of one epoch of about a second in which the muscle holds still and works evenly: only then does a fall over the
    epochs of an effort speak of fatigue.
    """
    samples = signal(emg)
    reason = unsound(samples, least=8, rate_hz=rate_hz, rate_hz_min=SPECTRUM_HZ_MIN)
    if reason is None and samples.size < SPECTRUM_S_MIN * rate_hz:
        reason = f"shorter than {SPECTRUM_S_MIN:g} s"
    if reason is None and np.ptp(samples) == 0.0:
        reason = "the signal does not change"
    if reason is not None:
        return {name: Value.missing("Hz", reason) for name in ("mdf_hz", "mnf_hz")}
    from scipy.signal import periodogram

    hertz, power = periodogram(samples / np.abs(samples).max(), rate_hz, window="hann")
    hertz, power = hertz[1:], power[1:]  # 0 Hz is what the window leaves of the mean
    so_far = np.cumsum(power)
    half = int(np.searchsorted(so_far, so_far[-1] / 2.0))
    return {
        "mdf_hz": Value(float(hertz[half]), "Hz"),
        "mnf_hz": Value(float((hertz * power).sum() / so_far[-1]), "Hz"),
    }
