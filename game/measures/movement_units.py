"""Movement units: of how many pushes one movement is made."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from game.measures.soundness import signal, unsound
from game.measures.value import Value

UNIT = "1"
RISE_SHARE = 0.05
"""A push raises the speed by more than this share of the movement's peak; the page on units of the hand's speed has
20 mm/s instead (Alt Murphy et al. 2011), which `rise_min` takes."""
GAP_S = 0.150
"""Pushes closer together are one (Alt Murphy et al. 2011)."""


def movement_units(speed: ArrayLike, rate_hz: float, *, rise_min: float | None = None) -> Value:
    """How often one movement's speed rises from a lowest to the next highest value by more than `rise_min` (in the
    unit of the speed; a share of the peak where not given), peaks at least 150 ms apart. 1 is smooth.

    A measured speed has to be filtered first: every tremor is a rise, and breaks a longer one in two.
    """
    samples = np.abs(signal(speed))
    if reason := unsound(samples, least=3, rate_hz=rate_hz):
        return Value.missing(UNIT, reason)
    peak = float(samples.max())
    if peak == 0.0:
        return Value.missing(UNIT, "no movement")
    rise = RISE_SHARE * peak if rise_min is None else rise_min
    counted, last = 0, -np.inf
    for lowest, highest in _rises(samples):
        # A hair's breadth less, because sample times are rounded.
        if samples[highest] - samples[lowest] > rise and highest - last >= GAP_S * rate_hz - 1e-9:
            counted, last = counted + 1, highest
    return Value(float(counted), UNIT)


def _rises(samples: np.ndarray[tuple[int], np.dtype[np.float64]]) -> list[tuple[int, int]]:
    """Where the speed is lowest and where it is next highest; of a level stretch the first sample."""
    kept = np.flatnonzero(np.r_[True, np.diff(samples) != 0.0])
    steps = np.sign(np.diff(samples[kept]))
    turns = kept[1:-1][np.diff(steps) != 0.0]
    ups = steps[:1] > 0.0
    corners = np.r_[kept[:1], turns] if ups.any() else turns
    return [(int(low), int(high)) for low, high in zip(corners[::2], corners[1::2], strict=False)]
