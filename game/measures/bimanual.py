"""Two limbs together: how far both go, which one starts and peaks first, and how alike their ways are."""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np
from numpy.typing import ArrayLike

from game.measures.soundness import Signal, signal, unsound
from game.measures.uniform import BOUNDS_SHARE
from game.measures.value import Value

LAG_S_MAX = 1.0
"""The two ways are laid over one another up to so far apart (measures page, section 10)."""
STILL_DEG = 2.0
"""A limb that goes less far has not moved: half of what a worn sensor's angle may be off."""
UNITS = {"amplitude_ratio": "1", "onset_lag": "s", "peak_lag": "s", "xcorr_lag": "s", "xcorr": "1"}


def bimanual(first_deg: ArrayLike, second_deg: ArrayLike, rate_hz: float) -> Mapping[str, Value]:
    """One movement of two limbs there and back, both angles at the same times, in phase.

    `amplitude_ratio` is the smaller range of the two over the larger, 1 when they go equally far; `onset_lag` and
    `peak_lag` how much later the second one starts (is first faster than 5 % of its own peak speed) and is at its
    highest, negative where it is earlier; `xcorr_lag` where the correlation of the two is highest within ±1 s, and
    `xcorr` how high that is.
    """
    first, second = signal(first_deg), signal(second_deg)
    if reason := unsound(first, second, least=10, rate_hz=rate_hz):
        return {name: Value.missing(unit, reason) for name, unit in UNITS.items()}
    ranges = sorted((float(np.ptp(first)), float(np.ptp(second))))
    if ranges[0] < STILL_DEG:
        return {name: Value.missing(unit, "a limb did not move") for name, unit in UNITS.items()}
    lag, height = _alike(first, second, min(round(LAG_S_MAX * rate_hz), first.size // 2))
    return {
        "amplitude_ratio": Value(ranges[0] / ranges[1], "1"),
        "onset_lag": Value((_onset(second) - _onset(first)) / rate_hz, "s"),
        "peak_lag": Value((int(np.argmax(second)) - int(np.argmax(first))) / rate_hz, "s"),
        "xcorr_lag": Value(lag / rate_hz, "s"),
        "xcorr": Value(height, "1"),
    }


def _onset(angle: Signal) -> int:
    """The first sample that is faster than a share of the peak speed."""
    speed = np.abs(np.gradient(angle))
    return int(np.argmax(speed > BOUNDS_SHARE * float(speed.max())))


def _alike(first: Signal, second: Signal, most: int) -> tuple[int, float]:
    """By how many samples the second is late where both are most alike, and how alike."""
    best = (0, -math.inf)
    for late in sorted(range(-most, most + 1), key=abs):
        ahead, behind = (first, second[late:]) if late >= 0 else (first[-late:], second)
        count = min(ahead.size, behind.size)
        one, other = ahead[:count] - ahead[:count].mean(), behind[:count] - behind[:count].mean()
        height = math.sqrt(float(one @ one) * float(other @ other))
        alike = float(one @ other) / height if height > 0.0 else 0.0
        if alike > best[1] + 1e-12:
            best = (late, alike)
    return best
