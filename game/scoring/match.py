"""What `match` came to: how far answers were from what was felt, those from memory apart."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from game.exercises.answer import NOT_LOOKED
from game.exercises.events import TrialEnded
from game.measures import joint_position_error
from game.scoring.sheet import Measure, Measures, named, without

ANSWERS_MIN, POSITIONS_MIN = 5, 2
"""Fewer say too little of position sense (5 to 8 trials of at least two positions are usual)."""
_NONE_FROM_MEMORY = "no place was found from memory"


def match_measures(trials: Sequence[TrialEnded]) -> Mapping[str, Measure]:
    """Position sense by its usual names, the mean size of the errors first; `from_memory` that of catch trials."""
    answered = [trial for trial in trials if math.isfinite(trial.values.get("error_deg", math.nan))]
    sound = [trial for trial in answered if not trial.spoilt and trial.reason != NOT_LOOKED]
    memory = [trial for trial in sound if trial.values["from_memory_share"] > 0.0]
    felt = [trial for trial in sound if trial.values["from_memory_share"] == 0.0]
    reasons = [trial.reason for trial in trials if trial not in sound]
    values = position_error(
        [trial.values["learned_deg"] for trial in felt],
        [trial.values["answered_deg"] for trial in felt],
        len({round(trial.target_deg) for trial in felt}),
        reasons[-1] if reasons else "too few trials were asked for",
    )
    earlier: Measures = joint_position_error(
        [trial.values["learned_deg"] for trial in memory], [trial.values["answered_deg"] for trial in memory]
    )
    if not memory:
        earlier = without(earlier, _NONE_FROM_MEMORY)
    return {**named("joint_position_error", values), "from_memory": earlier["AE"]}


def position_error(
    learned_deg: Sequence[float], answered_deg: Sequence[float], positions: int, otherwise: str
) -> Measures:
    """The errors of the answers; `otherwise` is why there are not more, where there are too few to say anything."""
    values: Measures = joint_position_error(learned_deg, answered_deg)
    if len(learned_deg) < ANSWERS_MIN or positions < POSITIONS_MIN:
        return without(values, f"fewer than {ANSWERS_MIN} answers to {POSITIONS_MIN} positions: {otherwise}")
    return values
