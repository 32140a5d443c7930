"""The kinds of exercise a level can name: one line a kind in the union, one in the table of what it is played with."""

from __future__ import annotations

from typing import TypeAlias, get_args

from game.exercises.keys import Keys
from game.exercises.reach import ReachKeys
from game.exercises.steady import SteadyKeys
from game.motion.movements import Formula

ExerciseKeys: TypeAlias = ReachKeys | SteadyKeys

KINDS: dict[str, type[Keys]] = {
    get_args(keys.model_fields["kind"].annotation)[0]: keys for keys in get_args(ExerciseKeys)
}

PLAYED_WITH: dict[str, frozenset[Formula]] = {
    "reach": frozenset({Formula.ELEVATION, Formula.ROLL, Formula.LEAN_FORWARD}),
    "steady": frozenset({Formula.LEAN_AWAY}),
}
"""A target needs an angle with a direction; staying in one place needs how far away one is, in any direction."""
