"""Low-pass filtering for scoring: zero-phase, so that nothing is late; never in the control path."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

Signal = NDArray[np.float64]


def lowpass(signal: ArrayLike, rate_hz: float, cut_hz: float, order: int) -> Signal | None:
    """The signal through a Butterworth low-pass, forward and backward (−6 dB at `cut_hz` after both passes).

    None when there are too few samples to pad the ends (10 are needed for the 2nd order, 16 for the 4th); the result
    is odd-extended by 3·(2·sections + 1) samples at either end, which is SciPy's own rule.
    """
    from scipy.signal import butter, sosfiltfilt

    samples = np.asarray(signal, dtype=np.float64)
    sections = butter(order, cut_hz, btype="low", fs=rate_hz, output="sos")
    padding = 3 * (2 * len(sections) + 1)
    if samples.size <= padding:
        return None
    return np.asarray(sosfiltfilt(sections, samples, padlen=padding), dtype=np.float64)
