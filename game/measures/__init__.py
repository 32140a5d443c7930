"""Signals → clinical numbers with unit, validity and reason. Pure."""

from game.measures.activity import missing as activity_missing
from game.measures.activity import muscle_activity
from game.measures.adherence import adherence, completion
from game.measures.asynchrony import timing_asynchrony
from game.measures.balance import held_lean, limits_of_stability, romberg
from game.measures.bimanual import bimanual
from game.measures.chair import chair_rises, chair_stands_30s, five_times_sit_to_stand
from game.measures.change import change_over_sessions, classify_change, minimal_detectable_change, reliable_change_index
from game.measures.cocontraction import cocontraction
from game.measures.compensation import CompensationStream, compensation
from game.measures.emg_signal import emg_envelope, emg_onset, median_frequency
from game.measures.fatigue import velocity_loss
from game.measures.filters import lowpass
from game.measures.following import following
from game.measures.jerk import ldlj, ldlj_acceleration
from game.measures.movement_units import movement_units
from game.measures.norm import Norm
from game.measures.norm_rows import NORMS
from game.measures.norms import norm_for
from game.measures.phase import discrete_relative_phase, phase_locking, relative_phase
from game.measures.phases import phases
from game.measures.position_error import joint_position_error
from game.measures.range_of_motion import range_of_motion
from game.measures.reaction import reaction_time
from game.measures.reliability import icc, pooled_sd, session_spread, standard_error, typical_error, within_sd
from game.measures.repetitions import Adaptive, Fixed, Params, Repetition, RepetitionCounter, State, count_repetitions
from game.measures.rising import sit_to_stands
from game.measures.smoothness import sparc
from game.measures.sway import SwayStream, quiet_part, sway
from game.measures.symmetry import limb_symmetry
from game.measures.tempo import TempoStream, tempo
from game.measures.trend import trend
from game.measures.uniform import Uniform, movement_bounds, uniform
from game.measures.up_and_go import timed_up_and_go, turns
from game.measures.value import Label, Series, Value
from game.measures.ways import ways

__all__ = [
    "NORMS",
    "Adaptive",
    "CompensationStream",
    "Fixed",
    "Label",
    "Norm",
    "Params",
    "Repetition",
    "RepetitionCounter",
    "Series",
    "State",
    "SwayStream",
    "TempoStream",
    "Uniform",
    "Value",
    "activity_missing",
    "adherence",
    "bimanual",
    "chair_rises",
    "chair_stands_30s",
    "change_over_sessions",
    "classify_change",
    "cocontraction",
    "compensation",
    "completion",
    "count_repetitions",
    "discrete_relative_phase",
    "emg_envelope",
    "emg_onset",
    "five_times_sit_to_stand",
    "following",
    "held_lean",
    "icc",
    "joint_position_error",
    "ldlj",
    "ldlj_acceleration",
    "limb_symmetry",
    "limits_of_stability",
    "lowpass",
    "median_frequency",
    "minimal_detectable_change",
    "movement_bounds",
    "movement_units",
    "muscle_activity",
    "norm_for",
    "phase_locking",
    "phases",
    "pooled_sd",
    "quiet_part",
    "range_of_motion",
    "reaction_time",
    "relative_phase",
    "reliable_change_index",
    "romberg",
    "session_spread",
    "sit_to_stands",
    "sparc",
    "standard_error",
    "sway",
    "tempo",
    "timed_up_and_go",
    "timing_asynchrony",
    "trend",
    "turns",
    "typical_error",
    "uniform",
    "velocity_loss",
    "ways",
    "within_sd",
]
