"""Muscle activity in play: its mean, its strongest and its quietest half second, as shares of a calibrated effort."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from game.measures.value import Value

WINDOW_S = 0.5
"""As in a maximal effort, which counts by its highest mean over 500 ms."""
HEARD_S_MIN = 5.0
"""A choice: in less than this nothing is said of a muscle."""
PEAK_PERCENT_MAX = 150.0
"""More than this and the reference was no strong effort: then every share of it is worthless."""
NAMES = ("mean", "peak", "rest")


def muscle_activity(activity: NDArray[np.float64], rate_hz: float, unit: str) -> dict[str, Value]:
    """`mean`, `peak` and `rest` in percent; `activity` is 0 at rest and 1 at the effort, at a steady rate, nan where it
    could not be had. A half second counts only where it was heard whole."""
    heard = activity[np.isfinite(activity)]
    if len(heard) < HEARD_S_MIN * rate_hz:
        return missing(unit, f"the muscle was heard for less than {HEARD_S_MIN:.0f} s of play")
    halves = _moving_mean(activity, max(1, round(WINDOW_S * rate_hz)))
    if not len(halves):
        return missing(unit, "the muscle was never heard for half a second without a break")
    peak = 100.0 * float(halves.max())
    if peak > PEAK_PERCENT_MAX:
        return missing(unit, f"the activity went beyond {PEAK_PERCENT_MAX:.0f} % of the calibrated effort")
    numbers = (100.0 * float(heard.mean()), peak, 100.0 * float(halves.min()))
    return {name: Value(number, unit) for name, number in zip(NAMES, numbers, strict=True)}


def missing(unit: str, reason: str) -> dict[str, Value]:
    """The same measures where they cannot be had."""
    return {name: Value.missing(unit, reason) for name in NAMES}


def _moving_mean(values: NDArray[np.float64], count: int) -> NDArray[np.float64]:
    """Over every so many values in a row, all of them finite."""
    if len(values) < count:
        return values[:0]
    means = np.lib.stride_tricks.sliding_window_view(values, count).mean(axis=1)
    found: NDArray[np.float64] = means[np.isfinite(means)]
    return found
