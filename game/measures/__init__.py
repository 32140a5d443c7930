"""Signals → clinical numbers with unit, validity and reason. Pure."""

from game.measures.activity import missing as activity_missing
from game.measures.activity import muscle_activity
from game.measures.adherence import adherence, completion
from game.measures.chair import chair_rises, chair_stands_30s, five_times_sit_to_stand
from game.measures.change import change_over_sessions, classify_change, minimal_detectable_change, reliable_change_index
from game.measures.compensation import CompensationCounter, compensation
from game.measures.fatigue import velocity_loss
from game.measures.filters import lowpass
from game.measures.range_of_motion import range_of_motion
from game.measures.reaction import reaction_time
from game.measures.reliability import icc, pooled_sd, standard_error, typical_error, within_sd
from game.measures.repetitions import (
    Adaptive,
    Fixed,
    Params,
    Repetition,
    RepetitionCounter,
    Repetitions,
    State,
    count_repetitions,
)
from game.measures.rising import sit_to_stands
from game.measures.smoothness import sparc
from game.measures.sway import quiet_part, sway
from game.measures.tempo import tempo
from game.measures.trend import trend
from game.measures.uniform import Uniform, movement_bounds, uniform
from game.measures.up_and_go import timed_up_and_go, turns
from game.measures.value import Label, Series, Value
from game.measures.ways import ways

__all__ = [
    "Adaptive",
    "CompensationCounter",
    "Fixed",
    "Label",
    "Params",
    "Repetition",
    "RepetitionCounter",
    "Repetitions",
    "Series",
    "State",
    "Uniform",
    "Value",
    "activity_missing",
    "adherence",
    "chair_rises",
    "chair_stands_30s",
    "change_over_sessions",
    "classify_change",
    "compensation",
    "completion",
    "count_repetitions",
    "five_times_sit_to_stand",
    "icc",
    "lowpass",
    "minimal_detectable_change",
    "movement_bounds",
    "muscle_activity",
    "pooled_sd",
    "quiet_part",
    "range_of_motion",
    "reaction_time",
    "reliable_change_index",
    "sit_to_stands",
    "sparc",
    "standard_error",
    "sway",
    "tempo",
    "timed_up_and_go",
    "trend",
    "turns",
    "typical_error",
    "uniform",
    "velocity_loss",
    "ways",
    "within_sd",
]
