"""Reaction time: from a cue to the first moment of the movement that answers it."""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np
from numpy.typing import ArrayLike, NDArray

from game.measures.soundness import signal as row_of
from game.measures.soundness import unknown, wrong_rate
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
TIME_UNITS = {"median_s": "s", "iqr_s": "s", "mean_speed_1_per_s": "1/s"}
COUNTS = ("n_valid", "anticipations", "timeouts", "lapses", "unknown")
_NO_CUES = "no cues to look behind"

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
    found = row_of(signal)
    if found.ndim != 1:
        return _missing("the signal is not one row of numbers")
    if rate_hz is not None:
        if reason := wrong_rate(rate_hz) or (None if cues_s is not None else _NO_CUES):
            return _missing(reason)
        cues = row_of(() if cues_s is None else cues_s)
        found = np.array([onset(found, rate_hz, cue_s, timeout + latency_s) - cue_s for cue_s in cues.tolist()])
        found = found.reshape(-1) - latency_s
    if not found.size:
        return _missing(_NO_CUES if rate_hz is not None else "no reaction times")
    early, late = (found < anticipation_below) | (found <= 0.0), found > timeout
    valid = found[~(early | late | np.isnan(found))]
    counts = (valid.size, early.sum(), late.sum(), (valid > lapse_above).sum(), np.isnan(found).sum())
    numbers = {name: Value(float(count), "") for name, count in zip(COUNTS, counts, strict=True)}
    return {**_numbers(valid), **numbers}


def onset(signal: Signal, rate_hz: float, cue_s: float, within_s: float) -> float:
    """When, s, the movement begins that answers a cue: the first sample that differs from the mean of the 500 ms before
    the cue by more than 5 SD, and so do those of 40 ms, searched back to 1 SD. Infinite when none does in time, nan
    when the signal is not known for long enough."""
    if not 0.0 <= cue_s < signal.size / rate_hz:
        return math.nan
    cue = math.ceil(cue_s * rate_hz - 1e-6)
    first = cue - round(BEFORE_S * rate_hz)
    last = cue + math.ceil(within_s * rate_hz) + 1
    part = signal[max(0, first) : last]
    if first < 0 or cue - first < 2 or unknown(part):
        return math.nan
    rest = part[: cue - first]
    away, sd = np.abs(part - rest.mean()), float(rest.std())
    row = max(1, math.ceil(SUSTAINED_S * rate_hz - 1e-6))
    moving = away[cue - first :] > ONSET_SD * sd
    # How many of so many in a row move, for each sample that has as many behind it.
    lasting = np.flatnonzero(np.convolve(moving, np.ones(row))[row - 1 :] >= row)
    if not lasting.size:
        return math.inf if last <= signal.size else math.nan
    at = cue - first + int(lasting[0])
    still = np.flatnonzero(away[:at] <= SEARCH_BACK_SD * sd)
    begins = int(still[-1]) + 1 if still.size else 0
    return (first + begins) / rate_hz


def _numbers(valid: Signal) -> Mapping[str, Value]:
    if not valid.size:
        return {name: Value.missing(unit, "no valid reaction") for name, unit in TIME_UNITS.items()}
    lower, upper = np.percentile(valid, (25.0, 75.0))
    return {
        "median_s": Value(float(np.median(valid)), "s"),
        "iqr_s": Value(float(upper - lower), "s"),
        "mean_speed_1_per_s": Value(float((1.0 / valid).mean()), "1/s"),
    }


def _missing(reason: str) -> Mapping[str, Value]:
    units = {**TIME_UNITS, **dict.fromkeys(COUNTS, "")}
    return {name: Value.missing(unit, reason) for name, unit in units.items()}
