"""What the contractions and relaxations of `activate` come to: the medians of its trials, each with its reason."""

from __future__ import annotations

import math
from collections.abc import Sequence
from statistics import median

from game.exercises.events import TrialEnded
from game.measures import Value

_MEASURES = {
    "in_band": ("in_band_percent", "%"),
    "peak_activity": ("peak_percent", "%"),
    "relax_time": ("relax_s", "s"),
    "quiet": ("quiet_percent", "%"),
    "cocontraction": ("cocontraction_percent", "%"),
    "cocontraction_rudolph": ("cocontraction_rudolph_1", "1"),
}
"""Each measure with the value of a trial that it is the median of, and its unit."""
_ABSENT = {
    "relax_time": "the muscle never let go",
    "cocontraction": "no antagonist was watched, or no contraction came into the band",
    "cocontraction_rudolph": "no antagonist was watched, or no contraction came into the band",
}


def activations(trials: Sequence[TrialEnded]) -> dict[str, Value]:
    """The median of each value over every trial that says something; percent of the calibrated effort, of the time
    asked for, or of all activity (co-contraction)."""
    told = [trial for trial in trials if not trial.spoilt]
    found = {}
    for name, (key, unit) in _MEASURES.items():
        numbers = [trial.values[key] for trial in told if not math.isnan(trial.values.get(key, math.nan))]
        reason = "no trial was finished" if not told else _ABSENT.get(name, "no contraction was asked for")
        found[name] = Value(median(numbers), unit) if numbers else Value.missing(unit, reason)
    return found
