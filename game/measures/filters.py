"""Filtering for scoring: zero-phase Butterworth, so that nothing is late; never in the control path."""

from __future__ import annotations

from typing import Literal, TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

Signal = NDArray[np.float64]
Kind: TypeAlias = Literal["low", "high"]


def lowpass(signal: ArrayLike, rate_hz: float, cut_hz: float, order: int) -> Signal | None:
    """The signal through a Butterworth low-pass, forward and backward (−6 dB at `cut_hz` after both passes).

    Samples run along the first axis. None when there are too few of them to pad the ends (10 are needed for the 2nd
    order, 16 for the 4th), or when they come too slowly for the cut. The result is odd-extended by
    3·(2·sections + 1) samples at either end, which is SciPy's own rule.
    """
    return _both_ways(signal, rate_hz, cut_hz, order, "low")


def highpass(signal: ArrayLike, rate_hz: float, cut_hz: float, order: int) -> Signal | None:
    """The same as `lowpass` for what is faster than the cut."""
    return _both_ways(signal, rate_hz, cut_hz, order, "high")


def _both_ways(signal: ArrayLike, rate_hz: float, cut_hz: float, order: int, kind: Kind) -> Signal | None:
    samples = np.asarray(signal, dtype=np.float64)
    padding = 3 * (2 * ((order + 1) // 2) + 1)
    if len(samples) <= padding or not 0.0 < cut_hz < rate_hz / 2.0:
        return None
    from scipy.signal import butter, sosfiltfilt

    sections = butter(order, cut_hz, btype=kind, fs=rate_hz, output="sos")
    return np.asarray(sosfiltfilt(sections, samples, axis=0, padlen=padding), dtype=np.float64)
