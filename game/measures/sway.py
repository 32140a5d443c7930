"""Sway: how far, how fast and over how much ground someone who holds still wanders."""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np
from numpy.typing import ArrayLike

from game.measures.filters import lowpass
from game.measures.soundness import Signal, signal, unsound
from game.measures.value import Value

CUT_HZ = 3.5
ORDER = 4
SETTLE_S = 2.0
DURATION_S_MIN = 25.0
"""What a standard trial lasts at least, after settling; a shorter one may be looked at and must not be compared."""
RATE_HZ_MIN = 25.0
INSIDE = 0.95
"""The share of positions that the ellipses hold."""


def quiet_part(ap: ArrayLike, ml: ArrayLike, rate_hz: float) -> tuple[Signal, Signal]:
    """Both directions low-passed at 3.5 Hz, without the first two seconds of settling; empty when too short."""
    if not rate_hz > 0.0:
        return np.empty(0), np.empty(0)
    cut = round(SETTLE_S * rate_hz)
    forward, side = (lowpass(signal, rate_hz, CUT_HZ, ORDER) for signal in (ap, ml))
    empty = np.empty(0)
    return (empty if forward is None else forward[cut:], empty if side is None else side[cut:])


def sway(
    ap: ArrayLike, ml: ArrayLike, rate_hz: float, *, unit: str = "deg", duration_s_min: float = 0.0
) -> Mapping[str, Value]:
    """Measures of a trunk's wandering forward–back (`ap`) and sideways (`ml`), the headline first.

    `unit` is that of both signals: deg, or m/s² of horizontal acceleration. The area to name and export is
    `area_ellipse_pred`, the 95 % prediction ellipse (Schubert and Kirchner 2014); the others are Prieto's and kept for
    comparison with older work (Prieto et al. 1996; jerk: Mancini et al. 2012). Angles must not be compared with norms
    of force plates.
    """
    forward, side = signal(ap), signal(ml)
    units = _units(unit)
    reason = _unfit(forward, side, rate_hz, duration_s_min)
    if reason is not None:
        return {name: Value.missing(units[name], reason) for name in units}
    numbers = _numbers(_about_mean(forward), _about_mean(side), rate_hz)
    return {
        name: Value(numbers[name], units[name])
        if math.isfinite(numbers[name])
        else Value.missing(units[name], "no movement")
        for name in units
    }


def _units(unit: str) -> dict[str, str]:
    per_s, squared = f"{unit}/s", f"{unit}²"
    return {
        "rms": unit,
        "mdist": unit,
        "path": unit,
        "mvelo": per_s,
        "mfreq": "Hz",
        "area_ellipse_pred": squared,
        "rms_ap": unit,
        "rms_ml": unit,
        "mvelo_ap": per_s,
        "mvelo_ml": per_s,
        "range_ap": unit,
        "range_ml": unit,
        "area_ce95_prieto": squared,
        "area_ellipse_chi2": squared,
        "area_sw": f"{squared}/s",
        "axis_major": unit,
        "axis_minor": unit,
        "sway_jerk_mancini": f"({unit})²/s",
    }


def _unfit(forward: Signal, side: Signal, rate_hz: float, duration_s_min: float) -> str | None:
    if reason := unsound(forward, side, least=0, rate_hz=rate_hz, rate_hz_min=RATE_HZ_MIN):
        return reason
    if forward.size < 3 or forward.size / rate_hz < duration_s_min:
        return f"shorter than {duration_s_min:g} s" if duration_s_min > 0.0 else "too few samples"
    return None


def _about_mean(samples: Signal) -> Signal:
    # From the first sample on, so that the mean of someone who never moves is no rounding error away.
    moved = samples - samples[0]
    found: Signal = moved - moved.mean()
    return found


def _numbers(forward: Signal, side: Signal, rate_hz: float) -> dict[str, float]:
    count = forward.size
    duration_s = count / rate_hz
    distance = np.hypot(forward, side)
    step_forward, step_side = np.diff(forward), np.diff(side)
    path = float(np.hypot(step_forward, step_side).sum())
    mdist = float(distance.mean())
    covariance = np.cov(forward, side, ddof=0)
    root_det = math.sqrt(max(0.0, float(np.linalg.det(covariance))))
    chi2 = -2.0 * math.log(1.0 - INSIDE)
    minor, major = np.sqrt(np.maximum(0.0, np.linalg.eigvalsh(covariance)) * chi2)
    swept = np.abs(forward[1:] * side[:-1] - forward[:-1] * side[1:]).sum()
    spread = (count + 1) * (count - 1) / (count * (count - 2))
    return {
        "rms": math.sqrt(float(np.mean(distance**2))),
        "mdist": mdist,
        "path": path,
        "mvelo": path / duration_s,
        "mfreq": path / duration_s / (2.0 * math.pi * mdist) if mdist > 0.0 else math.nan,
        "area_ellipse_pred": 2.0 * math.pi * f2_quantile(INSIDE, count - 2) * root_det * spread,
        "rms_ap": math.sqrt(float(np.mean(forward**2))),
        "rms_ml": math.sqrt(float(np.mean(side**2))),
        "mvelo_ap": float(np.abs(step_forward).sum()) / duration_s,
        "mvelo_ml": float(np.abs(step_side).sum()) / duration_s,
        "range_ap": float(np.ptp(forward)),
        "range_ml": float(np.ptp(side)),
        "area_ce95_prieto": 2.0 * math.pi * 3.0 * root_det,
        "area_ellipse_chi2": math.pi * chi2 * root_det * count / (count - 1),
        "area_sw": float(swept) / (2.0 * duration_s),
        "axis_major": float(major),
        "axis_minor": float(minor),
        "sway_jerk_mancini": 0.5 * float((step_forward**2 + step_side**2).sum()) * rate_hz,
    }


def f2_quantile(share: float, freedom: float) -> float:
    """Quantile of Fisher's F with 2 and `freedom` degrees of freedom; for 2 it has a closed form."""
    # expm1 of a log: the plain power loses every digit when there are millions of samples.
    return freedom / 2.0 * math.expm1(-2.0 / freedom * math.log1p(-share))


class SwayStream:
    """Sway while it is still going on, from one piece after another; the same numbers as `sway` of all of them at once.

    Every measure is taken about the mean of the whole, so that what came is kept: two numbers a sample.
    """

    __slots__ = ("_ap", "_duration_s_min", "_ml", "_rate_hz", "_unit")

    def __init__(self, rate_hz: float, *, unit: str = "deg", duration_s_min: float = 0.0) -> None:
        self._rate_hz, self._unit, self._duration_s_min = rate_hz, unit, duration_s_min
        self._ap: list[float] = []
        self._ml: list[float] = []

    def feed(self, ap: ArrayLike, ml: ArrayLike) -> None:
        """The next sample, or the next few, of both directions."""
        self._ap.extend(signal(ap).tolist())
        self._ml.extend(signal(ml).tolist())

    def measures(self) -> Mapping[str, Value]:
        """Of everything so far."""
        return sway(self._ap, self._ml, self._rate_hz, unit=self._unit, duration_s_min=self._duration_s_min)
