"""Fatigue within a session: how much slower the repetitions become."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import ArrayLike

from game.measures.soundness import signal, unknown
from game.measures.trend import median_slope
from game.measures.value import Value

REPETITIONS_MIN = 6
"""Over fewer repetitions a slope says nothing."""
LAST = 3


def velocity_loss(peak_velocity: ArrayLike, *, unit: str = "deg/s") -> Mapping[str, Value]:
    """`loss_last_vs_best_pct` and `loss_last3_vs_best_pct`, how much slower the last repetition and the mean of the
    last three were than the fastest; and `slope_per_rep`, Theil and Sen's, of six repetitions at least.

    `peak_velocity` has the peak speed of each repetition, in `unit`. It goes with fatigue in men who lift weights
    (Sánchez-Medina and González-Badillo 2011); at which loss to stop is for others to choose. Repetitions paced
    by a tempo hide it.
    """
    peaks = signal(peak_velocity)
    if peaks.size < 2 or peaks.ndim != 1:
        return _missing("too few repetitions", unit)
    if unknown(peaks):
        return _missing("the speed of a repetition is not known", unit)
    best = float(peaks.max())
    if best <= 0.0:
        return _missing("no movement", unit)
    slope = Value.missing(_per_rep(unit), f"fewer than {REPETITIONS_MIN} repetitions")
    if peaks.size >= REPETITIONS_MIN:
        slope = Value(median_slope(np.arange(peaks.size, dtype=np.float64), peaks), _per_rep(unit))
    last3 = Value.missing("%", f"fewer than {LAST} repetitions")
    if peaks.size >= LAST:
        last3 = Value(100.0 * (best - float(peaks[-LAST:].mean())) / best, "%")
    return {
        "loss_last_vs_best_pct": Value(100.0 * (best - float(peaks[-1])) / best, "%"),
        "slope_per_rep": slope,
        "loss_last3_vs_best_pct": last3,
    }


def _per_rep(unit: str) -> str:
    return f"{unit}/repetition"


def _missing(reason: str, unit: str) -> Mapping[str, Value]:
    units = {"loss_last_vs_best_pct": "%", "slope_per_rep": _per_rep(unit), "loss_last3_vs_best_pct": "%"}
    return {name: Value.missing(unit_of, reason) for name, unit_of in units.items()}
