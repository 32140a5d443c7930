"""Up and go: rising, walking, turning and sitting down again against the clock, and the turns in it."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import ArrayLike, NDArray

from game.measures.filters import lowpass
from game.measures.soundness import signal, unsound
from game.measures.value import Series, Value

TURNING_DEG_S = 5.0
"""A turn lasts while the yaw rate is above this."""
PEAK_DEG_S_MIN = 30.0
TURN_DEG_MIN = 45.0
AWAY_DEG = 5.0
"""A trunk that leans so much further than it did seated is on its way."""
STILL_DEG_S = 5.0
"""A trunk that pitches no faster is still."""
PITCH_CUT_HZ = 3.0
"""The trunk bends and straightens within half a second and more; what is quicker are steps and noise."""
SEATED_S = 0.5
"""So long somebody has to sit still before and after."""
TURN_UNITS = {"start": "s", "end": "s", "angle_deg": "deg", "peak_dps": "deg/s"}
GO_UNITS = {"total_s": "s", "onset_s": "s", "seated_s": "s"}

Signal = NDArray[np.float64]


def turns(
    yaw_rate_deg_s: ArrayLike,
    rate_hz: float,
    *,
    min_peak: float = PEAK_DEG_S_MIN,
    min_angle: float = TURN_DEG_MIN,
    end_threshold_dps: float = TURNING_DEG_S,
) -> Mapping[str, Value | Series]:
    """`n_turns`, and of each turn its first and last sample (`start`, `end`, s), the signed `angle_deg` and the
    `peak_dps` without a sign.

    `yaw_rate_deg_s` is that of the trunk about the vertical, to the left positive. A turn is an unbroken stretch, one
    way, faster than `end_threshold_dps`, with a peak above `min_peak` and more than `min_angle` in all.
    """
    yaw = signal(yaw_rate_deg_s)
    if reason := unsound(yaw, rate_hz=rate_hz):
        return _no_turns(reason)
    way = np.sign(yaw) * (np.abs(yaw) > end_threshold_dps)
    edges = np.flatnonzero(np.diff(np.r_[0.0, way, 0.0]))
    found = []
    for first, stop in zip(edges[:-1].tolist(), edges[1:].tolist(), strict=True):
        part = yaw[first:stop]
        angle_deg, peak = float(part.sum()) / rate_hz, float(np.abs(part).max())
        if way[first] and peak > min_peak and abs(angle_deg) > min_angle:
            found.append((first / rate_hz, (stop - 1) / rate_hz, angle_deg, peak))
    if not found:
        return {**_no_turns("no turn was seen"), "n_turns": Value(0.0, "")}
    columns = zip(TURN_UNITS.items(), np.array(found).T, strict=True)
    return {"n_turns": Value(float(len(found)), ""), **{name: Series(column, unit) for (name, unit), column in columns}}


def timed_up_and_go(
    inclination_deg: ArrayLike, yaw_rate_deg_s: ArrayLike, rate_hz: float
) -> Mapping[str, Value | Series]:
    """`total_s`, from the first motion of the trunk to sitting still again, with the moments of both (`onset_s`,
    `seated_s`), `n_turns` and each turn's `turn_start`, `turn_end`, `turn_angle_deg` and `turn_peak_dps`.

    `inclination_deg` is the trunk's, forward from upright, `yaw_rate_deg_s` its turn rate about the vertical. Somebody
    sits still for half a second before and after. The onset is the last still sample before the trunk first leans 5 deg
    further than it did seated; the end is the first still one after it last was 5 deg from where it came to rest.
    """
    inclination, yaw = signal(inclination_deg), signal(yaw_rate_deg_s)
    reason = unsound(inclination, yaw, rate_hz=rate_hz)
    found = turns(yaw, rate_hz) if reason is None else _no_turns(reason)
    turned = {name if name == "n_turns" else f"turn_{name}": value for name, value in found.items()}
    ends = reason or _ends(inclination, rate_hz)
    if isinstance(ends, str):
        return {**{name: Value.missing(unit, ends) for name, unit in GO_UNITS.items()}, **turned}
    onset_s, seated_s = ends
    last_turn = found["end"].value
    if isinstance(last_turn, np.ndarray) and last_turn.size:
        seated_s = max(seated_s, float(last_turn[-1]))
    numbers = {"total_s": seated_s - onset_s, "onset_s": onset_s, "seated_s": seated_s}
    return {**{name: Value(numbers[name], unit) for name, unit in GO_UNITS.items()}, **turned}


def _ends(inclination: Signal, rate_hz: float) -> tuple[float, float] | str:
    """When the trunk begins to move and when it is seated again, s; or why that cannot be said."""
    seated = round(SEATED_S * rate_hz)
    if seated < 2 or inclination.size < 4 * seated:
        return "too few samples"
    pitch = lowpass(inclination, rate_hz, min(PITCH_CUT_HZ, 0.4 * rate_hz), 2)
    if pitch is None:
        return "too few samples"
    still = np.abs(np.gradient(pitch)) * rate_hz <= STILL_DEG_S
    before, after = np.median(pitch[:seated]), np.median(pitch[-seated:])
    left, back = np.abs(pitch - before) > AWAY_DEG, np.abs(pitch - after) > AWAY_DEG
    if not left.any() or not back.any():
        return "nobody was seen to stand up"
    first, last = int(np.argmax(left)), int(np.flatnonzero(back)[-1])
    resting, rested = np.flatnonzero(still[:first]), np.flatnonzero(still[last:])
    if not resting.size or first < seated:
        return "nobody was seen to sit still before it"
    if not rested.size or pitch.size - last < seated:
        return "nobody was seen to sit still after it"
    return float(resting[-1]) / rate_hz, float(last + rested[0]) / rate_hz


def _no_turns(reason: str) -> Mapping[str, Value | Series]:
    missing = {name: Series.missing(unit, reason) for name, unit in TURN_UNITS.items()}
    return {"n_turns": Value.missing("", reason), **missing}
