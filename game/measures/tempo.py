"""Tempo of one repetition: how long up, held and down, and how the speed was spread."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import ArrayLike

from game.measures.value import Value

SHARE = 0.05
"""A phase lasts while the speed is above this share of the repetition's peak. It shortens phases by 12–16 %, which a
comparison with a prescription must allow for (±25 %)."""
UNITS = {
    "concentric_s": "s",
    "hold_s": "s",
    "eccentric_s": "s",
    "time_to_peak_percent": "%",
    "peak_speed_deg_s": "deg/s",
    "mean_speed_deg_s": "deg/s",
}


def tempo(angle_deg: ArrayLike, rate_hz: float, threshold_deg_s: float | None = None) -> Mapping[str, Value]:
    """The phases of one repetition that goes up and comes back, from the angle's own rate (filter it first).

    Concentric is up, eccentric is down, hold the gap between. Slow rehabilitation tempo is better cut at an absolute
    `threshold_deg_s` (2 deg/s) than at the share of the peak. `time_to_peak_percent` says when within the way up the
    speed was highest; `mean_speed_deg_s` is that of the way up.
    """
    angle = np.asarray(angle_deg, dtype=np.float64)
    if angle.size < 3:
        return _missing("too few samples")
    if not np.isfinite(angle).all():
        return _missing("the angle is not known throughout")
    speed = np.gradient(angle) * rate_hz
    threshold = SHARE * float(np.abs(speed).max()) if threshold_deg_s is None else threshold_deg_s
    rising = np.flatnonzero(speed > threshold)
    if rising.size < 2:
        return _missing("no movement upward")
    first, last = int(rising[0]), int(rising[-1])
    fastest = int(np.argmax(speed))
    up_s = (last - first) / rate_hz
    falling = np.flatnonzero(speed < -threshold)
    falling = falling[falling > last]
    down = falling.size >= 2
    no_way_back = "no movement back after the way up"
    return {
        "concentric_s": Value(up_s, "s"),
        "hold_s": Value((int(falling[0]) - last) / rate_hz, "s") if down else Value.missing("s", no_way_back),
        "eccentric_s": Value(int(falling[-1] - falling[0]) / rate_hz, "s") if down else Value.missing("s", no_way_back),
        "time_to_peak_percent": Value(100.0 * (fastest - first) / (last - first), "%"),
        "peak_speed_deg_s": Value(float(speed[fastest]), "deg/s"),
        "mean_speed_deg_s": Value(float(angle[last] - angle[first]) / up_s, "deg/s"),
    }


def _missing(reason: str) -> Mapping[str, Value]:
    return {name: Value.missing(unit, reason) for name, unit in UNITS.items()}
