"""Following: how well a movement goes along a path that is asked for: error, lag behind it, and gain."""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np
from numpy.typing import ArrayLike

from game.measures.soundness import Signal, signal, unsound
from game.measures.value import Value

LAG_S_MAX = 1.0
"""A lag is looked for up to this to either side: as for two limbs (measures page, coordination)."""
STILL_DEG = 1.0
"""A movement whose standard deviation is smaller is none: below the noise of a worn sensor."""
UNITS = {"error_rms": "deg", "bias": "deg", "lag": "s", "gain": "1", "correlation": "1", "explained": "1"}


def following(path_deg: ArrayLike, own_deg: ArrayLike, rate_hz: float) -> Mapping[str, Value]:
    """Own movement against the path at the same times, both in degrees at a steady rate.

    `error_rms` and `bias` (own minus path) are taken as they are; `lag` is where the correlation of the two is highest,
    within ±1 s, positive where one's own comes later; `correlation` is the one there; `gain` the slope of the
    regression of one's own on the path shifted so: 1 goes as far as the path, 0 does not follow it; `explained` the
    share of what does not go with the path that the shift takes away: where it is small, the lag says little. Tracking
    by error, lag and gain: Poulton 1974.
    """
    path, own = signal(path_deg), signal(own_deg)
    if reason := unsound(path, own, least=10, rate_hz=rate_hz):
        return {name: Value.missing(unit, reason) for name, unit in UNITS.items()}
    off = own - path
    found = {
        "error_rms": Value(float(np.sqrt(np.mean(off * off))), "deg"),
        "bias": Value(float(off.mean()), "deg"),
    }
    reason = _untold(path, own, rate_hz)
    if reason is not None:
        return found | {
            name: Value.missing(UNITS[name], reason) for name in ("lag", "gain", "correlation", "explained")
        }
    shift, correlation, gain = _best(path, own, round(LAG_S_MAX * rate_hz))
    _, together, _ = _best(path, own, 0)
    rest = 1.0 - together * abs(together)
    return found | {
        "lag": Value(shift / rate_hz, "s"),
        "gain": Value(gain, "1"),
        "correlation": Value(correlation, "1"),
        "explained": Value(1.0 - (1.0 - correlation * abs(correlation)) / rest if rest > 0.0 else 0.0, "1"),
    }


def _untold(path: Signal, own: Signal, rate_hz: float) -> str | None:
    """Why no lag can be told, if so."""
    if path.size < 4.0 * LAG_S_MAX * rate_hz:
        return "shorter than four times the longest lag"
    if float(path.std()) < STILL_DEG:
        return "the path kept still"
    if float(own.std()) < STILL_DEG:
        return "no movement"
    return None


def _best(path: Signal, own: Signal, most: int) -> tuple[int, float, float]:
    """By how many samples the own movement is late, the correlation there, and the slope."""
    best = (0, -math.inf, math.nan)
    for shift in sorted(range(-most, most + 1), key=abs):  # of equals the smallest lag
        ahead, behind = (path, own[shift:]) if shift >= 0 else (path[-shift:], own)
        count = min(ahead.size, behind.size)
        asked, did = ahead[:count] - ahead[:count].mean(), behind[:count] - behind[:count].mean()
        power = float(asked @ asked)
        both = float(asked @ did)
        height = math.sqrt(power * float(did @ did))
        correlation = both / height if height > 0.0 else 0.0
        if correlation > best[1] + 1e-12:
            best = (shift, correlation, both / power if power > 0.0 else math.nan)
    return best
