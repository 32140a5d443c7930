"""How two limbs go together: continuous and discrete relative phase, and how well they keep it."""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np
from numpy.typing import ArrayLike

from game.measures import circular
from game.measures.soundness import Signal, signal, unknown, unsound
from game.measures.value import Series, Value

TRIM_SHARE = 0.10
"""Of either end, where the Hilbert transform does not know what comes before or after."""
CYCLES_MIN = 3.0
CYCLES_OFF = 0.1
"""So much of a cycle is missing in three that were cut a sample short."""
UNITS = {"mean_crp_deg": "deg", "sd_deg": "deg", "plv": "1", "marp_deg": "deg", "dp_deg": "deg"}


def relative_phase(a: ArrayLike, b: ArrayLike, rate_hz: float) -> Mapping[str, Value]:
    """Continuous relative phase of two rhythmic signals: how far `b` is behind `a` (Lamb and Stöckl 2014).

    `mean_crp_deg` is the circular mean, above −180 up to 180; `sd_deg` the circular standard deviation; `plv` as from
    `phase_locking`; `marp_deg` the mean of its size without its sign; `dp_deg` the mean over the cycles of `a` of its
    standard deviation within each. Both signals have to be near sine waves of three cycles at least; their heights and
    offsets do not matter.
    """
    phases = _phases(a, b, rate_hz)
    if isinstance(phases, str):
        return {name: Value.missing(unit, phases) for name, unit in UNITS.items()}
    first, difference_deg = phases
    cycles = np.floor((first - first[0]) / math.tau)
    whole = [difference_deg[cycles == k] for k in range(int(cycles[-1]))]
    spreads = [circular.sd_deg(cycle) for cycle in whole if cycle.size > 1]
    numbers = {
        "mean_crp_deg": circular.mean_deg(difference_deg),
        "sd_deg": circular.sd_deg(difference_deg),
        "plv": circular.resultant(difference_deg),
        "marp_deg": float(np.abs(difference_deg).mean()),
        "dp_deg": sum(spreads) / len(spreads) if spreads else math.nan,
    }
    return {
        name: Value(number, UNITS[name])
        if math.isfinite(number)
        else Value.missing(UNITS[name], "the two signals keep no phase")
        for name, number in numbers.items()
    }


def phase_locking(a: ArrayLike, b: ArrayLike, rate_hz: float) -> Value:
    """Phase locking value: 1 when two rhythmic signals keep their distance in phase whatever it is, near 0 when they
    do not. n samples by chance still make about 1/√n. (Lachaux et al. 1999.)"""
    phases = _phases(a, b, rate_hz)
    return Value.missing("1", phases) if isinstance(phases, str) else Value(circular.resultant(phases[1]), "1")


def _phases(a: ArrayLike, b: ArrayLike, rate_hz: float) -> tuple[Signal, Signal] | str:
    """Phase of the first, rad, without jumps, and by how much the second is behind it, deg, both without their ends;
    or why they cannot be had."""
    first, second = signal(a), signal(b)
    if reason := unsound(first, second, least=10, rate_hz=rate_hz):
        return reason
    if np.ptp(first) == 0.0 or np.ptp(second) == 0.0:
        return "no movement"
    from scipy.signal import hilbert

    cut = int(TRIM_SHARE * first.size)
    kept = slice(cut, first.size - cut)
    angles = [np.angle(hilbert(_centred(row)))[kept] for row in (first, second)]
    going = np.unwrap(angles[0])
    cycles = abs(going[-1] - going[0]) / math.tau / (going.size - 1) * first.size
    if cycles < CYCLES_MIN - CYCLES_OFF:
        return f"fewer than {CYCLES_MIN:.0f} cycles"
    return going, circular.wrapped_deg(np.degrees(angles[0] - angles[1]))


def _centred(row: Signal) -> Signal:
    """Its middle between its lowest and highest at 0, and its height, which does not matter, at 1."""
    low, high = row.min(), row.max()
    found: Signal = (row - low - (high - low) / 2.0) / (high - low)
    return found


def discrete_relative_phase(events_s: ArrayLike, reference_s: ArrayLike) -> Mapping[str, Value | Series]:
    """Where in the cycles of a reference each event falls: 0 with it, 180 half way to the next, −90 a quarter before.

    `drp_deg` has one phase an event, in order of time, above −180 up to 180; events before the first or from the last
    reference on have none and are counted in `outside`. `mean_deg`, `sd_deg` and `R` are circular (`R` is 1 when all
    are equal).
    """
    events, marks = np.sort(signal(events_s)), np.sort(signal(reference_s))
    reason = unknown(events) or unknown(marks) or (None if marks.size > 1 else "fewer than two reference events")
    if reason is None and np.diff(marks).min() <= 0.0:
        reason = "two reference events at one time"
    if reason is not None:
        return _no_phases(reason, Value.missing("1", reason))
    before = np.searchsorted(marks, events, side="right") - 1
    inside = (before >= 0) & (before < marks.size - 1)
    outside = Value(float(events.size - inside.sum()), "1")
    if not inside.any():
        return _no_phases("no event within the reference", outside)
    at, start = events[inside], before[inside]
    phases = circular.wrapped_deg(360.0 * (at - marks[start]) / (marks[start + 1] - marks[start]))
    spread = circular.sd_deg(phases)
    none = "the events keep no phase"
    return {
        "drp_deg": Series(phases, "deg"),
        "mean_deg": Value(circular.mean_deg(phases), "deg"),
        "sd_deg": Value(spread, "deg") if math.isfinite(spread) else Value.missing("deg", none),
        "R": Value(circular.resultant(phases), "1"),
        "outside": outside,
    }


def _no_phases(reason: str, outside: Value) -> Mapping[str, Value | Series]:
    return {
        "drp_deg": Series.missing("deg", reason),
        "mean_deg": Value.missing("deg", reason),
        "sd_deg": Value.missing("deg", reason),
        "R": Value.missing("1", reason),
        "outside": outside,
    }
