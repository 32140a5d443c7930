"""Reaction time: from a cue to the first moment of the movement that answers it."""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np
from numpy.typing import ArrayLike, NDArray

from game.measures.value import Value

ANTICIPATION_BELOW_S = 0.1
"""Nobody answers faster: the movement had begun before the cue was seen."""
TIMEOUT_S = 1.5
LAPSE_ABOVE_S = 0.5
"""A slow answer; it stays in the median."""
BEFORE_S = 0.5
"""Rest before each cue that the movement has to stand out from."""
ONSET_SD = 5.0
SEARCH_BACK_SD = 1.0
SUSTAINED_S = 0.040
UNITS = {
    "median_s": "s",
    "iqr_s": "s",
    "mean_speed_1_per_s": "1/s",
    "n_valid": "",
    "anticipations": "",
    "timeouts": "",
    "lapses": "",
    "unknown": "",
}

Signal = NDArray[np.float64]


def reaction_time(
    signal: ArrayLike,
    rate_hz: float | None = None,
    *,
    cues_s: ArrayLike | None = None,
    latency_s: float = 0.0,
    anticipation_below: float = ANTICIPATION_BELOW_S,
    timeout: float = TIMEOUT_S,
    lapse_above: float = LAPSE_ABOVE_S,
) -> Mapping[str, Value]:
    """`median_s` of the reaction times with `iqr_s` and the mean of their inverses, and how many were valid, too early
    to be answers (`anticipations`), too late (`timeouts`), slow (`lapses`, valid all the same) or `unknown`.

    Without a rate, `signal` has the reaction times themselves, s: infinite where no answer came, nan where it is not
    known. With one it is the size of a turn rate, or an angle, and the onset after each of `cues_s` (from the first
    sample, s) is found. `latency_s` is how much later than its time a cue is seen on the screen, as measured; it is
    taken off. An onset from a worn sensor is 20–60 ms later than a finger on a button.
    """
    found = np.asarray(signal, dtype=np.float64).reshape(-1)
    if rate_hz is not None:
        if not rate_hz > 0.0 or cues_s is None:
            return _missing("no cues to look behind")
        cues = np.asarray(cues_s, dtype=np.float64).reshape(-1)
        found = np.array([onset(found, rate_hz, cue_s, timeout + latency_s) - cue_s for cue_s in cues.tolist()])
        found = found.reshape(-1) - latency_s
    if not found.size:
        return _missing("no cues to look behind" if rate_hz is not None else "no reaction times")
    early, late = (found < anticipation_below) | (found <= 0.0), found > timeout
    valid = found[~(early | late | np.isnan(found))]
    counts = {
        "n_valid": valid.size,
        "anticipations": early.sum(),
        "timeouts": late.sum(),
        "lapses": (valid > lapse_above).sum(),
        "unknown": np.isnan(found).sum(),
    }
    return {**_numbers(valid), **{name: Value(float(count), "") for name, count in counts.items()}}


def onset(signal: Signal, rate_hz: float, cue_s: float, within_s: float) -> float:
    """When, s, the movement begins that answers a cue: the first sample that differs from the mean of the 500 ms before
    the cue by more than 5 SD, and so do those of 40 ms, searched back to 1 SD. Infinite when none does in time, nan
    when the signal is not known for long enough."""
    cue = math.ceil(cue_s * rate_hz - 1e-6) if math.isfinite(cue_s) else 0
    first = cue - round(BEFORE_S * rate_hz)
    last = cue + math.ceil(within_s * rate_hz) + 1
    part = signal[max(0, first) : last]
    if first < 0 or cue >= signal.size or not math.isfinite(cue_s) or not np.isfinite(part).all():
        return math.nan
    rest = part[: cue - first]
    away, sd = np.abs(part - rest.mean()), float(rest.std())
    row = max(1, math.ceil(SUSTAINED_S * rate_hz - 1e-6))
    moving = away[cue - first :] > ONSET_SD * sd
    lasting = (
        np.flatnonzero(np.convolve(moving, np.ones(row), mode="valid") >= row) if moving.size >= row else moving[:0]
    )
    if not lasting.size:
        return math.inf if last <= signal.size else math.nan
    at = cue - first + int(lasting[0])
    still = np.flatnonzero(away[:at] <= SEARCH_BACK_SD * sd)
    begins = int(still[-1]) + 1 if still.size else 0
    return (first + begins) / rate_hz


def _numbers(valid: Signal) -> Mapping[str, Value]:
    if not valid.size:
        return {name: Value.missing(UNITS[name], "no valid reaction") for name in list(UNITS)[:3]}
    lower, upper = np.percentile(valid, (25.0, 75.0))
    return {
        "median_s": Value(float(np.median(valid)), "s"),
        "iqr_s": Value(float(upper - lower), "s"),
        "mean_speed_1_per_s": Value(float((1.0 / valid).mean()), "1/s"),
    }


def _missing(reason: str) -> Mapping[str, Value]:
    return {name: Value.missing(unit, reason) for name, unit in UNITS.items()}
