"""Timing asynchrony: how early or late movements come on a beat."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import ArrayLike

from game.measures.soundness import Signal, signal, unknown
from game.measures.value import Value

WINDOW_S = 0.250
WINDOW_SHARE = 0.4
"""Of the beat's period; the narrower of the two, so that no event can belong to two beats."""
_ROUNDING_S = 1e-9
UNITS = {"mean": "s", "sd": "s", "mae": "s", "n": "1", "missed": "1", "extra": "1"}


def timing_asynchrony(events_s: ArrayLike, beats_s: ArrayLike, *, window_s: float | None = None) -> Mapping[str, Value]:
    """Each beat with the nearest event within ±`window_s` (250 ms, or 0.4 of the period where that is less), each event
    used once: `mean` (late is positive), `sd` (n − 1) and `mae` of event minus beat; `n` pairs, `missed` beats without
    an event, `extra` events without a beat.

    Healthy people tap 20 to 80 ms early: that is no fault.
    """
    events, beats = np.sort(signal(events_s)), np.sort(signal(beats_s))
    reason = unknown(events) or unknown(beats) or (None if beats.size else "no beats")
    if reason is not None:
        return {name: Value.missing(unit, reason) for name, unit in UNITS.items()}
    late = _paired(events, beats, _window_s(beats) if window_s is None else window_s)
    n = late.size
    few = "no event came with a beat" if n == 0 else "only one event came with a beat"
    return {
        "mean": Value(float(late.mean()), "s") if n else Value.missing("s", few),
        "sd": Value(float(late.std(ddof=1)), "s") if n > 1 else Value.missing("s", few),
        "mae": Value(float(np.abs(late).mean()), "s") if n else Value.missing("s", few),
        "n": Value(float(n), "1"),
        "missed": Value(float(beats.size - n), "1"),
        "extra": Value(float(events.size - n), "1"),
    }


def _window_s(beats: Signal) -> float:
    return min(WINDOW_S, WINDOW_SHARE * float(np.median(np.diff(beats)))) if beats.size > 1 else WINDOW_S


def _paired(events: Signal, beats: Signal, window_s: float) -> Signal:
    """Event minus beat of every pair, in order of the beats; the closest pair is made first."""
    reach = window_s + _ROUNDING_S
    first = np.searchsorted(events, beats - reach, side="left")
    last = np.searchsorted(events, beats + reach, side="right")
    near = sorted(
        (abs(float(events[e] - beats[b])), b, e) for b in range(beats.size) for e in range(int(first[b]), int(last[b]))
    )
    paired: dict[int, int] = {}
    used: set[int] = set()
    for _, beat, event in near:
        if beat not in paired and event not in used:
            paired[beat] = event
            used.add(event)
    return np.array([events[paired[beat]] - beats[beat] for beat in sorted(paired)], dtype=np.float64)
