"""The kinds of exercise a level can name: one line a kind in the union, one in the table of what it is played with."""

from __future__ import annotations

from typing import TypeAlias, get_args

from game.exercises.keys import Keys
from game.exercises.reach import ReachKeys
from game.exercises.steady import SteadyKeys
from game.motion.movement import Formula, Movement

ExerciseKeys: TypeAlias = ReachKeys | SteadyKeys

KINDS: dict[str, type[Keys]] = {
    get_args(keys.model_fields["kind"].annotation)[0]: keys for keys in get_args(ExerciseKeys)
}

PLAYED_WITH: dict[str, frozenset[Formula]] = {
    "reach": frozenset(Formula) - {Formula.LEAN_AWAY},
    "steady": frozenset({Formula.LEAN_AWAY}),
}
"""A target needs an angle with a direction; staying in one place needs how far away one is, in any direction."""


def can_play(kind: str, movement: Movement) -> bool:
    """Whether the movement's angle is one that the kind can use, however it is measured."""
    return all(way.formula in PLAYED_WITH[kind] for way in movement.ways)
