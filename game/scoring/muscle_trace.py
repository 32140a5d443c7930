"""MuscleTrace: how active each worn muscle was at every tick of play, kept for the measures of the end."""

from __future__ import annotations

import math
from array import array
from collections import Counter
from collections.abc import Mapping

import numpy as np

from game.exercises.exercise import TICK_S
from game.measures import Value, activity_missing, muscle_activity
from game.motion.emg_calibration import EmgReference, MuscleSetup
from game.motion.motion import MuscleSignal

UNITS: Mapping[EmgReference, str] = {"comfortable": "%RVC", "maximum": "%MVC"}
"""Percent of a reference contraction, here the comfortable strong effort, or of the maximal one."""


class MuscleTrace:
    """Grows tick by tick; empty where no electrodes are worn."""

    def __init__(self, setups: Mapping[str, MuscleSetup]) -> None:
        self._setups = setups
        self._activity = {place: array("d") for place in setups}
        self._reasons: dict[str, Counter[str]] = {}

    def add(self, muscles: Mapping[str, MuscleSignal]) -> None:
        """Keep one tick."""
        for place, signal in muscles.items():
            self._activity.setdefault(place, array("d")).append(signal.activity)
            if signal.reason is not None:
                self._reasons.setdefault(place, Counter())[signal.reason] += 1

    def measures(self) -> dict[str, Value]:
        """Of each muscle, by names such as `emg_right_biceps_peak`."""
        found = {}
        for place in self._activity:
            for name, value in self._of(place).items():
                found[f"emg_{place}_{name}"] = value
        return found

    def _of(self, place: str) -> dict[str, Value]:
        setup = self._setups.get(place, MuscleSetup())
        unit = UNITS["comfortable" if setup.calibration is None else setup.calibration.reference]
        activity = self._activity[place]
        reasons = self._reasons.get(place)
        if reasons and all(math.isnan(share) for share in activity):
            return activity_missing(unit, reasons.most_common(1)[0][0])
        return muscle_activity(np.frombuffer(activity), 1.0 / TICK_S, unit)
