"""Whether signals can be measured at all: shape, length, rate and holes, said the same way by every measure."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import ArrayLike, NDArray

Signal = NDArray[np.float64]
LARGEST = 1e50
"""No sensor reads as much, and the fourth power of much more would not be a number."""


def signal(numbers: ArrayLike) -> Signal:
    """The numbers as an array of their own; a single one is a row of one."""
    return np.atleast_1d(np.array(numbers, dtype=np.float64))


def unsound(*signals: Signal, least: int = 1, rate_hz: float = math.inf, rate_hz_min: float = 0.0) -> str | None:
    """Why these rows of numbers, side by side, cannot be measured; None when they can."""
    if any(row.ndim != 1 for row in signals):
        return "the signal is not one row of numbers"
    if len({row.size for row in signals}) > 1:
        return "the signals are not of one length"
    if wrong := wrong_rate(rate_hz, rate_hz_min):
        return wrong
    if signals[0].size < least:
        return "no samples" if signals[0].size == 0 else "too few samples"
    return unknown(*signals)


def wrong_rate(rate_hz: float, rate_hz_min: float = 0.0) -> str | None:
    """Why nothing can be measured at this rate."""
    if not rate_hz > 0.0:
        return "the sampling rate is not known"
    return f"sampled at less than {rate_hz_min:g} Hz" if rate_hz < rate_hz_min else None


def unknown(*signals: Signal) -> str | None:
    """Why the numbers cannot be reckoned with."""
    if not all(np.isfinite(row).all() for row in signals):
        return "the signal is not known throughout"
    return (
        "the signal is too large to be true" if any(np.abs(row).max(initial=0.0) > LARGEST for row in signals) else None
    )
