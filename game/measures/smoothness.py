"""Smoothness of one movement by its spectrum: SPARC, the length of the outline of how fast it was."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import ArrayLike

from game.measures.soundness import Signal, signal, unsound
from game.measures.value import Value

UNIT = "1"
CUT_HZ = 10.0
AMPLITUDE_MIN = 0.05
PAD_LEVEL = 4
DURATION_S_MIN = 0.3
SLOW_DEG_S = 15.0
"""Below this peak speed a gyro's noise makes the outline; our choice, pass it as `peak_min` for angular speed."""


def sparc(speed: ArrayLike, rate_hz: float, *, peak_min: float = 0.0, duration_s_min: float = DURATION_S_MIN) -> Value:
    """Spectral arc length of one movement's speed, dimensionless; −1.4 is smooth, more negative is less so.

    `speed` is angular speed at a steady rate, from near standstill to near standstill: one way of one repetition,
    without holds. It is not segmented here. It must not be raw acceleration. Its unit does not matter, save that
    `peak_min` is in the same one. (Balasubramanian et al. 2012, 2015.)
    """
    samples = np.abs(signal(speed))
    reason = _unfit(samples, rate_hz, peak_min, duration_s_min)
    if reason is not None:
        return Value.missing(UNIT, reason)
    bins = 2 ** (math.ceil(math.log2(samples.size)) + PAD_LEVEL)
    spectrum = np.abs(np.fft.rfft(samples / samples.max(), bins))
    # The mean of a speed is the strongest of it, so that the outline begins at 0 Hz.
    spectrum /= spectrum.max()
    step_hz = rate_hz / bins
    within = spectrum[: int(CUT_HZ / step_hz) + 1]
    outline = within[: int(np.flatnonzero(within >= AMPLITUDE_MIN)[-1]) + 1]
    if outline.size < 2:
        return Value.missing(UNIT, "the speed does not vary")
    return Value(-float(np.hypot(1.0 / (outline.size - 1), np.diff(outline)).sum()), UNIT)


def _unfit(samples: Signal, rate_hz: float, peak_min: float, duration_s_min: float) -> str | None:
    if reason := unsound(samples, least=0, rate_hz=rate_hz, rate_hz_min=2.0 * CUT_HZ):
        return reason
    if samples.size < 2 or samples.size / rate_hz < duration_s_min:
        return f"shorter than {duration_s_min:g} s"
    if samples.max() == 0.0:
        return "no movement"
    if samples.max() < peak_min:
        return "too slow to tell smoothness from noise"
    return None
