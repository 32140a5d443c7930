"""Signals → clinical numbers with unit, validity and reason. Pure."""

from game.measures.activity import missing as activity_missing
from game.measures.activity import muscle_activity
from game.measures.filters import lowpass
from game.measures.range_of_motion import range_of_motion
from game.measures.repetitions import (
    Adaptive,
    Fixed,
    Params,
    Repetition,
    RepetitionCounter,
    State,
    count_repetitions,
)
from game.measures.smoothness import sparc
from game.measures.sway import quiet_part, sway
from game.measures.tempo import tempo
from game.measures.uniform import Uniform, movement_bounds, uniform
from game.measures.value import Series, Value
from game.measures.ways import ways

__all__ = [
    "Adaptive",
    "Fixed",
    "Params",
    "Repetition",
    "RepetitionCounter",
    "Series",
    "State",
    "Uniform",
    "Value",
    "activity_missing",
    "count_repetitions",
    "lowpass",
    "movement_bounds",
    "muscle_activity",
    "quiet_part",
    "range_of_motion",
    "sparc",
    "sway",
    "tempo",
    "uniform",
    "ways",
]
