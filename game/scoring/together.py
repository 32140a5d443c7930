"""What the strokes of a `tandem` session come to: how two limbs went together, stroke by stroke and all along."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from statistics import median

import numpy as np

from game.exercises.attempts import ANOTHER
from game.exercises.events import RepCompleted, TrialEnded
from game.measures import Value, bimanual, relative_phase, uniform
from game.measures.circular import mean_deg, sd_deg
from game.scoring.trace import Trace

_NONE = "no two limbs made a stroke together"
_FEW = "fewer than three strokes"
_RUN_S = 6.0
"""Strokes no further apart belong to one run: longer than any cycle that is made without a pause."""
_RUN_S_MAX = 120.0
"""Of a longer run the last so many seconds are enough."""


def measures_of_strokes(
    trials: Sequence[TrialEnded], reps: Sequence[RepCompleted], lead: Trace, other: Trace | None
) -> dict[str, Value]:
    """`phase` is how far the other limb is behind on the whole, `phase_sd` how steadily it keeps to that (circular);
    `beat_lag` and its spread against the beat; `amplitude_ratio` the smaller way over the larger; `crp`, `crp_sd` and
    `phase_locking` of the longest run without a pause; onset, peak and correlation of single strokes."""
    known = [trial for trial in trials if not trial.spoilt and not math.isnan(trial.values["phase_deg"])]
    phases = np.array([trial.values["phase_deg"] for trial in known])
    late_ms = [late for trial in known if not math.isnan(late := trial.values["asynchrony_ms"])]
    ratios = [_ratio(trial.values["amplitude_deg"], trial.values["other_amplitude_deg"]) for trial in known]
    spread = sd_deg(phases) if len(known) >= 3 else math.nan
    strokes = [rep for rep in reps if rep.reason != ANOTHER and rep.verdict != "other"]
    return {
        "phase": Value(mean_deg(phases), "deg") if known else Value.missing("deg", _NONE),
        "phase_sd": Value(spread, "deg") if math.isfinite(spread) else Value.missing("deg", _FEW if known else _NONE),
        "beat_lag": Value(median(late_ms), "ms") if late_ms else Value.missing("ms", "there was no beat"),
        "beat_lag_sd": Value(float(np.std(late_ms, ddof=1)), "ms")
        if len(late_ms) >= 3
        else Value.missing("ms", _FEW if late_ms else "there was no beat"),
        "stroke_period": _middle([trial.values["period_s"] for trial in known], "s"),
        "amplitude_ratio": _middle(ratios, "1"),
        **_run(strokes, lead, other),
        **_each(strokes, lead, other),
    }


def _ratio(one_deg: float, other_deg: float) -> float:
    return min(one_deg, other_deg) / max(one_deg, other_deg)


def _middle(numbers: Sequence[float], unit: str) -> Value:
    return Value(median(numbers), unit) if numbers else Value.missing(unit, _NONE)


def _run(strokes: Sequence[RepCompleted], lead: Trace, other: Trace | None) -> Mapping[str, Value]:
    """Continuous relative phase over the longest run of strokes."""
    start_s = best_s = end_s = longest_s = math.nan
    for before, after in zip([None, *strokes], strokes, strict=False):
        if before is None or after.peak_s - before.peak_s > _RUN_S:
            start_s = after.start_s
        if not after.end_s - start_s <= longest_s:
            longest_s, best_s, end_s = after.end_s - start_s, start_s, after.end_s
    found = _both(lead, other, max(best_s, end_s - _RUN_S_MAX), end_s)
    names = {"crp": "mean_crp_deg", "crp_sd": "sd_deg", "phase_locking": "plv"}
    if isinstance(found, str):
        return {name: Value.missing("1" if name == "phase_locking" else "deg", found) for name in names}
    rate_hz, one, two = found
    measured = relative_phase(one, two, rate_hz)
    return {name: measured[key] for name, key in names.items()}


def _each(strokes: Sequence[RepCompleted], lead: Trace, other: Trace | None) -> Mapping[str, Value]:
    """The median of what single strokes say."""
    names = {"onset_lag": "s", "peak_lag": "s", "xcorr": "1"}
    rows, reason = [], _NONE
    for rep in strokes:
        half_s = rep.peak_s - rep.start_s
        found = _both(lead, other, rep.start_s - 0.5 * half_s, rep.peak_s + 1.5 * half_s)
        if isinstance(found, str):
            reason = found
            continue
        rate_hz, one, two = found
        rows.append(bimanual(one, two, rate_hz))
    measured: dict[str, Value] = {}
    for name, unit in names.items():
        numbers = [row[name].value for row in rows if row[name].valid]
        measured[name] = Value(median(numbers), unit) if numbers else Value.missing(unit, reason)
    return measured


def _both(lead: Trace, other: Trace | None, start_s: float, end_s: float) -> tuple[float, np.ndarray, np.ndarray] | str:
    """Both angles at one steady rate and the same times, or why they cannot be had."""
    if other is None or not start_s < end_s:
        return _NONE
    rate_hz = lead.rate_hz
    times, columns = lead.part(start_s, end_s)
    # A little more of the other one, so that it is known at both ends.
    beside_s, beside = other.part(start_s - 0.1, end_s + 0.1)
    if times.size < 3 or beside_s.size < 3:
        return "too few samples"
    one = uniform(times, columns["angle_deg"], rate_hz)
    gap = uniform(beside_s, beside["angle_deg"], rate_hz)
    if reason := one.reason or gap.reason:
        return reason
    grid = times[0] + np.arange(one.values.size) / rate_hz
    return rate_hz, one.values, np.interp(grid, beside_s, beside["angle_deg"])
