"""Trend: how fast a measure rises or falls over days, and whether that is more than chance."""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np
from numpy.typing import ArrayLike, NDArray

from game.measures.soundness import LARGEST, signal
from game.measures.value import Label, Value

SESSIONS_MIN = 8
P_MAX = 0.05
RISING, FALLING, NO_TREND = "rising", "falling", "no_trend"

Column = NDArray[np.float64]


def trend(days: ArrayLike, values: ArrayLike, *, unit: str = "") -> Mapping[str, Value | Label]:
    """`theil_sen_slope` (the median of the slopes between any two sessions, in `unit` per day) with its `intercept`,
    the Mann–Kendall test (`mk_S`, `mk_z` corrected for continuity and ties, `mk_p` two-sided), and `direction`:
    `rising`, `falling` or `no_trend`, which is said from eight sessions on and where p < 0.05.

    Sessions whose value is nan are left out. Several may lie on one day, and their order does not matter.
    """
    day, value = signal(days), signal(values)
    if day.ndim != 1 or day.shape != value.shape:
        return _missing("there are not as many values as days", unit)
    known = (np.abs(day) <= LARGEST) & (np.abs(value) <= LARGEST)
    day, value = day[known], value[known]
    if np.unique(day).size < 3:
        return _missing("sessions on three days are needed at least", unit)
    from scipy.special import ndtr

    slope = median_slope(day, value)
    score = _score(day, value)
    spread = math.sqrt(max(0.0, _variance(day, value)))
    if spread == 0.0:
        no_test = Value.missing("", "the values are all the same")
        tested: dict[str, Value] = {"mk_z": no_test, "mk_p": no_test}
        p = 1.0
    else:
        z = (score - math.copysign(1.0, score)) / spread if score else 0.0
        p = 2.0 * float(ndtr(-abs(z)))
        tested = {"mk_z": Value(z, ""), "mk_p": Value(p, "")}
    return {
        "theil_sen_slope": Value(slope, _per_day(unit)),
        "intercept": Value(float(np.median(value)) - slope * float(np.median(day)), unit),
        "mk_S": Value(score, ""),
        **tested,
        "direction": _direction(day.size, score, p),
    }


def median_slope(x: Column, y: Column) -> float:
    """Theil and Sen's: the median of the slopes between any two points that do not lie above each other."""
    first, second = np.triu_indices(x.size, 1)
    apart = x[first] != x[second]
    first, second = first[apart], second[apart]
    return float(np.median((y[second] - y[first]) / (x[second] - x[first])))


def _score(day: Column, value: Column) -> float:
    """Pairs that rise less pairs that fall; those of one day, or of one value, do neither."""
    return float(np.vdot(np.sign(np.subtract.outer(day, day)), np.sign(np.subtract.outer(value, value)))) / 2.0


def _variance(day: Column, value: Column) -> float:
    """Of the score where there is no trend, with ties in either column (Kendall 1970)."""
    count = day.size
    ties = [np.unique(column, return_counts=True)[1].astype(np.float64) for column in (day, value)]
    in_pairs = [float((tied * (tied - 1)).sum()) for tied in ties]
    in_threes = [float((tied * (tied - 1) * (tied - 2)).sum()) for tied in ties]
    in_sizes = [float((tied * (tied - 1) * (2 * tied + 5)).sum()) for tied in ties]
    plain = (count * (count - 1) * (2 * count + 5) - sum(in_sizes)) / 18.0
    shared = in_pairs[0] * in_pairs[1] / (2.0 * count * (count - 1))
    return plain + shared + in_threes[0] * in_threes[1] / (9.0 * count * (count - 1) * (count - 2))


def _direction(sessions: int, score: float, p: float) -> Label:
    if sessions < SESSIONS_MIN:
        return Label.missing(f"a trend is told of from {SESSIONS_MIN} sessions on")
    if p >= P_MAX:
        return Label(NO_TREND)
    return Label(RISING if score > 0.0 else FALLING)


def _per_day(unit: str) -> str:
    return f"{unit}/day" if unit else "1/day"


def _missing(reason: str, unit: str) -> Mapping[str, Value | Label]:
    numbers = {"theil_sen_slope": _per_day(unit), "intercept": unit, "mk_S": "", "mk_z": "", "mk_p": ""}
    return {
        **{name: Value.missing(unit_of, reason) for name, unit_of in numbers.items()},
        "direction": Label.missing(reason),
    }
