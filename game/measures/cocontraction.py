"""Co-contraction: how much two opposing muscles work at the same time."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import ArrayLike

from game.measures.soundness import signal, unsound
from game.measures.value import Value

UNITS = {"falconer_winter_pct": "%", "rudolph": "1"}


def cocontraction(a: ArrayLike, b: ArrayLike) -> Mapping[str, Value]:
    """Of two envelopes as shares of each muscle's own maximal effort (0 to 1), sample by sample.

    `falconer_winter_pct` is what both have in common as a share of all activity, blind to how strong it is (Falconer
    and Winter 1985); `rudolph` grows with the level, 0 to 2 (Rudolph et al. 2000). Only within one session: electrodes
    put on anew change both.
    """
    first, second = signal(a), signal(b)
    reason = unsound(first, second)
    if reason is None and min(first.min(), second.min()) < 0.0:
        reason = "activity cannot be below 0"
    if reason is not None:
        return {name: Value.missing(unit, reason) for name, unit in UNITS.items()}
    low, high, both = np.minimum(first, second), np.maximum(first, second), first + second
    total = float(both.sum())
    share = np.divide(low, high, out=np.zeros_like(low), where=high > 0.0)
    return {
        "falconer_winter_pct": Value(100.0 * 2.0 * float(low.sum()) / total, "%")
        if total > 0.0
        else Value.missing("%", "neither muscle was active"),
        "rudolph": Value(float((share * both).mean()), "1"),
    }
