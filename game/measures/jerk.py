"""Smoothness of one movement by its jerk: the logarithm of what is left when duration and speed are taken out."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import ArrayLike

from game.measures.filters import lowpass
from game.measures.soundness import Signal, unknown, wrong_rate
from game.measures.value import Value

UNIT = "1"
ORDER = 2


def ldlj(velocity: ArrayLike, rate_hz: float, *, cut_hz: float | None = None) -> Value:
    """Log dimensionless jerk of one movement's velocity, dimensionless; −5.3 is smooth, more negative is less so.

    `velocity` has samples along its first axis, of one direction or of three side by side; its unit does not matter.
    A measured one needs `cut_hz`, a zero-phase low-pass of the 2nd order at 6 Hz: one per cent of white noise costs
    8 units. (LDLJ-V: Balasubramanian et al. 2012; Melendez-Calderon et al. 2021.)
    """
    samples, reason = _rows(velocity, rate_hz, 3)
    if reason is not None:
        return Value.missing(UNIT, reason)
    filtered = samples if cut_hz is None else lowpass(samples, rate_hz, cut_hz, ORDER)
    if filtered is None:
        return Value.missing(UNIT, "too few samples to filter")
    peak = _length(filtered).max()
    if peak == 0.0:
        return Value.missing(UNIT, "no movement")
    jerk = np.diff(filtered / peak, 2, axis=0) * rate_hz**2
    return _logarithm((len(samples) / rate_hz) ** 3, jerk, rate_hz)


def ldlj_acceleration(acceleration: ArrayLike, rate_hz: float, *, turning_rad_s: ArrayLike | None = None) -> Value:
    """The same from acceleration (LDLJ-A): −3.1 is smooth. For the hand's way through space only.

    `acceleration`, shape (n, 3), is best turned to the earth's frame without gravity. In the sensor's own frame give
    its rates as `turning_rad_s`, shape (n, 3): that takes turning out of the jerk but leaves turning gravity in what
    the jerk is compared with. (Melendez-Calderon et al. 2021.)
    """
    samples, reason = _rows(acceleration, rate_hz, 3)
    if reason is not None:
        return Value.missing(UNIT, reason)
    jerk = np.diff(samples, axis=0, prepend=samples[:1]) * rate_hz
    if turning_rad_s is not None:
        rates, reason = _rows(turning_rad_s, rate_hz, 3)
        if reason is None and not rates.shape == samples.shape == (len(samples), 3):
            reason = "the signals are not of one length"
        if reason is not None:
            return Value.missing(UNIT, reason)
        jerk = jerk - np.cross(samples, rates)
    peak = _length(samples - samples.mean(axis=0)).max()
    if peak == 0.0:
        return Value.missing(UNIT, "no movement")
    return _logarithm(len(samples) / rate_hz, jerk / peak, rate_hz)


def _rows(numbers: ArrayLike, rate_hz: float, least: int) -> tuple[Signal, str | None]:
    rows = np.array(numbers, dtype=np.float64)
    if rows.ndim not in (1, 2):
        return rows, "the signal is not one row of numbers a direction"
    rows = rows.reshape(len(rows), -1) if rows.size else rows.reshape(0, 1)
    if reason := wrong_rate(rate_hz):
        return rows, reason
    return rows, "too few samples" if len(rows) < least else unknown(rows)


def _length(rows: Signal) -> Signal:
    found: Signal = np.sqrt((rows**2).sum(axis=1))
    return found


def _logarithm(time_power: float, jerk: Signal, rate_hz: float) -> Value:
    """Of the integral of the jerk squared, made dimensionless."""
    rough = time_power * float((jerk**2).sum()) / rate_hz
    if not (math.isfinite(rough) and rough > 0.0):
        return Value.missing(UNIT, "the speed does not vary")
    return Value(-math.log(rough), UNIT)
