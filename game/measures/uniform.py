"""Uniform time: samples as they came to samples at a steady rate, and where in them one movement lies."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

GAP_S_MAX = 0.100
"""A longer hole inside a movement cannot be bridged by a straight line."""
GAP = f"a gap of more than {GAP_S_MAX * 1000:.0f} ms in the samples"
JITTER_SHARE_MAX = 0.25
"""Standard deviation of the sample interval, as a share of that interval."""
COVERAGE_MIN = 0.80
"""Share of the expected samples that must be there."""
BOUNDS_SHARE = 0.05
"""A movement lasts from the first to the last sample faster than this share of its peak speed."""


@dataclass(frozen=True, slots=True)
class Uniform:
    """A signal at a steady rate; empty, with a reason, when the samples do not allow it."""

    values: NDArray[np.float64]
    rate_hz: float
    reason: str | None = None


def uniform(t_s: ArrayLike, signal: ArrayLike, rate_hz: float) -> Uniform:
    """The signal (samples along the first axis) at `rate_hz`, linearly interpolated between its own rising times."""
    times = np.asarray(t_s, dtype=np.float64)
    values = np.asarray(signal, dtype=np.float64)
    reason = _unfit(times, values)
    if reason is not None:
        return Uniform(np.empty((0, *values.shape[1:])), rate_hz, reason)
    count = int(np.floor((times[-1] - times[0]) * rate_hz + 1e-6)) + 1
    grid = times[0] + np.arange(count) / rate_hz
    columns = values.reshape(len(values), -1)
    drawn = np.stack([np.interp(grid, times, column) for column in columns.T], axis=1)
    return Uniform(drawn.reshape(count, *values.shape[1:]), rate_hz)


def _unfit(times: NDArray[np.float64], values: NDArray[np.float64]) -> str | None:
    if len(times) < 3:
        return "too few samples"
    if not (np.isfinite(times).all() and np.isfinite(values).all()):
        return "the signal is not known throughout"
    intervals = np.diff(times)
    interval_s = float(np.median(intervals))
    if float(intervals.min()) <= 0.0:
        return "the sample times do not rise"
    if float(intervals.max()) > GAP_S_MAX:
        return GAP
    if len(intervals) < COVERAGE_MIN * (times[-1] - times[0]) / interval_s:
        return f"fewer than {COVERAGE_MIN:.0%} of the expected samples"
    if float(intervals.std()) > JITTER_SHARE_MAX * interval_s:
        return "the sample times are too uneven"
    return None


def movement_bounds(speed: ArrayLike, share: float = BOUNDS_SHARE) -> slice | None:
    """From the first to the last sample faster than `share` of the peak speed; None when nothing moves."""
    samples = np.abs(np.asarray(speed, dtype=np.float64))
    if samples.size == 0 or not np.isfinite(samples).all() or samples.max() == 0.0:
        return None
    moving = np.flatnonzero(samples > share * samples.max())
    return slice(int(moving[0]), int(moving[-1]) + 1)
