"""Range of motion of one repetition: how far, from where, to where."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import ArrayLike

from game.measures.filters import lowpass
from game.measures.soundness import signal, unsound
from game.measures.value import Value

CUT_HZ = 6.0
ORDER = 2
EXTREME_S = 0.060
"""An extreme is the mean of its most extreme 60 ms (three samples at 50 Hz), so that one spike does not make it."""
NAMES = ("range_deg", "peak_deg", "start_deg")


def range_of_motion(angle_deg: ArrayLike, rate_hz: float) -> Mapping[str, Value]:
    """`range_deg`, `peak_deg` and `start_deg` (the lowest angle) of one repetition, after a 6 Hz zero-phase filter.

    The best of several repetitions is the caller's to choose.
    """
    angle = signal(angle_deg)
    if reason := unsound(angle, rate_hz=rate_hz):
        return _missing(reason)
    if not rate_hz / 2.0 > CUT_HZ:
        return _missing(f"sampled too slowly for a filter of {CUT_HZ:g} Hz")
    filtered = lowpass(angle, rate_hz, CUT_HZ, ORDER)
    if filtered is None:
        return _missing("too few samples")
    ordered = np.sort(filtered)
    few = max(1, round(EXTREME_S * rate_hz))
    start, peak = float(ordered[:few].mean()), float(ordered[-few:].mean())
    return {
        "range_deg": Value(peak - start, "deg"),
        "peak_deg": Value(peak, "deg"),
        "start_deg": Value(start, "deg"),
    }


def _missing(reason: str) -> Mapping[str, Value]:
    return {name: Value.missing("deg", reason) for name in NAMES}
